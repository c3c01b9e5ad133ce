"""Tables of which only rules across are drawn: the head's names begin the columns.

Rules that begin and end at the same sides down a page part the rows of one table,
however high its rows are. A rule that leaves the first columns out leaves a cell there
that is merged over rows.
"""

from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import Line, chunks, lines
from plan_ingest.layout.headled import HeadLed
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.openlines import GAP
from plan_ingest.layout.page import PageContent
from plan_ingest.layout.strokes import Stroke, Strokes

_SAME = 2.0
"""Points by which rules of one table end apart, and words of one column begin."""
_LEAST = 3
"""Names of a head, and rules below it."""
_NAME_WORDS = 6
_NAME_LINES = 3
_LEVEL = 0.5
"""Of the lines in a column: so many begin where its name does."""


def under_head_rules(content: PageContent, drawn: Strokes) -> list[HeadLed]:
    """The tables under a bold head between two long rules, with rules between rows."""
    if len(drawn.across) < _LEAST + 2:
        return []
    page = lines(word for word in content.words if word.upright)
    out = []
    for rules in _by_sides(drawn.across):
        start = 0
        while (found := _table(rules[start:], page, drawn)) is not None:
            led, used = found
            start += used
            if led is not None:
                out.append(led)
    return out


def _by_sides(across: Sequence[Stroke]) -> list[list[Stroke]]:
    """The rules that end at one side, from the top; the longest of them begin alike."""
    groups: list[list[Stroke]] = []
    for rule in across:
        group = next((g for g in groups if abs(g[0].end - rule.end) < _SAME), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    return [group for group in groups if len(group) >= _LEAST + 2]


def _table(
    rules: Sequence[Stroke], page: Sequence[Line], drawn: Strokes
) -> tuple[HeadLed | None, int] | None:
    """The table that the first two rules open, and how many rules it takes."""
    if len(rules) < _LEAST + 2:
        return None
    top, under = rules[:2]
    x0, x1 = top.start, top.end
    if abs(under.start - x0) > _SAME:
        return None, 1
    head = [line for line in page if top.at < line.mid < under.at]
    starts = _starts(head, x0, x1)
    below = _of_columns(rules[2:], x0, starts) if len(starts) >= _LEAST else []
    if len(below) < _LEAST:
        return None, 1
    bottom = below[-1].at
    rows = [line for line in page if under.at < line.mid < bottom]
    walled = any(
        side.start < bottom and side.end > under.at and x0 - 1 <= side.at <= x1 + 1
        for side in drawn.sides
    )
    after = next((line for line in page if line.mid > bottom), None)
    if walled or not all(_begin(rows, x, y) for x, y in pairwise([*starts, x1])):
        return None, 1
    if after is not None and _is_row(after, starts) and after.x1 < x1:
        return None, 1
    borders = (x0, *(_border(rows, x) for x in starts[1:]), x1)
    words = tuple(
        word
        for line in (*head, *rows)
        for word in line.words
        if x0 - _SAME < word.x0 and word.x1 < x1 + _SAME
    )
    return HeadLed(Lattice(borders, (top.at, under.at), ()), words), len(below) + 2


def _of_columns(
    rules: Sequence[Stroke], x0: float, starts: Sequence[float]
) -> list[Stroke]:
    """The rules, as far down as each begins at the side or at a column.

    Words are set in from a column's side as far as the first column's are.
    """
    sides = [x - (starts[0] - x0) for x in starts]
    out: list[Stroke] = []
    for rule in rules:
        if not any(abs(rule.start - x) < 2 * _SAME for x in sides):
            break
        out.append(rule)
    return out


def _starts(head: Sequence[Line], x0: float, x1: float) -> list[float]:
    """Where the names of a head begin; none where it is not all short bold names."""
    if not 0 < len(head) <= _NAME_LINES or not all(line.bold for line in head):
        return []
    found = sorted(
        piece.x0
        for line in head
        for piece in chunks(line, GAP * line.size)
        if len(piece.words) <= _NAME_WORDS
    )
    starts: list[float] = []
    for x in found:
        if not starts or x - starts[-1] > _SAME:
            starts.append(x)
    inside = all(x0 - _SAME < line.x0 and line.x1 < x1 + _SAME for line in head)
    return starts if inside else []


def _begin(rows: Sequence[Line], start: float, end: float) -> bool:
    """Whether the words between two names begin at the first, and none runs over it."""
    if any(w.x0 < start - 1 < start + 1 < w.x1 for line in rows for w in line.words):
        return False
    firsts = [
        min(word.x0 for word in line.words if start - _SAME < word.x0 < end - _SAME)
        for line in rows
        if any(start - _SAME < word.x0 < end - _SAME for word in line.words)
    ]
    level = sum(abs(x - start) < _SAME for x in firsts)
    return bool(firsts) and level >= _LEVEL * len(firsts)


def _is_row(line: Line, starts: Sequence[float]) -> bool:
    """Whether a line has words where two columns or more begin."""
    begun = {n for n, x in enumerate(starts) for w in line.words if abs(w.x0 - x) < 1}
    return len(begun) > 1


def _border(rows: Sequence[Line], start: float) -> float:
    """The side of a column: half-way in the white before its words."""
    ends = [w.x1 for line in rows for w in line.words if w.x1 <= start]
    return (max(ends, default=start - 1) + start) / 2
