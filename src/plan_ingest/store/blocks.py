"""Neighbouring plans' parts of a comparison as one file, kept until one changes.

A file's first line is the key of what it rests on, its second the plans' figures and
how long each text is. Texts joined to one follow, then the others plan by plan.
"""

import glob
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from plan_ingest.model.part import Head
from plan_ingest.store.files import write_bytes
from plan_ingest.store.parts import MARK, read_text, small


@dataclass(frozen=True, slots=True)
class StoredBlock:
    """Neighbouring parts on disk: figures are at hand, texts are read when asked for.

    `places` tells of each name where its texts begin and, of those that stand plan by
    plan, where each ends.
    """

    heads: tuple[Head, ...]
    path: str
    mark: bytes
    places: Mapping[str, "array[int]"]

    def text(self, name: str) -> bytes:
        """A listing's rows of these plans, in the listing's order."""
        places = self.places[name]
        return self._read(places[0], places[-1])

    def texts(self, name: str) -> list[bytes]:
        """The same plan by plan, where they are not joined to one."""
        places, whole = self.places[name], self.text(name)
        ends = [place - places[0] for place in places]
        return [whole[ends[at] : ends[at + 1]] for at in range(len(self.heads))]

    @property
    def parts(self) -> tuple["Inside", ...]:
        """Its plans' parts."""
        return tuple(Inside(self, at) for at in range(len(self.heads)))

    def of(self, at: int, name: str) -> bytes:
        """The rows of one of its plans."""
        places = self.places[name]
        return self._read(places[at], places[at + 1])

    def _read(self, at: int, end: int) -> bytes:
        return read_text(self.path, self.mark, at, end - at)


@dataclass(frozen=True, slots=True)
class Inside:
    """A part within a block; of it are at hand the texts that are not joined."""

    block: StoredBlock
    at: int

    @property
    def head(self) -> Head:
        """Its figures."""
        return self.block.heads[self.at]

    def text(self, name: str) -> bytes:
        """A listing's rows of this plan, as they go into the CSV file."""
        return self.block.of(self.at, name)


def block_path(folder: Path, framework_id: str, first: str) -> Path:
    """Where a block is kept that begins with that plan."""
    plan = sha256(first.encode("utf-8", "surrogatepass")).hexdigest()[:MARK]
    return folder / f"{_NAME}.{framework_id}.{plan}"


def read_block(path: Path, key: str) -> StoredBlock | None:
    """The block kept under this key; None where there is none that can be used."""
    try:
        with path.open("rb") as kept:
            first = kept.readline()
            if first.strip() != key.encode("ascii"):
                return None
            second = kept.readline()
            size = kept.seek(0, 2)
        told = _SHAPE.validate_json(second)
        found = _stored(told, path, key, len(first) + len(second))
    except (OSError, OverflowError, ValidationError):
        return None
    whole = all(length >= 0 for some in told.lengths.values() for length in some)
    return found if whole and _end(found) == size else None


def keep_block(
    path: Path,
    key: str,
    heads: Sequence[Head],
    joined: Mapping[str, bytes],
    texts: Mapping[str, Sequence[bytes]],
) -> StoredBlock:
    """Keep a block, whole or not at all; `texts` are those that stand plan by plan."""
    lengths = {name: [len(text)] for name, text in joined.items()}
    lengths |= {name: [len(text) for text in some] for name, some in texts.items()}
    told = _Told(tuple(heads), lengths)
    start = f"{key}\n{_dumped(told)}\n".encode()
    plain = [text for some in texts.values() for text in some]
    write_bytes(path, b"".join([start, *joined.values(), *plain]))
    return _stored(told, path, key, len(start))


def sweep_blocks(folder: Path, framework_id: str, kept: Iterable[Path]) -> None:
    """Removes the blocks of the framework that are not among those kept."""
    for left in set(_blocks(folder, framework_id)) - set(kept):
        left.unlink(missing_ok=True)


def has_blocks(folder: Path, framework_id: str) -> bool:
    """Whether any block of the framework is kept, of whatever it rests on."""
    return any(True for _ in _blocks(folder, framework_id))


def _blocks(folder: Path, framework_id: str) -> Iterator[Path]:
    own = f"{_NAME}.{framework_id}."
    # "hmic" begins "hmic.v2": what follows a framework's own name has no dot.
    for one in folder.glob(f"{glob.escape(own)}*"):
        if "." not in one.name.removeprefix(own):
            yield one


@dataclass(frozen=True, slots=True)
class _Told:
    heads: tuple[Head, ...]
    lengths: dict[str, list[int]]


def _dumped(told: _Told) -> str:
    heads = [{**asdict(head), "rows": dict(head.rows)} for head in told.heads]
    return json.dumps({"heads": heads, "lengths": told.lengths})


def _stored(told: _Told, path: Path, key: str, start: int) -> StoredBlock:
    places, at = {}, start
    for name, lengths in told.lengths.items():
        places[name] = array("q", accumulate(lengths, initial=at))
        at = places[name][-1]
    heads = tuple(map(small, told.heads))
    return StoredBlock(heads, str(path), key.encode()[:MARK], places)


def _end(block: StoredBlock) -> int:
    return max((places[-1] for places in block.places.values()), default=0)


_NAME = "block"
_SHAPE = TypeAdapter(_Told)
