"""A sheet of rows as blocks: its title lines, then its table.

Shared by spreadsheets and CSV. Empty rows and columns go; the header may stand
anywhere; a second header after a gap begins a second table.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plan_ingest.model.document import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Part,
    Table,
)
from plan_ingest.model.source import Source
from plan_ingest.readers.drafts import PLACE, in_order
from plan_ingest.readers.typed import typed_entries
from plan_ingest.text import squash

_HEADER_WITHIN = 30
"""Rows looked at for the header."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of shown text. Places are 0-based; a merged range is (row, col) twice."""

    rows: Sequence[Sequence[str]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    bold: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook's sheets that are shown, by name, and whether others are hidden."""

    sheets: tuple[tuple[str, Sheet], ...]
    hidden: bool


@dataclass(slots=True)
class _Grid:
    """A sheet's filled cells by (row, col), and how far a merged one goes."""

    sheet: Sheet
    text: dict[tuple[int, int], str]
    ends: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    by_row: dict[int, list[int]] = field(default_factory=dict)

    def filled(self, row: int) -> list[int]:
        """The columns of a row that hold words."""
        return self.by_row.get(row, [])


def book_document(source: Source, book: Book) -> Document:
    """A workbook as a document: each sheet's blocks, under its name if there are more.

    Hidden sheets, which hold lists and old versions, were left out: a flag says so.
    """
    filled = [(name, tuple(sheet_blocks(sheet))) for name, sheet in book.sheets]
    filled = [(name, blocks) for name, blocks in filled if blocks]
    if len(filled) == 1:
        found = list(filled[0][1])
    else:
        found = [block for name, blocks in filled for block in _named(name, blocks)]
    characters = sum(_characters(sheet) for _, sheet in book.sheets)
    flags = ("hidden_sheet",) if book.hidden else ()
    return Document(source, in_order(found), characters=characters, flags=flags)


def _named(name: str, blocks: Sequence[Block]) -> Iterator[Block]:
    yield Heading(name, 1, PLACE)
    for block in blocks:
        if isinstance(block, Heading):
            yield Heading(block.text, block.level + 1, PLACE)
        else:
            yield block


def _characters(sheet: Sheet) -> int:
    return sum(len("".join(text.split())) for row in sheet.rows for text in row)


def sheet_blocks(sheet: Sheet, level: int = 1) -> Iterator[Block]:
    """Its title lines as headings of `level` and paragraphs, then its tables."""
    grid = _grid(sheet)
    rows = sorted(grid.by_row)
    if not rows:
        return
    for part in _apart(grid, rows):
        header = _header(grid, part)
        if header == len(part) == len(rows):
            header = 0
        for row in part[:header]:
            yield _line(grid, row, level, first=row == part[0])
        if header < len(part):
            yield _table(grid, part[header:])


def _grid(sheet: Sheet) -> _Grid:
    grid = _Grid(sheet, {})
    for r, row in enumerate(sheet.rows):
        for c, text in enumerate(row):
            if text.strip():
                grid.text[r, c] = text
                grid.by_row.setdefault(r, []).append(c)
    grid.ends = {start: end for start, end in sheet.merged if start in grid.text}
    return grid


def _apart(grid: _Grid, rows: Sequence[int]) -> Iterator[list[int]]:
    """Rows of one table each: a gap, then a row all bold, begins another."""
    part = [rows[0]]
    for row in rows[1:]:
        gap = row > part[-1] + 1 and not _spanned(grid, part[-1], row)
        if gap and _header_after(grid, rows, row):
            yield part
            part = []
        part.append(row)
    yield part


def _header_after(grid: _Grid, rows: Sequence[int], row: int) -> bool:
    """Whether a row, or one of the next two after title lines, is a bold header."""
    at = rows.index(row)
    for one in rows[at : at + 3]:
        cols = grid.filled(one)
        if len(cols) > 1:
            return all((one, col) in grid.sheet.bold for col in cols)
    return False


def _spanned(grid: _Grid, before: int, row: int) -> bool:
    """Whether a merged cell reaches over the gap before a row."""
    return any(end[0] >= row for (r, _), end in grid.ends.items() if r <= before)


def _header(grid: _Grid, rows: Sequence[int]) -> int:
    """Which of the rows is the table's first: it fills more than half the columns.

    One that does not fill them all and has a gap below it is a title line still. Past
    the last row where none has two filled cells: those are lines, no table.
    """
    widths = [len(grid.filled(row)) for row in rows[:_HEADER_WITHIN]]
    most = max(widths)
    for at, width in enumerate(widths):
        gap = at + 1 < len(rows) and rows[at + 1] > rows[at] + 1
        if width >= max(2, most // 2 + 1) and (width == most or not gap):
            return at
    return len(rows)


def _line(grid: _Grid, row: int, level: int, first: bool) -> Block:
    cols = grid.filled(row)
    text = squash(" ".join(grid.text[row, col] for col in cols))
    bold = all((row, col) in grid.sheet.bold for col in cols)
    if len(cols) == 1 and (first or bold):
        return Heading(text, level, PLACE)
    return Paragraph(text, PLACE, bold)


def _table(grid: _Grid, rows: Sequence[int]) -> Table:
    cols = sorted({col for row in rows for col in grid.filled(row)})
    row_at = {row: number for number, row in enumerate(rows)}
    col_at = {col: number for number, col in enumerate(cols)}
    cells = []
    for row in rows:
        for col in grid.filled(row):
            last_row, last_col = grid.ends.get((row, col), (row, col))
            cells.append(
                Cell(
                    row=row_at[row],
                    col=col_at[col],
                    row_end=bisect_right(rows, last_row) - 1,
                    col_end=bisect_right(cols, last_col) - 1,
                    parts=_parts(grid, row, col),
                    flags=_flags(grid.sheet, row, col),
                )
            )
    return Table(tuple(cells), PLACE)


def _parts(grid: _Grid, row: int, col: int) -> tuple[Part, ...]:
    bold = (row, col) in grid.sheet.bold
    entries = typed_entries(grid.text[row, col], wrapped=False)
    return tuple(Part(entry.text, entry.marker, bold) for entry in entries)


def _flags(sheet: Sheet, row: int, col: int) -> tuple[str, ...]:
    flags = []
    if row in sheet.hidden_rows:
        flags.append("hidden_row")
    if col in sheet.hidden_cols:
        flags.append("hidden_column")
    return tuple(flags)
