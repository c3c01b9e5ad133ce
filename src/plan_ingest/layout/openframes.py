"""What the rules down beside a table without column rules hold together."""

from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import Line, chunks
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.layout.openlines import GAP, Gap
from plan_ingest.layout.strokes import Stroke

_NEAR = 3.0  # type sizes from a frame's ends to the lines it is drawn around
_LABEL_WORDS = 4


def kept_together(
    found: Sequence[Line],
    ends: tuple[int, int],
    gutters: Sequence[Gap],
    sides: Sequence[Stroke],
) -> tuple[int, int]:
    """The first line and the one after the last, with those that walls or a frame hold.

    `ends` are where the lines' own columns begin and end.
    """
    first, last = ends
    if last <= first:
        return ends
    frame = frame_of(found, sides) or frame_of(found[first:last], sides)
    while last < len(found) and (
        _is_walled(found[last], gutters, sides) or _holds(frame, found[last])
    ):
        last += 1
    while first and _holds(frame, found[first - 1]):
        first -= 1
    return first, last


def frame_of(found: Sequence[Line], sides: Sequence[Stroke]) -> Stroke | None:
    """The left side of a frame drawn close around lines; None where there is none."""
    if not found:
        return None
    x0, x1 = min(line.x0 for line in found), max(line.x1 for line in found)
    top, bottom, size = found[0].top, found[-1].bottom, found[0].size
    for left in sides:
        if left.at > x0 or left.start > found[0].mid or left.end < found[-1].mid:
            continue
        close = top - left.start < _NEAR * size and left.end - bottom < _NEAR * size
        right = any(
            abs(other.start - left.start) < 2
            and abs(other.end - left.end) < 2
            and other.at >= x1
            for other in sides
        )
        if close and right:
            return left
    return None


def is_card(
    found: Sequence[Line], cut: Sequence[Sequence[Piece]], sides: Sequence[Stroke]
) -> bool:
    """Whether a frame holds bold labels, some with a value beside them."""
    labels = [row[0].text for row in cut if row and not row[0].col]
    bold = all(len(label.words) <= _LABEL_WORDS and label.bold for label in labels)
    valued = any(len(row) > 1 for row in cut)
    return len(labels) > 1 and bold and valued and frame_of(found, sides) is not None


def are_closed(
    found: Sequence[Line], cut: Sequence[Sequence[Piece]], rules: Sequence[float]
) -> bool:
    """Whether rules above, between and below close rows of a label and its value.

    Two rows are a form then, however the labels are set; `rules` are the long ones'
    heights.
    """
    edges = [at for at in rules if found[0].mid - _NEAR * found[0].size < at]
    bands = [
        [row for line, row in zip(found, cut, strict=True) if top < line.mid < bottom]
        for top, bottom in pairwise(edges)
    ]
    if len(bands) < 2 or sum(map(len, bands)) < len(found) or not all(bands):
        return False
    return all(
        len(band[0]) == 2
        and band[0][0].col == band[0][0].col_end == 0
        and len(band[0][0].text.words) <= _LABEL_WORDS
        and all(piece.col == 1 for row in band[1:] for piece in row)
        for band in bands
    )


def _holds(frame: Stroke | None, line: Line) -> bool:
    return frame is not None and frame.start - 1 <= line.mid <= frame.end + 1


def _is_walled(line: Line, gutters: Sequence[Gap], sides: Sequence[Stroke]) -> bool:
    """Whether a rule down in a gutter runs on beside the line."""
    return any(
        side.start - 1 <= line.top and line.bottom <= side.end + 1
        for side in sides
        if any(left - 2 <= side.at <= right + 2 for left, right in gutters)
    )


def gutters_at(found: Sequence[Line], xs: Sequence[float]) -> tuple[Gap, ...]:
    """The white around each border; beside a blank column just the borders."""
    gaps = [gutter_at(found, x) for x in xs]
    words = [word for line in found for word in line.words]
    left = min((word.x0 for word in words), default=0.0)
    right = max((word.x1 for word in words), default=0.0)
    return tuple(
        gap if left < x < right and gaps.count(gap) == 1 else (x - 0.5, x + 0.5)
        for x, gap in zip(xs, gaps, strict=True)
    )


def gutter_at(found: Sequence[Line], x: float) -> Gap:
    """The white around a border, whatever line runs across it.

    Where most lines have a word at one place right of the border, the column begins
    there, however close the words of the column before it come.
    """
    clear = [n for n in found if not any(w.x0 < x < w.x1 for w in n.words)]
    parted = [
        n for n in clear if not any(c.x0 < x < c.x1 for c in chunks(n, GAP * n.size))
    ]
    begun = [min(at) for n in clear if (at := [w.x0 for w in n.words if w.x0 >= x])]
    edge = _shared(begun)
    clear = parted if len(parted) > 1 else clear
    ends = [w.x1 for line in clear for w in line.words if w.x1 <= x]
    starts = [w.x0 for line in clear for w in line.words if w.x0 >= x]
    right = min(starts, default=x + 1)
    return max(ends, default=x - 1), right if edge is None else min(edge, right)


def _shared(begun: Sequence[float]) -> float | None:
    """The place where most of some words begin; None where they do not."""
    ordered = sorted(begun)
    at = ordered[len(ordered) // 2] if len(ordered) > 2 else None
    if at is None or sum(abs(x - at) < 1 for x in ordered) * 3 < 2 * len(ordered):
        return None
    return min(x for x in ordered if abs(x - at) < 1)
