"""Lines added to a journal under its lock, and the lines that others added since.

The same lock and the same closing of a torn line as in the ledger and the journals:
a desk may run beside imports and beside other desks.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pydantic_core
from filelock import FileLock

from plan_ingest.store.files import append_lines

_EVERY = 0.003
"""Seconds between two tries for a lock that another process holds."""
_CHECKED = 512
"""Bytes before a place by which it is known again."""


@dataclass(frozen=True, slots=True)
class Tail:
    """The whole lines after a place, with the place after them, in bytes.

    `torn` counts lines that a crash cut, set aside.
    """

    lines: tuple[bytes, ...]
    end: int
    torn: int = 0


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """The journal's lock, shared with every other program that adds to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(f".{path.name}.lock"), thread_local=False)
    with lock.acquire(poll_interval=_EVERY):
        yield


def add_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Add lines, safe on disk before it returns; the caller holds the lock."""
    append_lines(path, b"".join(line + b"\n" for line in lines))


def tail(path: Path, start: int) -> Tail:
    """What was added after a place; a last line still being written waits."""
    try:
        with path.open("rb") as journal:
            journal.seek(start)
            content = journal.read()
    except FileNotFoundError:
        return Tail((), start)
    whole, _, rest = content.rpartition(b"\n")
    taken = len(content) - len(rest)
    lines = whole.split(b"\n") if taken else []
    if rest.strip() and _is_object(rest):
        lines.append(rest)
        taken = len(content)
    told = [line for line in lines if line.strip()]
    if start == 0 and told:
        told[0] = told[0].removeprefix(b"\xef\xbb\xbf")
    return Tail(tuple(told), start + taken)


def mark_at(path: Path, place: int) -> str:
    """What stands before a place, as a short proof; "" where the file is shorter."""
    start = max(0, place - _CHECKED)
    return digest(path, start, place)


def digest(path: Path, start: int, end: int) -> str:
    """A hash of the bytes from one place to another; "" where they are not there."""
    try:
        with path.open("rb") as journal:
            journal.seek(start)
            content = journal.read(end - start)
    except FileNotFoundError:
        content = b""
    return sha256(content).hexdigest() if len(content) == end - start else ""


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(pydantic_core.from_json(line), dict)
    except ValueError:
        return False
