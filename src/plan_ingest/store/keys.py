"""Keys of what a result rests on: alike as long as nothing of it changed."""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which

import plan_ingest

Grounds = tuple[tuple[str, str], ...]
"""What a result rests on: a name for each ground, as a person is told, and its key."""

_LIBRARIES = (
    "lxml",
    "pdfplumber",
    "pypdfium2",
    "python-calamine",
    "python-docx",
    "rapidocr",
)
_PROGRAMS = ("tesseract",)


def key(*parts: object) -> str:
    """One key for all parts, which are plain values or their like."""
    whole = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=repr)
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def changed(before: Grounds, now: Grounds) -> tuple[str, ...]:
    """The grounds that are not as they were, by name."""
    was = dict(before)
    return tuple(name for name, ground in now if was.get(name) != ground)


def contents_key(paths: Iterable[Path]) -> str:
    """A key of the files' names and bytes; what is not there counts as absent."""
    digest = sha256()
    for path in sorted(paths):
        if path.is_file():
            digest.update(f"{path.name}\0".encode())
            with path.open("rb") as content:
                digest.update(file_digest(content, "sha256").digest())
    return digest.hexdigest()


@cache
def code_key(*rooms: str) -> str:
    """A key of the files of these rooms: a better reader is another reader."""
    package = Path(plan_ingest.__file__).parent
    return contents_key(
        path
        for room in rooms
        for path in (package / room, *(package / room).rglob("*"))
        if path.suffix != ".pyc"
    )


@cache
def reader_key() -> str:
    """A key of all that decides how a file is read, but the file and the limits."""
    libraries = [(name, _version(name)) for name in _LIBRARIES]
    programs = [(name, which(name) is not None) for name in _PROGRAMS]
    return key(code_key("readers", "layout", "model", "text.py"), libraries, programs)


def words_key(mappings: Path | None) -> str:
    """A key of the words by which plans are understood: ours and the project's."""
    ours = Path(plan_ingest.__file__).parent / "data"
    theirs = [mappings.glob("*.csv"), mappings.glob("forces/*")] if mappings else []
    return key(
        contents_key(ours.glob("*.*")), [contents_key(files) for files in theirs]
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
