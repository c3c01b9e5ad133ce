"""The head of a table alone at a page's foot: its rows begin on the next page."""

from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import Line, chunks, page_lines
from plan_ingest.layout.cutrows import column_edges
from plan_ingest.layout.grids import Filled, table
from plan_ingest.layout.lattice import Box
from plan_ingest.layout.loneheads import NAME_WORDS
from plan_ingest.layout.openends import CLOSE
from plan_ingest.layout.page import PageContent
from plan_ingest.model.document import Table
from plan_ingest.text import ends_sentence

_NAMES = 3
"""Columns a head names at least: two bold pieces may be a heading and its date."""
_PARTED = 0.6
"""Type sizes between two names, at least: they stand in cells of their own."""
_SPACE = 0.4
"""Type sizes between the words of a name, at most."""
_FOOT = 5 / 6
"""Of a page's height: below it stand its last lines."""
_WHITE = 8.0
"""Points that a border in white may lie right of where the name begins."""
_LEFT = 2.0
"""Points from a border to the name right of it."""


def heads_at_foot(content: PageContent, tables: Sequence[Table]) -> list[Table]:
    """The table that a head below all others, in the page's last lines, begins.

    It is bold all through. A border lies close left of each name: how wide the
    columns are shows on the next page alone. What stands higher was signed there,
    unless a table above it has these columns.
    """
    ends = [table.anchor.bbox[3] for table in tables if table.anchor.bbox]
    end = max(ends, default=0.0)
    if not any(word.bold and word.bottom > end for word in content.words):
        return []
    found = [line for line in page_lines(content) if line.mid > end]
    foot = [line for line in found if line.mid > _FOOT * content.height]
    filled = _boxes(foot, found[: len(found) - len(foot)])
    if not filled and tables and (again := _boxes(found, ())):
        last = max(tables, key=lambda one: one.anchor.bbox[3] if one.anchor.bbox else 0)
        filled = again if _names_columns(again, last) else []
    return [table(filled, content.number)] if filled else []


def _names_columns(head: Sequence[Filled], above: Table) -> bool:
    """Whether each name stands in a column of the table above."""
    edges = column_edges(above)
    lefts = [one.box.x0 + _LEFT for one in head]
    inside = [
        a - _WHITE < x < b for x, (a, b) in zip(lefts, pairwise(edges), strict=False)
    ]
    return len(edges) == len(lefts) + 1 and all(inside)


def _boxes(found: Sequence[Line], above: Sequence[Line]) -> list[Filled]:
    start = len(found)
    while start and found[start - 1].bold:
        if start < len(found) and _far(found[start - 1], found[start]):
            break
        start -= 1
    head = found[start:]
    names = chunks(head[0], _PARTED * head[0].size) if head else ()
    if len(names) < _NAMES or any(not _is_name(name) for name in names):
        return []
    if any(_in_columns(line, names) for line in (*above, *found[:start])):
        return []  # headings below columns of text, which goes on in them
    xs = [*(name.x0 - _LEFT for name in names), max(line.x1 for line in head) + _LEFT]
    words = [word for line in head for word in line.words]
    crossed = any(word.x0 < x < word.x1 for word in words for x in xs)
    if crossed or not all(_keeps(line, names) for line in head[1:]):
        return []
    top, bottom = head[0].top, max(line.bottom for line in head)
    return [
        Filled(
            Box(0, col, 0, col, a, top, b, bottom),
            tuple(word for word in words if a < word.x0 < b),
        )
        for col, (a, b) in enumerate(pairwise(xs))
    ]


def _far(upper: Line, lower: Line) -> bool:
    return lower.mid - upper.mid > CLOSE * lower.size


def _is_name(name: Line) -> bool:
    """Whether a piece is a column's name: a few words close together, no figure."""
    close = all(b.x0 - a.x1 < _SPACE * name.size for a, b in pairwise(name.words))
    letters = any(map(str.isalpha, name.text)) and not any(map(str.isdigit, name.text))
    short = len(name.words) <= NAME_WORDS and not ends_sentence(name.text)
    return close and letters and short


def _in_columns(line: Line, names: Sequence[Line]) -> bool:
    """Whether pieces of a line begin where most of the names do."""
    starts = [piece.x0 for piece in chunks(line, _PARTED * line.size)]
    kept = sum(any(abs(x - name.x0) < _LEFT for x in starts) for name in names)
    return 2 * kept > len(names)


def _keeps(line: Line, names: Sequence[Line]) -> bool:
    """Whether the pieces of a line below carry on names, each begins where one does."""
    pieces = chunks(line, _PARTED * line.size)
    return all(any(abs(p.x0 - name.x0) < _LEFT for name in names) for p in pieces)
