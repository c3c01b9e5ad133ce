"""Tables of which every second row is shaded cell by cell: its columns are theirs."""

from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import LARGE, Line, page_lines
from plan_ingest.layout.headled import (
    HeadLed,
    are_names,
    crosses,
    is_title,
    lines_inside,
    rows_below,
    under_names,
)
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.page import PageContent
from plan_ingest.layout.shaded import ruled
from plan_ingest.layout.strokes import shades

_APART = 2.5
"""Type sizes of white between a shaded row and the lines above it, at most."""
_SAME = 3.0
"""Points between a border of one shaded row and the same border of another."""


def shade_led(content: PageContent, found: Sequence[Lattice]) -> list[HeadLed]:
    """The tables whose shaded rows show the columns of the white rows between them.

    The shades of two rows or more are cut at the same places, and what stands between
    them keeps to their columns; so does what follows the last of them.
    """
    shaded = [
        one
        for one in found
        if len(one.xs) > 2 and not ruled(one, content) and _is_stripe(one, content)
    ]
    if len(shaded) < 2:
        return []
    page = page_lines(content)
    out: list[HeadLed] = []
    group: list[Lattice] = []
    for one in shaded:
        if group and not _goes_on(group, one, page):
            out += _led(group, page, found)
            group = []
        group.append(one)
    return [*out, *_led(group, page, found)]


def _is_stripe(one: Lattice, content: PageContent) -> bool:
    """Whether a row is shaded from side to side: a state's colour fills one cell."""
    y = (one.ys[0] + one.ys[1]) / 2
    fills = [fill for fill in shades(content) if fill.top < y < fill.bottom]
    mids = [(a + b) / 2 for a, b in pairwise(one.xs)]
    return all(any(fill.x0 < x < fill.x1 for fill in fills) for x in mids)


def _goes_on(group: Sequence[Lattice], one: Lattice, page: Sequence[Line]) -> bool:
    """Whether a shaded row is the next of a table: no head, and rows stand between."""
    xs, last = _columns([*group, one]), group[-1]
    if not xs or one.ys[0] < last.ys[-1] - 1:
        return False
    between = [line for line in page if last.ys[-1] < line.mid < one.ys[0]]
    table = Lattice(xs, one.ys, ())
    if _is_head(table, page):
        return False
    return bool(between) and len(_kept(between, last.ys[-1], table, page)) == len(
        between
    )


def _is_head(row: Lattice, page: Sequence[Line]) -> bool:
    """Whether a shaded row names the columns in bold: a table begins with it."""
    inside = lines_inside(page, row)
    return are_names(inside, row) and all(line.bold for line in inside)


def _kept(
    found: Sequence[Line], top: float, table: Lattice, page: Sequence[Line]
) -> list[Line]:
    """The first of some lines that keep to a table's columns, one close to the next.

    They go on from a height, down or up, in type no larger than the table's own. A bold
    title of rows may run across its columns.
    """
    xs = table.xs
    size = min((line.size for line in lines_inside(page, table)), default=0.0)
    rows: list[Line] = []
    for line in found:
        outside = line.x0 < xs[0] - _SAME or line.x1 > xs[-1] + _SAME
        far = max(line.top - top, top - line.bottom) > _APART * line.size
        across = crosses(line, table) and not (
            line.bold and is_title(line, None, table)
        )
        if outside or far or line.size > LARGE * size or across:
            break
        rows.append(line)
        top = line.bottom if line.mid > top else line.top
    return rows


def _columns(group: Sequence[Lattice]) -> tuple[float, ...]:
    """The borders of the row with most columns, if it has those of all others.

    A label that holds for several rows is shaded with the first of them, or not at all.
    """
    xs = max((one.xs for one in group), key=len)
    return xs if all(_fits(one.xs, xs) for one in group) else ()


def _fits(own: Sequence[float], xs: Sequence[float]) -> bool:
    """Whether borders are a table's, all of them but for a label's at its left."""
    return len(xs) - len(own) < 2 and all(
        abs(x - at) < _SAME for x, at in zip(own[::-1], xs[::-1], strict=False)
    )


def _below(
    one: Lattice, xs: tuple[float, ...], page: Sequence[Line], found: Sequence[Lattice]
) -> list[Line]:
    """The lines below a shaded row that are rows of its table."""
    return rows_below(page, Lattice(xs, (one.ys[0], one.ys[-1]), ()), found)


def _above(
    one: Lattice, xs: tuple[float, ...], page: Sequence[Line], found: Sequence[Lattice]
) -> list[Line]:
    """The lines above a shaded row that keep to its columns: a head, or white rows.

    The highest has words right of the first column, where a title has none.
    """
    table = Lattice(xs, one.ys, ())
    if _is_head(table, page):
        return []
    start = max((n.ys[-1] for n in found if n.ys[-1] < one.ys[0] + 1), default=0.0)
    above = [line for line in page if start < line.mid < one.ys[0]]
    rows = _kept(above[::-1], one.ys[0], table, page)
    while rows and not under_names(rows[-1], table):
        rows.pop()
    return rows[::-1]


def _led(
    group: Sequence[Lattice], page: Sequence[Line], found: Sequence[Lattice]
) -> list[HeadLed]:
    """The table that shaded rows show; none where one row alone has their columns."""
    if len(group) < 2:
        return []
    xs = _columns(group)
    top, bottom = group[0].ys[0], group[-1].ys[-1]
    lines = _above(group[0], xs, page, found)
    lines += [line for line in page if top < line.mid < bottom]
    lines += _below(group[-1], xs, page, found)
    words = tuple(
        word
        for line in lines
        for word in line.words
        if xs[0] - 1 <= word.x0 and word.x1 <= xs[-1] + 1
    )
    return [HeadLed(Lattice(xs, (top, bottom), ()), words)] if words else []
