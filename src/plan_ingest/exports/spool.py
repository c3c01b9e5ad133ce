"""Rows gathered by group, told group by group; what is too much to hold is on disk.

The rows of a group come out in the order in which they went in.
"""

from array import array
from collections.abc import Iterable, Iterator
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar

Group = TypeVar("Group")

HELD = 16_000_000
"""Bytes that are held before they are laid on disk."""
_ROW = 100
"""About what a group costs beside its rows, in bytes."""


class Spool(Generic[Group]):
    """Rows of listings on their way from plan by plan to group by group."""

    def __init__(self, held: int = HELD) -> None:
        self._most, self._size = held, 0
        self._held: dict[Group, bytearray] = {}
        self._laid: dict[Group, array[int]] = {}
        self._file: IO[bytes] = BytesIO()

    @property
    def groups(self) -> list[Group]:
        """The groups that have rows, in the order in which they came."""
        return list(dict.fromkeys([*self._laid, *self._held]))

    def add(self, rows: Iterable[tuple[Group, bytes]]) -> None:
        """Take a plan's rows, each with its group."""
        held, size = self._held, self._size
        for group, row in rows:
            there = held.get(group)
            if there is None:
                held[group] = there = bytearray()
                size += _ROW
            there += row
            size += len(row)
        self._size = size
        if size > self._most:
            self._lay()

    def of(self, group: Group) -> Iterator[bytes]:
        """The rows of a group, as many at a time as were held together."""
        places = iter(self._laid.get(group, ()))
        for at, length in zip(places, places, strict=True):
            self._file.seek(at)
            yield self._file.read(length)
        if group in self._held:
            yield bytes(self._held[group])

    def close(self) -> None:
        """Let go of what lies on disk."""
        self._file.close()

    def __enter__(self) -> "Spool[Group]":
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of what lies on disk."""
        self.close()

    def _lay(self) -> None:
        if not self._laid:
            # Closed with the spool: it lives as long as the listing is written.
            self._file = TemporaryFile()  # noqa: SIM115
        at = self._file.seek(0, 2)
        for group, rows in self._held.items():
            self._laid.setdefault(group, array("q")).extend((at, len(rows)))
            at += self._file.write(rows)
        self._held.clear()
        self._size = 0
