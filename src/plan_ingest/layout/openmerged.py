"""Rows parted by rules that may skip a column: what they skip is one merged cell."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plan_ingest.layout.celllines import Line, lines
from plan_ingest.layout.grids import Filled
from plan_ingest.layout.lattice import Box, borders, boxes_between
from plan_ingest.layout.openbody import body
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.layout.openrows import row_by_row
from plan_ingest.layout.page import Word
from plan_ingest.layout.strokes import Stroke

ALONG = 0.75
"""Part of a column's width that a rule must run along to close its cells."""


def merged_rows(
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    xs: Sequence[float],
    rules: Sequence[Stroke],
) -> tuple[list[Filled], list[float]]:
    """The boxes of a body whose rows are parted by rules, and their heights.

    Empty where the rules do not part row from row.
    """
    if len(found) < 2:
        return [], []
    inner = row_rules(found, xs, rules)
    heights = borders(rule.at for rule in inner)
    of = body(found, cut, heights, len(xs) - 1)
    if len(heights) < 2 or not row_by_row(of):
        return [], []
    top = min(line.top for line in found) - 0.5
    bottom = max(line.bottom for line in found) + 0.5
    ys = [top, *heights, bottom]
    boxes = boxes_between(xs, ys, inner, _walls(found, cut, xs, ys))
    filled = _filled(boxes, cut, ys)
    step = of.step
    out = [part for one in filled for part in _apart(one, filled, ys, step)]
    return sorted(out, key=lambda one: (one.box.row, one.box.col)), ys


def row_rules(
    found: Sequence[Line], xs: Sequence[float], rules: Sequence[Stroke]
) -> list[Stroke]:
    """The rules between the lines that run along a column or more."""
    return [
        rule
        for rule in rules
        if found[0].mid < rule.at < found[-1].mid
        and _column_wide(rule, xs)
        and not _underlines(rule, found)
    ]


def _filled(
    boxes: Sequence[Box], cut: Sequence[Sequence[Piece]], ys: Sequence[float]
) -> list[Filled]:
    """Each piece's words in the box of its column: a border in white cuts no word."""
    at = {
        (row, col): n
        for n, box in enumerate(boxes)
        for row in range(box.row, box.row_end + 1)
        for col in range(box.col, box.col_end + 1)
    }
    inside: list[list[Word]] = [[] for _ in boxes]
    for piece in (piece for row in cut for piece in row):
        for word in piece.text.words:
            row = bisect_right(ys, (word.top + word.bottom) / 2) - 1
            inside[at[min(max(row, 0), len(ys) - 2), piece.col]].append(word)
    return [Filled(box, tuple(w)) for box, w in zip(boxes, inside, strict=True)]


def _column_wide(rule: Stroke, xs: Sequence[float]) -> bool:
    return any(
        min(rule.end, b) - max(rule.start, a) >= ALONG * (b - a)
        for a, b in pairwise(xs)
    )


def _underlines(rule: Stroke, found: Sequence[Line]) -> bool:
    """Whether the rule is drawn under words, as long as they are."""
    for line in found:
        if not line.mid < rule.at < line.mid + 0.8 * line.size:
            continue
        over = [
            w for w in line.words if w.x0 >= rule.start - 2 and w.x1 <= rule.end + 2
        ]
        if (
            over
            and abs(over[0].x0 - rule.start) < 2
            and abs(over[-1].x1 - rule.end) < 2
        ):
            return True
    return False


def _walls(
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    xs: Sequence[float],
    ys: Sequence[float],
) -> list[Stroke]:
    """The columns' borders, left out beside text that runs across them."""
    out = []
    for top, bottom in pairwise(ys):
        spans = [
            piece
            for line, row in zip(found, cut, strict=True)
            if top <= line.mid < bottom
            for piece in row
            if piece.col_end > piece.col
        ]
        for col in range(1, len(xs) - 1):
            if not any(p.col < col <= p.col_end for p in spans):
                out.append(Stroke(xs[col], top, bottom))
    return out


def _apart(
    one: Filled, filled: Sequence[Filled], ys: Sequence[float], step: float
) -> list[Filled]:
    """A box over several rows cut where its text starts anew beside a row's start.

    A first column that has no rules at all is not one merged cell.
    """
    if one.box.row == one.box.row_end or not one.words:
        return [one]
    inside = lines(one.words)
    cuts = [one.box.row]
    for row in range(one.box.row + 1, one.box.row_end + 1):
        above = [line for line in inside if line.mid < ys[row]]
        below = [line for line in inside if line.mid >= ys[row]]
        beside = [
            line
            for other in filled
            if other.box.row == row and other.box.col != one.box.col
            for line in lines(other.words)[:1]
        ]
        if not above or not below or not beside:
            continue
        apart = below[0].mid - above[-1].mid > 1.3 * step
        level = min(abs(line.mid - below[0].mid) for line in beside) < 3
        if apart and level:
            cuts.append(row)
    if len(cuts) == 1:
        return [one]
    out = []
    for first, after in pairwise([*cuts, one.box.row_end + 1]):
        box = replace(
            one.box, row=first, row_end=after - 1, top=ys[first], bottom=ys[after]
        )
        at = [line for line in inside if box.top <= line.mid < box.bottom]
        out.append(replace(one, box=box, words=tuple(w for k in at for w in k.words)))
    return out
