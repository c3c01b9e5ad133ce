"""What a page tells of the next one: the table that it ends with may go on there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.layout.cutcards import card_labels
from plan_ingest.layout.cutrows import column_edges
from plan_ingest.layout.cutsentences import open_columns
from plan_ingest.layout.page import PageContent
from plan_ingest.model.document import Furniture, Table

_ON_EDGE = 3.0
"""Points: a rule so near a column's edge is that edge."""
_ROWS = 2
"""Shades that begin at one place, at least, to show where a column does."""


def after_page(
    found: Sequence[object], before: PageContent | None, content: PageContent
) -> PageContent:
    """The page with what the open table that the page before ends with tells of it.

    `found` are the page before's tables, among its other blocks. They give the borders
    of the open table's columns, those whose last cell ends in mid-sentence, and the
    labels of the page's cards between the same sides.

    A table whose columns are ruled shows them on the next page too, unless only every
    second row has rules: then the page begins with a row in a bare frame.
    """
    last = next((p for p in found[::-1] if not isinstance(p, Furniture)), None)
    if before is None or not isinstance(last, Table):
        return content
    edges = _kept_edges(last, before)
    down = [rule.x0 for rule in before.rules if not rule.horizontal]
    ruled = any(abs(x - at) < _ON_EDGE for x in edges[1:-1] for at in down)
    if ruled and not _is_framed(content, edges):
        return content
    tables = [one for one in found if isinstance(one, Table)]
    return replace(
        content,
        columns=tuple(edges),
        unended=open_columns(last),
        labels=_labels(tables, edges, before),
    )


def _labels(
    tables: Sequence[Table], edges: Sequence[float], before: PageContent
) -> frozenset[str]:
    """The labels of a page's cards between two sides, and of those before them."""
    cards = [one for one in tables if _is_between(column_edges(one), edges)]
    same = _is_between(before.columns, edges)
    said = {label for one in cards for label in card_labels(one)}
    return frozenset(said | before.labels if same else said)


def _is_between(edges: Sequence[float], sides: Sequence[float]) -> bool:
    """Whether a table has one column, between these sides."""
    return len(edges) == len(sides) and all(
        abs(x - at) < _ON_EDGE for x, at in zip(edges, sides, strict=True)
    )


def _kept_edges(table: Table, content: PageContent) -> list[float]:
    """The borders of a page's table, each where the page before had it if it can be.

    White alone told them, and it is as wide as the words of one page leave it. Shades
    in several rows show where in it a column begins.
    """
    edges, known = column_edges(table), content.columns
    same = len(edges) == len(known) and abs(edges[0] - known[0]) <= _ON_EDGE
    _, top, _, bottom = table.anchor.bbox or (0.0, 0.0, 0.0, 0.0)
    inside = [w for w in content.words if 2 * top < w.top + w.bottom < 2 * bottom]
    shades = [fill for fill in content.fills if top < fill.bottom and fill.top < bottom]
    begun = Counter(round(fill.x0, 1) for fill in shades)
    shown = sorted(at for at, times in begun.items() if times >= _ROWS)
    for n, at in enumerate(edges[1:-1], 1):
        places = [known[n]] if same else []
        places += [x for x in shown if edges[n - 1] < x < edges[n + 1]]
        for x in places:
            left, right = min(at, x), max(at, x)
            if not any(word.x0 < right and word.x1 > left for word in inside):
                edges[n] = x
                break
    return edges


def _is_framed(content: PageContent, edges: Sequence[float]) -> bool:
    """Whether rules down stand on both sides of a page's first line and none within."""
    top = min((word for word in content.words), key=lambda w: w.top, default=None)
    if top is None:
        return False
    middle = (top.top + top.bottom) / 2
    down = [
        rule.x0
        for rule in content.rules
        if not rule.horizontal and rule.top <= middle <= rule.bottom
    ]
    sides = all(
        any(abs(x - at) < _ON_EDGE for at in down) for x in edges[:: len(edges) - 1]
    )
    return sides and not any(
        edges[0] + _ON_EDGE < x < edges[-1] - _ON_EDGE for x in down
    )
