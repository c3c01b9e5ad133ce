"""What looks like a table without rules but is none, and where a table ends."""

import re
from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import Line
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.layout.sidelists import are_side_lists
from plan_ingest.text import strip_bullet

_MARKER = re.compile(r"^(\(?[\divxlcA-Za-z]{1,4}[.)]|[\d.]{1,6}|[*†‡§]+)$")
_LEADER = re.compile(r"(\.\s?){4,}|…{2,}")
_PAGE = re.compile(r"^(\d{1,3}|[ivxl]{1,6}|[A-Z]-\d{1,3})$")

_SPACE = 0.6
"""Type sizes of white between two words of one line, at most."""


def is_table(
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    cols: int,
    rules: Sequence[float],
) -> bool:
    """Whether the lines are a table and not prose, a list, contents or a drawing.

    `rules` are the heights of the rules between them that run along all of them.
    """
    banded = len(rules) > 1
    bands = _between(found, cut, rules) if banded else cut
    full = [row for row in bands if len({p.col for p in row}) > 1]
    headed = any(len({p.col for p in b}) == cols and _bold(b) for b in bands[:2])
    least = 1 if headed and (banded or len(bands) > 2) else 2 if rules else 3
    if cols < 2 or (len(full) < least and not _labelled(cut, cols)):
        return False
    if (headed and _ruled_off(found, cut, rules)) or _labelled(cut, cols):
        return True
    if are_side_lists(cut, cols):
        return True
    if headed and cols == 2 and (len(bands) > 3 if banded else _narrow(found, cut)):
        return True
    if headed and cols > 2:
        return True  # names over three columns or more are a head, however few rows
    cells = sum(len({p.col for p in row}) for row in full)
    if cells < 0.4 * cols * len(full) or len(full) < 0.25 * len(bands):
        return False
    if not any(_word(p.text.text) for row in cut for p in row):
        return False
    if _prose(cut, cols) and len(rules) < 2 and not _aligned(found, cut):
        return False
    return not (_list(cut, cols) or _contents(cut, cols))


def _bold(row: Sequence[Piece]) -> bool:
    return all(w.bold for piece in row for w in piece.text.words)


def _labelled(cut: Sequence[Sequence[Piece]], cols: int) -> bool:
    """Whether bold labels stand beside their values: a form."""
    rows = [row for row in cut if row and row[0].col == 0]
    if cols != 2 or len(rows) < 2:
        return False
    short = all(len(row[0].text.words) <= 4 and _bold(row[:1]) for row in rows)
    beside = sum(len(row) > 1 and not _bold(row[1:]) for row in rows)
    return short and beside * 4 >= len(rows) * 3


def _ruled_off(
    found: Sequence[Line], cut: Sequence[Sequence[Piece]], rules: Sequence[float]
) -> bool:
    """Whether a rule runs right below a bold head, of one line or more."""
    head = next((n for n, row in enumerate(cut) if not _bold(row)), 0)
    if not rules or not head:
        return False
    return found[head - 1].mid < rules[0] < found[head].mid


def _narrow(found: Sequence[Line], cut: Sequence[Sequence[Piece]]) -> bool:
    """Whether text wraps where the head says its column ends.

    Below a head with a second column that few rows fill, lines broken well before
    the second column begins are the first column's.
    """
    heads = [piece.text.x0 for piece in cut[0]]
    ends = [piece.text.x1 for row in cut[1:] for piece in row if piece.col == 0]
    styled = any(word.bold for line in found[1:] for word in line.words)
    return len(ends) > 2 and max(ends) < heads[-1] and not styled


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
    # A wrapped line that begins below the number runs over both, stands alone, or has
    # no more than a space where the second column begins.
    parted = [row for row in cut if len(row) > 1 and row[0].col == 0]
    marks = [
        first.text.text
        for first, second, *_ in parted
        if second.text.x0 - first.text.x1 > _SPACE * first.text.size
    ]
    return len(marks) > 1 and all(
        _MARKER.match(m) or not strip_bullet(m)[0] for m in marks
    )


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
