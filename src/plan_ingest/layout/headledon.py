"""Tables of which only the head is shaded: the rows at the top of the next page."""

from collections.abc import Sequence

from plan_ingest.layout.celllines import Line, page_lines
from plan_ingest.layout.closedrows import closed_rows, moved
from plan_ingest.layout.headled import (
    LEAN,
    LEFT,
    OUT,
    HeadLed,
    crosses,
    in_columns,
    is_head,
    lines_inside,
    rows_below,
    under_names,
)
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.page import PageContent
from plan_ingest.layout.piecedrules import headed
from plan_ingest.text import strip_bullet

_SET_IN = 8.0  # points by which words are set in from their shade, at most


def goes_on(content: PageContent, found: Sequence[Lattice]) -> HeadLed | None:
    """The rows at a page's top that keep to the columns of the page before."""
    xs = content.columns
    if len(xs) < 3:
        return None
    page = page_lines(content)
    if not page:
        return None
    top = page[0].top
    around = [one for one in found if one.ys[0] - 1 < page[0].mid < one.ys[-1] + 1]
    boxed = [one for one in around if len(one.xs) > 2]
    if any(not _is_row(one, xs) for one in boxed):
        return None
    # White alone told the right side: it lies wherever the longest line ended.
    head = Lattice((*xs[:-1], content.width), (top - 1, top - 0.5), ())
    heads = headed(content)
    if is_head(page[0], head) or any(lines_inside(page[:1], one) for one in heads):
        return None  # printed again, it shows the columns itself
    bands = [one for one in found if _is_band(one, xs) or _is_stripe(one, page, head)]
    others = [one for one in [*found, *heads] if one not in bands]
    rows = rows_below(page, head, others)
    end = min((one.ys[0] for one in heads), default=content.height)
    closed = closed_rows([line for line in page if line.mid < end], content, xs)
    if boxed and all(line.mid < boxed[0].ys[-1] for line in closed):
        closed = []  # one shaded row shows its columns itself: it may be the head
    several = sum(under_names(line, head) for line in rows)
    full = 2 * several >= len(rows) and any(in_columns(line, head) for line in rows)
    set_in = full or _are_set_in(rows, page, head, content.unended)
    if not (_goes_past(rows, closed, head) if boxed else set_in):
        rows = []
    rows = max(rows, closed, key=len)
    if not rows:
        return None
    xs = moved(xs, closed)
    words = tuple(word for line in rows for word in line.words)
    right = max(xs[-1], *(word.x1 for word in words))
    return HeadLed(Lattice((*xs[:-1], right), head.ys, ()), words)


def _goes_past(rows: Sequence[Line], closed: Sequence[Line], head: Lattice) -> bool:
    """Whether a row in the columns follows the last shaded one: it needs no shade."""
    known = bool(closed) and list(rows[: len(closed)]) == list(closed) != list(rows)
    last = rows[len(closed)] if known else None
    return last is not None and last.x0 < head.xs[1] and in_columns(last, head)


def _are_set_in(
    rows: Sequence[Line], page: Sequence[Line], head: Lattice, unended: Sequence[int]
) -> bool:
    """Whether rows that fill one column alone begin right of where text does.

    Their cells are set in from there, and end where the column does.
    """
    level = all(abs(line.x0 - head.xs[0]) < OUT for line in rows)
    kept = all(line.x1 < head.xs[1] + OUT for line in rows)
    listed = any(not strip_bullet(f"{line.words[0].text} ")[0] for line in rows)
    off = min(line.x0 for line in page) < head.xs[0] - LEFT
    if not rows or listed:
        return False
    if level and kept and off:
        return True
    after = next((line for line in page if line.mid > rows[-1].mid), None)
    followed = after is not None and in_columns(after, head)
    return any(
        followed or col in unended or rows[0].text[:1].islower()
        for col in _inner_columns(rows, head)
    )


def _inner_columns(rows: Sequence[Line], head: Lattice) -> list[int]:
    """The columns right of the first that lines fill level, each inside one; or none.

    Text that goes on below a table begins at its left side, not under another name.
    An address may: a row follows those of a table, or a sentence that was open above.
    """
    starts: dict[int, set[int]] = {}
    for line in rows:
        col = sum(line.x0 > x - LEAN * line.size for x in head.xs) - 1
        inner = 0 < col < len(head.xs) - 1  # not in the margin right of them all
        if not inner or line.x1 > head.xs[col + 1] + LEAN * line.size:
            return []
        starts.setdefault(col, set()).add(round(line.x0))
    several = len(rows) > len(starts)
    level = all(max(at) - min(at) < 2 * OUT for at in starts.values())
    return sorted(starts) if several and level else []


def _is_band(one: Lattice, xs: Sequence[float]) -> bool:
    """Whether shades are a row of the table that goes on: as wide, in its columns.

    White alone told a table's borders: its words are set in from a shade's sides, and
    the other borders lie anywhere in the white.
    """
    wide = abs(one.xs[0] - xs[0]) < LEFT and abs(one.xs[-1] - xs[-1]) < LEFT
    pairs = list(zip(one.xs[:-1], xs, strict=False))
    around = all(x - _SET_IN < shade < x + _SET_IN for shade, x in pairs)
    set_in = one.xs[0] < xs[0] and xs[-1] < one.xs[-1] and around
    return (wide or set_in) and len(one.xs) == len(xs)


def _is_stripe(one: Lattice, page: Sequence[Line], head: Lattice) -> bool:
    """Whether one shade as wide as the table lies behind words in several columns."""
    wide = abs(one.xs[0] - head.xs[0]) < LEFT and len(one.xs) == 2 == len(one.ys)
    said = lines_inside(page, one) if wide else []
    level = any(in_columns(line, head) for line in said)
    return level and not any(is_head(x, head) or crosses(x, head) for x in said)


def _is_row(one: Lattice, xs: Sequence[float]) -> bool:
    return len(one.ys) == 2 and _is_band(one, xs)
