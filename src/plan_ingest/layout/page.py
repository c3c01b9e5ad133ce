"""A page as geometry: words, rules and fills, whatever library found them.

All lengths are points from the visible page's top left corner, as a reader sees the
page: rotation and crop box are already applied.
"""

from dataclasses import dataclass

from plan_ingest.layout.sealed import sealed
from plan_ingest.model.source import BBox


@sealed(frozen=True, slots=True)
class Word:
    """Characters set without a gap. `edges` are the x positions between them.

    `edges` has one number more than the word has characters, so that a word can be
    split where a rule or a gutter runs through it. `color` is 0xRRGGBB.
    `confidence`, 0 to 1, is how sure the reader of a scan is of it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str = ""
    bold: bool = False
    italic: bool = False
    color: int = 0
    upright: bool = True
    edges: tuple[float, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight, visible line: horizontal or vertical, `width` thick."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float = 1.0
    color: int = 0

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle that is too thick to be a rule: a shaded cell or band."""

    x0: float
    top: float
    x1: float
    bottom: float
    color: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class PageContent:
    """One page, equal to itself alone, so that what is found on it can be kept by it.

    `unmapped` counts glyphs that stand for no known character.

    `rules` and `fills` are those that are seen: not white on white, clipped away,
    without thickness or transparent. `hidden` counts characters drawn invisibly that
    are no text layer of a scan; `scanned` says that the words are such a layer.
    `turn` is how far, clockwise in degrees, the page was turned to read upright.
    `recognised` says that the words were read here from a picture. `charts` are the
    places of gridlines with a scale beside them. `columns` are the borders of the
    columns of a table that the page before ends with, `unended` the columns of it whose
    last cell ends in mid-sentence, `labels` those of the cards that it is among.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    images: tuple[BBox, ...] = ()
    unmapped: int = 0
    hidden: int = 0
    scanned: bool = False
    turn: int = 0
    recognised: bool = False
    charts: tuple[BBox, ...] = ()
    columns: tuple[float, ...] = ()
    unended: tuple[int, ...] = ()
    labels: frozenset[str] = frozenset()
