"""Strokes that cross, and the boxes between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_ingest.layout.strokes import Stroke, Strokes

TOUCH = 3.0
"""Points by which a stroke may miss another and still meet it."""
NARROW = 4.0
"""Points between two borders in which no text can stand."""
PAUSE = 9.0
"""Points in which a row over all columns can stand."""
COVERED = 0.6
"""Part of a box's side that a stroke must run along to close it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell's place in a grid (0-based, ends inclusive) and on the page."""

    row: int
    col: int
    row_end: int
    col_end: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Lattice:
    """Boxes that tile a rectangle of the page; `xs` and `ys` are their borders."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]


def lattices(strokes: Strokes) -> tuple[Lattice, ...]:
    """Each set of strokes that hang together, as boxes, from the top of the page."""
    found = [_lattice(across, down) for across, down in _crossing(strokes)]
    return tuple(
        sorted(
            (one for one in found if one is not None),
            key=lambda one: (one.ys[0], one.xs[0], one.ys[-1], one.xs[-1]),
        )
    )


def fences(strokes: Strokes) -> tuple[Lattice, ...]:
    """Rules down, three or more of one height, that no rule crosses: one row each.

    So the middle of a row stands on a page that cuts it at the top and the bottom.
    """
    alone = [
        one
        for one in strokes.sides
        if not any(
            a.start - TOUCH <= one.at <= a.end + TOUCH
            and one.start - TOUCH <= a.at <= one.end + TOUCH
            for a in strokes.across
        )
    ]
    groups: list[list[Stroke]] = []
    for one in sorted(alone, key=lambda s: (s.start, s.end, s.at)):
        last = groups[-1][0] if groups else None
        if last and max(abs(one.start - last.start), abs(one.end - last.end)) < TOUCH:
            groups[-1].append(one)
        else:
            groups.append([one])
    out = []
    for group in groups:
        xs = borders(one.at for one in group)
        if len(xs) > 2:
            ys = (group[0].start, group[0].end)
            out.append(Lattice(xs, ys, boxes_between(xs, ys, (), group)))
    return tuple(out)


def borders(values: Iterable[float]) -> tuple[float, ...]:
    """Positions, those too near each other for text between them made one."""
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][0] < NARROW:
            out[-1].append(value)
        else:
            out.append([value])
    return tuple(sum(group) / len(group) for group in out)


def boxes_between(
    xs: Sequence[float],
    ys: Sequence[float],
    across: Sequence[Stroke],
    down: Sequence[Stroke],
) -> tuple[Box, ...]:
    """The boxes of a grid: neighbours without a stroke between them are one box."""
    rows, cols = len(ys) - 1, len(xs) - 1
    below = [_closed(across, ys[r], xs) for r in range(1, rows)]
    right = [_closed(down, xs[c], ys) for c in range(1, cols)]
    runs: list[Box] = []
    open_above: dict[tuple[int, int], int] = {}
    for r in range(rows):
        walls = [True, *(right[c][r] for c in range(cols - 1)), True]
        starts = [c for c in range(cols) if walls[c]] + [cols]
        here: dict[tuple[int, int], int] = {}
        for c, after in pairwise(starts):
            span = (c, after - 1)
            shut = r == 0 or any(below[r - 1][k] for k in range(c, after))
            if span in open_above and not shut:
                place = open_above[span]
                old = runs[place]
                runs[place] = _box(old.row, c, r, after - 1, xs, ys)
            else:
                place = len(runs)
                runs.append(_box(r, c, r, after - 1, xs, ys))
            here[span] = place
        open_above = here
    return tuple(sorted(runs, key=lambda b: (b.row, b.col)))


def _box(
    row: int,
    col: int,
    row_end: int,
    col_end: int,
    xs: Sequence[float],
    ys: Sequence[float],
) -> Box:
    return Box(
        row, col, row_end, col_end, xs[col], ys[row], xs[col_end + 1], ys[row_end + 1]
    )


def _closed(strokes: Sequence[Stroke], at: float, along: Sequence[float]) -> list[bool]:
    """For each stretch between two borders, whether a stroke at `at` runs along it."""
    near = [s for s in strokes if abs(s.at - at) <= NARROW]
    out = []
    for start, end in pairwise(along):
        ran = sum(max(0.0, min(end, s.end) - max(start, s.start)) for s in near)
        out.append(ran >= COVERED * (end - start))
    return out


def _lattice(across: list[Stroke], down: list[Stroke]) -> Lattice | None:
    if len(across) < 2 and len(down) < 2:
        return None
    xs = borders([s.at for s in down] + _outer(across, [s.at for s in down]))
    ys = borders([s.at for s in across] + _outer(down, [s.at for s in across]))
    ys = borders([*ys, *_pauses(xs, ys, down)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Lattice(xs, ys, boxes_between(xs, ys, across, down))


def _pauses(
    xs: Sequence[float], ys: Sequence[float], down: Sequence[Stroke]
) -> list[float]:
    """The heights between which all inner borders pause: rows over all columns."""
    inner = [[s for s in down if abs(s.at - x) <= NARROW] for x in xs[1:-1]]
    if len(inner) < 2:
        return []
    runs = sorted(
        (max(s.start, ys[0]), min(s.end, ys[-1])) for walls in inner for s in walls
    )
    found: list[float] = []
    reached = ys[0]
    for start, end in [*runs, (ys[-1], ys[-1])]:
        if start - reached >= PAUSE and any(s < start for s, _ in runs):
            found += [reached, start]
        reached = max(reached, end)
    return [at for at in found if ys[0] < at < ys[-1]]


def _outer(along: list[Stroke], ats: list[float]) -> list[float]:
    """Where strokes run on past the last one that crosses them: an open side."""
    first = min(s.start for s in along)
    last = max(s.end for s in along)
    out = [first] if first < min(ats) - 2 * NARROW else []
    return [*out, last] if last > max(ats) + 2 * NARROW else out


def _crossing(strokes: Strokes) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Strokes grouped by hanging together, directly or through others."""
    down = sorted(strokes.down)
    ats = [s.at for s in down]
    parent = list(range(len(strokes.across) + len(down)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    first = len(strokes.across)
    for n, a in enumerate(strokes.across):
        low = bisect_left(ats, a.start - TOUCH)
        high = bisect_right(ats, a.end + TOUCH)
        for k in range(low, high):
            if down[k].start - TOUCH <= a.at <= down[k].end + TOUCH:
                parent[root(first + k)] = root(n)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for n, a in enumerate(strokes.across):
        groups.setdefault(root(n), ([], []))[0].append(a)
    for k, d in enumerate(down):
        groups.setdefault(root(first + k), ([], []))[1].append(d)
    whole = [group for group in groups.values() if group[0] and group[1]]
    loose = [group[1][0] for group in groups.values() if not group[0]]
    for group in whole:
        group[1].extend(one for one in loose if _goes_on(one, group[1]))
    return whole


def _goes_on(one: Stroke, sides: Sequence[Stroke]) -> bool:
    """Whether a stroke down that crosses none goes on with one of a frame's inside."""
    top, bottom = min(s.start for s in sides), max(s.end for s in sides)
    inside = top - 1 <= one.start and one.end <= bottom + 1
    return inside and any(abs(one.at - side.at) < TOUCH for side in sides)
