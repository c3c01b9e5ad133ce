"""A zip checked before anything in it is parsed: members, sizes, ratio, names.

Word, Excel and OpenDocument files are zips from outside: 600 kB can unpack to
600 MB. What the directory says is checked first; what a member then really holds
is checked while it is unpacked, because a directory can lie.
"""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from plan_ingest.errors import EncryptedSource, LimitExceeded, UnreadableSource
from plan_ingest.settings import Reading

_MEGABYTE = 1_000_000
_SMALL = 1_000_000
"""Bytes below which a member's ratio says nothing: empty sheets pack very well."""
_CHUNK = 1_000_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_AFRESH = "open it and save it afresh"


@dataclass(slots=True)
class Archive:
    """An open zip within its limits; `names` are its members, in its own order."""

    file: str
    zip: zipfile.ZipFile
    limits: Reading
    names: dict[str, zipfile.ZipInfo]
    left: int

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.zip.close()

    def read(self, name: str) -> bytes:
        """A member's bytes, no more than the limits leave; KeyError without it.

        Raises UnreadableSource where the member is damaged, LimitExceeded where it
        holds more than the directory and the limits allow.
        """
        info = self.names[name]
        parts = []
        try:
            with self.zip.open(info) as member:
                while part := member.read(_CHUNK):
                    self.left -= len(part)
                    if self.left < 0:
                        raise _too_large(self.file, self.limits)
                    parts.append(part)
        except _BROKEN as wrong:
            raise UnreadableSource(
                self.file, f"its part {name[:80]!r} is damaged", _AFRESH
            ) from wrong
        return b"".join(parts)


def open_archive(file: str, path: Path, limits: Reading) -> Archive:
    """The zip at `path`, its directory checked; `file` is its name in messages."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as wrong:
        raise UnreadableSource(
            file, "it is cut off or damaged (a zip without a directory)", _AFRESH
        ) from wrong
    try:
        names = _checked(file, archive.infolist(), limits)
    except BaseException:
        archive.close()
        raise
    return Archive(file, archive, limits, names, limits.zip_megabytes * _MEGABYTE)


def _checked(
    file: str, members: list[zipfile.ZipInfo], limits: Reading
) -> dict[str, zipfile.ZipInfo]:
    if len(members) > limits.zip_members:
        raise LimitExceeded(
            file,
            f"it holds {len(members)} parts,"
            f" more than the {limits.zip_members} allowed",
            "save it afresh without its embedded files",
        )
    if sum(info.file_size for info in members) > limits.zip_megabytes * _MEGABYTE:
        raise _too_large(file, limits)
    for info in members:
        _check_member(file, info, limits)
    names: dict[str, zipfile.ZipInfo] = {}
    for info in members:
        if not info.is_dir():
            names.setdefault(info.filename, info)
    return names


def _check_member(file: str, info: zipfile.ZipInfo, limits: Reading) -> None:
    if info.flag_bits & 1:
        raise EncryptedSource(file, "it is protected by a password", "remove it")
    if info.file_size > _SMALL:
        ratio = info.file_size / max(1, info.compress_size)
        if ratio > limits.zip_ratio:
            raise LimitExceeded(
                file,
                f"a part of it unpacks to {ratio:.0f} times its size,"
                f" more than the {limits.zip_ratio:.0f} allowed",
                _AFRESH,
            )
    steps = info.filename.replace("\\", "/").split("/")
    if ".." in steps or info.filename.startswith("/") or ":" in steps[0]:
        raise UnreadableSource(
            file, "it holds a part whose name points outside it", _AFRESH
        )


def _too_large(file: str, limits: Reading) -> LimitExceeded:
    return LimitExceeded(
        file,
        f"it unpacks to more than the {limits.zip_megabytes} MB allowed",
        "save it afresh without pictures, or raise reading.zip_megabytes",
    )
