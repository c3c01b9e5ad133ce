"""Stretches of lines that share white gutters: where a table without rules may be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plan_ingest.layout.celllines import LARGE, Line, chunks
from plan_ingest.layout.openwhite import are_far, is_outset
from plan_ingest.layout.strokes import Stroke, Strokes

GAP = 1.0
"""Type sizes between two words that open a new column on a line."""
GUTTER = 0.45
"""Type sizes a gutter must keep over all the lines it runs through."""
LEAN = 0.2
"""Type sizes a line of one column leaves of a gutter before it, at least."""
CHANCE = 3
"""Lines with several columns that run across a gutter before it counts as none."""
BOXED_APART = 4.0
"""Points between two boxes, one below the other."""
_NEAR = 8
"""Lines of a table beside a title that tell where its cells begin."""
SPANNING = 3
"""Lines in a row that may run across the gutters inside a table."""

Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `first` to `last` of a page and the gutters that run through them."""

    first: int
    last: int
    gutters: tuple[Gap, ...]
    crossed: tuple[int, ...] = ()
    """For each gutter, how many of the lines with several columns run across it."""


def stretches(found: Sequence[Line], drawn: Strokes) -> tuple[Stretch, ...]:
    """The stretches of a page's lines, grown from the lines with most columns.

    A line in three columns or more may be one alone. Strokes down the page part
    columns even where the white is thin.
    """
    walls = (*drawn.down, *drawn.joints)
    cut = [chunks(line, GAP * line.size, _walls(line, walls)) for line in found]
    seeds = sorted(
        (n for n, pieces in enumerate(cut) if len(pieces) > 1),
        key=lambda n: (-len(cut[n]), n),
    )
    page = _Lines(found, drawn, *_ends(found, cut))
    taken = [False] * len(found)
    out: list[Stretch] = []
    for seed in seeds:
        if taken[seed]:
            continue
        grown = Stretch(seed, seed, _between(cut[seed]))
        grown = _grow(grown, page, taken, 1)
        grown = _grow(grown, page, taken, -1)
        if grown.last > grown.first:
            out.append(grown)
            for n in range(grown.first, grown.last + 1):
                taken[n] = True
    alone = [n for n in seeds if not taken[n] and len(cut[n]) > 2]
    out += [Stretch(n, n, _between(cut[n])) for n in alone]
    return tuple(sorted(out, key=lambda one: one.first))


def _between(cut: Sequence[Line]) -> tuple[Gap, ...]:
    """The white between a line's pieces."""
    return tuple((a.x1, b.x0) for a, b in pairwise(cut))


@dataclass(frozen=True, slots=True)
class _Lines:
    """A page's lines: `titles` end a table, `heads` are printed more than once."""

    found: Sequence[Line]
    drawn: Strokes
    titles: frozenset[int]
    heads: frozenset[int]


def _ends(
    found: Sequence[Line], cut: Sequence[Sequence[Line]]
) -> tuple[frozenset[int], frozenset[int]]:
    """The lines set larger than a table's, and the heads printed again."""
    sizes = sorted(line.size for line, row in zip(found, cut, strict=True) if row[1:])
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    titles = {
        n for n, row in enumerate(cut) if len(row) == 1 and row[0].size > LARGE * usual
    }
    said = Counter(line.text for line, row in zip(found, cut, strict=True) if row[1:])
    heads = {
        n
        for n, line in enumerate(found)
        if said[line.text] > 1
        and not any(char.isdigit() for char in line.text)
        and (len(cut[n]) > 2 or marked(line))
    }
    return frozenset(titles), frozenset(heads)


def marked(line: Line) -> bool:
    """Whether the line is bold, or set light on dark."""
    light = all(word.color >> 8 & 255 > 0xC0 for word in line.words)
    return light or line.bold


def _walls(line: Line, walls: Sequence[Stroke]) -> list[float]:
    """Where strokes run down beside the line, or end close above or below it."""
    near = 2.5 * line.size
    return [w.at for w in walls if w.start - near < line.mid < w.end + near]


def free(line: Line) -> list[Gap]:
    """The white of a line: between its words and to both sides."""
    out: list[Gap] = []
    right = float("-inf")
    for word in line.words:
        if word.x0 > right:
            out.append((right, word.x0))
        if word.x1 > right:
            right = word.x1
    out.append((right, float("inf")))
    return out


def kept(
    gutters: Sequence[Gap], line: Line, least: float, thin: bool = False
) -> list[Gap | None]:
    """What the line leaves of each gutter, None where it runs across.

    `least` is the white in points that must be left; with `thin` a gutter that is
    narrower than that from the start need only be left as it is.
    """
    white = free(line)
    wanted = least
    out: list[Gap | None] = []
    for a, b in gutters:
        best: Gap | None = None
        least = min(wanted, 0.9 * (b - a)) if thin else wanted
        for x, y in white:
            if y < a:
                continue
            if x > b:
                break
            low, high = x if x > a else a, y if y < b else b
            if high - low >= least and (best is None or high - low > best[1] - best[0]):
                best = (low, high)
        out.append(best)
    return out


def spared(gutters: Sequence[Gap], line: Line) -> list[Gap | None]:
    """What the line leaves of each gutter, None where it runs across.

    A line that ends in a thin one, with nothing beyond, is its column's longest.
    """
    out = kept(gutters, line, GUTTER * line.size)
    for n, (a, b) in enumerate(gutters):
        if out[n] is None and a < line.x1 <= b - LEAN * line.size:
            out[n] = (a, b)
    return out


def filled(line: Line, gutters: Sequence[Gap]) -> int:
    """In how many of the columns between the gutters the line has words."""
    mids = [(a + b) / 2 for a, b in gutters]
    return len({sum((w.x0 + w.x1) / 2 > m for m in mids) for w in line.words})


def _grow(grown: Stretch, page: _Lines, taken: Sequence[bool], step: int) -> Stretch:
    """The stretch made longer, down (1) or up (-1), while lines keep its gutters."""
    found = page.found
    edge = grown.last if step > 0 else grown.first
    skipped = 0
    n = edge + step
    last = edge
    while 0 <= n < len(found) and not taken[n]:
        line = found[n]
        if n in page.titles or _restarts(page, last, n):
            break
        if are_far(found[last], line, page.drawn.across):
            break
        near = found[max(grown.first, last - _NEAR) : min(grown.last, last + _NEAR) + 1]
        if is_outset(line, near):
            break
        gaps = spared(grown.gutters, line)
        left = [g for g in gaps if g is not None]
        if len(left) == len(gaps):
            grown = _with(grown, n, step, tuple(left))
            skipped = 0
        elif _odd_seed(grown, line, left):
            grown = replace(_with(grown, n, step, tuple(left)), crossed=())
        elif skipped >= SPANNING:
            break
        elif _spans(line, grown.gutters, left):
            grown = _crossing(_with(grown, n, step, grown.gutters), gaps)
            skipped += 1
        elif _weak(grown, found, left):
            break
        else:
            skipped += 1
        last = n
        n += step
    return grown


def _crossing(grown: Stretch, gaps: Sequence[Gap | None]) -> Stretch:
    """The stretch without gutters that too many of its lines run across.

    A head runs across a few; white between words is a gutter by chance.
    """
    before = grown.crossed or (0,) * len(gaps)
    counts = [c + (gap is None) for c, gap in zip(before, gaps, strict=True)]
    size = grown.last - grown.first + 1
    true = [c < CHANCE or 4 * c < size for c in counts]
    if not any(true):
        return replace(grown, crossed=tuple(counts))
    return replace(
        grown,
        gutters=tuple(g for g, ok in zip(grown.gutters, true, strict=True) if ok),
        crossed=tuple(c for c, ok in zip(counts, true, strict=True) if ok),
    )


def _restarts(page: _Lines, last: int, n: int) -> bool:
    """Whether a table's head, printed again, parts the two lines."""
    upper, lower = (last, n) if last < n else (n, last)
    if lower in page.heads and upper not in page.heads:
        return True
    one, other = page.found[upper], page.found[lower]
    sides = page.drawn.sides
    return boxed_apart(one, other, sides) or _stands_outside(one, other, sides)


def boxed_apart(upper: Line, lower: Line, sides: Sequence[Stroke]) -> bool:
    """Whether the lines stand in two boxes, one below the other."""
    above = [s for s in sides if s.start <= upper.mid <= s.end < lower.mid]
    below = [s for s in sides if upper.mid < s.start <= lower.mid <= s.end]
    return any(
        abs(a.at - b.at) < 2 and b.start - a.end > BOXED_APART
        for a in above
        for b in below
    )


def _stands_outside(upper: Line, lower: Line, sides: Sequence[Stroke]) -> bool:
    """Whether one of the lines is in a frame, and the other a title outside it."""
    for inside, title in ((upper, lower), (lower, upper)):
        around = [s for s in sides if s.start <= inside.mid <= s.end]
        shut = [s for s in around if not s.start <= title.mid <= s.end]
        framed = len(shut) == len(around) > 1 and (
            min(s.at for s in shut) < inside.x0 and max(s.at for s in shut) > inside.x1
        )
        if framed and len(chunks(title, GAP * title.size)) == 1:
            return True
    return False


def _odd_seed(grown: Stretch, line: Line, left: Sequence[Gap]) -> bool:
    """Whether the lines so far had a gap by chance that this one of two closes."""
    few = grown.last - grown.first < 2
    return few and 1 <= len(left) >= len(grown.gutters) - 1 and filled(line, left) > 1


def _with(grown: Stretch, n: int, step: int, gutters: tuple[Gap, ...]) -> Stretch:
    if step > 0:
        return replace(grown, last=n, gutters=gutters)
    return replace(grown, first=n, gutters=gutters)


def _spans(line: Line, gutters: Sequence[Gap], left: Sequence[Gap]) -> bool:
    """Whether a line that runs across some gutters is a head over several columns."""
    pieces = chunks(line, GAP * line.size)
    if len(pieces) > 1:
        return bool(left) and filled(line, gutters) > 1
    return len(gutters) > 1 and line.x0 > gutters[0][0]


def _weak(grown: Stretch, found: Sequence[Line], left: Sequence[Gap]) -> bool:
    """Whether the stretch is too short to bridge a line that runs across it."""
    return not left and grown.last - grown.first < 2 and len(found) > 3
