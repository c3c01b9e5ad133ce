"""Rules across in pieces: each piece closes a cell, where two meet a column begins.

A printer that draws a table cell by cell draws the rule below a row in as many pieces
as the row has cells. An eye sees one line; the file says where the columns stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median

from plan_ingest.layout.celllines import LARGE, Line, lines
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.page import PageContent, Rule
from plan_ingest.layout.seams import are_figures
from plan_ingest.layout.strokes import dark

_MET = 1.0
"""Points between the ends of two pieces that were drawn to meet."""
_LEVEL = 0.6
"""Points between the heights of the pieces of one rule."""
_SAME = 1.5
"""Points between borders of one column in two rules."""
_NARROWEST = 8.0
"""Points across of a column, at least."""
_SPACE = 0.3
"""Type sizes between two words that stand in two columns, at least."""
_CLOSE = 1.7
"""Type sizes from line to line of a row, at most."""
_NEAR = 2.0
"""Type sizes of white between a row without a rule of its own and the one beside."""
_LEAST = 2
"""Rules in pieces that part rows; one alone is a head's."""
_BLANK = 2.5
"""Type sizes of white between two rules that are two tables' ends."""


@dataclass(frozen=True, slots=True)
class Pieced:
    """A rule across and where its pieces begin and end, in points."""

    at: float
    edges: tuple[float, ...]


def with_sides(content: PageContent) -> PageContent:
    """The page, the sides of the cells drawn down between rules that show them.

    Text that runs across a side has none beside it: it stands in a merged cell.
    """
    found = _pieced(content.rules)
    if not any(len(rule.edges) > 2 for rule in found):
        return content
    page = lines(word for word in content.words if word.upright)
    extra = [
        side
        for group in _tables(found)
        if not _has_sides(group, content.rules)
        for run in _runs(group, page)
        for side in _sides(run, _edges(group), page, content)
    ]
    return replace(content, rules=(*content.rules, *extra)) if extra else content


def headed(content: PageContent) -> list[Lattice]:
    """The heads ruled off by one rule in pieces: where they stand, and their columns.

    They have a name in every column, or the row right below a title has; how the rows
    below part, white alone tells.
    """
    page = lines(word for word in content.words if word.upright)
    out = []
    for group in _tables(_pieced(content.rules)):
        edges = _edges(group)
        runs = [] if _has_sides(group, content.rules) else _runs(group, page)
        for rule in (run[0] for run in runs if not _part_rows(run)):
            names = _names(page, edges, rule.at) or _title(page, edges, rule.at)
            below = [line for line in page if line.mid > rule.at][:1]
            if names and any(_fill_all(row, edges) for row in (names, below)):
                top = min(line.top for line in names) - _MET
                out.append(Lattice(edges, (top, rule.at), ()))
    return out


def _title(page: Sequence[Line], edges: Sequence[float], at: float) -> list[Line]:
    """The lines in the first column right above a rule, the lowest first."""
    above = [line for line in page if line.mid < at][::-1]
    if not above or _white(above[0], at) > _NEAR * above[0].size:
        return []
    steps = pairwise([above[0], *above])
    near = takewhile(
        lambda pair: pair[0].mid - pair[1].mid < _CLOSE * pair[1].size, steps
    )
    lines_near = [line for _, line in near]
    return [
        line for line in lines_near if edges[0] - _MET < line.x0 and line.x1 < edges[1]
    ]


def _names(page: Sequence[Line], edges: Sequence[float], at: float) -> list[Line]:
    """The lines right above a rule in its columns, the lowest first."""
    above = [line for line in page if line.mid < at][::-1]
    return _open_row(above, edges, at, known=False)


def _part_rows(run: Sequence[Pieced]) -> bool:
    """Whether rules in pieces stand below more than a head."""
    return sum(len(rule.edges) > 2 for rule in run) >= _LEAST


def _pieced(rules: Sequence[Rule]) -> list[Pieced]:
    """The rules across from the top, each as its pieces that meet end to end."""
    pieces = sorted(
        ((rule.top + rule.bottom) / 2, rule.x0, rule.x1)
        for rule in rules
        if rule.horizontal and dark(rule.color)
    )
    levels: list[list[tuple[float, float, float]]] = []
    for piece in pieces:
        if levels and piece[0] - levels[-1][0][0] < _LEVEL:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    out: list[Pieced] = []
    for level in levels:
        edges: list[float] = []
        for _, x0, x1 in sorted(level, key=lambda piece: piece[1:]):
            if edges and abs(x0 - edges[-1]) < _MET:
                edges.append(x1)
            elif not edges or x0 > edges[-1]:
                out += [Pieced(level[0][0], tuple(edges))] if edges else []
                edges = [x0, x1]
        out.append(Pieced(level[0][0], tuple(edges)))
    return out


def _tables(found: Sequence[Pieced]) -> list[list[Pieced]]:
    """The rules of each table: as long as one another, in the same columns."""
    out: list[list[Pieced]] = []
    for rule in found:
        group = next((one for one in out if _fits(rule, one)), None)
        if group is None:
            out.append([rule])
        else:
            group.append(rule)
    return [
        group
        for group in out
        if len(_edges(group)) > 2
        and min(b - a for a, b in pairwise(_edges(group))) > _NARROWEST
    ]


def _edges(group: Sequence[Pieced]) -> tuple[float, ...]:
    return max((rule.edges for rule in group), key=len)


def _fits(rule: Pieced, group: Sequence[Pieced]) -> bool:
    """Whether a rule has the columns of others, merged or split ones among them."""
    edges = _edges(group)
    few, many = sorted((rule.edges, edges), key=len)
    ends = abs(few[0] - many[0]) < _SAME and abs(few[-1] - many[-1]) < _SAME
    return ends and all(any(abs(x - at) < _SAME for at in many) for x in few)


def _has_sides(group: Sequence[Pieced], rules: Sequence[Rule]) -> bool:
    """Whether rules are drawn down between the columns, or around them."""
    top, bottom = group[0].at, group[-1].at
    return any(
        not rule.horizontal
        and dark(rule.color)
        and rule.top < bottom + _NEAR
        and rule.bottom > top - _NEAR
        and any(abs(rule.x0 - x) < 2 * _SAME for x in _edges(group))
        for rule in rules
    )


def _runs(group: Sequence[Pieced], page: Sequence[Line]) -> list[list[Pieced]]:
    """The rules of one table after the other.

    A title parts them, and rows above a head that is printed again.
    """
    size = median([line.size for line in page] or [0.0])
    names = [line.text for line in _names(page, _edges(group), group[0].at)[::-1]]
    out = [[group[0]]]
    for rule in group[1:]:
        top, bottom = out[-1][-1].at, rule.at
        inside = [line for line in page if top < line.mid < bottom]
        over = min((line.top for line in inside), default=bottom) - top
        under = bottom - max((line.bottom for line in inside), default=bottom)
        # The highest cell of a row has as much white above as below.
        apart = over - under > (size if inside else _BLANK * size)
        said = [line.text for line in inside]
        again = names and said[-len(names) :] == names != said
        if apart or again:
            out.append([rule])
        else:
            out[-1].append(rule)
    return out


def _sides(
    run: Sequence[Pieced],
    edges: Sequence[float],
    page: Sequence[Line],
    content: PageContent,
) -> list[Rule]:
    """The sides of a table's cells, and the ends of rows that have no rule there."""
    known = len(content.columns) == len(edges)
    inside = [n for n in page if n.x0 > edges[0] - _MET and n.x1 < edges[-1] + _MET]
    ats = [rule.at for rule in run]
    rows = [line for line in inside if ats[0] < line.mid < ats[-1]]
    if not _part_rows(run) or not rows:
        return []
    cells = [(*x, *y) for y in pairwise(ats) for x in pairwise(edges)]
    if any(are_figures(content.words, (a, c, b, d)) for a, b, c, d in cells):
        return []
    # Cells are set in: what begins left of them all is text above or below.
    firsts = [line.x0 for line in rows if line.x0 < edges[1]]
    set_in = (min(firsts, default=edges[0]), *edges[1:])
    above = [line for line in page if line.mid < ats[0]][::-1]
    below = [line for line in page if line.mid > ats[-1]]
    first = _open_row(above, set_in, ats[0], known)
    last = _open_row(below, set_in, ats[-1], known)
    out = []
    if first:
        ats.insert(0, min(line.top for line in first) - _MET)
        out.append(_across(ats[0], edges))
    if last:
        ats.append(max(line.bottom for line in last) + _MET)
        out.append(_across(ats[-1], edges))
    for top, bottom in pairwise(ats):
        row = [line for line in inside if top < line.mid < bottom]
        for x in edges:
            if not any(_crosses(line, x) for line in row):
                out.append(Rule(x, top, x, bottom, _LEVEL))
    return out


def _across(at: float, edges: Sequence[float]) -> Rule:
    return Rule(edges[0], at, edges[-1], at, _LEVEL)


def _open_row(
    beside: Sequence[Line], edges: Sequence[float], at: float, known: bool
) -> list[Line]:
    """The lines of a head, or of a row that a page cut, from the rule at `at` on.

    `beside` are the page's lines from there; `known` says that the page before ended
    with such columns. Lines in one column are a title or a note.
    """
    if not beside or _white(beside[0], at) > _NEAR * beside[0].size:
        return []
    usual = beside[0].size
    row: list[Line] = []
    for line in beside:
        near = not row or abs(line.mid - row[-1].mid) < _CLOSE * line.size
        if not near and not (known and all(_keeps(n, edges) for n in beside)):
            break
        if not _keeps(line, edges) or line.size > LARGE * usual:
            break
        row.append(line)
    several = len({_column(w.x0, edges) for line in row for w in line.words}) > 1
    return row if several or (known and len(row) == len(beside)) else []


def _white(line: Line, at: float) -> float:
    return max(line.top - at, at - line.bottom)


def _fill_all(row: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether the row has words in every column."""
    columns = {_column(word.x0, edges) for line in row for word in line.words}
    return len(columns) == len(edges) - 1


def _column(x: float, edges: Sequence[float]) -> int:
    return sum(x > at - _MET for at in edges[1:-1])


def _keeps(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line stands between the outer edges and runs across no other."""
    inside = line.x0 > edges[0] - _MET and line.x1 < edges[-1] + _MET
    return inside and not any(_crosses(line, x) for x in edges[1:-1])


def _crosses(line: Line, x: float) -> bool:
    """Whether words of a line stand together across a border."""
    left = max((word.x1 for word in line.words if word.x0 < x), default=None)
    right = min((word.x0 for word in line.words if word.x0 >= x), default=None)
    if left is None:
        return False
    if right is None:
        return left > x + _MET
    return right - left < _SPACE * line.size
