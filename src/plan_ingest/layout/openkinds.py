"""What looks like a table without rules but is none, and where a table ends."""

import re
from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import Line, goes_on
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.layout.openlines import Gap, filled
from plan_ingest.text import strip_bullet

_MARKER = re.compile(r"^(\(?[\divxlcA-Za-z]{1,4}[.)]|[\d.]{1,6}|[*†‡§]+)$")
_LEADER = re.compile(r"(\.\s?){4,}|…{2,}")
_PAGE = re.compile(r"^(\d{1,3}|[ivxl]{1,6}|[A-Z]-\d{1,3})$")


def trimmed(
    found: Sequence[Line], gutters: Sequence[Gap], wide: Sequence[float]
) -> tuple[int, int]:
    """The first line of the table and the one after its last.

    Titles above and notes below keep to one column or run across all of them.
    """
    first, last = 0, len(found)
    while first < last and filled(found[first], gutters) < 2:
        first += 1
    while last > first and filled(found[last - 1], gutters) < 2:
        last -= 1
    if len(wide) > 1:
        first = max(first, sum(line.mid < wide[0] for line in found[:3]))
        ended = sum(line.mid < wide[-1] for line in found)
        if last - ended <= 2 and wide[-1] > wide[0] + 20:
            last = min(last, ended)
    return first, last


def is_table(cut: Sequence[Sequence[Piece]], cols: int, rules: int) -> bool:
    """Whether the lines are a table and not prose, a list, contents or a drawing."""
    full = [row for row in cut if len({p.col for p in row}) > 1]
    if cols < 2 or len(full) < 2 or (not rules and len(full) < 3):
        return False
    cells = sum(len(row) for row in full)
    if cells < 0.4 * cols * len(full) or len(full) < 0.3 * len(cut):
        return False
    return not (_prose(cut, cols) or _list(cut, cols) or _contents(cut, cols))


def _prose(cut: Sequence[Sequence[Piece]], cols: int) -> bool:
    """Whether the columns are columns of running text."""
    flowing = 0
    for col in range(cols):
        texts = [p.text for row in cut for p in row if p.col == p.col_end == col]
        limit = max((t.x1 for t in texts), default=0.0)
        pairs = list(pairwise(texts))
        on = sum(goes_on(a, b, limit) and len(a.words) > 2 for a, b in pairs)
        if len(pairs) > 2 and on >= 0.7 * len(pairs):
            flowing += 1
    return flowing * 2 > cols or (cols == 2 and flowing > 0 and len(cut) > 40)


def _list(cut: Sequence[Sequence[Piece]], cols: int) -> bool:
    """Whether the first of two columns holds nothing but bullets or numbers."""
    if cols != 2:
        return False
    marks = [p.text.text for row in cut for p in row if p.col == 0]
    return all(_MARKER.match(m) or not strip_bullet(m)[0] for m in marks)


def _contents(cut: Sequence[Sequence[Piece]], cols: int) -> bool:
    """Whether the last column counts pages upward."""
    if cols > 3:
        return False
    last = [p.text.text for row in cut for p in row if p.col_end == cols - 1]
    ends = [text.split()[-1] for text in last]
    pages = [e for e in ends if _PAGE.match(e)]
    if len(pages) < 0.8 * len(ends):
        return False
    led = sum(bool(_LEADER.search(p.text.text)) for row in cut for p in row)
    counted = [int(p) for p in pages if p.isdigit()]
    return led * 2 > len(cut) or (len(counted) > 3 and counted == sorted(counted))
