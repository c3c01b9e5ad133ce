"""Files whole or not at all: written aside, synced, then put in place."""

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import psutil

from plan_ingest.errors import RecordError

if TYPE_CHECKING:
    from hashlib import _Hash as HASH

PIPE = Path("-")
"""Standard input where it is read, standard output where it is written."""
_ASIDE = ".part"
_COPIED = 1_000_000
"""Bytes of a file copied at a time."""


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to; `path` is the old whole or the new whole, never half.

    On any exception the old file stays and what was written aside is removed; what a
    killed writer left aside is removed by the next one. An error of the disk names
    the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path)
    aside = path.with_name(f".{path.name}.{os.getpid()}{_ASIDE}")
    try:
        with aside.open("wb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        aside.replace(path)
    except OSError as wrong:
        raise _named_error(wrong, path) from wrong
    finally:
        aside.unlink(missing_ok=True)


def append_lines(path: Path, lines: bytes) -> None:
    """Add whole lines to a file, safe on disk before it returns, or none of them.

    A last line that a crash cut is closed first. The caller holds the file's lock.
    """
    with path.open("ab+", buffering=0) as journal:
        size = journal.seek(0, os.SEEK_END)
        journal.seek(max(0, size - 1))
        closing = b"\n" if size and journal.read(1) != b"\n" else b""
        left = memoryview(closing + lines)
        try:
            while left:
                left = left[journal.write(left) :]
            os.fsync(journal.fileno())
        except OSError as wrong:
            # A full disk took half of it: nobody was told that it is there.
            journal.truncate(size)
            raise _named_error(wrong, path) from wrong


def write_lines(path: Path, lines: Iterable[bytes]) -> int:
    """Write the lines, a newline after each; how many there were."""
    count = 0
    with _opened(path) as handle:
        for line in lines:
            handle.write(line)
            handle.write(b"\n")
            count += 1
    return count


def write_bytes(path: Path, content: bytes) -> None:
    """Write the content, whole or not at all."""
    with written_whole(path) as handle:
        handle.write(content)


def write_changed(path: Path, content: bytes) -> None:
    """Write the content, whole or not at all; a file that has it already is left."""
    if path.is_file() and path.read_bytes() == content:
        sweep(path)
    else:
        write_bytes(path, content)


def write_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    """Write the chunks one after the other as they come, whole or not at all."""
    with _opened(path) as handle:
        handle.writelines(chunks)


def write_streamed(path: Path, chunks: Iterable[bytes]) -> str:
    """Write the chunks as they come, whole or not at all; the sha256 of them all.

    They are written from where the file differs; one that holds them all is left.
    """
    digest = sha256()
    with _there(path) as old:
        told = _hashed(chunks, digest)
        same, first = _held(old, told)
        if first is None:
            sweep(path)
            return digest.hexdigest()
        with written_whole(path) as handle:
            old.seek(0)
            for size in (*([_COPIED] * (same // _COPIED)), same % _COPIED):
                handle.write(old.read(size))
            old.close()  # where a file is open, some systems put none in its place
            handle.write(first)
            handle.writelines(told)
    return digest.hexdigest()


def _there(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError:  # none, or none to be read: all is written
        return BytesIO()


def _hashed(chunks: Iterable[bytes], digest: "HASH") -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _held(old: BinaryIO, told: Iterator[bytes]) -> tuple[int, bytes | None]:
    """How many bytes a file holds of what is told, and the first chunk it does not.

    None where it holds just these; nothing where it only goes on.
    """
    same = 0
    for chunk in told:
        if old.read(len(chunk)) != chunk:
            return same, chunk
        same += len(chunk)
    return same, b"" if old.read(1) or not same else None


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all."""
    with _opened(path) as handle:
        handle.write(text.encode("utf-8"))


def sweep(path: Path) -> None:
    """Removes what writers of this file left aside when they were killed."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*{_ASIDE}"):
        writer = left.name.removesuffix(_ASIDE).rpartition(".")[2]
        if writer.isdecimal() and not psutil.pid_exists(int(writer)):
            left.unlink(missing_ok=True)


def read_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that hold anything, each with its number, 1-based.

    Raises RecordError where there is no such file.
    """
    try:
        with _readable(path) as handle:
            for number, line in enumerate(handle, 1):
                plain = (
                    line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                ).strip()
                if plain:
                    yield number, plain
    except (FileNotFoundError, IsADirectoryError) as wrong:
        raise RecordError(f"{path}: no such file; check the name") from wrong


def named(path: Path) -> str:
    """The file's name as messages give it."""
    return "standard input" if path == PIPE else str(path)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if path == PIPE:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with written_whole(path) as handle:
            yield handle


@contextmanager
def _readable(path: Path) -> Iterator[BinaryIO]:
    if path == PIPE:
        yield sys.stdin.buffer
    else:
        with path.open("rb") as handle:
            yield handle


def _named_error(wrong: OSError, path: Path) -> OSError:
    """The error with the name of the file it is about.

    Writing alone tells none, and putting in place tells what was written aside.
    """
    if wrong.errno is None:
        return wrong
    return OSError(wrong.errno, wrong.strerror or "cannot be written", str(path))
