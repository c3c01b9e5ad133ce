"""The columns of a stretch of lines, and each line in pieces by column."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_ingest.layout.celllines import Line, line_of
from plan_ingest.layout.openaligned import aligned
from plan_ingest.layout.openlines import GUTTER, Gap, kept
from plan_ingest.layout.page import Word
from plan_ingest.layout.strokes import Stroke

SPACE = 0.36
"""Type sizes that part two columns' words on a line, more than a space does."""
_START = 1.2
"""Points by which words of one column begin apart."""
_SIGN = re.compile(r"^[$£€¥%*†‡§()]+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """What a line has in the columns `col` to `col_end`."""

    line: int
    col: int
    col_end: int
    text: Line


def columns(
    found: Sequence[Line], gutters: Sequence[Gap], walls: Sequence[Stroke] = ()
) -> tuple[Gap, ...]:
    """All gutters of the lines that keep the given ones: white through each of them.

    A gutter too thin to be seen counts where one of `walls` runs in it.
    """
    size = max(line.size for line in found)
    body = [
        line for line in found if None not in kept(gutters, line, GUTTER * line.size)
    ]
    if len(body) < 2:
        return tuple(gutters)
    x0, x1 = min(w.x0 for line in body for w in line.words), max(x.x1 for x in body)
    wide = [line for line in body if len(line.words) > 1] or body
    found_gaps = _white(wide, x0, x1, GUTTER * size)
    if len(wide) < 4:
        found_gaps = [g for g in found_gaps if g[1] - g[0] >= 0.8 * size]
    found_gaps = _with_rows(wide, aligned(wide, found_gaps, size))
    found_gaps = _walled(body, found_gaps, walls)
    return _without_signs(wide, found_gaps)


def pieces(found: Sequence[Line], gutters: Sequence[Gap]) -> tuple[Piece, ...]:
    """Each line cut at the gutters it does not run across."""
    out = []
    mids = [(a + b) / 2 for a, b in gutters]
    for n, line in enumerate(found):
        open_at = sorted(_open(line, gutters))
        groups: dict[int, list[Word]] = {}
        for word in line.words:
            mid = (word.x0 + word.x1) / 2
            groups.setdefault(bisect_left(open_at, mid), []).append(word)
        for _, group in sorted(groups.items()):
            text = line_of(group)
            col, col_end = _reach(text, mids, gutters)
            out.append(Piece(n, col, col_end, text))
    return tuple(out)


def by_line(found: Sequence[Piece], count: int) -> list[list[Piece]]:
    """The pieces of each of `count` lines."""
    out: list[list[Piece]] = [[] for _ in range(count)]
    for piece in found:
        out[piece.line].append(piece)
    return out


def _open(line: Line, gutters: Sequence[Gap]) -> list[float]:
    """Where the line can be cut: the middle of its white in each gutter.

    Where a word begins just where the column does, that is the white before it: what
    stands between spread words farther left may be wider.
    """
    least = GUTTER if None in kept(gutters, line, 0.01, thin=True) else SPACE
    found = kept(gutters, line, least * line.size, thin=True)
    # In a bold title over all columns a word begins where one does by chance.
    row = not line.bold or any(
        one and line.x0 < one[0] and one[1] < line.x1 for one in found
    )
    return [
        (gap[0] + gap[1]) / 2
        for one, gutter in zip(found, gutters, strict=True)
        if (gap := (_before_start(line, gutter) if row else None) or one) is not None
    ]


def _before_start(line: Line, gutter: Gap) -> Gap | None:
    """The white before a word that begins just where the column does.

    Narrow cells stand no farther apart than words do.
    """
    for word, after in pairwise(line.words):
        if abs(after.x0 - gutter[1]) < _START and word.x1 < gutter[1]:
            return word.x1, after.x0
    return None


def _reach(
    text: Line, mids: Sequence[float], gutters: Sequence[Gap]
) -> tuple[int, int]:
    """The first and the last column a piece reaches into, not only leans over."""
    lean = 0.3 * text.size
    col = sum(text.x0 + lean > gap[0] for gap in gutters)
    col_end = sum(text.x1 - lean > gap[1] for gap in gutters)
    if col_end >= col:
        return col, col_end
    near = sum((text.x0 + text.x1) / 2 > mid for mid in mids)
    return near, near


def _white(found: Sequence[Line], x0: float, x1: float, least: float) -> list[Gap]:
    """The stretches of x that no word of the lines covers."""
    spans = sorted((w.x0, w.x1) for line in found for w in line.words)
    out: list[Gap] = []
    right = x0
    for a, b in spans:
        if a - right >= least:
            out.append((right, a))
        right = max(right, b)
    return [gap for gap in out if x0 <= gap[0] and gap[1] <= x1]


def _with_rows(found: Sequence[Line], gutters: list[Gap]) -> list[Gap]:
    """The gutters less those around a column that one line alone stands in."""
    if len(found) < 4:
        return gutters
    mids = [(a + b) / 2 for a, b in gutters]
    count = [0] * (len(mids) + 1)
    for line in found:
        for col in {sum((w.x0 + w.x1) / 2 > m for m in mids) for w in line.words}:
            count[col] += 1
    drop = set()
    for col in range(1, len(mids)):
        if count[col] == 1:
            sides = (col - 1, col)
            drop.add(min(sides, key=lambda k: gutters[k][1] - gutters[k][0]))
    return [gap for n, gap in enumerate(gutters) if n not in drop]


def _walled(
    found: Sequence[Line], gutters: list[Gap], walls: Sequence[Stroke]
) -> list[Gap]:
    """The gutters, and those that walls make where no word stands in their way."""
    top, bottom = found[0].top, found[-1].bottom
    out = list(gutters)
    words = [w for line in found for w in line.words]
    x0, x1 = min(w.x0 for w in words), max(w.x1 for w in words)
    for wall in walls:
        run = sum(
            max(0.0, min(other.end, bottom) - max(other.start, top))
            for other in walls
            if abs(other.at - wall.at) < 1.5
        )
        known = any(a - 1.5 <= wall.at <= b + 1.5 for a, b in out)
        if run < 0.3 * (bottom - top) or known or not x0 + 3 < wall.at < x1 - 3:
            continue
        if any(_crossed(line, wall.at) for line in found):
            continue
        low = max((w.x1 for w in words if w.x1 <= wall.at + 1), default=wall.at)
        high = min((w.x0 for w in words if w.x0 >= wall.at - 1), default=wall.at)
        out.append((min(low, wall.at - 0.1), max(high, wall.at + 0.1)))
    return sorted(out)


def _crossed(line: Line, at: float) -> bool:
    """Whether a word, or no more than a space, stands at this place of the line."""
    left = max((w.x1 for w in line.words if w.x0 < at - 1), default=float("-inf"))
    right = min((w.x0 for w in line.words if w.x1 > at + 1), default=float("inf"))
    return right - left < SPACE * line.size


def _without_signs(found: Sequence[Line], gutters: list[Gap]) -> tuple[Gap, ...]:
    """Gutters less those that only part a sign ($, %) from its figure."""
    edges = [float("-inf"), *((a + b) / 2 for a, b in gutters), float("inf")]
    drop: set[int] = set()
    for col in range(len(edges) - 1):
        words = [
            w
            for line in found
            for w in line.words
            if edges[col] < (w.x0 + w.x1) / 2 <= edges[col + 1]
        ]
        if words and all(_SIGN.match(w.text) for w in words):
            sides = [k for k in (col - 1, col) if 0 <= k < len(gutters)]
            if sides:
                drop.add(min(sides, key=lambda k: gutters[k][1] - gutters[k][0]))
    return tuple(gap for n, gap in enumerate(gutters) if n not in drop)
