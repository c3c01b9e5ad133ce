"""Records that are only ever added to: JSON lines beside the ledger of decisions.

Amendments, forces' proposals, and the words that decisions rest on. A line torn by
a crash is set aside with a warning, never fatal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import pydantic_core
from filelock import FileLock
from pydantic import TypeAdapter, ValidationError

from plan_ingest.errors import RecordError
from plan_ingest.store.files import append_lines


class Named(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Named)


@dataclass(frozen=True, slots=True)
class Journal(Generic[R]):
    """The records of a file, each id once; `torn` names lines lost."""

    records: tuple[R, ...]
    torn: tuple[str, ...] = ()


def read_journal(path: Path, shape: type[R]) -> Journal[R]:
    """The records of a file by id, the first of an id counts; none without a file.

    Raises RecordError for a line that is no such record.
    """
    return records_in(lines_of(path) if path.is_file() else (), path, shape)


def records_in(lines: Iterable[bytes], path: Path, shape: type[R]) -> Journal[R]:
    """The records of some of a file's lines, as they come."""
    found: dict[str, R] = {}
    torn: list[str] = []
    for row, place in rows_in(lines, path, torn):
        record: R = _checked(shape, row, place)
        found.setdefault(record.id, record)
    return Journal(tuple(found.values()), tuple(torn))


def lines_of(path: Path) -> list[bytes]:
    """A file's lines, without the mark that some programs begin one with."""
    return path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")


def rows_in(
    lines: Iterable[bytes], path: Path, torn: list[str]
) -> Iterator[tuple[Any, str]]:
    """What the lines say and where each stands; `torn` is told of those set aside.

    Raises RecordError for a line that is no JSON and that no crash explains.
    """
    for number, line in enumerate(lines, 1):
        place = f"{path} line {number}"
        if not line.strip():
            continue
        try:
            row = pydantic_core.from_json(line)
        except ValueError as wrong:
            # A crash tears the line being written; the next append closes it with
            # a newline, so it may stand in the middle: but it always begins an object.
            if not _is_torn(line):
                raise RecordError(f"{place}: not JSON ({wrong}); mend it") from wrong
            torn.append(f"{place}: torn, set aside; say it again")
            continue
        yield row, place


def journal_key(paths: Iterable[Path]) -> str:
    """A key of the files' names and records; what is not there counts as absent.

    A line that a crash tore counts for nothing, for it says nothing: closed or not,
    the file says what it would say had nothing been torn.
    """
    digest = sha256()
    for path in sorted(paths):
        if path.is_file():
            digest.update(f"{path.name}\0".encode())
            for line in map(bytes.strip, lines_of(path)):
                if line.endswith(b"}") or (line and not _is_torn(line)):
                    digest.update(line + b"\n")
    return digest.hexdigest()


def append_journal(path: Path, records: Iterable[R], shape: type[R]) -> int:
    """Add records, safe on disk before it returns; how many were not there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        known = {record.id for record in read_journal(path, shape).records}
        fresh = {r.id: r for r in records if r.id not in known}
        if not fresh:
            return 0
        adapter = _adapter(shape)
        lines = b"".join(adapter.dump_json(r) + b"\n" for r in fresh.values())
        append_lines(path, lines)
    return len(fresh)


def line_of(shape: type[R], record: R) -> bytes:
    """A record as a line of its file, without its end."""
    return _adapter(shape).dump_json(record)


def _is_torn(line: bytes) -> bool:
    """Whether a line is the beginning of a JSON object, cut at whatever byte."""
    whole = line.strip().decode("utf-8", errors="ignore").encode("utf-8")
    try:
        pydantic_core.from_json(whole, allow_partial="trailing-strings")
    except ValueError:
        return False
    return whole.startswith(b"{")


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _checked(shape: Any, row: Any, place: str) -> Any:
    try:
        record = _adapter(shape).validate_python(row)
        datetime.fromisoformat(getattr(record, "at", "2000-01-01"))
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{place}: {field}: {first['msg']}; mend it") from wrong
    except ValueError as wrong:
        raise RecordError(f"{place}: at is no ISO date and time; mend it") from wrong
    return record
