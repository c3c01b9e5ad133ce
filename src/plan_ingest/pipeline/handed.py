"""A project's plans handed to a comparison one by one: digests first, records later.

The joined files of items and of suggestions are read once, plan by plan. What a plan
holds is remembered as a place in them, so that memory does not grow with the plans.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.asked import Asked
from plan_ingest.pipeline.looked_at import looked_at
from plan_ingest.pipeline.plan_lines import OutOfOrder, ids_in
from plan_ingest.pipeline.plan_parts import Asking, Given, Handed
from plan_ingest.store import keys
from plan_ingest.store.project import Project
from plan_ingest.store.records import items_of, suggestions_of
from plan_ingest.store.register import REGISTER

_CODE = ("compare", "review", "exports", "pipeline", "model", "text.py", "data")
_NO_MATTER = frozenset(
    ("title", "protective_marking", "profiles", "whole", "nearest", "chosen", "plans")
)
"""Settings of reporting that no plan's part rests on."""


def handed(
    project: Project,
    asked: Asked,
    asking: Asking,
    records: Sequence[SourceRecord],
    corrected: Mapping[str, bytes] = MappingProxyType({}),
) -> Iterator[Handed]:
    """Every plan of the project by source id, also one without items.

    `corrected` has the items of the plans that analysts corrected. Raises OutOfOrder
    where a file is not as we write it.
    """
    common, likely = _common(project, asked, asking), _likely(asking)
    with ExitStack() as stack:
        items = stack.enter_context(closing(_Lines(project.items)))
        offered = project.suggestions(asked.framework.id)
        offers = stack.enter_context(closing(_Lines(offered)))
        known = _Known(project.items, corrected)
        for record in records:
            source = record.source_id
            own = items.take(source)
            if source in corrected:
                own = _held(corrected[source])
            told = offers.take_of(own.ids, known)
            words = asking.settled_on(own.ids)
            yield Handed(
                record=record,
                load=partial(_given, record, own, told, asked.framework.id, likely),
                items=partial(_items, own.read),
                ids=own.ids,
                said=own.digest,
                key=keys.key(common, own.digest, told.digest, record, words),
                folder=project.normalised / source,
            )
        if items.left:
            raise OutOfOrder(f"{project.items}: not in the order of the sources")
        if offers.speaks_of(known):
            raise OutOfOrder(f"{offered}: not in the order of the items")


@dataclass(frozen=True, slots=True)
class _Taken:
    """A plan's lines of a file: where they are, of which items, and their digest."""

    ids: tuple[str, ...]
    digest: str
    read: Callable[[], bytes]


class _Lines:
    """The lines of a file, taken plan by plan; none of a file that is not there."""

    def __init__(self, path: Path) -> None:
        self._path, self._at = path, 0
        self._file: BinaryIO = path.open("rb") if path.is_file() else BytesIO()
        self._rest = iter(self._file)
        self._line = next(self._rest, b"")
        self.close = self._file.close

    @property
    def left(self) -> bool:
        """Whether a line was not taken."""
        return bool(self._line)

    def take(self, source_id: str) -> _Taken:
        """The next lines as long as they are of the plan."""
        ids, own, line = [], [], self._line
        while line:
            item, source = ids_in(line)
            if source != source_id:
                break
            ids.append(item)
            own.append(line)
            line = next(self._rest, b"")
        self._line = line
        return self._taken(ids, own, sum(map(len, own)))

    def take_of(self, wanted: Sequence[str], known: "_Known") -> _Taken:
        """The next lines as long as they speak of these items.

        A line of an item that no plan has any more is left out.
        """
        ids, own, line, passed = [], [], self._line, 0
        asked = frozenset(wanted)
        while line:
            item, _ = ids_in(line)
            if item in asked:
                ids.append(item)
                own.append(line)
            elif len(ids) >= len(asked) or known.has(item):
                break
            passed += len(line)
            line = next(self._rest, b"")
        self._line = line
        return self._taken(ids, own, passed)

    def speaks_of(self, known: "_Known") -> bool:
        """Whether a line that is left speaks of an item that a plan has."""
        while self._line and not known.has(ids_in(self._line)[0]):
            self._line = next(self._rest, b"")
        return bool(self._line)

    def _taken(self, ids: Sequence[str], own: Sequence[bytes], passed: int) -> _Taken:
        """What was taken of so many bytes that were passed by."""
        place = partial(_slice, self._path, self._at, passed)
        self._at += passed
        return _Taken(tuple(ids), sha256(b"".join(own)).hexdigest(), place)


class _Known:
    """All items there are: looked at only where suggestions speak of another."""

    def __init__(self, items: Path, corrected: Mapping[str, bytes]) -> None:
        self._items, self._corrected = items, corrected

    def has(self, item: str) -> bool:
        """Whether a plan has the item."""
        return item in self._ids

    @cached_property
    def _ids(self) -> frozenset[str]:
        with self._items.open("rb") as lines:
            told = map(ids_in, lines)
            found = {item for item, source in told if source not in self._corrected}
        for some in self._corrected.values():
            found.update(ids_in(line)[0] for line in some.splitlines())
        return frozenset(found)


def _held(lines: bytes) -> _Taken:
    ids = tuple(ids_in(line)[0] for line in lines.splitlines())
    # No lambda: it is sent to the process that counts the plan.
    return _Taken(ids, sha256(lines).hexdigest(), partial(bytes, lines))


def _slice(path: Path, at: int, length: int) -> bytes:
    if not length:
        return b""
    with path.open("rb") as file:
        file.seek(at)
        return file.read(length)


def _given(
    record: SourceRecord, own: _Taken, told: _Taken, framework_id: str, likely: float
) -> Given:
    offered = suggestions_of(told.read())
    if offered is None:
        raise OutOfOrder(f"{record.source_id}: a line of its suggestions is not whole")
    ids = frozenset(own.ids)
    told_of = (one for one in offered if one.item_id in ids)
    return Given(record, _items(own.read), looked_at(told_of, framework_id, likely))


def _items(read: Callable[[], bytes]) -> tuple[PlanItem, ...]:
    items = items_of(read())
    if items is None:
        raise OutOfOrder("a line of the items is not whole; ingest again")
    return tuple(sorted(items, key=lambda item: (item.item_no, item.item_id)))


def _likely(asking: Asking) -> float:
    return asking.settings.reporting.left_to_review


def _common(project: Project, asked: Asked, asking: Asking) -> str:
    """What the parts of all plans rest on."""
    settings = asdict(asking.settings.reporting)
    told = {name: said for name, said in settings.items() if name not in _NO_MATTER}
    return keys.key(
        keys.contents_key(asked.files),
        keys.contents_key([project.mappings / REGISTER]),
        told,
        keys.code_key(*_CODE),
    )
