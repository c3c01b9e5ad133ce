"""Rules and the edges of fills, cleaned into long straight strokes.

A printer draws one border as many pieces, twice, or as two hair lines side by side.
Here pieces that lie on each other or meet become one stroke.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from plan_ingest.layout.page import Fill, PageContent, Rule
from plan_ingest.layout.statefills import without_states

SNAP = 2.6
"""Points between two parallel strokes that are still one border (a double rule)."""
JOIN = 2.2
"""Points between the ends of two pieces that are still one stroke."""
SHORTEST = 3.0
"""Points below which a stroke is a tick, a dot of a dotted line or a glyph's part."""
_LONG = 20.0
"""Points below which a rule beside a shade is a line under words."""
MOST = 6000
"""Pieces on one page above which they are a drawing and no table."""
_CELL = 30.0
"""Points: a shade so high is no line's."""
_WHITE = 0xFC
_PLACE = attrgetter("at", "start", "end")


@dataclass(frozen=True, slots=True, order=True)
class Stroke:
    """A straight line: `at` on the axis across it, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Strokes:
    """A page's strokes, each list sorted."""

    across: tuple[Stroke, ...]
    down: tuple[Stroke, ...]
    joints: tuple[Stroke, ...] = ()
    """Where the pieces of rules across meet, one below the other: cells' sides."""
    shades: tuple[float, ...] = ()
    """The heights where a shade begins or ends and no rule is drawn."""
    sides: tuple[Stroke, ...] = ()
    """The strokes down that are drawn as rules."""


@lru_cache(maxsize=4)
def strokes(content: PageContent) -> Strokes:
    """The page's strokes: visible rules, and where one shade meets another."""
    rules = [rule for rule in content.rules if _seen(rule, content.fills)]
    if len(rules) + len(content.fills) > MOST:
        return Strokes((), ())
    across: list[Stroke] = []
    down: list[Stroke] = []
    ruled = joined(
        Stroke((rule.x0 + rule.x1) / 2, rule.top, rule.bottom)
        for rule in rules
        if not rule.horizontal and dark(rule.color)
    )
    for rule in rules:
        mid_x, mid_y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
        if rule.horizontal:
            across.append(Stroke(mid_y, rule.x0, rule.x1))
        else:
            down.append(Stroke(mid_x, rule.top, rule.bottom))
    drawn_across, drawn_down = joined(across), joined(down)
    crossed = _crossed(drawn_across, drawn_down)
    for fill in shades(content):
        for y in (fill.top, fill.bottom):
            across += _edge(Stroke(y, fill.x0, fill.x1), drawn_across, crossed)
        down += [Stroke(x, fill.top, fill.bottom) for x in (fill.x0, fill.x1)]
    edges = {y for fill in shades(content) for y in (fill.top, fill.bottom)}
    drawn = [rule.top for rule in rules if rule.horizontal and dark(rule.color)]
    bare = sorted(y for y in edges if all(abs(y - at) > 2 for at in drawn))
    return Strokes(joined(across), joined(down), _joints(across), tuple(bare), ruled)


def joined(pieces: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """Pieces on one line made one stroke where they overlap or meet."""
    whole: list[Stroke] = []
    for band in _bands(sorted(pieces, key=_PLACE)):
        whole += _merged(sorted(band, key=lambda piece: (piece.start, piece.end)))
    long = (s for s in whole if s.end - s.start >= SHORTEST)
    return tuple(sorted(long, key=_PLACE))


def shades(content: PageContent) -> tuple[Fill, ...]:
    """The fills that can be cells or bands: not the paper, a highlight or a state.

    Shades of one colour stacked without a gap are the lines of one shaded cell.
    """
    paper = 0.6 * content.width * content.height
    wanted = [
        fill
        for fill in content.fills
        if dark(fill.color)
        and (fill.x1 - fill.x0) * (fill.bottom - fill.top) < paper
        and fill.x1 - fill.x0 >= 8
        and fill.bottom - fill.top >= 5
    ]
    return _stacked(without_states(wanted))


def _edge(
    edge: Stroke, rules: Sequence[Stroke], crossed: Collection[Stroke]
) -> list[Stroke]:
    """An edge of shade, but only where the rule runs that goes on from it.

    Rules between rows pause at a cell merged over them; shades behind it do not.
    A rule that no rule down crosses stands at the table's end: the edge ends it too.
    A rule that only meets the edge says nothing of it: the shade shows a cell beside.
    """
    low = bisect_left(rules, edge.at - SNAP, key=lambda rule: rule.at)
    high = bisect_right(rules, edge.at + SNAP, key=lambda rule: rule.at)
    near = [
        rule
        for rule in rules[low:high]
        if rule.end - rule.start > _LONG
        and min(rule.end, edge.end) - max(rule.start, edge.start) > JOIN
    ]
    if not any(rule in crossed for rule in near):
        return [edge]
    parts = [(max(r.start, edge.start), min(r.end, edge.end)) for r in near]
    return [Stroke(edge.at, start, end) for start, end in parts if end > start]


def _crossed(rules: Sequence[Stroke], down: Sequence[Stroke]) -> frozenset[Stroke]:
    """The rules across that a stroke down runs on above and below."""
    ats = [side.at for side in down]
    return frozenset(
        rule
        for rule in rules
        if any(
            side.start < rule.at - SNAP and side.end > rule.at + SNAP
            for side in down[
                bisect_right(ats, rule.start - SNAP) : bisect_left(ats, rule.end + SNAP)
            ]
        )
    )


def _joints(pieces: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """Where two or more rules are pieced together at the same place."""
    ends: dict[int, list[float]] = {}
    starts: dict[int, list[float]] = {}
    for piece in pieces:
        ends.setdefault(round(piece.end), []).append(piece.at)
        starts.setdefault(round(piece.start), []).append(piece.at)
    out = []
    for x, ats in sorted(ends.items()):
        near = [at for k in (x - 1, x, x + 1) for at in starts.get(k, ())]
        met = sorted({round(at) for at in ats if any(abs(at - n) < 1 for n in near)})
        if len(met) > 1:
            out.append(Stroke(float(x), float(met[0]), float(met[-1])))
    return tuple(out)


def _seen(rule: Rule, fills: tuple[Fill, ...]) -> bool:
    if dark(rule.color):
        return True
    return any(
        dark(fill.color)
        and fill.x0 - 1 <= rule.x0
        and rule.x1 <= fill.x1 + 1
        and fill.top - 1 <= rule.top
        and rule.bottom <= fill.bottom + 1
        for fill in fills
    )


def dark(color: int) -> bool:
    """Whether a colour, 0xRRGGBB, is seen on white paper."""
    return min(color >> 16 & 255, color >> 8 & 255, color & 255) < _WHITE


def _bands(pieces: list[Stroke]) -> Iterator[list[Stroke]]:
    band: list[Stroke] = []
    for piece in pieces:
        if band and piece.at - band[0].at > SNAP:
            yield band
            band = []
        band.append(piece)
    if band:
        yield band


def _merged(band: list[Stroke]) -> Iterator[Stroke]:
    start, end = band[0].start, band[0].end
    weight = length = 0.0
    for piece in band:
        if piece.start > end + JOIN:
            yield Stroke(weight / length, start, end)
            start, end, weight, length = piece.start, piece.end, 0.0, 0.0
        end = max(end, piece.end)
        size = max(piece.end - piece.start, 0.01)
        weight, length = weight + piece.at * size, length + size
    yield Stroke(weight / length, start, end)


def _is_beside_several(fill: Fill, ends: Sequence[int]) -> bool:
    """Whether another shade begins or ends between a shade's own ends."""
    low = bisect_right(ends, round(fill.top) + 1)
    return low < len(ends) and ends[low] < round(fill.bottom) - 1


def _stacked(fills: list[Fill]) -> tuple[Fill, ...]:
    """The shades, those that meet as a cell's lines do made one.

    Two as high as cells, that meet where another column's shades do, are two cells
    where each stands beside several of those: a cell merged over rows may be drawn in
    as many pieces as there are rows.
    """
    whole: list[Fill] = []
    meets = Counter(round(y) for fill in fills for y in (fill.top, fill.bottom))
    ends = sorted(meets)
    order = sorted(fills, key=lambda f: (round(f.x0), round(f.x1), f.color, f.top))
    for fill in order:
        last = whole[-1] if whole else None
        if (
            last is not None
            and abs(last.x0 - fill.x0) < 1
            and abs(last.x1 - fill.x1) < 1
            and last.color == fill.color
            # A shade further up is of another table, half a point off this one.
            and last.top - 0.7 <= fill.top <= last.bottom + 0.7
            and not (
                min(fill.bottom - fill.top, last.bottom - last.top) > _CELL
                and meets[round(fill.top)] > 2
                and all(_is_beside_several(one, ends) for one in (last, fill))
            )
        ):
            bottom = max(last.bottom, fill.bottom)
            whole[-1] = Fill(last.x0, last.top, last.x1, bottom, last.color)
        else:
            whole.append(fill)
    return tuple(sorted(whole, key=lambda f: (f.top, f.x0, f.bottom, f.x1)))
