"""Pictures of pages kept by what they show; the folder never outgrows its bound."""

import contextlib
import os
from pathlib import Path

from plan_ingest.store.files import written_whole
from plan_ingest.store.keys import key

MOST_BYTES = 256_000_000
_ENDING = ".png"


class PictureFolder:
    """A folder of pictures by key; those not looked at for longest go first."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self._folder, self._most = folder, most

    def find(self, *parts: object) -> bytes | None:
        """The picture kept under these parts, None where there is none."""
        path = self._path(parts)
        try:
            found = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return found

    def keep(self, picture: bytes, *parts: object) -> None:
        """Keep a picture; a folder that cannot be written to costs time alone."""
        with contextlib.suppress(OSError):
            with written_whole(self._path(parts)) as handle:
                handle.write(picture)
            self._forget_oldest()

    def _path(self, parts: tuple[object, ...]) -> Path:
        return self._folder / f"{key(*parts)}{_ENDING}"

    def _forget_oldest(self) -> None:
        kept = [(one.stat(), one) for one in self._folder.glob(f"*{_ENDING}")]
        kept.sort(key=lambda one: (one[0].st_mtime_ns, one[1].name))
        size = sum(stat.st_size for stat, _ in kept)
        for stat, path in kept:
            if size <= self._most:
                return
            path.unlink(missing_ok=True)
            size -= stat.st_size
