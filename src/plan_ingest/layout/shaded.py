"""Shaded cells that are only part of a table: its head, or every second row."""

from collections.abc import Sequence

from plan_ingest.layout.celllines import LARGE, Line, page_lines
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.page import PageContent
from plan_ingest.layout.strokes import dark

MOST_LINES = 12
"""Lines that rows in white between two shaded ones may have, none in two columns."""
_UNDER = 2.0
"""Points by which a cell's words may begin off their column's name."""
NEAR = 2.0
"""Type sizes between shaded cells and the rows beside them."""


def closed(found: Sequence[Lattice], content: PageContent) -> tuple[Lattice, ...]:
    """The lattices less the shaded ones beside rows without shade or rules.

    Such a table is read by its white; the shades part its rows and columns. Shaded
    cells as wide as those of such a table are part of it.
    """
    shaded = [one for one in found if len(one.xs) > 2 and not ruled(one, content)]
    if not shaded:
        return tuple(found)
    page = page_lines(content)
    partly = [
        one
        for one in shaded
        if any(_beside(line, one) and _in_columns(line, one.xs) for line in page)
        or any(_beside(line, one) and _under_name(line, one, page) for line in page)
        or any(_banded(one, other, page) for other in shaded if other is not one)
    ]
    return tuple(
        one
        for one in found
        if one not in shaded or not any(_as_wide(one, other) for other in partly)
    )


def _banded(one: Lattice, other: Lattice, found: Sequence[Line]) -> bool:
    """Whether two shaded rows have the same columns and rows in white between.

    A line larger than their words is the next table's title.
    """
    upper, lower = (one, other) if one.ys[0] < other.ys[0] else (other, one)
    if len(one.xs) != len(other.xs) or not _same(one.xs, other.xs):
        return False
    top, bottom = upper.ys[-1], lower.ys[0]
    between = [line for line in found if top - 1 <= line.mid <= bottom + 1]
    inside = [line for line in between if line.x1 > one.xs[0] and line.x0 < one.xs[-1]]
    level = any(_in_columns(line, one.xs) for line in inside)
    if not inside or (len(inside) > MOST_LINES and not level):
        return False
    rows = [line for line in found if upper.ys[0] < line.mid < top]
    if rows and max(n.size for n in inside) > LARGE * max(n.size for n in rows):
        return False
    return all(
        line.x0 >= one.xs[0] - 2
        and not any(w.x0 + 1 < x < w.x1 - 1 for w in line.words for x in one.xs[1:-1])
        for line in inside
    )


def _same(xs: Sequence[float], others: Sequence[float]) -> bool:
    return all(abs(a - b) < 3 for a, b in zip(xs, others, strict=True))


def _as_wide(one: Lattice, other: Lattice) -> bool:
    return abs(one.xs[0] - other.xs[0]) < 3 and abs(one.xs[-1] - other.xs[-1]) < 3


def ruled(lattice: Lattice, content: PageContent) -> bool:
    """Whether rules run down inside or around the boxes, in one piece or in many."""
    return _rules_run(lattice.xs, lattice, content)


def parted_by_rules(lattice: Lattice, content: PageContent) -> bool:
    """Whether rules run down between the columns."""
    return _rules_run(lattice.xs[1:-1], lattice, content)


def _rules_run(xs: Sequence[float], lattice: Lattice, content: PageContent) -> bool:
    top, bottom = lattice.ys[0], lattice.ys[-1]
    for x in xs:
        run = sum(
            max(0.0, min(rule.bottom, bottom) - max(rule.top, top))
            for rule in content.rules
            if not rule.horizontal and dark(rule.color) and abs(rule.x0 - x) < 3
        )
        if run > 0.4 * (bottom - top):
            return True
    return False


def _beside(line: Line, lattice: Lattice) -> bool:
    """Whether the line stands right above or below the boxes, within their sides."""
    if line.x0 < lattice.xs[0] - 2 or line.x1 > lattice.xs[-1] + 2:
        return False
    top, bottom = lattice.ys[0], lattice.ys[-1]
    away = max(line.top - bottom, top - line.bottom)
    return -1.0 <= away <= NEAR * line.size


def _under_name(line: Line, head: Lattice, found: Sequence[Line]) -> bool:
    """Whether a line in one column begins where the name in a shaded head does.

    In the first column it could be a title or a note as well.
    """
    if len(head.ys) != 2 or line.mid < head.ys[-1]:
        return False
    col = sum(line.x0 > x for x in head.xs) - 1
    inside = 0 < col < len(head.xs) - 1 and line.x1 <= head.xs[col + 1] + 1
    names = (
        [
            word.x0
            for other in found
            if head.ys[0] < other.mid < head.ys[1]
            for word in other.words
            if head.xs[col] <= word.x0 < head.xs[col + 1]
        ]
        if inside
        else []
    )
    return bool(names) and abs(min(names) - line.x0) < _UNDER


def _in_columns(line: Line, xs: Sequence[float]) -> bool:
    """Whether the line has words in two columns or more and none across a border."""
    inner = xs[1:-1]
    if any(w.x0 + 1 < x < w.x1 - 1 for w in line.words for x in inner):
        return False
    return len({sum((w.x0 + w.x1) / 2 > x for x in inner) for w in line.words}) > 1
