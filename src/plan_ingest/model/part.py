"""A plan's part of a comparison: what all outputs need of it, finished."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

NOT_JUDGED, LATER = "x", "l"
"""Signs of a cell that is not assessable, and of a later ask at level 0."""


class Counts(Mapping[str, int]):
    """Counts by name, held in little room: of many plans the names are the same."""

    __slots__ = ("_counts", "_places")
    _known: dict[tuple[str, ...], dict[str, int]] = {}  # noqa: RUF012

    def __init__(self, counts: Mapping[str, int]) -> None:
        names = tuple(counts)
        places = self._known.get(names)
        if places is None:
            places = {name: place for place, name in enumerate(names)}
            self._known[names] = places
        self._places = places
        self._counts = array("q", counts.values())

    def __getitem__(self, name: str) -> int:
        """The count of that name."""
        return self._counts[self._places[name]]

    def __iter__(self) -> Iterator[str]:
        """The names in their order."""
        return iter(self._places)

    def __len__(self) -> int:
        """How many names there are."""
        return len(self._places)

    def __reduce__(self) -> tuple[type["Counts"], tuple[dict[str, int]]]:
        """As plain counts: whoever receives them holds the names once too."""
        return Counts, (dict(zip(self._places, self._counts, strict=True)),)

    def until(self, name: str) -> int:
        """The sum of the counts before that of the name."""
        return sum(self._counts[: self._places[name]])


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
    items_sha256: str = ""
    suggestions_sha256: str = ""
    """Of the suggestions that are looked at."""
    dated: str = ""
    """The date its words count from, "" where its items do not agree."""
    said: str = ""
    """A digest of its items' words and of who says them."""


class Rows(Protocol):
    """A plan's rows of every listing, or those of neighbouring plans as one."""

    def text(self, name: str) -> bytes:
        """A listing's rows, as they go into the CSV file."""
        ...


class Part(Rows, Protocol):
    """A plan's part, wherever it is held."""

    @property
    def head(self) -> Head:
        """Its figures."""
        ...


class Block(Rows, Protocol):
    """The parts of neighbouring plans."""

    @property
    def parts(self) -> Sequence[Part]:
        """Each plan's part."""
        ...

    def texts(self, name: str) -> Sequence[bytes]:
        """The rows plan by plan, of listings where those stand together."""
        ...


@dataclass(frozen=True, slots=True)
class Alone:
    """The part of one plan, with no neighbours."""

    part: Part

    @property
    def parts(self) -> tuple[Part, ...]:
        """That part."""
        return (self.part,)

    def text(self, name: str) -> bytes:
        """A listing's rows of the plan."""
        return self.part.text(name)

    def texts(self, name: str) -> tuple[bytes, ...]:
        """The same: it is all there is."""
        return (self.part.text(name),)


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
