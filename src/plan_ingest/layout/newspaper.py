"""Columns of running text, told from a table's: each is laid out on its own.

Side by side, a table's columns have rows: what stands in one begins level with what
stands in the other. Newspaper columns agree only by chance.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from plan_ingest.layout.columns import (
    Gutter,
    Piece,
    again,
    sides,
    widest_gutter,
)
from plan_ingest.layout.countedsides import counted_apart
from plan_ingest.layout.fenced import is_fenced
from plan_ingest.layout.lines import Line, around, merged
from plan_ingest.layout.page import Fill, PageContent, Word
from plan_ingest.layout.siderows import has_rows
from plan_ingest.layout.strokes import strokes
from plan_ingest.model.source import BBox

_LEAST_LINES = 5  # a side
_WIDE = 0.15  # of the page's width: rules and shades that may be a table's
_MOST_WIDE = 3  # of them beside running text
_MOST_HEADS = 100  # marks of headings beside running text, the edges of bands too
_RULED = 8  # of them on a page that is a table's
_HEAD = 5.0  # of the size: how far above columns their names may stand
_NAME_WORDS = 8  # in a row of columns' names
_LEFT = 2.5  # points: a name that begins no farther from its column's edge
_NEAR_MARK = 1.8  # of the size: how far a heading stands off its band or rule
_UNDER = 0.8  # of the size: from the middle of words to the line below them
_SLACK = 2.0  # points by which a line below words is longer or shorter than they are
_LEVEL_MARKS = 3.0  # points: rules and shades of one row differ by less
_CLEAR = 1.5  # of the size: from the outermost words to a page's own rule
_DEEPEST = 4

Mark = tuple[float, float, float]
"""A rule or shade across: its height on the page, its left and its right end."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A page in parts, each a column of running text, and what is left of it.

    `gutters` are the strips between its columns.
    """

    parts: tuple[PageContent, ...]
    gutters: tuple[Gutter, ...] = ()


@dataclass(slots=True)
class _Search:
    """The gutters of the page before, and those found so far on this one."""

    before: Sequence[Gutter]
    found: list[Gutter] = field(default_factory=list)


def parted(
    content: PageContent, found: Sequence[Line], before: Sequence[Gutter] = ()
) -> Parted:
    """The page in parts, each a column of running text, and what is left of it.

    `found` are the page's pieces of lines, by `lines.fragments`. `before` are the
    gutters of the page before: the last page of a text has a line or two in a column.
    """
    search = _Search(before)
    boxes = [] if _is_ruled(content) else _columns(content, found, 0, search)
    if not boxes:
        return Parted((content,))
    parts = [_inside(content, box) for box in boxes]
    taken = {id(word) for part in parts for word in part.words}
    rest = tuple(word for word in content.words if id(word) not in taken)
    marks = {id(mark) for part in parts for mark in (*part.rules, *part.fills)}
    left = replace(
        content,
        words=rest,
        rules=tuple(rule for rule in content.rules if id(rule) not in marks),
        fills=tuple(fill for fill in content.fills if id(fill) not in marks),
    )
    return Parted((*parts, left) if rest else tuple(parts), tuple(search.found))


def _is_ruled(content: PageContent) -> bool:
    """Whether the page is full of a table's rules: then it needs no parting."""
    least = _WIDE * content.width
    wide = sum(rule.horizontal and rule.x1 - rule.x0 > least for rule in content.rules)
    return wide >= _RULED


def _columns(
    content: PageContent, found: Sequence[Line], depth: int, search: _Search
) -> list[BBox]:
    pieces = [
        Piece(line.box, line.size, line=line) for line in found if line.words[0].upright
    ]
    if depth >= _DEEPEST or len(pieces) < 2:
        return []
    gutter = widest_gutter(pieces)
    if gutter is None or not _parts_columns(content, pieces, gutter):
        gutter = again(pieces, search.before)
    if gutter is None or _is_crossed(content, gutter):
        return []
    left, right = sides(pieces, gutter)
    boxes: list[BBox] = []
    for side in (left, right):
        box = around([piece.box for piece in side])
        lines = [piece.line for piece in side if piece.line]
        inner = _columns(_inside(content, box), lines, depth + 1, search)
        boxes.extend(inner or [box])
    search.found.append(gutter)
    return boxes


def _parts_columns(
    content: PageContent, pieces: Sequence[Piece], gutter: Gutter
) -> bool:
    """Whether running text stands on both sides, and no table's columns."""
    if _is_crossed(content, gutter):
        return False
    left, right = sides(pieces, gutter)
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    lines = (merged(p.line for p in side if p.line) for side in (left, right))
    if counted_apart(*lines):
        return True
    if has_rows(left, right):
        return False
    return not _is_headed(content, gutter, left, right)


def _is_crossed(content: PageContent, gutter: Gutter) -> bool:
    """Whether a rule or a shade runs from column to column, or many run beside.

    Rules drawn in pieces, one for each cell, count as the one line they make. Rules
    down between the columns and on both their sides are a grid too: a row that is
    cut at the top and the bottom of the page.
    """
    drawn = strokes(content)
    height = gutter.bottom - gutter.top
    bands = [fill for fill in content.fills if fill.bottom - fill.top < height]
    marks = [(rule.at, rule.start, rule.end) for rule in drawn.across]
    marks += [((fill.top + fill.bottom) / 2, fill.x0, fill.x1) for fill in bands]
    top, bottom = _reach(content, gutter)
    beside = [mark for mark in marks if top < mark[0] < bottom]
    across = any(
        start < gutter.left - 1 and end > gutter.right + 1 for _, start, end in beside
    )
    wide = [mark for mark in beside if mark[2] - mark[1] > _WIDE * content.width]
    if wide:
        words = sorted(content.words, key=_middle)
        reach = _UNDER * max((word.size for word in words), default=0.0)
        wide = [mark for mark in wide if not _underlines(mark, words, reach)]
    if across or len(wide) > _MOST_HEADS:
        return True
    # A band is level with another by its middle: where one ends another may begin.
    heads = [mark for mark in wide if not any(_is_edge(mark, fill) for fill in bands)]
    if _are_headings(heads, gutter, content):
        wide = []
    return len(wide) >= _MOST_WIDE or is_fenced(content, gutter, drawn)


def _is_edge(mark: Mark, band: Fill) -> bool:
    """Whether a mark is where a band begins or ends."""
    at, start, end = mark
    wide = abs(start - band.x0) < _SLACK and abs(end - band.x1) < _SLACK
    return wide and min(abs(at - band.top), abs(at - band.bottom)) < _SLACK


def _reach(content: PageContent, gutter: Gutter) -> tuple[float, float]:
    """How far up and down a gutter parts words, in points.

    A rule in the margin above or below stands off them: it is the page's own.
    """
    words = [
        word
        for word in content.words
        if gutter.top - 1 <= word.top and word.bottom <= gutter.bottom + 1
    ]
    if not words:
        return gutter.top, gutter.bottom
    white = _CLEAR * median(word.size for word in words)
    top = min(word.top for word in words) - white
    bottom = max(word.bottom for word in words) + white
    return max(gutter.top, top), min(gutter.bottom, bottom)


def _are_headings(marks: Sequence[Mark], gutter: Gutter, content: PageContent) -> bool:
    """Whether marks in two columns, none level with one of the other, head text.

    They are bands behind headings or rules below them, and no table's rows; one alone
    has no other to be level with. On a page of three columns both may stand on one side
    of the gutter.
    """
    if not all(any(_is_titled(m, word) for word in content.words) for m in marks):
        return False
    beside = [(a, b) for a in marks for b in marks if a[2] <= b[1]]
    over = [(a, b) for a, b in beside if a[2] <= gutter.right and b[1] >= gutter.left]
    level = any(abs(a[0] - b[0]) < _LEVEL_MARKS for a, b in over or beside)
    return (bool(beside) or len(marks) == 1) and not level


def _underlines(mark: Mark, words: Sequence[Word], reach: float) -> bool:
    """Whether a mark lies right below words and is as long as they are.

    The words are sorted by height; none of them reaches farther down than `reach`.
    """
    at, start, end = mark
    low = bisect_left(words, at - reach, key=_middle)
    over = [
        word
        for word in words[low : bisect_left(words, at, key=_middle)]
        if at - _middle(word) < _UNDER * word.size and word.x1 > start and word.x0 < end
    ]
    left = min((word.x0 for word in over), default=end)
    right = max((word.x1 for word in over), default=start)
    return abs(left - start) < _SLACK and abs(right - end) < _SLACK


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _is_titled(mark: Mark, word: Word) -> bool:
    """Whether a word set bold stands on a mark or right above it."""
    at, start, end = mark
    away = at - (word.top + word.bottom) / 2
    near = abs(away) < _NEAR_MARK * word.size
    return near and word.bold and start - 1 <= word.x0 and word.x1 <= end + 1


def _is_headed(
    content: PageContent, gutter: Gutter, left: Sequence[Piece], right: Sequence[Piece]
) -> bool:
    """Whether bold names stand right above both columns, where each begins."""
    size = max(piece.size for piece in (*left, *right))
    starts = [min(piece.box[0] for piece in side) for side in (left, right)]
    above = [
        word
        for word in content.words
        if gutter.top - _HEAD * size < word.top < gutter.top and word.size < 1.2 * size
    ]
    bold = {round(word.bottom) for word in above if word.bold}
    for bottom in sorted(bold):
        row = [word for word in above if abs(word.bottom - bottom) < 0.5 * size]
        names = all(word.bold for word in row) and len(row) <= _NAME_WORDS
        if names and all(any(abs(w.x0 - x) < _LEFT for w in row) for x in starts):
            return True
    return False


def _inside(content: PageContent, box: BBox) -> PageContent:
    """What of a page lies in a box."""
    x0, top, x1, bottom = box
    size = max((word.size for word in content.words), default=10.0)

    def holds(mark: BBox) -> bool:
        across, down = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2
        near = x0 - size <= across <= x1 + size
        return near and top - size <= down <= bottom + size

    def of_column(word: Word) -> bool:
        across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return x0 <= across <= x1 and top <= down <= bottom

    return replace(
        content,
        words=tuple(word for word in content.words if of_column(word)),
        rules=tuple(
            rule
            for rule in content.rules
            if holds((rule.x0, rule.top, rule.x1, rule.bottom))
        ),
        fills=tuple(
            fill
            for fill in content.fills
            if holds((fill.x0, fill.top, fill.x1, fill.bottom))
        ),
    )
