"""Objects on any store that fsspec knows: a folder, S3, Azure, memory.

A store is named by a URL without credentials; those stay in the environment of the
machine that reads or writes, so that no message, log or task ever holds them.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest
from pathlib import Path
from typing import Any
from uuid import uuid4

from plan_ingest.errors import UsageError

_BROUGHT_BY = {"s3": "s3fs", "s3a": "s3fs", "abfs": "adlfs", "az": "adlfs"}
"""The package that brings a protocol to fsspec, where it is not fsspec's own."""
_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "memory"})
"""Stores in which an object appears whole or not at all: nothing to write aside."""
_CREDENTIALS = re.compile(r"^([a-z0-9+]+://)[^/@]*:[^/@]*@")


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects below a URL, by their names with forward slashes."""

    url: str

    def __post_init__(self) -> None:
        if _CREDENTIALS.match(self.url):
            raise UsageError(
                f"{shown(self.url)}: credentials do not belong in an address; put them"
                " into the environment, as the store's fsspec package says"
            )

    def names(self, folder: str = "") -> Iterator[str]:
        """The names of all objects, or of those in a folder, sorted."""
        files, root = _opened(self.url)
        for path in sorted(files.find(_at(root, folder))):
            yield path.removeprefix(root).lstrip("/")

    def has(self, name: str) -> bool:
        """Whether there is such an object."""
        files, root = _opened(self.url)
        return bool(files.exists(_at(root, name)))

    def read(self, name: str) -> bytes:
        """The object's bytes. Raises FileNotFoundError where there is none."""
        files, root = _opened(self.url)
        content: bytes = files.cat_file(_at(root, name))
        return content

    def write(self, name: str, content: bytes) -> None:
        """Put an object in place: others see the old one or the new one, whole."""
        files, root = _opened(self.url)
        path = _at(root, name)
        files.makedirs(path.rpartition("/")[0], exist_ok=True)
        if _protocol(self.url) in _WHOLE:
            files.pipe_file(path, content)
            return
        folder, _, last = path.rpartition("/")
        # Aside under a name of its own: two workers may write the same object.
        aside = f"{folder}/.{last}.{uuid4().hex}.part"
        try:
            with files.open(aside, "wb") as handle:
                handle.write(content)
                if is_local(self.url):
                    handle.flush()
                    os.fsync(handle.fileno())
            files.mv(aside, path)
        except BaseException:
            if files.exists(aside):
                files.rm_file(aside)
            raise

    def remove(self, name: str) -> None:
        """Take an object away, where it is there."""
        files, root = _opened(self.url)
        if files.exists(_at(root, name)):
            files.rm_file(_at(root, name))


def fetch(url: str, target: Path) -> str:
    """Copy the object at a URL to a file of this machine; its sha256."""
    files, path = _opened(url)
    files.get_file(path, str(target))
    with target.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()


def as_url(given: str | Path) -> str:
    """A path of this machine, or a URL, as a URL without a slash at its end."""
    text = str(given)
    plain = re.match(r"^[a-z][a-z0-9+]+://", text) is None
    return (Path(text).resolve().as_uri() if plain else text).rstrip("/")


def is_local(url: str) -> bool:
    """Whether the store is a folder, seen alike by all who share the disk."""
    return _protocol(url) == "file"


def shown(url: str) -> str:
    """The URL as messages may show it: credentials are left out."""
    return _CREDENTIALS.sub(r"\1", url)


def _protocol(url: str) -> str:
    return url.partition("://")[0]


def _at(root: str, name: str) -> str:
    parts = name.split("/")
    if ".." in parts or name.startswith("/"):
        raise UsageError(f"{name}: leads out of the store; name what lies in it")
    return f"{root}/{name}" if name else root


@lru_cache(maxsize=64)
def _opened(url: str) -> tuple[Any, str]:
    """The file system behind a URL, and the root in it."""
    try:
        import fsspec
        from fsspec.core import url_to_fs
    except ModuleNotFoundError as missing:
        raise UsageError(
            'a store by URL needs fsspec: pip install "plan-ingest[cluster]"'
        ) from missing
    protocol = _protocol(url)
    if protocol not in fsspec.available_protocols():
        raise UsageError(f"{shown(url)}: fsspec knows no store called {protocol!r}")
    try:
        files, root = url_to_fs(url)
    except ImportError as missing:
        package = _BROUGHT_BY.get(protocol, "a further package")
        raise UsageError(
            f"{shown(url)}: this store needs {package}; pip install it here and on"
            " every worker"
        ) from missing
    return files, str(root).rstrip("/")
