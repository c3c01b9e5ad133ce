"""Cells that begin or end in the middle of a sentence where their column's do not."""

from collections.abc import Iterator, Mapping

from plan_ingest.model.document import Cell, Table
from plan_ingest.text import ends_sentence

SENTENCE = 6
"""Words that are more than a label."""
_SEVERAL = 3
"""Cells of a column that show how its sentences begin and end."""
_MOST = 0.75
"""Of a column's cells: so many are what the others should be too."""


def opens_small(first: Table, second: Table, new: Mapping[int, Cell]) -> bool:
    """Whether a cell opens in lower case where all others of its column do not.

    A row does not begin in the middle of a sentence, whatever stands above ("etc.").
    Where a cell beside ends in mid-sentence the words may be the rest of that one.
    """
    bottom = [c for c in first.cells if c.row_end == first.rows - 1 and c.parts]
    for col, cell in new.items():
        others = [c.parts[0].text[:1] for c in _others(first, second, cell)]
        small = cell.parts[0].text[:1].islower() and not cell.parts[0].bullet
        beside = [c for c in bottom if c.col != col]
        ended = all(ends_sentence(c.parts[-1].text) for c in beside)
        if small and ended and len(others) >= _SEVERAL and "".join(others).isupper():
            return True
    return False


def ends_open(first: Table, second: Table, new: Mapping[int, Cell]) -> bool:
    """Whether a cell above ends in mid-sentence where most of its column do not.

    One full stop may be forgotten: a cell beside it has to stand open as well.
    """
    texts = [
        cell.parts[-1].text
        for cell in first.cells
        if cell.row_end == first.rows - 1 and cell.parts
        if cell.col in new and not new[cell.col].parts[0].bullet
    ]
    if sum(not ends_sentence(text) for text in texts) < 2:
        return False
    for cell in first.cells:
        rest = new.get(cell.col)
        if rest is None or cell.row_end != first.rows - 1 or not cell.parts:
            continue
        others = [
            ends_sentence(other.parts[-1].text)
            for other in _others(first, second, rest)
            if other is not cell
        ]
        told = len(others) >= _SEVERAL and sum(others) >= _MOST * len(others)
        said = cell.parts[-1].text
        if told and len(said.split()) >= SENTENCE and not ends_sentence(said):
            return True
    return False


def _others(first: Table, second: Table, cell: Cell) -> Iterator[Cell]:
    """The cells with words in a cell's column, those of the head left out."""
    for table in (first, second):
        for other in table.cells:
            head = table is first and not other.row
            if other.col == cell.col and other.parts and other is not cell and not head:
                yield other
