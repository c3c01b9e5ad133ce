"""A plan's part of a comparison: what all outputs need of it, finished."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

NOT_JUDGED, LATER = "x", "l"
"""Signs of a cell that is not assessable, and of a later ask at level 0."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a part says in figures.

    `levels` has a sign for each node in the coverage's order: 0 to 4, or one of the
    above; `reviewed` the same by decisions alone. `smart` are the counts of
    `smart_counts`; `rows` tells how many rows the plan has in each listing.
    """

    source_id: str
    force: str | None
    items: int
    decided: int
    levels: str
    reviewed: str
    smart: tuple[int, ...]
    rows: Mapping[str, int]
    hashes: tuple[str, ...] = ()
    """The sha256 of the plan's items and of the suggestions looked at."""
    dated: str = ""
    """The date its words count from, "" where its items do not agree."""
    said: str = ""
    """A digest of its items' words and of who says them."""


class Part(Protocol):
    """A plan's part, wherever it is held."""

    @property
    def head(self) -> Head:
        """Its figures."""
        ...

    def text(self, name: str) -> bytes:
        """A listing's rows of this plan, as they go into the CSV file."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """A part held in memory."""

    head: Head
    texts: Mapping[str, bytes]

    def text(self, name: str) -> bytes:
        """A listing's rows of this plan, as they go into the CSV file."""
        return self.texts[name]


@dataclass(frozen=True, slots=True)
class Figures:
    """What all plans come to, where a report holds only some of them in full.

    `levels` counts the signs of each node's cells; `found` has the items and decided
    items of each source; `rows` the rows of each listing; `shared` are the rows of
    shared wording of the plans that are shown.
    """

    items: int
    decided: int
    forces: tuple[str, ...]
    levels: Mapping[str, Mapping[str, int]]
    smart: tuple[int, ...]
    found: Mapping[str, tuple[int, int]]
    rows: Mapping[str, int]
    shared: tuple[tuple[str | int | float | bool | None, ...], ...] = ()
