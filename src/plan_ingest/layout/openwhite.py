"""White between two lines that ends a table without rules, or stands inside it."""

from collections.abc import Sequence

from plan_ingest.layout.celllines import Line
from plan_ingest.layout.strokes import Stroke

FAR = 2.3
"""Type sizes of white between two lines after which a table without rules ends."""


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
