"""Tables of which only the head is shaded: its columns go on below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from plan_ingest.layout.celllines import LARGE, Line, chunks, page_lines
from plan_ingest.layout.closedrows import closed_rows, moved
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.openlines import GAP
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.piecedrules import headed
from plan_ingest.layout.shaded import ruled
from plan_ingest.text import strip_bullet

_NAME_WORDS = 6  # in a column's name
_APART = 8.0  # type sizes of white that end a table
_NAMED = 3.0  # type sizes from a title's shade to the names below it
_CLOSE = 1.7  # type sizes from line to line of one paragraph
_LEAN = 0.8  # type sizes: borders known from white alone lie anywhere in it
_OUT = 1.0  # points by which text below a table sticks out of its cells
_SET_IN = 8.0  # points by which words are set in from their shade, at most
_LEFT = 3.0  # points by which a title over all columns may begin off the table


@dataclass(frozen=True, slots=True)
class HeadLed:
    """A shaded head and the words of the rows below it."""

    head: Lattice
    words: tuple[Word, ...]


def head_led(content: PageContent, found: Sequence[Lattice]) -> list[HeadLed]:
    """The tables that go on below a shaded head without rules down or shades.

    Their lines keep to the head's columns; a title over all of them stands alone.
    """
    heads = [one for one in found if len(one.ys) == 2 and len(one.xs) > 2]
    heads = [one for one in heads if not ruled(one, content)]
    heads += [one for one in headed(content) if not _overlaps(one, heads)]
    if not heads:
        return []
    page = page_lines(content)
    out = []
    for head in heads:
        names = lines_inside(page, head)
        rows = rows_below(page, head, [*found, *heads])
        named = are_names(names, head) or _is_over_names(names, rows, head)
        if not named or _is_zebra(head, found, page):
            continue
        if any(under_names(line, head) for line in rows):
            words = tuple(word for line in (*names, *rows) for word in line.words)
            out.append(HeadLed(head, words))
    return out


def _overlaps(head: Lattice, others: Sequence[Lattice]) -> bool:
    return any(one.ys[0] < head.ys[1] and head.ys[0] < one.ys[1] for one in others)


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
    if _is_head(page[0], head) or any(lines_inside(page[:1], one) for one in heads):
        return None  # printed again, it shows the columns itself
    bands = [one for one in found if _is_band(one, xs) or _is_stripe(one, page, head)]
    others = [one for one in [*found, *heads] if one not in bands]
    rows = rows_below(page, head, others)
    end = min((one.ys[0] for one in heads), default=content.height)
    closed = closed_rows([line for line in page if line.mid < end], content, xs)
    if boxed and all(line.mid < boxed[0].ys[-1] for line in closed):
        closed = []  # one shaded row shows its columns itself: it may be the head
    several = sum(under_names(line, head) for line in rows)
    full = 2 * several >= len(rows) and any(_in_columns(line, head) for line in rows)
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
    return last is not None and last.x0 < head.xs[1] and _in_columns(last, head)


def _are_set_in(
    rows: Sequence[Line], page: Sequence[Line], head: Lattice, unended: Sequence[int]
) -> bool:
    """Whether rows that fill one column alone begin right of where text does.

    Their cells are set in from there, and end where the column does.
    """
    level = all(abs(line.x0 - head.xs[0]) < _OUT for line in rows)
    kept = all(line.x1 < head.xs[1] + _OUT for line in rows)
    listed = any(not strip_bullet(f"{line.words[0].text} ")[0] for line in rows)
    off = min(line.x0 for line in page) < head.xs[0] - _LEFT
    if not rows or listed:
        return False
    if level and kept and off:
        return True
    after = next((line for line in page if line.mid > rows[-1].mid), None)
    followed = after is not None and _in_columns(after, head)
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
        col = sum(line.x0 > x - _LEAN * line.size for x in head.xs) - 1
        inner = 0 < col < len(head.xs) - 1  # not in the margin right of them all
        if not inner or line.x1 > head.xs[col + 1] + _LEAN * line.size:
            return []
        starts.setdefault(col, set()).add(round(line.x0))
    several = len(rows) > len(starts)
    level = all(max(at) - min(at) < 2 * _OUT for at in starts.values())
    return sorted(starts) if several and level else []


def _is_band(one: Lattice, xs: Sequence[float]) -> bool:
    """Whether shades are a row of the table that goes on: as wide, in its columns.

    White alone told a table's borders: its words are set in from a shade's sides, and
    the other borders lie anywhere in the white.
    """
    wide = abs(one.xs[0] - xs[0]) < _LEFT and abs(one.xs[-1] - xs[-1]) < _LEFT
    pairs = list(zip(one.xs[:-1], xs, strict=False))
    around = all(x - _SET_IN < shade < x + _SET_IN for shade, x in pairs)
    set_in = one.xs[0] < xs[0] and xs[-1] < one.xs[-1] and around
    return (wide or set_in) and len(one.xs) == len(xs)


def _is_stripe(one: Lattice, page: Sequence[Line], head: Lattice) -> bool:
    """Whether one shade as wide as the table lies behind words in several columns."""
    wide = abs(one.xs[0] - head.xs[0]) < _LEFT and len(one.xs) == 2 == len(one.ys)
    said = lines_inside(page, one) if wide else []
    level = any(_in_columns(line, head) for line in said)
    return level and not any(_is_head(x, head) or crosses(x, head) for x in said)


def _is_row(one: Lattice, xs: Sequence[float]) -> bool:
    return len(one.ys) == 2 and _is_band(one, xs)


def _in_columns(line: Line, head: Lattice) -> bool:
    """Whether the line has words in two columns or more."""
    cols = {sum((w.x0 + w.x1) / 2 > x for x in head.xs) for w in line.words}
    return len(cols) > 1 and not crosses(line, head)


def lines_inside(page: Sequence[Line], head: Lattice) -> list[Line]:
    """The lines of a page at the height of a lattice."""
    return [line for line in page if head.ys[0] < line.mid < head.ys[1]]


def _is_zebra(head: Lattice, found: Sequence[Lattice], page: Sequence[Line]) -> bool:
    """Whether other shaded rows of the same columns say something else."""
    said = [line.text for line in lines_inside(page, head)]
    return any(
        one is not head
        and len(one.xs) == len(head.xs)
        and all(abs(x - at) < _LEFT for x, at in zip(one.xs, head.xs, strict=True))
        and [line.text for line in lines_inside(page, one)] != said
        for one in found
    )


def are_names(names: Sequence[Line], head: Lattice) -> bool:
    """Whether lines name the columns of a lattice: a few words in each."""
    words = [word for line in names for word in line.words]
    columns = [
        [w for w in words if a <= (w.x0 + w.x1) / 2 < b]
        for a, b in zip(head.xs, head.xs[1:], strict=False)
    ]
    inside = all(head.xs[0] - 1 < w.x0 and w.x1 < head.xs[-1] + 1 for w in words)
    return inside and all(0 < len(column) <= _NAME_WORDS for column in columns)


def _is_over_names(names: Sequence[Line], rows: Sequence[Line], head: Lattice) -> bool:
    """Whether a shaded row holds a title alone, and names stand right below it."""
    words = [word for line in names for word in line.words]
    alone = bool(words) and all(word.x1 <= head.xs[1] + 1 for word in words)
    close = bool(rows) and rows[0].top - head.ys[1] < _NAMED * rows[0].size
    return alone and close and are_names(rows[:1], head)


def rows_below(
    page: Sequence[Line], head: Lattice, found: Sequence[Lattice]
) -> list[Line]:
    """The lines below a head that are its rows, titles over all columns among them."""
    below = [line for line in page if line.mid > head.ys[1]]
    others = [one.ys[0] for one in found if one.ys[0] > head.ys[1] - 1]
    end = min(others, default=float("inf"))
    size = median_low([line.size for line in below]) if below else 0.0
    rows: list[Line] = []
    bottom, anew = head.ys[1], False
    for n, line in enumerate(below):
        after = below[n + 1] if n + 1 < len(below) else None
        outside = line.x0 < head.xs[0] - 2 or line.x1 > head.xs[-1] + 2
        far = line.top - bottom > _APART * line.size
        prose = crosses(line, head) and not is_title(line, after, head)
        anew = bool(rows) and _is_head(line, head)
        titled = line.bold and _sticks_out(line, _first_cells(rows, head), head)
        if anew or line.mid > end or outside or far or prose or titled:
            break
        if line.size > LARGE * size:
            break
        rows.append(line)
        bottom = line.bottom
    ends = anew or end < float("inf")
    while rows and not under_names(rows[-1], head):
        titled = ends and not _is_under_name(rows[-1], page, head)
        if not titled and not _sticks_out(rows[-1], rows[:-1], head):
            break
        rows.pop()
    return rows


def _is_under_name(line: Line, page: Sequence[Line], head: Lattice) -> bool:
    """Whether a plain line begins where the first name does, off the head's side.

    A title of the next table begins at the side itself, or is set bold.
    """
    names = lines_inside(page, head)
    left = min((name.x0 for name in names), default=head.xs[0])
    plain = not any(word.bold for word in line.words)
    return plain and left - head.xs[0] > _LEFT and line.x0 > left - _OUT


def _sticks_out(line: Line, above: Sequence[Line], head: Lattice) -> bool:
    """Whether a line begins left of all rows: cells are set in, text below is not."""
    inside = [one.x0 for one in above if not crosses(one, head)]
    return bool(inside) and line.x0 < min(inside) - _OUT


def _first_cells(rows: Sequence[Line], head: Lattice) -> list[Line]:
    """The lines that begin in the first column."""
    return [line for line in rows if line.x0 < head.xs[1]]


def _is_head(line: Line, head: Lattice) -> bool:
    """Whether a line in several columns is bold all through: another table's head."""
    return line.bold and _in_columns(line, head)


def crosses(line: Line, head: Lattice) -> bool:
    """Whether words of the line stand together across a border, not just lean over."""
    lean = _LEAN * line.size
    return any(
        piece.x0 < x - lean and x + lean < piece.x1
        for piece in chunks(line, GAP * line.size, head.xs)
        for x in head.xs[1:-1]
    )


def is_title(line: Line, after: Line | None, head: Lattice) -> bool:
    """Whether a line across columns is a title of rows: alone, at their left side."""
    alone = len(chunks(line, GAP * line.size)) == 1
    first = head.xs[0] - 1 <= line.x0 < head.xs[1]
    close = after is not None and after.mid - line.mid < _CLOSE * line.size
    runs_on = close and after is not None and crosses(after, head)
    return alone and first and not runs_on


def under_names(line: Line, head: Lattice) -> bool:
    """Whether the line has words below a name other than the first."""
    if crosses(line, head):
        return False
    return any(word.x0 > head.xs[1] - 1 for word in line.words)
