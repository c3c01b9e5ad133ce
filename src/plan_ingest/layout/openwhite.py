"""White between two lines that ends a table without rules, or stands inside it."""

from collections.abc import Sequence

from plan_ingest.layout.celllines import Line, chunks, numeric
from plan_ingest.layout.strokes import Stroke

FAR = 2.3
"""Type sizes of white between two lines after which a table without rules ends."""
_OUT = 2.0
"""Points by which a title stands left of cells that are set in."""
_CLEAR = 0.5
"""Type sizes of white between a title and the cells beside it, at least."""
_FARTHEST = 2.0
"""Type sizes by which it does, at most."""


def are_far(a: Line, b: Line, rules: Sequence[Stroke]) -> bool:
    """Whether too much white parts two lines; less matters between a table's rules.

    White with a rule as long as the lines in it is two rows': the wider side counts.
    """
    upper, lower = (a, b) if a.mid <= b.mid else (b, a)
    white = lower.top - upper.bottom
    size = max(a.size, b.size)
    if white <= FAR * size:
        return False
    wide = _along(upper, lower, rules)
    inner = [r.at for r in wide if upper.bottom - 1 <= r.at <= lower.top + 1]
    if inner and max(inner[0] - upper.bottom, lower.top - inner[-1]) <= FAR * size:
        return False
    return not _between_rules(upper, lower, wide) or white > 3 * FAR * size


def is_outset(line: Line, rows: Sequence[Line]) -> bool:
    """Whether a line alone begins left of rows that all begin at one place.

    Cells are set in, a title between tables is not: it runs on above or below them, and
    white parts it from them. A label of the rows ends before they begin. Over rows of
    figures it is the title of a group of them.
    """
    left = min((row.x0 for row in rows), default=line.x0)
    out = left - line.x0
    if not _OUT < out < _FARTHEST * line.size or line.x1 < left + 2 * line.size:
        return False
    white = [max(row.top - line.bottom, line.top - row.bottom) for row in rows]
    if min(white) < _CLEAR * line.size or len(chunks(line, line.size)) > 1:
        return False
    cells = [cut for row in rows if len(cut := chunks(row, row.size)) > 1]
    if any(numeric(cell.text) for cut in cells for cell in cut[2:]):
        return False
    starts = [cut[0].x0 for cut in cells]
    return len(starts) > 1 and max(starts) - min(starts) < 1


def _along(upper: Line, lower: Line, rules: Sequence[Stroke]) -> list[Stroke]:
    """The rules that run along most of what two lines take up."""
    x0, x1 = min(upper.x0, lower.x0), max(upper.x1, lower.x1)
    return [r for r in rules if min(r.end, x1) - max(r.start, x0) > 0.8 * (x1 - x0)]


def _between_rules(upper: Line, lower: Line, wide: Sequence[Stroke]) -> bool:
    above = [r for r in wide if r.at <= upper.top + 2]
    below = [r for r in wide if r.at >= lower.bottom - 2]
    return bool(above) and bool(below) and _alike(above[-1], below[0])


def _alike(a: Stroke, b: Stroke) -> bool:
    return abs(a.start - b.start) < 6 and abs(a.end - b.end) < 6
