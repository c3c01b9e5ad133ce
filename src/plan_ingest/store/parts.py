"""Plans' parts of a comparison, kept beside what was read until a ground changes.

A file's first line is the key of what the part rests on, its second the part's figures
and how long each of its texts is; the texts follow as they go into the outputs.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from plan_ingest.model.part import Counts, Head, Held
from plan_ingest.store.files import write_bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """A part on disk: its figures are at hand, its texts are read when asked for.

    The texts begin at `start`, one after the other, each as long as `lengths` says.
    """

    head: Head
    path: str
    start: int
    lengths: Mapping[str, int]

    def text(self, name: str) -> bytes:
        """A listing's rows of this plan, as they go into the CSV file."""
        at = self.start
        for known, length in self.lengths.items():
            if known == name:
                return self._read(at, length)
            at += length
        raise KeyError(name)

    def _read(self, at: int, length: int) -> bytes:
        handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            os.lseek(handle, at, os.SEEK_SET)
            return os.read(handle, length)
        finally:
            os.close(handle)


def part_path(folder: Path, framework_id: str) -> Path:
    """Where a plan's part of a comparison is kept."""
    return folder / f"compared.{framework_id}.part"


def read_part(path: Path, key: str) -> Stored | None:
    """The part kept under this key; None where there is none that can be used."""
    try:
        with path.open("rb") as kept:
            first, second = kept.readline(), kept.readline()
            size = os.fstat(kept.fileno()).st_size
    except OSError:
        return None
    if first.strip() != key.encode("ascii"):
        return None
    try:
        told = _SHAPE.validate_json(second)
    except ValidationError:
        return None
    start = len(first) + len(second)
    found = _stored(told.head, path, start, told.lengths)
    return found if start + sum(told.lengths.values()) == size else None


def keep_part(path: Path, key: str, part: Held) -> Stored:
    """Keep a part, whole or not at all."""
    lengths = {name: len(text) for name, text in part.texts.items()}
    told = json.dumps({"head": asdict(part.head), "lengths": lengths})
    start = f"{key}\n{told}\n".encode()
    write_bytes(path, b"".join([start, *part.texts.values()]))
    return _stored(part.head, path, len(start), lengths)


def _stored(head: Head, path: Path, start: int, lengths: Mapping[str, int]) -> Stored:
    """A part in little room: there may be very many, and most say much the same."""
    small = replace(
        head,
        force=head.force and sys.intern(head.force),
        levels=sys.intern(head.levels),
        reviewed=sys.intern(head.reviewed),
        dated=sys.intern(head.dated),
        rows=Counts(head.rows),
    )
    return Stored(small, str(path), start, Counts(lengths))


@dataclass(frozen=True, slots=True)
class _Told:
    head: Head
    lengths: dict[str, int]


_SHAPE = TypeAdapter(_Told)
