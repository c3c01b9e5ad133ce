"""A head printed again with the rest of a cut row in its cells: taken apart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plan_ingest.layout.loneheads import NAME_WORDS
from plan_ingest.model.document import Cell, Part, Table

MOST_HEAD = 4
"""Rows of a table's head, titles among them."""


def unglued(first: Table, second: Table) -> Table:
    """The second table, a row at its top parted into the first one's head and the rest.

    Printers leave out the rule below a head that is printed again above a cut row;
    then each cell begins with its column's name. Rows of the head above that one, as
    a title over all columns, stand in both tables alike. A row of plain words below the
    names is no head, however short: another row may begin with the same words.
    """
    top = tuple(c for c in first.cells if c.row < 2 * MOST_HEAD)
    first = replace(first, cells=top)
    for start in range(min(first.rows, MOST_HEAD)):
        alike = 0
        while alike < MOST_HEAD and _same(first, start + alike, second, alike):
            alike += 1
        names = start + alike
        if not (_is_bold(first, names) or _below_titles(first, names)):
            continue
        parted = _parted(first, names, second, alike)
        if parted is not None:
            return parted
    return second


def _same(first: Table, row: int, second: Table, other: int) -> bool:
    said = {(c.col, c.col_end): c.text for c in first.cells if c.row == row}
    again = {(c.col, c.col_end): c.text for c in second.cells if c.row == other}
    return any(said.values()) and said == again


def _is_bold(table: Table, row: int) -> bool:
    """Whether all words of a row are bold, as a head's are."""
    said = [cell.bold for cell in table.cells if cell.row == row and cell.parts]
    return bool(said) and all(said)


def _below_titles(table: Table, row: int) -> bool:
    """Whether nothing but titles, each in one cell, stands above a row."""
    above = [cell.row for cell in table.cells if cell.row < row and cell.parts]
    return len(above) == len(set(above))


def _parted(first: Table, head_row: int, second: Table, row: int) -> Table | None:
    """The second table with one row as two; None where its cells open otherwise."""
    head = {
        c.col: c.text.split() for c in first.cells if c.row == head_row == c.row_end
    }
    top = {c.col: c for c in second.cells if c.row == row == c.row_end}
    if head.keys() != top.keys() or first.cols != len(head) or not _are_names(head):
        return None
    rest = {col: _after(top[col], head[col]) for col in head}
    if any(left is None for left in rest.values()) or not any(rest.values()):
        return None
    names = [_name(top[col], head[col]) for col in sorted(head)]
    left = [
        replace(top[col], row=row + 1, row_end=row + 1, parts=rest[col] or ())
        for col in sorted(head)
    ]
    above = [c for c in second.cells if c.row < row]
    below = [
        replace(c, row=c.row + 1, row_end=c.row_end + 1)
        for c in second.cells
        if c.row > row
    ]
    return replace(second, cells=(*above, *names, *left, *below))


def _are_names(head: Mapping[int, Sequence[str]]) -> bool:
    """Whether a row's cells are as short as columns' names, and two or more."""
    short = all(len(words) <= NAME_WORDS for words in head.values())
    return short and sum(bool(words) for words in head.values()) > 1


def _name(cell: Cell, words: Sequence[str]) -> Cell:
    parts = (Part(" ".join(words), bold=True),) if words else ()
    return replace(cell, parts=parts)


def _after(cell: Cell, words: Sequence[str]) -> tuple[Part, ...] | None:
    """The parts after a column's name; None where the cell does not begin with it."""
    if not words:
        return cell.parts
    said = cell.parts[0].text.split() if cell.parts else []
    if said[: len(words)] != list(words):
        return None
    more = " ".join(said[len(words) :])
    opening = (replace(cell.parts[0], text=more, bold=False),) if more else ()
    return (*opening, *cell.parts[1:])
