"""Files whole or not at all: written aside, synced, then put in place."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from plan_ingest.errors import RecordError

PIPE = Path("-")
"""Standard input where it is read, standard output where it is written."""


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to; `path` is the old whole or the new whole, never half.

    On any exception the old file stays and what was written aside is removed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


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
    if not (path.is_file() and path.read_bytes() == content):
        write_bytes(path, content)


def write_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    """Write the chunks one after the other as they come, whole or not at all."""
    with _opened(path) as handle:
        handle.writelines(chunks)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all."""
    with _opened(path) as handle:
        handle.write(text.encode("utf-8"))


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
