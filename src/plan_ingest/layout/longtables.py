"""Tables of very many pages: rows long past are set aside until the table ends.

What is asked of a table where it goes on is answered by its head and its last rows, so
that the work of joining grows with its pages and no faster.
"""

from dataclasses import dataclass, field, replace

from plan_ingest.layout.gluedheads import MOST_HEAD
from plan_ingest.model.document import Cell, Table

_MOST = 400
"""Rows of a table from which some are set aside."""
_LAST = 200
"""Rows at its end that are kept to be asked."""


@dataclass(slots=True)
class SetAside:
    """The rows taken out of a table below its head, and how many they are."""

    head: int = 0
    count: int = 0
    cells: list[Cell] = field(default_factory=list)
    page_rows: list[int] = field(default_factory=list)


def shortened(table: Table, aside: SetAside) -> Table:
    """The table without rows of its middle, which are added to those set aside."""
    if table.rows <= _MOST:
        return table
    if not aside.count:
        aside.head = _edge(table, 2 * MOST_HEAD)
    edge = _edge(table, table.rows - _LAST)
    gone = edge - aside.head
    if aside.head == 0 or gone <= 0:
        return table
    middle = range(aside.head, edge)
    aside.cells += [_moved(c, aside.count) for c in table.cells if c.row in middle]
    aside.page_rows += [row + aside.count for row in table.page_rows if row in middle]
    aside.count += gone
    return replace(
        table,
        cells=tuple(
            c if c.row < aside.head else _moved(c, -gone)
            for c in table.cells
            if c.row not in middle
        ),
        page_rows=tuple(
            row if row < aside.head else row - gone
            for row in table.page_rows
            if row not in middle
        ),
    )


def restored(table: Table, aside: SetAside) -> Table:
    """The table with the rows that were set aside in their place again."""
    if not aside.count:
        return table
    head = [c for c in table.cells if c.row < aside.head]
    rest = [_moved(c, aside.count) for c in table.cells if c.row >= aside.head]
    firsts = [row for row in table.page_rows if row < aside.head]
    later = [row + aside.count for row in table.page_rows if row >= aside.head]
    return replace(
        table,
        cells=(*head, *aside.cells, *rest),
        page_rows=(*firsts, *aside.page_rows, *later),
    )


def _edge(table: Table, row: int) -> int:
    """The row, or the nearest above that no merged cell reaches into."""
    for cell in sorted(table.cells, key=lambda c: -c.row):
        if cell.row < row <= cell.row_end:
            row = cell.row
    return row


def _moved(cell: Cell, rows: int) -> Cell:
    return replace(cell, row=cell.row + rows, row_end=cell.row_end + rows)
