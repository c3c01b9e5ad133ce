"""Boxes over several rows that hold a cell for each: one shade runs behind them all."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.layout.celllines import Line, lines
from plan_ingest.layout.grids import Filled
from plan_ingest.layout.page import Fill

_SEAM = 2.0
"""Points between a shade's end and the border of a row."""
_LEVEL = 3.0
"""Points by which the first lines of one row's cells differ."""
_APART = 1.5
"""Type sizes: more lies between lines only where one cell ends and the next begins."""


def unstacked(
    filled: Sequence[Filled], ys: Sequence[float], fills: Sequence[Fill]
) -> list[Filled]:
    """The boxes, those cut whose shade was drawn row by row, each with words level.

    A label that holds for all of its rows stands at the first or in their middle.
    """
    out: list[Filled] = []
    for one in filled:
        seams = ys[one.box.row + 1 : one.box.row_end + 1] if one.words else ()
        stacked = bool(seams) and all(_is_seam(y, one, fills) for y in seams)
        out += _cells(one, filled, ys) if stacked else [one]
    return out


def _is_seam(y: float, one: Filled, fills: Sequence[Fill]) -> bool:
    """Whether one shade ends in a box at this height and another begins."""
    middle = (one.box.x0 + one.box.x1) / 2
    here = [fill for fill in fills if fill.x0 < middle < fill.x1]
    ends = any(abs(fill.bottom - y) < _SEAM for fill in here)
    return ends and any(abs(fill.top - y) < _SEAM for fill in here)


def _cells(one: Filled, filled: Sequence[Filled], ys: Sequence[float]) -> list[Filled]:
    """The box as a cell a row; whole where it has words for one row alone.

    The first row of a page may be the rest of one whose label the page before has.
    """
    inside = lines(one.words)
    cells = []
    for row in range(one.box.row, one.box.row_end + 1):
        top, bottom = ys[row], ys[row + 1]
        own = [line for line in inside if top <= line.mid < bottom]
        beside = [
            lines(other.words)[0]
            for other in filled
            if other.box.row == row and other.words and other.box.col != one.box.col
        ]
        if own and not beside:
            first = _is_first(own[0], inside, top, ys[one.box.row])
        else:
            first = _is_level(own[0], beside) if own else row == one.box.row
        if not first:
            return [one]
        box = replace(one.box, row=row, row_end=row, top=top, bottom=bottom)
        cells.append(Filled(box, tuple(w for line in own for w in line.words)))
    kept = sum(len(cell.words) for cell in cells)
    several = sum(bool(cell.words) for cell in cells) > 1
    return cells if several and kept == len(one.words) else [one]


def _is_first(line: Line, inside: Sequence[Line], top: float, start: float) -> bool:
    """Whether a line is the first of a cell that stands alone in its row.

    It is as far below its row's border as the box's first line is below the box's, and
    farther from the line before than lines of one cell are from each other.
    """
    place = inside.index(line)
    apart = place == 0 or line.mid - inside[place - 1].mid > _APART * line.size
    return apart and abs((line.mid - top) - (inside[0].mid - start)) < _LEVEL


def _is_level(first: Line, beside: Sequence[Line]) -> bool:
    """Whether a cell's first line is level with the first of most cells beside it."""
    level = sum(abs(line.mid - first.mid) < _LEVEL for line in beside)
    return bool(beside) and 2 * level >= len(beside)
