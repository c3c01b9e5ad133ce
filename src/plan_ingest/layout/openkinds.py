"""What looks like a table without rules but is none, and where a table ends."""

import re
from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import Line, goes_on, line_of
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.layout.openlines import GUTTER, Gap, filled, kept
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
    while first < last and _outside(found, gutters, first, 1, wide):
        first += 1
    while last > first and _outside(found, gutters, last - 1, -1, wide):
        last -= 1
    if len(wide) < 2 or wide[-1] < wide[0] + 20:
        return first, last
    first = max(first, sum(line.mid < wide[0] for line in found[:3]))
    ended = sum(line.mid < wide[-1] for line in found)
    across = [None in kept(gutters, n, GUTTER * n.size) for n in found[ended:last]]
    if any(across) or 0 < last - ended <= 2:
        last = min(last, ended)
    return first, last


def _outside(
    found: Sequence[Line],
    gutters: Sequence[Gap],
    n: int,
    step: int,
    wide: Sequence[float],
) -> bool:
    """Whether a first or last line with words in one column only is no row's part."""
    line = found[n]
    if filled(line, gutters) > 1:
        return False
    if not 0 <= n + step < len(found):
        return True
    inner = found[n + step]
    near = abs(inner.mid - line.mid) < (3.2 if len(wide) > 2 else 1.6) * line.size
    if step < 0 and any(line.mid < at < line.bottom + 14 for at in wide):
        return len(wide) < 3
    if step > 0 and any(line.top - 12 < at < line.mid for at in wide):
        return not near and len(wide) < 3
    col = sum(line.x0 > (a + b) / 2 for a, b in gutters)
    lefts = [x for one in found for x in _starts(one, gutters, col)]
    aligned = abs(line.x0 - min(lefts)) < 3 or lefts.count(line.x0) > 1
    if col:
        return not (near and aligned)
    return step > 0 or not (near and _label_runs_on(found, gutters, n))


def _starts(line: Line, gutters: Sequence[Gap], col: int) -> list[float]:
    """Where the line's words in a column begin: one position, or none."""
    left = (gutters[col - 1][0] + gutters[col - 1][1]) / 2 if col else float("-inf")
    right = sum(gutters[col]) / 2 if col < len(gutters) else float("inf")
    inside = [w.x0 for w in line.words if left <= w.x0 < right]
    return [min(inside)] if inside else []


def _label_runs_on(found: Sequence[Line], gutters: Sequence[Gap], n: int) -> bool:
    """Whether the last line carries on the label of the line before it."""
    limit = gutters[0][0]
    above = [w for w in found[n - 1].words if w.x1 <= limit + 1]
    if not above:
        return False
    return goes_on(line_of(above), found[n], limit)


def is_table(
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    cols: int,
    rules: Sequence[float],
) -> bool:
    """Whether the lines are a table and not prose, a list, contents or a drawing.

    `rules` are the heights of the rules between them that run along all of them.
    """
    bands = _between(found, cut, rules) if len(rules) > 1 else cut
    full = [row for row in bands if len({p.col for p in row}) > 1]
    if cols < 2 or len(full) < 2 or (not rules and len(full) < 3):
        return False
    cells = sum(len({p.col for p in row}) for row in full)
    if cells < 0.4 * cols * len(full) or len(full) < 0.25 * len(bands):
        return False
    if not any(_word(p.text.text) for row in cut for p in row):
        return False
    if _prose(cut, cols) and len(rules) < 2 and not _aligned(found, cut):
        return False
    return not (_list(cut, cols) or _contents(cut, cols))


def _between(
    found: Sequence[Line], cut: Sequence[Sequence[Piece]], rules: Sequence[float]
) -> list[list[Piece]]:
    """The pieces between each rule and the next."""
    out: list[list[Piece]] = [[] for _ in range(len(rules) + 1)]
    for line, row in zip(found, cut, strict=True):
        out[sum(at < line.mid for at in rules)] += row
    return [row for row in out if row]


def _word(text: str) -> bool:
    return sum(char.isalpha() for char in text) > 1


def _prose(cut: Sequence[Sequence[Piece]], cols: int) -> bool:
    """Whether half of the columns or more are full of running text."""
    flowing = 0
    for col in range(cols):
        texts = [p.text for row in cut for p in row if p.col == p.col_end == col]
        if len(texts) < 3:
            continue
        x0, x1 = min(t.x0 for t in texts), max(t.x1 for t in texts)
        long = sum(t.x1 - t.x0 > 0.6 * (x1 - x0) for t in texts)
        words = sorted(len(t.words) for t in texts)[len(texts) // 2]
        if words >= 4 and long >= 0.55 * len(texts):
            flowing += 1
    return flowing * 4 >= cols * 3 or (cols == 2 and flowing > 0)


def _aligned(found: Sequence[Line], cut: Sequence[Sequence[Piece]]) -> bool:
    """Whether white bands across all columns part rows that begin side by side."""
    steps = sorted(b.mid - a.mid for a, b in pairwise(found))
    usual = steps[len(steps) // 4] if steps else 0.0
    starts = [0] + [
        n + 1 for n, (a, b) in enumerate(pairwise(found)) if b.mid - a.mid > 1.3 * usual
    ]
    together = sum(len(cut[n]) > 1 for n in starts)
    return together >= 3 and together >= 0.7 * len(starts)


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
