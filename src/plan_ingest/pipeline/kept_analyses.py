"""The dear analyses of words, kept by what they rest on: decisions change none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from plan_ingest.model.analysis import EditionChange, Wording
from plan_ingest.model.framework import Framework
from plan_ingest.model.part import Part
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.spoken import heard_anew
from plan_ingest.pipeline.spoken_parts import Heard, keep_heard, read_heard
from plan_ingest.store import keys
from plan_ingest.store.files import written_whole

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where analyses are kept; without a folder they are made anew each time."""

    folder: Path | None = None

    def wording(
        self,
        items: tuple[PlanItem, ...],
        framework: Framework,
        near: float,
        make: Callable[[], tuple[Wording, ...]],
    ) -> tuple[Wording, ...]:
        """Who shares words with whom: made anew when items, texts or bounds change."""
        nodes = [(node.id, node.title, node.description) for node in framework.nodes]
        key = keys.key(_items_key(items), nodes, near, keys.code_key(*_CODE))
        return self._kept(f"wording.{framework.id}", key, make, _WORDING)

    def heard(self, parts: Sequence[Part], framework: Framework, near: float) -> Heard:
        """The wording of very many plans, looked at anew where words changed."""
        if self.folder is None:
            return heard_anew(parts, Heard(), near)
        nodes = [(node.id, node.title, node.description) for node in framework.nodes]
        key = keys.key(nodes, near, keys.code_key(*_CODE, "pipeline"))
        path = self.folder / f"heard.{framework.id}"
        before = read_heard(path, key)
        heard = heard_anew(parts, before or Heard(), near)
        stands = before is not None and heard.stands_as(before)
        if not stands:
            keep_heard(path, key, heard)
        return heard

    def edition(
        self,
        rests_on: tuple[object, ...],
        make: Callable[[], tuple[EditionChange, ...]],
    ) -> tuple[EditionChange, ...]:
        """A plan against its earlier edition: made anew when either changes."""
        key = keys.key(rests_on, keys.code_key(*_CODE))
        return self._kept("edition", key, make, _EDITIONS)

    def editions(
        self,
        items: tuple[PlanItem, ...],
        sources: tuple[SourceRecord, ...],
        changed: float,
        make: Callable[[], tuple[EditionChange, ...]],
    ) -> tuple[EditionChange, ...]:
        """Plans against earlier ones: made anew when items, dates or bounds change."""
        dates = [(*_when(source), source.supersedes) for source in sources]
        key = keys.key(_items_key(items), dates, changed, keys.code_key(*_CODE))
        return self._kept("editions", key, make, _EDITIONS)

    def outputs(self, framework: Framework) -> Path | None:
        """Where it is noted what the workbooks and reports of a comparison rest on."""
        return self.folder / f"made.{framework.id}.json" if self.folder else None

    def _kept(
        self,
        name: str,
        key: str,
        make: Callable[[], tuple[T, ...]],
        shape: TypeAdapter[tuple[T, ...]],
    ) -> tuple[T, ...]:
        if self.folder is None:
            return make()
        path = self.folder / f"{name}.json"
        found = _read(path, key, shape)
        if found is not None:
            return found
        made = make()
        with written_whole(path) as handle:
            handle.write(key.encode("ascii") + b"\n" + shape.dump_json(made))
        return made


def _read(
    path: Path, key: str, shape: TypeAdapter[tuple[T, ...]]
) -> tuple[T, ...] | None:
    """What was kept under this key; None where there is none, or it is damaged."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        return shape.validate_json(body) if head == key.encode("ascii") else None
    except (OSError, ValidationError):
        return None


def _when(source: SourceRecord) -> tuple[str | None, ...]:
    dated = (source.document_date, source.period)
    return (source.source_id, source.file, source.force, source.state, *dated)


def _items_key(items: Iterable[PlanItem]) -> str:
    """A key of the words of items and of whose they are, in any order."""
    digest = sha256()
    for line in sorted(
        repr((i.item_id, i.source_id, i.item_no, i.force, i.document_date, i.text))
        for i in items
    ):
        digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


NO_SHELF = Shelf()
"""Nothing is kept."""
_CODE = ("compare", "text.py")
_WORDING = TypeAdapter(tuple[Wording, ...])
_EDITIONS = TypeAdapter(tuple[EditionChange, ...])
