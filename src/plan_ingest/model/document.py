"""A document as read: blocks in reading order, each with its place."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from plan_ingest.model.source import Anchor, BBox, Source


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the outermost.

    `marker` is the number that Word's list numbering prints before it, "" where it
    has none or where the number is typed and so part of `text`.
    """

    text: str
    level: int
    anchor: Anchor
    marker: str = ""
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `bold` when all of it is set bold."""

    text: str
    anchor: Anchor
    bold: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullet:
    """An entry of a list, bulleted or numbered.

    `marker` is what was printed before it ("•", "1.", "a)"), already taken off
    `text`; `level` is 0 for the outermost list.
    """

    text: str
    anchor: Anchor
    marker: str = "•"
    level: int = 0
    bold: bool = False
    kind: Literal["bullet"] = "bullet"


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph or bullet inside a table's cell; `bullet` holds its marker."""

    text: str
    bullet: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table's grid: 0-based, ends inclusive, a merged cell once."""

    row: int
    col: int
    row_end: int
    col_end: int
    parts: tuple[Part, ...] = ()
    page: int | None = None
    page_end: int | None = None
    bbox: BBox | None = None
    flags: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The cell's words, a line a part."""
        return "\n".join(part.text for part in self.parts)

    @property
    def bold(self) -> bool:
        """Whether all the words in the cell are bold."""
        return bool(self.parts) and all(part.bold for part in self.parts)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, also one that runs over pages.

    `header_rows` counts the leading rows known to be header (by mark-up such as
    a repeated header row in Word), None where the format does not say.
    `page_rows` lists the rows that stand first on a new page, beyond the first:
    what was cut there is rejoined by `layout.continuation`.
    """

    cells: tuple[Cell, ...]
    anchor: Anchor
    title: str | None = None
    header_rows: int | None = None
    page_rows: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    flags: tuple[str, ...] = ()
    kind: Literal["table"] = "table"

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return max([cell.row_end for cell in self.cells], default=-1) + 1

    @property
    def cols(self) -> int:
        """How many columns the grid has."""
        return max([cell.col_end for cell in self.cells], default=-1) + 1


@dataclass(frozen=True, slots=True)
class Furniture:
    """A running head or foot, or a page number: kept apart, never an item."""

    text: str
    anchor: Anchor
    kind: Literal["furniture"] = "furniture"


Block: TypeAlias = Heading | Paragraph | Bullet | Table | Furniture


@dataclass(frozen=True, slots=True)
class Page:
    """One page: size in points, and how many characters were seen on it.

    `reason` says why the page could not be read; None when it was. `repeated`
    counts the characters of a table's header that was printed again and dropped.
    `confidence` is how sure OCR is of the page's words in the mean, 0 to 1, None for
    text that was there; `uncertain` are the words it may have misread, with places.
    """

    number: int
    width: float
    height: float
    characters: int = 0
    reason: str | None = None
    repeated: int = 0
    confidence: float | None = None
    uncertain: tuple[tuple[str, BBox], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A source's blocks in reading order; `pages` is empty where a format has none.

    `characters` is how many characters that are not white space the file's body
    holds, as its reader saw them; the extraction ledger accounts for each.
    """

    source: Source
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    characters: int = 0
    flags: tuple[str, ...] = ()
