"""Tables of which only the head is shaded: its columns go on below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from plan_ingest.layout.celllines import LARGE, Line, chunks, page_lines
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.openlines import GAP
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.piecedrules import headed
from plan_ingest.layout.shaded import ruled

_NAME_WORDS = 6  # in a column's name
_APART = 8.0  # type sizes of white that end a table
_NAMED = 3.0  # type sizes from a title's shade to the names below it
_CLOSE = 1.7  # type sizes from line to line of one paragraph
LEAN = 0.8  # type sizes: borders known from white alone lie anywhere in it
OUT = 1.0  # points by which text below a table sticks out of its cells
LEFT = 3.0  # points by which a title over all columns may begin off the table


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


def in_columns(line: Line, head: Lattice) -> bool:
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
        and all(abs(x - at) < LEFT for x, at in zip(one.xs, head.xs, strict=True))
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
    others = [
        one.ys[0]
        for one in found
        if one.ys[0] > head.ys[1] - 1 and not _is_in_cell(one, head)
    ]
    end = min(others, default=float("inf"))
    size = median_low([line.size for line in below]) if below else 0.0
    rows: list[Line] = []
    bottom, anew = head.ys[1], False
    for n, line in enumerate(below):
        after = below[n + 1] if n + 1 < len(below) else None
        outside = line.x0 < head.xs[0] - 2 or line.x1 > head.xs[-1] + 2
        far = line.top - bottom > _APART * line.size
        prose = crosses(line, head) and not is_title(line, after, head)
        anew = bool(rows) and is_head(line, head)
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


def _is_in_cell(one: Lattice, head: Lattice) -> bool:
    """Whether a shade alone lies inside one column: a badge round a cell's word."""
    inside = any(
        a - OUT < one.xs[0] and one.xs[-1] < b + OUT for a, b in pairwise(head.xs)
    )
    return inside and len(one.xs) == len(one.ys) == 2


def _is_under_name(line: Line, page: Sequence[Line], head: Lattice) -> bool:
    """Whether a plain line begins where the first name does, off the head's side.

    A title of the next table begins at the side itself, or is set bold.
    """
    names = lines_inside(page, head)
    left = min((name.x0 for name in names), default=head.xs[0])
    plain = not any(word.bold for word in line.words)
    return plain and left - head.xs[0] > LEFT and line.x0 > left - OUT


def _sticks_out(line: Line, above: Sequence[Line], head: Lattice) -> bool:
    """Whether a line begins left of all rows: cells are set in, text below is not."""
    inside = [one.x0 for one in above if not crosses(one, head)]
    return bool(inside) and line.x0 < min(inside) - OUT


def _first_cells(rows: Sequence[Line], head: Lattice) -> list[Line]:
    """The lines that begin in the first column."""
    return [line for line in rows if line.x0 < head.xs[1]]


def is_head(line: Line, head: Lattice) -> bool:
    """Whether a line in several columns is bold all through: another table's head."""
    return line.bold and in_columns(line, head)


def crosses(line: Line, head: Lattice) -> bool:
    """Whether words of the line stand together across a border, not just lean over."""
    lean = LEAN * line.size
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
