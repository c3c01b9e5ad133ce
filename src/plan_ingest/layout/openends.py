"""Where a table without column rules begins and ends."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plan_ingest.layout.celllines import Line, chunks, goes_on, line_of, numeric
from plan_ingest.layout.openlines import GAP, GUTTER, Gap, filled, kept, spared
from plan_ingest.layout.page import Word
from plan_ingest.model.document import Table
from plan_ingest.text import ends_sentence, strip_bullet

CLOSE = 1.6
"""Type sizes from line to line inside a cell, at most."""
ROW = 3.2
"""Type sizes from the last line of a row to the first of the next, at most."""
_APART = 0.01
_OUT = 1.0
"""Points by which text below a table sticks out of its cells."""


def trimmed(
    found: Sequence[Line],
    gutters: Sequence[Gap],
    wide: Sequence[float],
    shades: Sequence[float],
) -> tuple[int, int]:
    """The first line of the table and the one after its last.

    Titles above and notes below keep to one column or run across all of them.
    `wide` are the heights of rules and edges of shade along the whole table, `shades`
    those of shade alone: below the last of them one row may follow, sure where it
    fills every column.
    """
    first, last = 0, len(found)
    while first < last and _above(found, gutters, first, wide):
        first += 1
    headed = headed_columns(found[first:last], gutters)
    open_end = headed or bool(len(wide) > 2 and wide[-1] in shades)
    while last > first and _below(found, gutters, last - 1, wide, open_end):
        last -= 1
    if len(wide) < 2 or wide[-1] < wide[0] + 20:
        return first, last
    over = [line for line in found[:3] if line.mid < wide[0]]
    first = max(first, _before_head(over, gutters))
    ended = sum(line.mid < wide[-1] for line in found)
    across = [None in spared(gutters, line) for line in found[ended:last]]
    row = open_end or (
        wide[-1] in shades
        and ended < last
        and filled(found[ended], gutters) > len(gutters)
    )
    if any(across) or (0 < last - ended <= 2 and not row):
        last = min(last, ended)
    return first, last


def under_heads(found: Sequence[Line], gutters: Sequence[Gap]) -> tuple[Gap, ...]:
    """The gutters less those of columns that a bold head leaves without a name.

    Where words are spread to fill the line, white runs through a column by chance.
    """
    heads = [line for line in found[:3] if headed_columns([line], gutters)]
    if not heads:
        return tuple(gutters)
    mids = [(a + b) / 2 for a, b in gutters]
    named = {sum((w.x0 + w.x1) / 2 > m for m in mids) for w in heads[0].words}
    words = [w for line in found for w in line.words]
    if 3 * len(named) < 2 * (len(gutters) + 1):
        return tuple(gutters)
    return tuple(
        gap
        for n, gap in enumerate(gutters)
        if n + 1 in named
        or n + 1 <= min(named)
        or _figures(words, gap[1], gutters[n + 1][0] if gutters[n + 1 :] else None)
    )


def _figures(words: Sequence[Word], left: float, right: float | None) -> bool:
    """Whether most of the words between two gutters are figures."""
    end = float("inf") if right is None else right
    inside = [w for w in words if w.x0 >= left - 1 and w.x1 <= end + 1]
    return 2 * sum(numeric(w.text) for w in inside) > len(inside)


def _before_head(over: Sequence[Line], gutters: Sequence[Gap]) -> int:
    """How many of the lines above the first rule stand before the table's head.

    A line in one column right below names in several is the rest of a name; a bold one
    below bold names is a title of rows.
    """
    before = 0
    for n, line in enumerate(over):
        whole = None not in kept(gutters, line, GUTTER * line.size)
        rest = n > before and whole and line.mid - over[n - 1].mid < CLOSE * line.size
        above = over[n - 1 : n] if n > before else []
        titled = line.bold and headed_columns(above, gutters)
        if not (rest or titled) and not _in_columns(line, gutters):
            before = n + 1
    return before


def _in_columns(line: Line, gutters: Sequence[Gap]) -> bool:
    """Whether the line has words in two columns or more and runs across none."""
    whole = None not in kept(gutters, line, GUTTER * line.size)
    return whole and filled(line, gutters) > 1


def apart(made: Table, above: Sequence[Line], below: Sequence[Line]) -> Table:
    """The table, its place without the middle of any word that is none of its own.

    One that is printed over its first or last line would be lost with it.
    """
    x0, top, x1, bottom = made.anchor.bbox or (0.0, 0.0, 0.0, 0.0)
    for word in (word for line in (*above, *below) for word in line.words):
        middle = (word.top + word.bottom) / 2
        if x0 <= (word.x0 + word.x1) / 2 < x1 and top <= middle < bottom:
            if 2 * middle < top + bottom:
                top = middle + _APART
            else:
                bottom = middle
    return replace(made, anchor=replace(made.anchor, bbox=(x0, top, x1, bottom)))


def headed_columns(found: Sequence[Line], gutters: Sequence[Gap]) -> bool:
    """Whether the first line heads the columns: short words, all of them bold."""
    if not found or filled(found[0], gutters) < 2:
        return False
    top = found[0]
    short = all(len(piece.words) <= 5 for piece in chunks(top, GAP * top.size))
    return short and top.bold


def _above(
    found: Sequence[Line], gutters: Sequence[Gap], n: int, wide: Sequence[float]
) -> bool:
    """Whether a first line with words in one column only stands above the table.

    So does a line from the first column across others, right above a head of names.
    """
    line = found[n]
    ruled = any(line.top - 12 < at < line.mid for at in wide)
    if filled(line, gutters) > 1:
        title = not ruled and _crosses(line, gutters)
        return title and headed_columns(found[n + 1 :], gutters)
    if n + 1 == len(found):
        return True
    near = found[n + 1].mid - line.mid < (ROW if len(wide) > 2 else CLOSE) * line.size
    if ruled:
        return not near and len(wide) < 3
    col = _column(line, gutters)
    return not (col and near and _aligned(found, gutters, line, col))


def _below(
    found: Sequence[Line],
    gutters: Sequence[Gap],
    n: int,
    wide: Sequence[float],
    open_end: bool,
) -> bool:
    """Whether a last line with words in one column only stands below the table."""
    line = found[n]
    out = bool(n) and _sticks_out(found[:n], gutters, line)
    if filled(line, gutters) > 1:
        return out and _crosses(line, gutters)
    if not n or out:
        return True
    col = _column(line, gutters)
    close = line.mid - found[n - 1].mid < CLOSE * line.size
    if any(line.mid < at < line.bottom + 14 for at in wide):
        level = not col or _aligned(found, gutters, line, col)
        rest = level and (bool(col) or _label_runs_on(found, gutters, n))
        # Alone between two rules, and bold as no label above: the next table's title.
        over = any(found[n - 1].mid < at < line.mid for at in wide)
        title = over and not col and _is_title(found[1 : n + 1], gutters)
        return title or (len(wide) < 3 and not (close and rest))
    loose = open_end or len(wide) > 2 or bool(col and _are_apart(found[:n]))
    near = line.mid - found[n - 1].mid < (ROW if loose else CLOSE) * line.size
    near = near or (loose and _as_near(found[: n + 1]))
    if col:
        return not (near and _aligned(found, gutters, line, col))
    if near and _label_runs_on(found, gutters, n):
        return False
    titled = _is_title(found[1 : n + 1], gutters)
    kept_in = None not in spared(gutters, line)
    return not (open_end and near and kept_in and not titled)


def _are_apart(above: Sequence[Line]) -> bool:
    """Whether white parts lines of the table itself as far as rows are."""
    return any(b.mid - a.mid > CLOSE * b.size for a, b in pairwise(above))


def _is_title(rows: Sequence[Line], gutters: Sequence[Gap]) -> bool:
    """Whether the last line is bold: a title, but a sentence below bold labels."""
    line = rows[-1]
    if not line.bold:
        return False
    limit = gutters[0][0] + 1 if gutters else line.x1
    labels = [word for row in rows for word in row.words if word.x1 <= limit]
    return not (all(word.bold for word in labels) and ends_sentence(line.text))


def _as_near(found: Sequence[Line]) -> bool:
    """Whether the last line stands no farther off than lines above it do."""
    white = [b.top - a.bottom for a, b in pairwise(found)]
    return len(white) > 1 and white[-1] < max(white[:-1]) + _OUT


def _crosses(line: Line, gutters: Sequence[Gap]) -> bool:
    """Whether a line runs from the first column on, in one piece, across the next."""
    alone = len(chunks(line, GAP * line.size)) == 1
    return alone and kept(gutters, line, GUTTER * line.size)[0] is None


def _sticks_out(above: Sequence[Line], gutters: Sequence[Gap], line: Line) -> bool:
    """Whether a line begins left of all rows: cells are set in, text below is not."""
    rows = [
        one.x0
        for one in above
        if filled(one, gutters) > 1
        and None not in kept(gutters, one, GUTTER * one.size)
    ]
    return bool(rows) and line.x0 < min(rows) - _OUT


def _column(line: Line, gutters: Sequence[Gap]) -> int:
    return sum(line.x0 > (a + b) / 2 for a, b in gutters)


def _aligned(
    found: Sequence[Line], gutters: Sequence[Gap], line: Line, col: int
) -> bool:
    """Whether the line begins where others of its column do."""
    lefts = [x for one in found for x in _starts(one, gutters, col)]
    return abs(line.x0 - min(lefts)) < 3 or lefts.count(line.x0) > 1


def _starts(line: Line, gutters: Sequence[Gap], col: int) -> list[float]:
    """Where the line's words in a column begin, behind a bullet's glyph as well."""
    left = (gutters[col - 1][0] + gutters[col - 1][1]) / 2 if col else float("-inf")
    right = sum(gutters[col]) / 2 if col < len(gutters) else float("inf")
    inside = [w for w in line.words if left <= w.x0 < right]
    listed = bool(inside) and not strip_bullet(f"{inside[0].text} ")[0]
    return [w.x0 for w in inside[: 1 + listed]]


def _label_runs_on(found: Sequence[Line], gutters: Sequence[Gap], n: int) -> bool:
    """Whether the last line carries on the label of the line before it."""
    if not gutters:
        return False
    limit = gutters[0][0]
    above = [w for w in found[n - 1].words if w.x1 <= limit + 1]
    if not above:
        return False
    return goes_on(line_of(above), found[n], limit)
