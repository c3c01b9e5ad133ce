"""A head printed again with the rest of a cut row in its cells: taken apart."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.model.document import Cell, Part, Table


def unglued(first: Table, second: Table) -> Table:
    """The second table, its top row parted into the first one's head and the rest.

    Printers leave out the rule below a head that is printed again above a cut row;
    then each cell begins with its column's name.
    """
    head = {c.col: c.text.split() for c in first.cells if c.row == 0 == c.row_end}
    top = {c.col: c for c in second.cells if c.row == 0 == c.row_end}
    if len(head) < 2 or head.keys() != top.keys() or first.cols != len(head):
        return second
    rest = {col: _after(top[col], head[col]) for col in head}
    if any(left is None for left in rest.values()) or not any(rest.values()):
        return second
    names = [_name(top[col], head[col]) for col in sorted(head)]
    left = [
        replace(top[col], row=1, row_end=1, parts=rest[col] or ())
        for col in sorted(head)
    ]
    below = [
        replace(c, row=c.row + 1, row_end=c.row_end + 1)
        for c in second.cells
        if c.row > 0
    ]
    return replace(second, cells=(*names, *left, *below))


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
