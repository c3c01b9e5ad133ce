"""Text spread to fill its lines: one that ends short of the edge ends a paragraph."""

from collections.abc import Sequence
from typing import Protocol

from plan_ingest.layout.page import Word
from plan_ingest.text import strip_bullet

_LEAST = 3
"""Lines that end at one edge show that lines are filled, where half of all do."""
_ALIKE = 0.3
"""Points by which the ends of filled lines differ."""
_SHORT = 1.0
"""Points by which the last line of a paragraph ends before the edge, at least."""


class SetLine(Protocol):
    """A line of words and where it ends, in points from the page's left side."""

    @property
    def words(self) -> tuple[Word, ...]:
        """The words from left to right."""

    @property
    def x1(self) -> float:
        """Where the last word ends."""


def filled_to(lines: Sequence[SetLine]) -> float | None:
    """The edge that lines were spread to, in points; None where they end ragged."""
    ends = [line.x1 for line in lines if _several(line)]
    edge = max(ends, default=0.0)
    flush = sum(edge - x1 < _ALIKE for x1 in ends)
    return edge if flush >= _LEAST and 2 * flush >= len(ends) else None


def ends_short(line: SetLine, edge: float | None) -> bool:
    """Whether a line was not spread to the edge: it is a paragraph's last one.

    One word cannot be spread.
    """
    return edge is not None and _several(line) and edge - line.x1 > _SHORT


def _several(line: SetLine) -> bool:
    """Whether the line has several words, a bullet's glyph left out."""
    listed = not strip_bullet(f"{line.words[0].text} ")[0]
    return len(line.words) - listed > 1
