"""The column that every row of a table fills: a row without it is the rest of one."""

from plan_ingest.model.document import Table


def key_column(first: Table, second: Table) -> int | None:
    """The leftmost column that nearly every row fills with its own words.

    The head is no row, and neither is the second piece's first, which may be cut, nor
    the white between two forms.
    """
    count = told_rows(first) + told_rows(second)
    if count < 2:
        return _filled_column(first, range(first.rows))
    for col in range(first.cols):
        have = _own(first, col) + _own(second, col)
        if have >= 0.9 * count and not is_merged(first, col):
            return col
    return None


def _filled_column(table: Table, rows: range) -> int | None:
    for col in range(table.cols):
        own = {c.row for c in table.cells if c.col == col and c.parts}
        if all(row in own for row in rows) and not is_merged(table, col):
            return col
    return None


def told_rows(table: Table) -> int:
    """How many rows below the first have any words."""
    return len({c.row for c in table.cells if c.parts and c.row})


def _own(table: Table, col: int) -> int:
    """How many rows below the first fill a column."""
    return len({c.row for c in table.cells if c.col == col and c.parts and c.row})


def is_merged(table: Table, col: int) -> bool:
    """Whether a cell of a column below the head holds for several rows."""
    return any(c.row_end > c.row for c in table.cells if c.col == col and c.row > 0)
