"""Where rules down are pieced together: rows that no rule parts.

A printer that draws a table cell by cell draws each border in pieces as high as a row.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from plan_ingest.layout.celllines import lines, numeric
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.strokes import Stroke, Strokes, dark, joined
from plan_ingest.model.source import BBox

_MET = 1.0
"""Points between the ends of two pieces that were drawn to meet."""
GRID = 3
"""Rules down that are pieced together at one height: the borders of two columns."""
FRAME = 2
"""Both sides of a frame around columns that have no rules."""
_RULED = 3.0
"""Points between a seam and the rule that is drawn there."""
_HEADED = 2
"""Seams with a rule below a head and its title, in a table without other rules."""
_LINES = 2.2
"""Type sizes: pieces that are all lower are drawn line by line, not row by row."""


def with_seams(drawn: Strokes, content: PageContent, least: int = GRID) -> Strokes:
    """The strokes, and one across wherever a table's rules down are pieced together.

    `least` is how many rules down must be: those of a grid, or a frame's sides.
    Where rules part the rows, those they leave out are merged cells. Figures are left
    to their lines: several of them may be typed into one cell.
    """
    pieces = [
        Stroke((rule.x0 + rule.x1) / 2, rule.top, rule.bottom)
        for rule in content.rules
        if not rule.horizontal and dark(rule.color)
    ]
    size = median([word.size for word in content.words] or [0.0])
    found = _seams(pieces, size, least)
    ruled = [one for one in found if any(_beside(one, rule) for rule in drawn.across)]
    if len(ruled) == len(found) or 2 * len(ruled) > len(found) + _HEADED:
        return drawn
    xs = sorted({round(piece.at) for piece in pieces})
    ends = dict(pairwise(xs))
    sides = {(round(one.at), one.start, one.end) for one in pieces}
    cells = [(x, top, ends[x], bottom) for x, top, bottom in sides if x in ends]
    if any(
        _are_figures(content.words, cell) for cell in cells if cell[3] > found[0].at
    ):
        return drawn
    bare = [_as_long(one, ruled, drawn) for one in found if one not in ruled]
    cut = _lone_rows(pieces, found)
    return replace(drawn, across=joined([*drawn.across, *bare, *cut]))


def _lone_rows(pieces: Sequence[Stroke], found: Sequence[Stroke]) -> list[Stroke]:
    """The ends of rows that the page cut from their table: one piece for each side."""
    rows: dict[tuple[int, int], list[float]] = {}
    for piece in pieces:
        if not any(piece.start - _MET < one.at < piece.end + _MET for one in found):
            row = round(piece.start), round(piece.end)
            rows.setdefault(row, []).append(piece.at)
    tables = {(round(one.start), round(one.end)) for one in found}
    return [
        Stroke(float(y), min(sides), max(sides))
        for row, sides in sorted(rows.items())
        if len(sides) >= GRID and (round(min(sides)), round(max(sides))) in tables
        for y in row
    ]


def _as_long(seam: Stroke, ruled: Sequence[Stroke], drawn: Strokes) -> Stroke:
    """A seam as long as the rules at other seams: outer columns may have no side."""
    along = [rule for rule in drawn.across if any(_beside(one, rule) for one in ruled)]
    start = min([seam.start, *(rule.start for rule in along)])
    return Stroke(seam.at, start, max([seam.end, *(rule.end for rule in along)]))


def _are_figures(words: Sequence[Word], cell: BBox) -> bool:
    """Whether a cell holds figures below each other: lines that may be rows."""
    x0, top, x1, bottom = cell
    inside = [
        word
        for word in words
        if x0 <= word.x0 and word.x1 <= x1 and top <= word.top and word.bottom <= bottom
    ]
    alone = [all(numeric(w.text) for w in line.words) for line in lines(inside)]
    return sum(alone) > 1 and 2 * sum(alone) > len(alone)


def _beside(seam: Stroke, rule: Stroke) -> bool:
    """Whether a rule across is drawn at the seam's height, if only in some columns."""
    level = abs(seam.at - rule.at) < _RULED
    return level and rule.start < seam.end and rule.end > seam.start


def _seams(pieces: Sequence[Stroke], size: float, least: int) -> list[Stroke]:
    """The heights where all rules down of a table are pieced together, from the top.

    `size` is the page's usual type size in points.
    """
    found = sorted(pieces, key=lambda piece: (piece.end, piece.at))
    out: list[Stroke] = []
    for group in _level(found):
        y = group[0].end
        near = [piece.at for piece in found if abs(piece.start - y) < _MET]
        met = sorted({p.at for p in group if any(abs(p.at - at) < _MET for at in near)})
        if len(met) >= least and not _runs_through(found, y, met[0], met[-1]):
            out.append(Stroke(y, met[0], met[-1]))
    steps = [b.at - a.at for a, b in pairwise(out)]
    return out if not steps or median(steps) > _LINES * size else []


def _level(found: Sequence[Stroke]) -> list[list[Stroke]]:
    """The pieces in groups that end at one height."""
    groups: list[list[Stroke]] = []
    for piece in found:
        if groups and piece.end - groups[-1][0].end < _MET:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _runs_through(found: Sequence[Stroke], y: float, x0: float, x1: float) -> bool:
    """Whether one of the rules down between the sides goes on over the height."""
    return any(
        x0 - _MET <= p.at <= x1 + _MET and p.start < y - _MET and p.end > y + _MET
        for p in found
    )
