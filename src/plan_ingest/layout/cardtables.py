"""What a card says as a table: a row for each band, its cells reaching to the frame."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.layout.bands import Band
from plan_ingest.layout.cardlabels import has_label, label_of
from plan_ingest.layout.celltext import parts
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.lines import Line
from plan_ingest.layout.page import Word
from plan_ingest.model.document import Cell, Part, Table
from plan_ingest.model.source import Anchor

_NEAR = 1.0
"""Points by which the values of one card begin apart."""


def card_table(bands: Sequence[Band], lattice: Lattice, page: int) -> Table:
    """The table of a card's bands; `lattice` is its frame, `page` counts from 1.

    A label that stands above its value is the first part of the value's cell. What
    stands where values begin, and beside no label, is a value: of a label on the page
    before, or of one left out.
    """
    wide = max(len(band.columns) for band in bands)
    values = _values(bands)
    cells: list[Cell] = []
    for row, band in enumerate(bands):
        first = int(band.columns[0][0].x0 >= values - _NEAR)
        for n, column in enumerate(band.columns, first):
            last = n == first + len(band.columns) - 1
            place = (row, n, wide - 1 if last else n)
            cells.append(_cell(column, place, wide, lattice, page))
    box = (lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
    return Table(tuple(cells), Anchor(0, page, page, box), pages=(page,))


def with_turned(card: Table, words: Sequence[Word]) -> Table:
    """The card and, in a last row, what runs up or down at its side."""
    if not words:
        return card
    box = (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
    row, page = card.rows, card.anchor.page
    said = parts(words, box[0], box[2])
    cell = Cell(row, 0, row, card.cols - 1, said, page=page, bbox=box)
    return replace(card, cells=(*card.cells, cell))


def _values(bands: Sequence[Band]) -> float:
    """Where the values beside labels begin, in points; beyond all where none do."""
    beside = [band.columns for band in bands if band.sided and len(band.columns) > 1]
    return min((found[1][0].x0 for found in beside), default=float("inf"))


def _cell(
    column: Sequence[Line],
    place: tuple[int, int, int],
    wide: int,
    lattice: Lattice,
    page: int,
) -> Cell:
    """The cell of lines at a place: its row, and its first and last column."""
    row, col, end = place
    x0, x1 = min(one.x0 for one in column), max(one.x1 for one in column)
    left = lattice.xs[0] if col == 0 else x0
    right = lattice.xs[-1] if end == wide - 1 else x1
    top, bottom = min(one.top for one in column), max(one.bottom for one in column)
    box = (left, top, right, bottom)
    return Cell(row, col, row, end, _parts(column, x1), page=page, bbox=box)


def _parts(column: Sequence[Line], right: float) -> tuple[Part, ...]:
    """A column's parts; a label above its value is one of its own."""
    label = (
        1 if len(column) > 1 and label_of(column) and not has_label(column[0]) else 0
    )
    said = [one for one in (column[:label], column[label:]) if one]
    return tuple(
        part
        for some in said
        for part in parts(
            [word for one in some for word in one.words],
            min(one.x0 for one in some),
            right,
        )
    )
