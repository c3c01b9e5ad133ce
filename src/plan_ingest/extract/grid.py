"""A table as rows of columns: merged cells laid out, empty and ruled rows left out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from plan_ingest.model.document import Cell, Part, Table

_RULED = re.compile(r"[\s\-–—_=~*.|+]*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table's grid.

    `parts` holds each column's words, a merged cell's in every row it covers but only
    in its first column; `starts` the row each column's cell begins in; `cells` the
    cells that begin in this row. `page_first` marks the first row on a new page.
    """

    index: int
    parts: tuple[tuple[Part, ...], ...]
    starts: tuple[int, ...]
    cells: tuple[Cell, ...]
    page_first: bool = False
    flags: tuple[str, ...] = ()

    def text(self, col: int) -> str:
        """A column's words, a line a part; "" for a column the table has not."""
        if not 0 <= col < len(self.parts):
            return ""
        return "\n".join(part.text for part in self.parts[col])

    def own(self, col: int) -> str:
        """A column's words where its cell begins in this row, else ""."""
        begins = 0 <= col < len(self.starts) and self.starts[col] == self.index
        return self.text(col) if begins else ""

    def bold(self, col: int) -> bool:
        """Whether all of a column's words are bold."""
        return bool(self.parts[col]) and all(part.bold for part in self.parts[col])

    def filled(self) -> tuple[int, ...]:
        """The columns whose cell begins in this row and has words."""
        return tuple(col for col in range(len(self.parts)) if self.own(col))


def grid(table: Table) -> tuple[Row, ...]:
    """The table's rows, top to bottom; rows without words and ruled rows left out."""
    covering = _covering(table)
    cols, firsts = table.cols, frozenset(table.page_rows)
    beginning: dict[int, list[Cell]] = {}
    for cell in table.cells:
        beginning.setdefault(cell.row, []).append(cell)
    rows, page_first = [], False
    for r in range(table.rows):
        row = _row(covering, cols, beginning.get(r, ()), r)
        page_first = page_first or r in firsts
        if all(_RULED.fullmatch(row.own(col)) for col in range(len(row.parts))):
            continue
        rows.append(replace(row, page_first=page_first))
        page_first = False
    return tuple(rows)


def _covering(table: Table) -> dict[tuple[int, int], Cell]:
    found: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        for r in range(cell.row, cell.row_end + 1):
            for c in range(cell.col, cell.col_end + 1):
                found.setdefault((r, c), cell)
    return found


def _row(
    covering: dict[tuple[int, int], Cell], cols: int, begin: Iterable[Cell], r: int
) -> Row:
    parts, starts = [], []
    for c in range(cols):
        cell = covering.get((r, c))
        parts.append(cell.parts if cell and cell.col == c else ())
        starts.append(cell.row if cell else r)
    cells = tuple(cell for cell in begin if cell.parts)
    # A cell merged over rows may go on over the page where the row does not.
    said = (cell.flags for cell in cells if cell.row == cell.row_end)
    flags = tuple(dict.fromkeys(flag for flags in said for flag in flags))
    return Row(r, tuple(parts), tuple(starts), cells, flags=flags)
