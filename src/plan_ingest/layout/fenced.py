"""Rules down around two columns and between them: a table's, not running text's."""

from collections.abc import Sequence

from plan_ingest.layout.columns import Gutter
from plan_ingest.layout.page import PageContent
from plan_ingest.layout.strokes import Stroke, Strokes

_SIDES = 0.9
"""Of the columns' height: what the rules beside them run along."""
_BETWEEN = 0.6
"""Of their height: what the rule between them does, which titles over both break."""
_ONE = 1.0
"""Points by which the pieces of one rule lie beside each other."""


def is_fenced(content: PageContent, gutter: Gutter, drawn: Strokes) -> bool:
    """Whether rules down stand in the gutter and on both sides of the text.

    The one in the gutter may pause beside titles of rows.
    """
    words = [
        word
        for word in content.words
        if gutter.top - 1 <= word.top and word.bottom <= gutter.bottom + 1
    ]
    if not words:
        return False
    top, bottom = min(w.top for w in words), max(w.bottom for w in words)
    x0, x1 = min(w.x0 for w in words), max(w.x1 for w in words)
    between = _run_along(drawn.sides, top, bottom, _BETWEEN)
    ats = _run_along(drawn.sides, top, bottom, _SIDES)
    return (
        any(gutter.left - 1 <= at <= gutter.right + 1 for at in between)
        and any(at <= x0 + 1 for at in ats)
        and any(at >= x1 - 1 for at in ats)
    )


def _run_along(
    sides: Sequence[Stroke], top: float, bottom: float, share: float
) -> list[float]:
    """Where rules down, in one piece or several, run along a share of a height."""
    runs: list[tuple[float, float]] = []
    for side in sides:
        beside = max(min(side.end, bottom) - max(side.start, top), 0.0)
        if runs and side.at - runs[-1][0] < _ONE:
            runs[-1] = runs[-1][0], runs[-1][1] + beside
        else:
            runs.append((side.at, beside))
    return [at for at, run in runs if run > share * (bottom - top)]
