"""Cells filled with a state's colour, green or red: what stands there, and no row."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from plan_ingest.layout.page import Fill

_SAME = 1.5
"""Points by which the sides of cells of one column, or of one row, are drawn apart."""
_COLOURED = 0x25
"""Of 255: the most a colour's parts differ by in a tint that only sets cells off."""
_BESIDE = 0.5
"""Of a cell's height: what a shade beside it must run along."""


def without_states(fills: Sequence[Fill]) -> list[Fill]:
    """The fills less those that tell a state, in a column whose head is shaded.

    Other columns have a shade in the head, and none beside the state: a stripe, and the
    label column of a table, have one or stand first.
    """
    told = [fill for fill in fills if _is_coloured(fill.color)]
    if not told:
        return list(fills)
    by_right = _by_side(fills, (fill.x1 for fill in fills))
    by_left = _by_side(fills, (fill.x0 for fill in fills))
    gone = {
        id(fill)
        for fill in told
        if not any(_runs_beside(one, fill) for one in _near(by_right, fill.x0))
        and any(
            _is_head(one, fill)
            and any(_is_level(other, one) for other in _near(by_right, one.x0))
            for one in _near(by_left, fill.x0)
        )
    }
    return [fill for fill in fills if id(fill) not in gone]


def _is_coloured(color: int) -> bool:
    parts = (color >> 16 & 255, color >> 8 & 255, color & 255)
    return max(parts) - min(parts) > _COLOURED


def _by_side(fills: Sequence[Fill], sides: Iterable[float]) -> dict[int, list[Fill]]:
    found: defaultdict[int, list[Fill]] = defaultdict(list)
    for fill, x in zip(fills, sides, strict=True):
        found[round(x / _SAME)].append(fill)
    return found


def _near(found: dict[int, list[Fill]], x: float) -> list[Fill]:
    place = round(x / _SAME)
    return [fill for n in (place - 1, place, place + 1) for fill in found.get(n, ())]


def _is_head(one: Fill, fill: Fill) -> bool:
    """Whether a shade stands above a cell in its column."""
    above = one.bottom <= fill.top + _SAME
    return above and abs(one.x0 - fill.x0) < _SAME and abs(one.x1 - fill.x1) < _SAME


def _is_level(other: Fill, one: Fill) -> bool:
    """Whether a shade of another column is of the same row and of the same colour."""
    near = abs(other.top - one.top) < _SAME and abs(other.bottom - one.bottom) < _SAME
    return near and other.color == one.color and other.x0 < one.x0 - _SAME


def _runs_beside(one: Fill, fill: Fill) -> bool:
    shared = min(one.bottom, fill.bottom) - max(one.top, fill.top)
    return one.x0 < fill.x0 and shared > _BESIDE * (fill.bottom - fill.top)
