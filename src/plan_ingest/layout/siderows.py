"""Whether what stands on the two sides of a gutter makes the rows of a table."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from plan_ingest.layout.bullets import glyph_marker
from plan_ingest.layout.columns import Piece, strips
from plan_ingest.layout.lines import Line, merged
from plan_ingest.layout.passages import Passage, passages

_LEAST_PASSAGES = 3  # a side
_LEVEL = 0.22  # of the text size: nearer is level; wider, chance makes rows of lines
_ROWS = 0.6  # of the smaller side's passages: so many level beginnings make rows
_LABEL = 30  # characters of a column's name in a table's header
_LARGE = 1.2  # of the text size: a larger line is a heading, no column's name
_ONE_SIZE = 1.0  # points: names in one row differ by less
_BAND = 0.3  # of the text size: white between lines as wide as that parts rows
_LEAST_BANDS = 4  # that part both sides: three meet by chance
_WIDER = 1.5  # times the white between paragraphs: so much parts rows
_LEAST_ROWS = 3  # that begin level below such white
_SHARED = 0.8  # of the white that parts one side: so much parts the other too

Gap = tuple[float, float]  # white between two lines, from its top to its bottom


def has_rows(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether what begins or ends on one side does so level with the other side."""
    lines = [
        merged(piece.line for piece in side if piece.line)
        for side in (strips(left)[-1], strips(right)[0])
    ]
    fewer, more = sorted((passages(side, 1) for side in lines), key=len)
    if len(fewer) < _LEAST_PASSAGES or _are_headed(*lines):
        return True
    level = sum(any(_level(one, other) for other in more) for one in fewer)
    return level >= _ROWS * len(fewer) or _are_banded(*lines)


def _are_headed(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the sides open with names, as a table's columns do, or repeat them.

    A column of text that begins lower than the one before it begins below a title.
    """
    usual = median(line.size for side in (left, right) for line in side)
    # A name set close above a cell's words is a passage with them, yet a line alone.
    ours, others = (
        [(n, name) for n, line in enumerate(side) for name in _names([line])]
        for side in (left, right)
    )
    ours = [(n, name) for n, name in ours if name.size < _LARGE * usual]
    pairs = [
        (name.text, other.text, n)
        for n, other in others
        for _, name in ours
        if _level(name, other) and abs(name.size - other.size) < _ONE_SIZE
    ]
    names = [(one, other) for one, other, _ in pairs]
    opened = any(n == 0 for _, _, n in pairs)
    return opened or len(set(names)) < len(names)


def _names(alone: Sequence[Line]) -> list[Passage]:
    """A line alone as a passage, where it may be a column's name: short and bold."""
    if not alone[0].bold:
        return []
    return [one for one in passages(alone, 1)[:1] if len(one.text) <= _LABEL]


def _level(one: Passage, other: Passage) -> bool:
    return abs(one.bbox[1] - other.bbox[1]) < _LEVEL * min(one.size, other.size)


def _are_banded(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the white that parts one side parts the other too: rows of cells.

    Between it the cells of a row are level, if not at their first line, for one is
    done sooner, then in their middle or at their last. Entries of two lists, set one
    as far from the next as the other, are level by chance.
    """
    size = median(line.size for side in (left, right) for line in side)
    top = max(left[0].top, right[0].top)
    bottom = min(left[-1].bottom, right[-1].bottom)
    one, other = (_breaks(side, size, top, bottom) for side in (left, right))
    if _begin_level(one, other, _LEVEL * size):
        return True
    shared = _shared(one, other, _BAND * size)
    if len(shared) < max(_LEAST_BANDS, _SHARED * min(len(one), len(other))):
        return False
    rows = [(_between(left, a, b), _between(right, a, b)) for a, b in pairwise(shared)]
    full = [(here, beside) for here, beside in rows if here and beside]
    level = sum(
        _are_level(here, beside, size) and not _are_listed(here, beside)
        for here, beside in full
    )
    return len(full) >= _LEAST_BANDS - 1 and level >= _SHARED * len(full)


def _shared(left: Sequence[Gap], right: Sequence[Gap], least: float) -> list[float]:
    """The middle of each white that both sides have, for `least` points; each once.

    White as high as a picture is one break, however many stand beside it: it is shared
    with the one it has most of.
    """
    pairs = sorted(
        (-(min(b, d) - max(a, c)), n, k)
        for n, (a, b) in enumerate(left)
        for k, (c, d) in enumerate(right)
        if min(b, d) - max(a, c) > least
    )
    ours: dict[int, int] = {}
    for _, n, k in pairs:
        if n not in ours and k not in ours.values():
            ours[n] = k
    return sorted(
        (max(left[n][0], right[k][0]) + min(left[n][1], right[k][1])) / 2
        for n, k in ours.items()
    )


def _begin_level(left: Sequence[Gap], right: Sequence[Gap], near: float) -> bool:
    """Whether what stands below the widest white begins level on both sides.

    Rows stand farther apart than the paragraphs in their cells.
    """
    ends, others = ([b for _, b in _widest(side)] for side in (left, right))
    level = sum(any(abs(end - other) < near for other in others) for end in ends)
    least = max(_LEAST_ROWS, _SHARED * max(len(ends), len(others)))
    return level >= least


def _widest(side: Sequence[Gap]) -> list[Gap]:
    """The white that is wider than most of a side's."""
    usual = median(b - a for a, b in side) if side else 0.0
    return [(a, b) for a, b in side if b - a > _WIDER * usual]


def _are_listed(left: Sequence[Line], right: Sequence[Line]) -> bool:
    return all(glyph_marker(side[0]) is not None for side in (left, right))


def _between(side: Sequence[Line], top: float, bottom: float) -> list[Line]:
    return [line for line in side if top < line.top < bottom]


def _are_level(left: Sequence[Line], right: Sequence[Line], size: float) -> bool:
    (top, low), (other, end) = ((s[0].top, s[-1].bottom) for s in (left, right))
    off = (top - other, (top + low - other - end) / 2, low - end)
    return min(map(abs, off)) < _LEVEL * size


def _breaks(side: Sequence[Line], size: float, top: float, bottom: float) -> list[Gap]:
    """The white between a side's lines that is wider than within its paragraphs."""
    white = [(a.bottom, b.top) for a, b in pairwise(side)]
    usual = sorted(b - a for a, b in white)[len(white) // 4] if white else 0.0
    return [
        (a, b)
        for a, b in white
        if b - a > max(usual, 0.0) + _BAND * size and top < a and b < bottom
    ]
