"""Stretches in the same columns, one below the other: one table with white inside."""

from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import LARGE, Line, chunks
from plan_ingest.layout.openends import headed_columns
from plan_ingest.layout.openlines import (
    GAP,
    GUTTER,
    Gap,
    Stretch,
    boxed_apart,
    marked,
    spared,
)
from plan_ingest.layout.strokes import Strokes

_APART = 8.0
"""Type sizes of white that end even a table whose columns go on below."""
_STARTS = 1.5
"""Points by which a column may begin apart above and below white."""


def together(
    found: Sequence[Line], parts: Sequence[Stretch], drawn: Strokes
) -> tuple[Stretch, ...]:
    """The stretches of several lines, those in the same columns made one.

    Rows of sentences may stand far apart: that three columns or more begin where they
    do above says more than white between them, where nothing runs across it. The rest
    of a cell that a page's end cut may stand below them all.
    """
    out: list[Stretch] = []
    for one in parts:
        if out and _goes_on(out[-1], one, found, drawn):
            pairs = zip(out[-1].gutters, one.gutters, strict=True)
            gutters = tuple((max(a, c), min(b, d)) for (a, b), (c, d) in pairs)
            out[-1] = Stretch(out[-1].first, one.last, gutters)
        else:
            out.append(one)
    ends = [one.first for one in out[1:]] + [len(found)] * bool(out)
    whole = [_with_rest(one, found[:end]) for one, end in zip(out, ends, strict=True)]
    return tuple(one for one in whole if one.last > one.first)


def kept_columns(
    gutters: Sequence[Gap], columns: Sequence[float], lines: Sequence[Line] = ()
) -> tuple[Gap, ...]:
    """The gutters that hold the borders of the page before; none if one has none.

    What else is white between words that were spread to fill their lines. One border
    alone says so only where `lines`, in two columns too, begin and end where the table
    before did.
    """
    inner = columns[1:-1]
    found = [
        (left, right)
        for left, right in gutters
        if any(left - _STARTS < x < right + _STARTS for x in inner)
    ]
    alike = len(inner) > 1 or _as_wide(lines, gutters, columns)
    return tuple(found) if alike and len(found) == len(inner) > 0 else ()


def _as_wide(
    lines: Sequence[Line], gutters: Sequence[Gap], columns: Sequence[float]
) -> bool:
    """Whether lines in two columns stand between the sides of the table before."""
    if not lines or len(gutters) != 1 or not columns:
        return False
    starts = [line.x0 for line in lines]
    ends = max(line.x1 for line in lines)
    return abs(min(starts) - columns[0]) < _STARTS and ends < columns[-1] + _STARTS


def columns_above(
    found: Sequence[Line], gutters: Sequence[Gap], columns: Sequence[float]
) -> tuple[Gap, ...]:
    """The gutters at the borders of the table above, for rows that have no head.

    None where one of its columns is not theirs. A title between two rows parts them
    from the head that names their columns.
    """
    if len(columns) < 3 or len(gutters) < len(columns) - 2:
        return ()
    if headed_columns(found, gutters):
        return ()
    return kept_columns(gutters, columns)


def _goes_on(
    above: Stretch, below: Stretch, found: Sequence[Line], drawn: Strokes
) -> bool:
    """Whether a stretch has the columns of the one above, and no text between."""
    alike = len(above.gutters) == len(below.gutters) > 1 and all(
        abs(a[1] - b[1]) < _STARTS and min(a[1], b[1]) - max(a[0], b[0]) > GUTTER
        for a, b in zip(above.gutters, below.gutters, strict=True)
    )
    if not alike or _is_head(found[below.first], below):
        return False
    lines = found[above.last : below.first + 1]
    near = all(_near(a, b) for a, b in pairwise(lines))
    inside = all(_keeps(line, above) and _keeps(line, below) for line in lines[1:-1])
    return near and inside and not boxed_apart(lines[0], lines[-1], drawn.sides)


def _is_head(line: Line, of: Stretch) -> bool:
    """Whether the line begins a table of its own: it names each column in bold."""
    named = chunks(line, GAP * line.size, [start for _, start in of.gutters])
    return marked(line) and len(named) > len(of.gutters)


def _near(upper: Line, lower: Line) -> bool:
    alike = max(upper.size, lower.size) < LARGE * min(upper.size, lower.size)
    return alike and lower.top - upper.bottom < _APART * upper.size


def _keeps(line: Line, of: Stretch) -> bool:
    return None not in spared(of.gutters, line)


def _with_rest(one: Stretch, found: Sequence[Line]) -> Stretch:
    """The stretch and the lines right below that begin where its inner columns do."""
    last = one.last
    starts = [start for _, start in one.gutters] if len(one.gutters) > 1 else []
    while last + 1 < len(found) and starts:
        line = found[last + 1]
        level = all(
            any(abs(piece.x0 - x) < _STARTS for x in starts)
            for piece in chunks(line, GAP * line.size)
        )
        if not level or not _near(found[last], line) or not _keeps(line, one):
            break
        last += 1
    return Stretch(one.first, last, one.gutters, one.crossed)
