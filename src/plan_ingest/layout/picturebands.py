"""A table's head that is a picture: its names cannot be read, its place can."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.layout.celllines import Line
from plan_ingest.layout.page import PageContent, Rule
from plan_ingest.layout.strokes import Strokes, strokes
from plan_ingest.model.source import BBox

_FLAT = 8.0
"""Times as wide as high: a band of a table, no photograph."""
_SAME = 3.0
"""Points between a band's side and the end of the table's rules."""
_LEAST = 2
"""Rules across as wide as the band, that make it one of their table."""
_MOST = 50
"""Pictures of a page above which they are the pieces of a drawing."""
_NEAR = 2.5
"""Type sizes from a band to the first line below it."""


def with_bands(content: PageContent) -> PageContent:
    """The page, a picture as wide and flat as a table's head parted from the rows.

    Its upper and lower edge are rules of the table: what stands above it is a title,
    what stands below it a row.
    """
    bands = _bands(content, strokes(content)) if content.images else []
    edges = [
        Rule(x0, y, x1, y, 0.5, 0)
        for x0, top, x1, bottom in bands
        for y in (top, bottom)
    ]
    return replace(content, rules=(*content.rules, *edges)) if edges else content


def is_pictured(found: Sequence[Line], content: PageContent) -> bool:
    """Whether lines stand right below such a band, between its sides."""
    if not content.images:
        return False
    left, right = min(one.x0 for one in found), max(one.x1 for one in found)
    top, reach = found[0].top, _NEAR * found[0].size
    return any(
        x0 - 1 < left and right < x1 + 1 and bottom - 1 < top < bottom + reach
        for x0, _, x1, bottom in _bands(content, strokes(content))
    )


def _bands(content: PageContent, drawn: Strokes) -> list[BBox]:
    """The flat pictures without words, each as wide as several rules across."""
    if len(content.images) > _MOST:
        return []
    out = []
    for x0, top, x1, bottom in content.images:
        if x1 - x0 < _FLAT * (bottom - top) or bottom - top < 1:
            continue
        alike = sum(
            abs(rule.start - x0) < _SAME and abs(rule.end - x1) < _SAME
            for rule in drawn.across
        )
        written = any(
            top < (word.top + word.bottom) / 2 < bottom for word in content.words
        )
        if alike >= _LEAST and not written:
            out.append((x0, top, x1, bottom))
    return out
