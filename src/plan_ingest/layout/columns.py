"""Gutters: where on a page the text runs in columns, and where it only looks so."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median

import numpy as np
from numpy.typing import NDArray

from plan_ingest.layout.bullets import glyph_marker, text_start
from plan_ingest.layout.countedsides import is_counted
from plan_ingest.layout.lines import Line, merged
from plan_ingest.model.source import BBox

_GUTTER = 0.9  # of the text size: the least gap between two columns
_LEAST_LINES = 3  # a column of fewer lines is a label, a date or a page number
_SMALL = 0.9  # of a text's size: a note beside it is set smaller
_LEAST_LETTERS = 12  # of a note: fewer are a date or a page number
_LEAST_WIDTH = 7.0  # of the text size: a narrower column holds numbers or ticks
_FILLED = 0.55  # of the column's width: what running text fills of its lines
_LEAST_ENTRIES = 4  # of a list
_LISTED = 0.6  # of a list's lines: its entries, but for headings above them
_SLACK = 1.0  # points by which lines of one column begin apart
_SPARE = 2.0  # points a column's edge may differ from page to page
_EVEN = 0.3  # of the text size: baselines nearer than this are one row
_BY_CHANCE = 3  # lines whose words leave white below white
_ALIKE = 1.6  # times a gap within a line: what is as wide is one as well


@dataclass(frozen=True, slots=True)
class Piece:
    """What is put in reading order: a piece of a line, or a table (its number)."""

    box: BBox
    size: float
    line: Line | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Gutter:
    """A blank strip: left and right edge, and how far up and down it is free."""

    left: float
    right: float
    top: float
    bottom: float


def widest_gutter(pieces: Sequence[Piece]) -> Gutter | None:
    """The gutter that parts the most text into columns; None where none does."""
    size = median(piece.size for piece in pieces) if pieces else 0.0
    boxes = np.array([piece.box for piece in pieces]).reshape(-1, 4).T
    found = {
        gutter: None
        for left, right, at in _candidates(pieces)
        if (gutter := _stretched(boxes, size, left, right, at)) is not None
    }
    weight = {gutter: _weight(boxes, gutter) for gutter in found}
    # Whether a side is a column costs most to see: the heaviest is looked at first.
    for gutter in sorted(found, key=weight.__getitem__, reverse=True):
        left, right = sides(pieces, gutter)
        if are_spread(left, right):
            continue
        fewer, more = sorted((left, right), key=len)
        if _is_column(more) and (_is_column(fewer) or _is_note(fewer, more)):
            return gutter
    return None


def again(pieces: Sequence[Piece], before: Sequence[Gutter]) -> Gutter | None:
    """A gutter of the page before that parts this page's pieces too."""
    for known in before:
        left = [piece for piece in pieces if piece.box[2] <= known.right - _SPARE]
        right = [piece for piece in pieces if piece.box[0] >= known.right - _SPARE]
        if left and right and len(left) + len(right) == len(pieces):
            edge = max(piece.box[2] for piece in left)
            return Gutter(edge, min(known.right, *(p.box[0] for p in right)), -1e9, 1e9)
    return None


def _candidates(pieces: Sequence[Piece]) -> list[tuple[float, float, float]]:
    """Blank strips between pieces side by side: left, right, and a height in it."""
    found: list[tuple[float, float, float]] = []
    ordered = sorted((piece.box for piece in pieces), key=itemgetter(0))
    starts = [box[0] for box in ordered]
    seen: set[tuple[int, int]] = set()
    for _, top, x1, bottom in ordered:
        after = bisect_right(starts, x1)
        other = next((b for b in ordered[after:] if _beside(b, top, bottom)), None)
        if other is None:
            continue
        place = (round(other[0] / 2), round(top / 100))
        if place not in seen:
            seen.add(place)
            middle = (max(top, other[1]) + min(bottom, other[3])) / 2
            found.append((x1, other[0], middle))
    return found


def _beside(box: BBox, top: float, bottom: float) -> bool:
    """Whether a box stands on one line with what runs from `top` to `bottom`."""
    _, above, _, below = box
    if above >= bottom or below <= top:
        return False
    shared = min(bottom, below) - max(top, above)
    return shared > 0.4 * min(bottom - top, below - above)


def _stretched(
    boxes: NDArray[np.float64], size: float, left: float, right: float, at: float
) -> Gutter | None:
    """A strip made as long as it stays free, and as wide as that allows.

    `boxes` has a column a piece.
    """
    strip = max(right - _GUTTER * size, left)
    x0, above, x1, below = boxes
    across = (x0 < right - _SLACK) & (x1 > strip)
    over, under = across & (below <= at), across & (above >= at)
    if (across & ~over & ~under).any():
        return None
    top = below[over].max(initial=-1e9)
    bottom = above[under & ~over].min(initial=1e9)
    inside = (above >= top - 1) & (below <= bottom + 1)
    lefts = x1[inside & (x1 <= strip + 0.1)]
    if not lefts.size or right - lefts.max() < _GUTTER * size:
        return None
    rights = x0[inside & (x0 >= right - _SLACK)]
    end = rights.min() if rights.size else right
    return Gutter(float(lefts.max()), float(end), float(top), float(bottom))


def sides(pieces: Sequence[Piece], gutter: Gutter) -> tuple[list[Piece], list[Piece]]:
    """What stands left and right of a gutter."""
    inside = within(pieces, gutter)
    left = [piece for piece in inside if piece.box[2] <= gutter.left + 0.1]
    right = [piece for piece in inside if piece.box[0] >= gutter.right - 0.1]
    return left, right


def are_spread(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether a few lines beside a gutter have as much white within as there.

    Words set to both edges leave strips of white by chance, where no column ends.
    """
    parted = [row for row in _level(left, right) if all(row)]
    spread = [
        row
        for row in parted
        if (within := [gap for side in row for gap in _gaps(side)])
        and row[1][0].box[0] - row[0][-1].box[2] < _ALIKE * max(within)
    ]
    return 0 < len(spread) == len(parted) <= _BY_CHANCE


def _level(
    left: Sequence[Piece], right: Sequence[Piece]
) -> list[tuple[list[Piece], list[Piece]]]:
    """The pieces on both sides by the lines they stand on, from left to right."""
    rows: list[tuple[list[Piece], list[Piece]]] = []
    low = -1e9
    both = [(piece, 0) for piece in left] + [(piece, 1) for piece in right]
    for piece, side in sorted(both, key=lambda one: one[0].box[3]):
        if piece.box[3] - low > _EVEN * piece.size:
            rows.append(([], []))
            low = piece.box[3]
        rows[-1][side].append(piece)
    for row in rows:
        for pieces in row:
            pieces.sort(key=lambda piece: piece.box[0])
    return rows


def _gaps(pieces: Sequence[Piece]) -> list[float]:
    """The white between pieces of one line."""
    return [after.box[0] - before.box[2] for before, after in pairwise(pieces)]


def _weight(boxes: NDArray[np.float64], gutter: Gutter) -> float:
    """How many lines a gutter parts: what stands on its smaller side."""
    x0, above, x1, below = boxes
    inside = (above >= gutter.top - 1) & (below <= gutter.bottom + 1)
    left = np.count_nonzero(inside & (x1 <= gutter.left + 0.1))
    right = np.count_nonzero(inside & (x0 >= gutter.right - 0.1))
    return float(min(left, right)) + (gutter.right - gutter.left) / 1000


def within(pieces: Sequence[Piece], gutter: Gutter) -> list[Piece]:
    """The pieces beside a gutter, on either side."""
    return [
        piece
        for piece in pieces
        if piece.box[1] >= gutter.top - 1 and piece.box[3] <= gutter.bottom + 1
    ]


def _is_column(pieces: Sequence[Piece]) -> bool:
    """Whether pieces fill their width as running text, or a table, does."""
    if any(piece.table is not None for piece in pieces):
        return True
    return any(_is_running_text(strip) for strip in strips(pieces))


def _is_note(few: Sequence[Piece], beside: Sequence[Piece]) -> bool:
    """Whether a few lines are a note beside a text: all smaller than it, or slanted.

    They stand close below each other, where a table's narrow column has rows.
    """
    small = _SMALL * median(piece.size for piece in beside)
    slanted = 2 * sum(_is_slanted(one) for one in beside) > len(beside)
    if not all(one.size < small or (_is_slanted(one) and not slanted) for one in few):
        return False
    lines = merged(piece.line for piece in few if piece.line is not None)
    letters = sum(mark.isalpha() for line in lines for mark in line.text)
    near = all(b.top - a.bottom < a.size for a, b in pairwise(lines))
    return near and letters >= _LEAST_LETTERS


def _is_slanted(piece: Piece) -> bool:
    return piece.line is not None and piece.line.italic


def strips(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by the columns they stand in, where these do not touch."""
    found: list[list[Piece]] = []
    right = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.box[0]):
        if found and piece.box[0] < right + _GUTTER * piece.size:
            found[-1].append(piece)
            right = max(right, piece.box[2])
        else:
            found.append([piece])
            right = piece.box[2]
    return found


def _is_running_text(pieces: Sequence[Piece]) -> bool:
    if len(pieces) < _LEAST_LINES:
        return False
    x0 = min(piece.box[0] for piece in pieces)
    width = max(piece.box[2] for piece in pieces) - x0
    if width < _LEAST_WIDTH * median(piece.size for piece in pieces):
        return False
    # Words spread to fill a line leave it in many pieces.
    lines = merged(piece.line for piece in pieces if piece.line is not None)
    filled = [(line.x1 - line.x0) / width for line in lines]
    if sum(share >= _FILLED for share in filled) >= 0.5 * len(lines):
        return True
    return _is_list(lines) or is_counted(lines)


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether most lines are entries with a bullet's glyph, or hang below one.

    A list of short entries is a column as running text is.
    """
    starts = [text_start(n, mark) for n in lines if (mark := glyph_marker(n))]
    hanging = [
        line
        for line in lines
        if not glyph_marker(line) and any(abs(line.x0 - x) < _SPARE for x in starts)
    ]
    entries = len(starts) + len(hanging)
    return len(starts) >= _LEAST_ENTRIES and entries >= _LISTED * len(lines)
