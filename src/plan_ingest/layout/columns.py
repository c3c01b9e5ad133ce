"""Gutters: where on a page the text runs in columns, and where it only looks so."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from plan_ingest.layout.lines import Line, merged
from plan_ingest.model.source import BBox

_GUTTER = 0.9  # of the text size: the least gap between two columns
_LEAST_LINES = 3  # a column of fewer lines is a label, a date or a page number
_LEAST_WIDTH = 7.0  # of the text size: a narrower column holds numbers or ticks
_FILLED = 0.55  # of the column's width: what running text fills of its lines
_SLACK = 1.0  # points by which lines of one column begin apart
_SPARE = 2.0  # points a column's edge may differ from page to page
_EVEN = 0.3  # of the text size: baselines nearer than this are one row


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
    best: tuple[float, Gutter] | None = None
    for left, right, at in _candidates(pieces):
        gutter = _stretched(pieces, left, right, at)
        if gutter is None:
            continue
        weight = _weight(pieces, gutter)
        if weight > 0 and (best is None or weight > best[0]):
            best = weight, gutter
    return best[1] if best else None


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
    ordered = sorted(pieces, key=lambda piece: piece.box[0])
    seen: set[tuple[int, int]] = set()
    for index, piece in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.box[0] <= piece.box[2] or not _beside(piece, other):
                continue
            place = (round(other.box[0] / 2), round(piece.box[1] / 100))
            if place not in seen:
                seen.add(place)
                top = max(piece.box[1], other.box[1])
                bottom = min(piece.box[3], other.box[3])
                found.append((piece.box[2], other.box[0], (top + bottom) / 2))
            break
    return found


def _beside(piece: Piece, other: Piece) -> bool:
    shared = min(piece.box[3], other.box[3]) - max(piece.box[1], other.box[1])
    height = min(piece.box[3] - piece.box[1], other.box[3] - other.box[1])
    return shared > 0.4 * height


def _stretched(
    pieces: Sequence[Piece], left: float, right: float, at: float
) -> Gutter | None:
    """A strip made as long as it stays free, and as wide as that allows."""
    size = median(piece.size for piece in pieces)
    strip = max(right - _GUTTER * size, left)
    top, bottom = -1e9, 1e9
    for piece in pieces:
        if piece.box[0] < right - _SLACK and piece.box[2] > strip:
            if piece.box[3] <= at:
                top = max(top, piece.box[3])
            elif piece.box[1] >= at:
                bottom = min(bottom, piece.box[1])
            else:
                return None
    inside = [
        piece
        for piece in pieces
        if piece.box[1] >= top - 1 and piece.box[3] <= bottom + 1
    ]
    lefts = [piece.box[2] for piece in inside if piece.box[2] <= strip + 0.1]
    if not lefts or right - max(lefts) < _GUTTER * size:
        return None
    rights = [piece.box[0] for piece in inside if piece.box[0] >= right - _SLACK]
    return Gutter(max(lefts), min(rights, default=right), top, bottom)


def _weight(pieces: Sequence[Piece], gutter: Gutter) -> float:
    """How many lines a gutter parts, 0 when its sides are not two columns."""
    inside = within(pieces, gutter)
    left = [piece for piece in inside if piece.box[2] <= gutter.left + 0.1]
    right = [piece for piece in inside if piece.box[0] >= gutter.right - 0.1]
    if not (_is_column(left) and _is_column(right)):
        return 0.0
    return float(min(len(left), len(right))) + (gutter.right - gutter.left) / 1000


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
    return sum(share >= _FILLED for share in filled) >= 0.5 * len(lines)
