"""Where rules down are pieced together: rows that no rule parts.

A printer that draws a table cell by cell draws each border in pieces as high as a row.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise
from statistics import median

from plan_ingest.layout.celllines import lines, numeric
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.strokes import MOST, Stroke, Strokes, dark, joined
from plan_ingest.model.source import BBox

_MET = 1.0
"""Points between the ends of two pieces that were drawn to meet."""
GRID = 3
"""Rules down that are pieced together at one height: the borders of two columns."""
FRAME = 2
"""Both sides of a frame around columns that have no rules."""
_RULED = 3.0
"""Points between a seam and the rule that is drawn there."""
_LINES = 2.2
"""Type sizes: pieces that are all lower are drawn line by line, not row by row."""


def with_seams(drawn: Strokes, content: PageContent, least: int = GRID) -> Strokes:
    """The strokes, and one across wherever a table's rules down are pieced together.

    `least` is how many rules down must be: those of a grid, or a frame's sides.
    Where rules part the rows, those they leave out are merged cells. Figures are left
    to their lines: several of them may be typed into one cell.
    """
    if not drawn.down or len(content.rules) > MOST:
        return drawn  # no table, or a drawing
    pieces = sorted(
        Stroke((rule.x0 + rule.x1) / 2, rule.top, rule.bottom)
        for rule in content.rules
        if not rule.horizontal and dark(rule.color)
    )
    found = _seams(pieces, least)
    size = median([word.size for word in content.words] or [0.0])
    bare = [
        seam
        for table in _by_table(found, pieces)
        if not _are_lines(table, size)
        for seam in _bare(table, pieces, drawn, content)
    ]
    if not bare:
        return drawn
    cut = _lone_rows(pieces, found)
    return replace(drawn, across=joined([*drawn.across, *bare, *cut]))


def _bare(
    table: Sequence[Stroke],
    pieces: Sequence[Stroke],
    drawn: Strokes,
    content: PageContent,
) -> list[Stroke]:
    """A table's seams without a rule, where they part its rows; each as long as it."""
    ruled = [one for one in table if any(_beside(one, rule) for rule in drawn.across)]
    # Rules that close a head and its title part no rows: what comes below them counts.
    rows = list(dropwhile(lambda seam: seam in ruled, table))
    if 2 * sum(seam in ruled for seam in rows) >= len(rows):
        return []
    top, bottom = table[0].at - _MET, table[-1].at + _MET
    sides = [one for one in pieces if one.end > top and one.start < bottom]
    ends = dict(pairwise(sorted({round(one.at) for one in sides})))
    cells = {
        (x, one.start, ends[x], one.end)
        for one in sides
        if (x := round(one.at)) in ends
    }
    if any(are_figures(content.words, cell) for cell in cells):
        return []
    return [_as_long(one, ruled, drawn) for one in table if one not in ruled]


def _by_table(found: Sequence[Stroke], pieces: Sequence[Stroke]) -> list[list[Stroke]]:
    """Seams from the top by table: a piece runs from each to the next of its own."""
    rows = {(_place(one.start), _place(one.end)) for one in pieces}
    out: list[list[Stroke]] = []
    for seam in found:
        above = _place(out[-1][-1].at) if out else 0
        near = range(-1, 2)
        place = _place(seam.at)
        if out and any((above + a, place + b) in rows for a in near for b in near):
            out[-1].append(seam)
        else:
            out.append([seam])
    return out


def _place(at: float) -> int:
    return round(at / _MET)


def _are_lines(table: Sequence[Stroke], size: float) -> bool:
    """Whether pieces are as high as lines of type of this size."""
    steps = [below.at - above.at for above, below in pairwise(table)]
    return bool(steps) and median(steps) <= _LINES * size


def _lone_rows(pieces: Sequence[Stroke], found: Sequence[Stroke]) -> list[Stroke]:
    """The ends of rows that the page cut from their table: one piece for each side."""
    heights = [one.at for one in found]
    rows: dict[tuple[int, int], list[float]] = {}
    for piece in pieces:
        n = bisect_right(heights, piece.start - _MET)
        if n == len(heights) or heights[n] >= piece.end + _MET:
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


def are_figures(words: Sequence[Word], cell: BBox) -> bool:
    """Whether a cell holds figures below each other: lines that may be rows."""
    x0, top, x1, bottom = cell
    inside = [
        word
        for word in words
        if x0 <= word.x0 and word.x1 <= x1 and top <= word.top and word.bottom <= bottom
    ]
    alone = [
        any(map(str.isdigit, line.text)) and all(numeric(w.text) for w in line.words)
        for line in lines(inside)
    ]
    return sum(alone) > 1 and 2 * sum(alone) > len(alone)


def _beside(seam: Stroke, rule: Stroke) -> bool:
    """Whether a rule across is drawn at the seam's height, if only in some columns."""
    level = abs(seam.at - rule.at) < _RULED
    return level and rule.start < seam.end and rule.end > seam.start


def _seams(pieces: Sequence[Stroke], least: int) -> list[Stroke]:
    """The heights where all rules down of a table are pieced together, from the top.

    One between columns may end or begin where its sides are pieced together: there a
    row over all columns, its title, meets the next.
    """
    starting = sorted(pieces, key=lambda piece: piece.start)
    starts = [piece.start for piece in starting]
    out: list[Stroke] = []
    for group in _level(sorted(pieces, key=lambda piece: (piece.end, piece.at))):
        y = group[0].end
        low, high = bisect_right(starts, y - _MET), bisect_left(starts, y + _MET)
        near = sorted(piece.at for piece in starting[low:high])
        ends = sorted(piece.at for piece in group)
        met = sorted({at for at in ends if _is_near(at, near)})
        broken = {at for at in ends if not _is_near(at, near)}
        broken |= {at for at in near if not _is_near(at, ends)}
        inner = sum(met[0] < at < met[-1] for at in broken) if len(met) >= FRAME else 0
        above = starting[:low] if len(met) + inner >= least else []
        if above and not _runs_through(above, y, met[0], met[-1]):
            out.append(Stroke(y, met[0], met[-1]))
    return out


def _is_near(at: float, places: Sequence[float]) -> bool:
    """Whether one of the sorted places is met from here."""
    n = bisect_right(places, at - _MET)
    return n < len(places) and places[n] < at + _MET


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
    """Whether one of the rules down that begin above the height goes on over it."""
    return any(x0 - _MET <= p.at <= x1 + _MET and p.end > y + _MET for p in found)
