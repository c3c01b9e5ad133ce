"""Plans' parts of a comparison, kept beside what was read until a ground changes.

A file's first line is the key of what the part rests on, its second the part's figures
and how long each of its texts is; the texts follow as they go into the outputs.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from io import FileIO
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from plan_ingest.errors import RecordError
from plan_ingest.model.part import Counts, Head, Held
from plan_ingest.store.files import write_bytes

MARK = 16
"""Signs of a key that tell one part from another, written later."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A part on disk: its figures are at hand, its texts are read when asked for.

    The texts begin at `start`, one after the other, each as long as `lengths` says;
    `mark` is how the file begins.
    """

    head: Head
    path: str
    mark: bytes
    start: int
    lengths: Counts

    def text(self, name: str) -> bytes:
        """A listing's rows of this plan, as they go into the CSV file.

        Raises RecordError where another comparison wrote the part meanwhile.
        """
        at = self.start + self.lengths.until(name)
        return read_text(self.path, self.mark, at, self.lengths[name])

    def texts(self) -> dict[str, bytes]:
        """All its texts, read at once; RecordError as above."""
        whole = read_text(self.path, self.mark, self.start, sum(self.lengths.values()))
        found, at = {}, 0
        for name, length in self.lengths.items():
            found[name] = whole[at : at + length]
            at += length
        return found


def read_text(path: str, mark: bytes, at: int, length: int) -> bytes:
    """So many bytes of a file that begins with the mark.

    Raises RecordError where another comparison wrote the file meanwhile.
    """
    if not length:
        return b""
    try:
        # A text is a few kilobytes: finding out what else the path is costs more.
        with FileIO(path) as part:
            known = part.read(len(mark)) == mark
            part.seek(at)
            text = part.read(length)
    except OSError as wrong:
        raise RecordError(f"{path}: {wrong.strerror}; run again") from wrong
    if not known or len(text) != length:
        raise RecordError(f"{path}: changed while it was compared; run one at a time")
    return text


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
    found = _stored(told.head, path, key, (start, told.lengths))
    return found if start + sum(told.lengths.values()) == size else None


def keep_part(path: Path, key: str, part: Held) -> Stored:
    """Keep a part, whole or not at all."""
    lengths = {name: len(text) for name, text in part.texts.items()}
    told = json.dumps({"head": asdict(part.head), "lengths": lengths})
    start = f"{key}\n{told}\n".encode()
    write_bytes(path, b"".join([start, *part.texts.values()]))
    return _stored(part.head, path, key, (len(start), lengths))


def small(head: Head) -> Head:
    """A head in little room: there may be very many, and most say much the same."""
    return replace(
        head,
        force=head.force and sys.intern(head.force),
        levels=sys.intern(head.levels),
        reviewed=sys.intern(head.reviewed),
        dated=sys.intern(head.dated),
        rows=Counts(head.rows),
    )


def _stored(
    head: Head, path: Path, key: str, texts: tuple[int, Mapping[str, int]]
) -> Stored:
    start, lengths = texts
    mark = key.encode()[:MARK]
    return Stored(small(head), str(path), mark, start, Counts(lengths))


@dataclass(frozen=True, slots=True)
class _Told:
    head: Head
    lengths: dict[str, int]


_SHAPE = TypeAdapter(_Told)
