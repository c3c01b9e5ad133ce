"""The rows beside a table's first and last rule: heads, and rows that a page cut."""

from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import LARGE, Line
from plan_ingest.layout.openlines import GAP, GUTTER
from plan_ingest.layout.page import PageContent, Rule, Word
from plan_ingest.layout.piecedfound import MET

_SPACE = 0.33
"""Type sizes between two words that stand in two columns, at least."""
_CLOSE = 1.7
"""Type sizes from line to line of a row, at most."""
_NEAR = 2.0
"""Type sizes of white between a row without a rule of its own and the one beside."""


def open_row(
    beside: Sequence[Line], edges: Sequence[float], at: float, known: bool
) -> list[Line]:
    """The lines of a head, or of a row that a page cut, from the rule at `at` on.

    `beside` are the page's lines from there; `known` says that the page before ended
    with such columns. Lines in one column are a title or a note.
    """
    if not beside or white_beside(beside[0], at) > _NEAR * beside[0].size:
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


def short_end(
    at: float, edges: Sequence[float], page: Sequence[Line], rules: Sequence[Rule]
) -> float | None:
    """The height of the last rule, below the last whole one, that leaves out a cell.

    A page may end while a cell of the first column goes on: the rules of the rows
    beside it begin where the second column does.
    """
    ends = list(edges)
    found = sorted(
        (rule.top, rule.x0)
        for rule in rules
        if rule.horizontal
        and rule.top > at + MET
        and all(min(abs(x - end) for end in ends) < MET for x in (rule.x0, rule.x1))
    )
    last: float | None = None
    for y, x0 in found:
        top = at if last is None else last
        if abs(x0 - edges[0]) < MET:
            break  # whole again: another table's, whose rows are read from there
        if y - top < MET:
            continue
        row = [line for line in page if top < line.mid < y]
        if not row or not all(_keeps(line, edges) for line in row):
            break
        last = y
    return last


def this_side(
    beside: Sequence[Line], at: float, content: PageContent
) -> Sequence[Line]:
    """The lines from a table's end up to a rule of another table above or below it."""
    if not beside:
        return beside
    low, high = sorted((at, beside[0].mid))
    x0, x1 = beside[0].x0, beside[0].x1
    other = any(
        rule.horizontal
        and low + MET < rule.top < high
        and rule.bottom < high
        and rule.x0 < x1
        and rule.x1 > x0
        for rule in content.rules
    )
    return () if other else beside


def spans_columns(
    head: Sequence[Line], rows: Sequence[Line], edges: Sequence[float]
) -> bool:
    """Whether a piece of the rules runs over several columns.

    Then the head has names abreast over one piece, and white between two of them goes
    down through all rows: the pieces show the cells merged over rows, not the columns.
    """
    for left, right in pairwise(edges):
        below = [w for line in rows for w in line.words if left - MET < w.x0 < right]
        for line in head:
            names = [word for word in line.words if left - MET < word.x0 < right]
            for name, after in pairwise(names):
                gap = after.x0 - name.x1 > GAP * name.size
                if gap and _white(below, name.x1, after.x0) > GUTTER * name.size:
                    return True
    return False


def _white(words: Sequence[Word], x0: float, x1: float) -> float:
    """Points of the widest white that goes down through words between two sides."""
    widest, end = 0.0, x0
    for word in sorted(words, key=lambda word: word.x0):
        if word.x1 > x0 and word.x0 < x1:
            widest, end = max(widest, word.x0 - end), max(end, word.x1)
    return max(widest, x1 - end)


def fill_all(row: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether the row has words in every column."""
    columns = {_column(word.x0, edges) for line in row for word in line.words}
    return len(columns) == len(edges) - 1


def white_beside(line: Line, at: float) -> float:
    """Points from a line to a rule above or below it."""
    return max(line.top - at, at - line.bottom)


def _keeps(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line stands between the outer edges and runs across no other."""
    inside = line.x0 > edges[0] - MET and line.x1 < edges[-1] + MET
    return inside and not any(crosses(line, x) for x in edges[1:-1])


def crosses(line: Line, x: float) -> bool:
    """Whether words of a line stand together across a border.

    Cells that are not set in begin at the border, as near as a printer rounds.
    """
    at = x - MET
    left = max((word.x1 for word in line.words if word.x0 < at), default=None)
    right = min((word.x0 for word in line.words if word.x0 >= at), default=None)
    if left is None:
        return False
    # White behind a word that reaches over the border says nothing of the border.
    if right is None or left > x + MET:
        return left > x + MET
    return right - left < _SPACE * line.size


def _column(x: float, edges: Sequence[float]) -> int:
    return sum(x > at - MET for at in edges[1:-1])
