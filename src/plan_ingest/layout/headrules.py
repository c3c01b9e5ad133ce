"""Tables of which only rules across are drawn: the head's names begin the columns.

Rules or shades that begin and end at the same sides down a page are one table's rows,
however high a row is. A rule that leaves the first columns out leaves a cell there that
is merged over rows.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from plan_ingest.layout.celllines import Line, chunks, page_lines
from plan_ingest.layout.headled import HeadLed
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.openlines import GAP, marked
from plan_ingest.layout.page import PageContent
from plan_ingest.layout.strokes import Stroke, Strokes

_SAME = 2.0
"""Points by which rules of one table end apart, and words of one column begin."""
_HEADS = 24
"""Heads that a page's rules can hold; where more seem to be, they are rows in bold."""
_NAMES = 3
"""Names of a head, at least."""
_NAME_WORDS = 6
_NAME_LINES = 3
_LEVEL = 0.5
"""Of the lines in a column: so many begin where its name does."""
_APART = 8.0
"""Type sizes of white that end a table's rows below its last rule."""
_LOOSE = 1.0
"""Type sizes of white between a row and a title below it, at least."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A head of names between two rules: its lines, its sides, where names begin."""

    lines: tuple[Line, ...]
    x0: float
    x1: float
    top: float
    under: float
    starts: tuple[float, ...]


def under_head_rules(content: PageContent, drawn: Strokes) -> list[HeadLed]:
    """The tables under a marked head between two long rules, with rules below it."""
    groups = _by_ends(drawn.across)
    page = page_lines(content) if groups else []
    mids = [line.mid for line in page]
    out: list[HeadLed] = []
    seen = 0
    for rules in groups:
        for n, (top, under) in enumerate(pairwise(rules[:-1])):
            head = page[bisect_left(mids, top.at) : bisect_left(mids, under.at)]
            named = _head(head, top, under)
            if named is not None and seen < _HEADS:
                seen += 1
                below = page[bisect_left(mids, under.at) :]
                led = _table(named, rules[n + 2 :], below, drawn)
                out += [led] if led is not None else []
    return out


def _by_ends(across: Sequence[Stroke]) -> list[list[Stroke]]:
    """The rules that end at one side, from the top; a head has two, its rows one."""
    near: defaultdict[int, list[Stroke]] = defaultdict(list)
    for rule in across:
        near[round(rule.end / _SAME)].append(rule)
    groups = []
    for key in sorted(near):
        group = sorted((*near[key], *near.pop(key + 1, ())))
        groups += [group] if len(group) > 2 else []
    return groups


def _head(found: Sequence[Line], top: Stroke, under: Stroke) -> _Head | None:
    """The head that two rules hold; None where it is not all short marked names."""
    x0, x1 = top.start, top.end
    if abs(under.start - x0) > _SAME or not 0 < len(found) <= _NAME_LINES:
        return None
    if not all(
        marked(line) and x0 - _SAME < line.x0 and line.x1 < x1 + _SAME for line in found
    ):
        return None
    names = [piece for line in found for piece in chunks(line, GAP * line.size)]
    starts: list[float] = []
    for x in sorted(name.x0 for name in names):
        if not starts or x - starts[-1] > _SAME:
            starts.append(x)
    short = all(len(name.words) <= _NAME_WORDS for name in names)
    # A title above the names runs over where they begin.
    if len(starts) < _NAMES or not short or not _keep(found, starts):
        return None
    return _Head(tuple(found), x0, x1, top.at, under.at, tuple(starts))


def _table(
    head: _Head, rules: Sequence[Stroke], page: Sequence[Line], drawn: Strokes
) -> HeadLed | None:
    """The rows below a head whose words begin where its names do; None if any do not.

    Words are set in from a column's side as far as the first column's are.
    """
    sides = [x - (head.starts[0] - head.x0) for x in head.starts]
    own = list(
        takewhile(
            lambda rule: any(abs(rule.start - x) < 2 * _SAME for x in sides), rules
        )
    )
    bottom = max((rule.at for rule in own), default=head.under)
    rows = _rows(head, bottom, page)
    cells = rows
    if not _again(head, rows):
        cells = _less_titles(rows, [head.under, *(rule.at for rule in own)])
    walled = any(
        side.start < bottom
        and side.end > head.under
        and head.x0 - 1 <= side.at <= head.x1 + 1
        for side in drawn.sides
    )
    ends = (*head.starts, head.x1)
    if bottom <= head.under or walled or not _begin_all(cells, ends):
        return None
    xs = (head.x0, *(_border(cells, x) for x in head.starts[1:]), head.x1)
    words = tuple(
        word
        for line in (*head.lines, *rows)
        for word in line.words
        if head.x0 - _SAME < word.x0 and word.x1 < head.x1 + _SAME
    )
    return HeadLed(Lattice(xs, (head.top, head.under), ()), words)


def _rows(head: _Head, bottom: float, page: Sequence[Line]) -> list[Line]:
    """The lines between a head and the last rule, and rows right below that rule.

    Below a last shade stands a row in white, in two columns or more; a marked line is
    the next table's.
    """
    out = [line for line in page if head.under < line.mid < bottom]
    for line in (line for line in page if line.mid > bottom):
        above = out[-1].bottom if out else head.under
        begun = {n for n, x in enumerate(head.starts) if _starts_at(line, x)}
        level = line.x1 < head.x1 + _SAME and any(
            abs(line.x0 - x) < _SAME for x in head.starts
        )
        white = line.top - max(above, bottom)
        anew = len(begun) > 1 and white < _APART * line.size
        on = above > bottom and line.top - above < _LOOSE * line.size
        # An entry of a list in a cell is set in from where its column begins.
        entry = on and head.starts[1] < line.x0 and line.x1 < head.x1 + _SAME
        on = entry or (level and (anew or on))
        if marked(line) or not (on and _keep([line], head.starts)):
            break
        out.append(line)
    return out


def _again(head: _Head, rows: Sequence[Line]) -> bool:
    """Whether the head is printed again below: titles between part tables, not rows."""
    names = [word.text for word in head.lines[0].words]
    return any([word.text for word in line.words] == names for line in rows)


def _less_titles(rows: Sequence[Line], heights: Sequence[float]) -> list[Line]:
    """The lines less those that stand alone between two rules, marked: titles of rows.

    A title may run over all columns.
    """
    out: list[Line] = []
    mids = [line.mid for line in rows]
    for top, bottom in pairwise([*heights, float("inf")]):
        inside = rows[bisect_right(mids, top) : bisect_left(mids, bottom)]
        out += inside if len(inside) != 1 or not marked(inside[0]) else []
    return out


def _starts_at(line: Line, x: float) -> bool:
    return any(abs(word.x0 - x) < _SAME for word in line.words)


def _keep(found: Sequence[Line], starts: Sequence[float]) -> bool:
    """Whether no word of the lines runs over where a column begins."""
    words = [word for line in found for word in line.words]
    return not any(w.x0 < x - 1 and x + 1 < w.x1 for w in words for x in starts)


def _begin_all(rows: Sequence[Line], ends: Sequence[float]) -> bool:
    """Whether each column's lines begin where it does, most of them, and none over it.

    `ends` are where the columns begin, and the right side.
    """
    if not _keep(rows, ends[:-1]):
        return False
    pieces = [piece for line in rows for piece in chunks(line, GAP * line.size)]
    for before, (start, end) in zip((ends[0], *ends), pairwise(ends), strict=False):
        inside = [
            [word.x0 for word in line.words if start - _SAME < word.x0 < end - _SAME]
            for line in rows
        ]
        firsts = [min(found) for found in inside if found]
        level = sum(abs(x - start) < _SAME for x in firsts)
        # Words of a blank column stand nowhere: not left of its name either.
        blank = not any((before + start) / 2 < piece.x0 < start for piece in pieces)
        if level < _LEVEL * len(firsts) or not (firsts or blank):
            return False
    return True


def _border(rows: Sequence[Line], start: float) -> float:
    """The side of a column: half-way in the white before its words."""
    ends = [word.x1 for line in rows for word in line.words if word.x1 <= start]
    return (max(ends, default=start - 1) + start) / 2
