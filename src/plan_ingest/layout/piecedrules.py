"""Rules across in pieces: each piece closes a cell, where two meet a column begins.

A printer that draws a table cell by cell draws the rule below a row in as many pieces
as the row has cells. An eye sees one line; the file says where the columns stand.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from statistics import median

from plan_ingest.layout.celllines import Line, chunks, line_of, page_lines
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.openlines import GAP
from plan_ingest.layout.page import PageContent, Rule
from plan_ingest.layout.piecedends import (
    crosses,
    fill_all,
    open_row,
    short_end,
    spans_columns,
    this_side,
    white_beside,
)
from plan_ingest.layout.piecedfound import (
    MET,
    Pieced,
    edges_of,
    frame_ends,
    has_sides,
    pieced_on,
)
from plan_ingest.layout.seams import are_figures
from plan_ingest.model.source import BBox

_LEVEL = 0.6
"""Points between the heights of the pieces of one rule."""
_CLOSE = 1.7
"""Type sizes from line to line of a row, at most."""
_NEAR = 2.0
"""Type sizes of white between a row without a rule of its own and the one beside."""
_LEAST = 2
"""Rules in pieces that part rows; one alone is a head's."""
_HEAD = 4
"""Lines of a head, at most."""
_SPACE = 0.5
"""Type sizes of white between two words of one title, at most."""
_OFF = 0.5
"""Type sizes of white between a title and the row below it, at least."""
_BLANK = 2.5
"""Type sizes of white between two rules that are two tables' ends."""


def with_sides(content: PageContent) -> PageContent:
    """The page, the sides of the cells drawn down between rules that show them.

    Text that runs across a side has none beside it: it stands in a merged cell.
    """
    found = pieced_on(content)
    if not found:
        return content
    page = page_lines(content)
    extra = [
        side
        for group in found
        if not has_sides(group, content.rules)
        for kept in [_between(page, edges_of(group))]
        if not _over_columns(group, kept)
        for run in _runs(group, kept, content)
        for side in _sides(run, edges_of(group), kept, content)
    ]
    return replace(content, rules=(*content.rules, *extra)) if extra else content


def headed(content: PageContent) -> list[Lattice]:
    """The heads ruled off by one rule in pieces: where they stand, and their columns.

    They have a name in every column, or the row right below a title has; how the rows
    below part, white alone tells.
    """
    out = []
    for group in pieced_on(content):
        edges = edges_of(group)
        page = _between(page_lines(content), edges)
        sided = has_sides(group, content.rules) or _over_columns(group, page)
        runs = [] if sided else _runs(group, page, content)
        for rule in (run[0] for run in runs if not _part_rows(run, edges, page)):
            names = _names(page, edges, rule.at) or _title(page, edges, rule.at)
            below = [line for line in page if line.mid > rule.at][:1]
            if names and any(fill_all(row, edges) for row in (names, below)):
                top = min(line.top for line in names) - MET
                out.append(Lattice(edges, (top, rule.at), ()))
    return out


def _over_columns(group: Sequence[Pieced], page: Sequence[Line]) -> bool:
    """Whether a table's rules are drawn over several columns at once."""
    edges, top, bottom = edges_of(group), group[0].at, group[-1].at
    names = _names(page, edges, top)
    below = [line for line in page if line.mid > top]
    rows = [line for line in below if line.mid < bottom] or below[:_HEAD]
    return spans_columns(names or rows[:1], rows if names else rows[1:], edges)


def _between(page: Sequence[Line], edges: Sequence[float]) -> list[Line]:
    """The lines without notes in the margins, which share lines with a table's rows."""
    out = []
    for line in page:
        words = [
            word
            for piece in chunks(line, GAP * line.size)
            if piece.x1 > edges[0] and piece.x0 < edges[-1]
            for word in piece.words
        ]
        if words:
            out.append(line if len(words) == len(line.words) else line_of(words))
    return out


def _title(page: Sequence[Line], edges: Sequence[float], at: float) -> list[Line]:
    """The lines in the first column right above a rule, the lowest first."""
    above = [line for line in page if line.mid < at][::-1]
    if not above or white_beside(above[0], at) > _NEAR * above[0].size:
        return []
    steps = pairwise([above[0], *above])
    near = takewhile(
        lambda pair: pair[0].mid - pair[1].mid < _CLOSE * pair[1].size, steps
    )
    lines_near = [line for _, line in near]
    return [
        line for line in lines_near if edges[0] - MET < line.x0 and line.x1 < edges[1]
    ]


def _names(page: Sequence[Line], edges: Sequence[float], at: float) -> list[Line]:
    """The lines right above a rule in its columns, the lowest first."""
    above = [line for line in page if line.mid < at][::-1]
    return open_row(above, edges, at, known=False)


def _part_rows(
    run: Sequence[Pieced], edges: Sequence[float], page: Sequence[Line]
) -> bool:
    """Whether rules in pieces stand below more than heads, printed once or again."""
    said = [
        tuple(line.text for line in page if above.at < line.mid < below.at)
        for above, below in pairwise(run)
    ]
    names = tuple(line.text for line in _names(page, edges, run[0].at)[::-1])
    said = [names, *said, ()]
    head = names or said[1][:_HEAD]
    pieced = [n for n, rule in enumerate(run) if len(rule.edges) > 2]
    rows = [n for n in pieced if head not in said[n : n + 2]]
    return len(pieced) >= _LEAST and bool(rows)


def _runs(
    group: Sequence[Pieced], page: Sequence[Line], content: PageContent
) -> list[list[Pieced]]:
    """The rules of one table after the other.

    A title parts them, and rows above a head that is printed again: above its rule, or
    between two of its own under a title. So does white between two frames.
    """
    ends = frame_ends(group, content.rules)
    size = median([line.size for line in page] or [0.0])
    names = [line.text for line in _names(page, edges_of(group), group[0].at)[::-1]]
    heads = _heads(group, page)
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
        titled = len(inside) == 1 and inside[0].bold and rule in heads
        titled = titled or _stands_off(inside, edges_of(group))
        if apart or again or titled or any(top - MET < y < bottom for y in ends):
            out.append([rule])
        else:
            out[-1].append(rule)
    return out


def _stands_off(inside: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether a bold title stands above a row, with white between, in no column."""
    if len(inside) < _LEAST or not inside[0].bold:
        return False
    title, *row = inside
    if row[0].top - title.bottom < _OFF * title.size:
        return False
    over = [any(crosses(line, x) for x in edges[1:-1]) for line in inside]
    return over[0] and not any(over[1:])


def _heads(group: Sequence[Pieced], page: Sequence[Line]) -> set[Pieced]:
    """The rules right above a bold head that is printed again between two rules.

    None where all rules stand so around heads: they part no rows of their own.
    """
    said: dict[tuple[str, ...], list[Pieced]] = {}
    around: set[Pieced] = set()
    for above, below in pairwise(group):
        inside = [line for line in page if above.at < line.mid < below.at]
        if all(n.bold for n in inside) and fill_all(inside, edges_of(group)):
            said.setdefault(tuple(n.text for n in inside), []).append(above)
            around |= {above, below}
    again = {rule for found in said.values() for rule in found[1:]}
    return set() if around.issuperset(group) else again


def _sides(
    run: Sequence[Pieced],
    edges: Sequence[float],
    page: Sequence[Line],
    content: PageContent,
) -> list[Rule]:
    """The sides of a table's cells, and the ends of rows that have no rule there."""
    known = len(content.columns) == len(edges)
    inside = [n for n in page if n.x0 > edges[0] - MET and n.x1 < edges[-1] + MET]
    ats = [rule.at for rule in run]
    rows = [line for line in inside if ats[0] < line.mid < ats[-1]]
    if not _part_rows(run, edges, page) or not rows:
        return []
    cells = [(*x, *y) for y in pairwise(ats) for x in pairwise(edges)]
    if any(are_figures(content.words, (a, c, b, d)) for a, b, c, d in cells):
        return []
    # Cells are set in: what begins left of them all is text above or below.
    firsts = [line.x0 for line in rows if line.x0 < edges[1]]
    set_in = (min(firsts, default=edges[0]), *edges[1:])
    above = [line for line in page if line.mid < ats[0]][::-1]
    out = []
    if (lower := short_end(ats[-1], edges, page, content.rules)) is not None:
        ats.append(lower)
        out.append(_across(lower, edges))
    below = [line for line in page if line.mid > ats[-1]]
    first = open_row(this_side(above, ats[0], content), set_in, ats[0], known)
    last = open_row(this_side(below, ats[-1], content), set_in, ats[-1], known)
    if first:
        ats.insert(0, _top(first, edges, content))
        out.append(_across(ats[0], edges))
    if last:
        ats.append(max(line.bottom for line in last) + MET)
        out.append(_across(ats[-1], edges))
    for top, bottom in pairwise(ats):
        row = [line for line in inside if top < line.mid < bottom]
        band = _is_band(row, (edges[0], top, edges[-1], bottom), content)
        band = band or _runs_on(row, edges[1])
        for x in (edges[0], edges[-1]) if band else edges:
            if not any(crosses(line, x) for line in row):
                out.append(Rule(x, top, x, bottom, _LEVEL))
    return out


def _is_band(row: Sequence[Line], place: BBox, content: PageContent) -> bool:
    """Whether a row is a title of those below: one bold line on one long shade."""
    if len(row) != 1 or not row[0].bold:
        return False
    return any(
        max(abs(a - b) for a, b in zip(place, shade, strict=True)) < _NEAR
        for fill in content.fills
        for shade in [(fill.x0, fill.top, fill.x1, fill.bottom)]
    )


def _runs_on(row: Sequence[Line], first: float) -> bool:
    """Whether a row is one bold line that runs on over the first column's border.

    White between two of its words may fall on a border by chance.
    """
    if len(row) != 1 or not row[0].bold or not row[0].x0 < first < row[0].x1:
        return False
    words = row[0].words
    return all(b.x0 - a.x1 < _SPACE * b.size for a, b in pairwise(words))


def _top(row: Sequence[Line], edges: Sequence[float], content: PageContent) -> float:
    """Where a row without a rule above it begins: where a shade right above it ends."""
    top = min(line.top for line in row)
    shades = [
        shade.bottom
        for shade in content.fills
        if top - _NEAR * row[-1].size < shade.bottom < top
        and abs(shade.x0 - edges[0]) < MET
        and shade.x1 < edges[-1] + MET
    ]
    return max(shades, default=top - MET)


def _across(at: float, edges: Sequence[float]) -> Rule:
    return Rule(edges[0], at, edges[-1], at, _LEVEL)
