"""Tables whose every second row is shaded: no two rows without a shade meet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plan_ingest.layout.page import PageContent
from plan_ingest.layout.strokes import shades
from plan_ingest.model.document import Cell, Table

_WIDE = 0.9
"""Of a table's width: a shade of a whole row is as wide."""
_NEAR = 2.0
"""Points from a row's edge to a rule that is drawn there."""
LEAST = 3
"""Rows that show the habit."""


@dataclass(frozen=True, slots=True)
class Stripes:
    """The columns of the table that a page ends with, and its rows in stripes."""

    cols: int = 0
    rows: int = 0


NONE = Stripes()
"""No table, or none in stripes."""


def striped(table: Table, content: PageContent, before: int) -> int:
    """How many rows below the head have had a shade in turn; 0 where some have not.

    `before` counts those of the pages before. A shade behind a title of rows, which
    holds words in one cell alone, is no stripe: its rows take turns by themselves.
    """
    dark, told = _dark_rows(table, content), _told(table)
    runs: list[list[bool]] = [[]]
    for row in range(1, len(dark)):
        if dark[row] and len(told.get(row, ())) < 2 <= table.cols:
            runs.append([])
        else:
            runs[-1].append(dark[row])
    turns = all(one != other for run in runs for one, other in pairwise(run))
    shaded = any(True in run for run in runs)
    return before + sum(map(len, runs)) if turns and shaded else 0


def whole_rows(table: Table, content: PageContent) -> Table:
    """The table, its rows without a shade that no rule parts made one row.

    A table that has had stripes shows so where its rows end; white between the
    paragraphs of a row is no end. The head is no such row, nor is a title of rows; and
    a line that fills each column which the row above fills is a row of its own.
    """
    dark = _dark_rows(table, content)
    seams, titles = _seams(table), _titles(table)
    anew = _anew(table, dark)
    ruled = [rule.top for rule in content.rules if rule.horizontal]
    place, now = [0], 0
    for row in range(1, len(dark)):
        alike = row > 1 and not (dark[row - 1] or dark[row])
        alike = alike and not titles.intersection((row - 1, row))
        top, bottom = seams[row]
        parted = any(top - _NEAR < y < bottom + _NEAR for y in ruled)
        now += not alike or parted or row in anew
        place.append(now)
    if now == len(dark) - 1 or any(c.row_end > c.row for c in table.cells):
        return table
    cells: dict[tuple[int, int], Cell] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.col)):
        row = place[cell.row]
        moved = replace(cell, row=row, row_end=row)
        above = cells.get((row, cell.col))
        cells[row, cell.col] = _joined(above, moved) if above else moved
    return replace(table, cells=tuple(cells[key] for key in sorted(cells)))


def _titles(table: Table) -> set[int]:
    """The rows that hold words over several columns, or bold ones in one alone."""
    return {
        row
        for row, cells in _told(table).items()
        if len(cells) == 1 and (cells[0].bold or cells[0].col_end > cells[0].col)
    }


def _told(table: Table) -> dict[int, list[Cell]]:
    """The cells with words of each row that has some."""
    told: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.parts:
            told.setdefault(cell.row, []).append(cell)
    return told


def _anew(table: Table, dark: Sequence[bool]) -> set[int]:
    """The rows that fill the columns which the row they stand below fills.

    Where the page shows no stripe below its head, words in the first of these columns
    are enough: the table may be another one. What stands in brackets, as a theme below
    its objective, begins no row.
    """
    told, striped_here = _told(table), True in dark[1:]
    whole: set[int] = set()
    found = set()
    for row in range(1, table.rows):
        filled = {c.col for c in told.get(row, ()) if not _in_brackets(c)}
        needed = whole if striped_here else set(sorted(whole)[:1])
        if not whole or dark[row] or dark[row - 1] or needed <= filled:
            found.add(row)
            whole = filled
    return found


def _in_brackets(cell: Cell) -> bool:
    text = cell.text.strip()
    return text.startswith("(") and text.endswith(")")


def _joined(above: Cell, cell: Cell) -> Cell:
    box = above.bbox and cell.bbox and (*above.bbox[:2], *cell.bbox[2:])
    return replace(above, parts=above.parts + cell.parts, bbox=box)


def _dark_rows(table: Table, content: PageContent) -> list[bool]:
    """For each row whether a shade as wide as the table lies behind it."""
    x0, _, x1, _ = table.anchor.bbox or (0.0, 0.0, 0.0, 0.0)
    bands = [
        (fill.top, fill.bottom)
        for fill in shades(content)
        if min(fill.x1, x1) - max(fill.x0, x0) >= _WIDE * (x1 - x0)
    ]
    middles = [(top + bottom) / 2 for top, bottom in _heights(table)]
    return [any(top < y < bottom for top, bottom in bands) for y in middles]


def _heights(table: Table) -> list[tuple[float, float]]:
    """Where each row begins and ends, by its cells of one row."""
    found: dict[int, list[tuple[float, float]]] = {}
    for cell in table.cells:
        if cell.bbox and cell.row == cell.row_end:
            found.setdefault(cell.row, []).append((cell.bbox[1], cell.bbox[3]))
    return [
        (min(t for t, _ in at), max(b for _, b in at)) if at else (0.0, 0.0)
        for at in (found.get(row, []) for row in range(table.rows))
    ]


def _seams(table: Table) -> Sequence[tuple[float, float]]:
    """For each row the white between the row above and it."""
    heights = _heights(table)
    tops = [(0.0, 0.0), *((a[1], b[0]) for a, b in pairwise(heights))]
    return [(min(pair), max(pair)) for pair in tops]
