"""Tables that run over pages: their pieces joined, repeated heads dropped."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from plan_ingest.layout.cutcards import are_cards, are_two_cards
from plan_ingest.layout.cutrows import column_edges, joined_rows
from plan_ingest.layout.gluedheads import MOST_HEAD, unglued
from plan_ingest.layout.loneheads import is_head
from plan_ingest.layout.longtables import SetAside, restored, shortened
from plan_ingest.layout.tablenotes import footnotes
from plan_ingest.model.document import (
    Block,
    Bullet,
    Cell,
    Furniture,
    Heading,
    Paragraph,
    Table,
)
from plan_ingest.text import ends_sentence, fold

SHIFT = 8.0
"""Points by which a column's edge may differ from page to page."""
_CONTINUED = ("continued", "cont", "cont'd", "contd", "ctd")


def join_over_pages(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with each table that goes on over pages as one, orders anew.

    Two tables are one where nothing but running heads and feet, footnotes, or the same
    title again, stands between them, the second is on the next page (or has no page)
    and has the first one's columns, and no head of its own.
    """
    out: list[Block] = []
    open_at: int | None = None
    aside: dict[int, SetAside] = {}
    heads: set[tuple[str, ...]] = set()
    notes = {id(blocks[place]) for place in footnotes(blocks)}
    for block in blocks:
        if isinstance(block, Table):
            before = out[open_at] if open_at is not None else None
            whole = None
            if isinstance(before, Table):
                titled = _opens_with_title(block, out, open_at or 0)
                whole = _continued(before, block, heads, titled)
            heads.add(_row_text(block, 0))
            if whole is not None and open_at is not None:
                rows_past = aside.setdefault(open_at, SetAside())
                out[open_at] = shortened(whole, rows_past)
                _retitled(out, open_at, notes)
                continue
            if loose := _loose(block):
                out += loose
                open_at = None
                continue
            open_at = len(out)
        elif id(block) not in notes and not _passes(block, out, open_at):
            open_at = None
        out.append(block)
    for place, rows_past in aside.items():
        table = out[place]
        if isinstance(table, Table):
            out[place] = restored(table, rows_past)
    return tuple(
        replace(block, anchor=replace(block.anchor, order=order))
        for order, block in enumerate(_without_lone_heads(out))
    )


def _loose(table: Table) -> list[Block]:
    """The words of a table with one filled cell in one row, that carries on nothing."""
    full = [cell for cell in table.cells if cell.parts]
    if table.rows > 1 or len(full) != 1 or table.cols < 2 or table.pages[:1] < (2,):
        return []
    return _words(table)


def _words(table: Table) -> list[Block]:
    return [
        Bullet(part.text, table.anchor, part.bullet, bold=part.bold)
        if part.bullet
        else Paragraph(part.text, table.anchor, part.bold)
        for cell in table.cells
        for part in cell.parts
    ]


def _without_lone_heads(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; a head that ends its page, and that no row followed, as its words."""
    for n, block in enumerate(blocks):
        if isinstance(block, Table) and block.pages and is_head(block):
            below = (blocks[k] for k in range(n + 1, len(blocks)))
            after = next((b for b in below if not isinstance(b, Furniture)), None)
            if after is None or after.anchor.page != block.pages[-1]:
                yield from _words(block)
                continue
        yield block


def _passes(block: Block, out: Sequence[Block], open_at: int | None) -> bool:
    """Whether a table may go on after this block."""
    if isinstance(block, Furniture):
        return True
    return open_at is not None and _repeats_title(block, out, open_at)


def _repeats_title(block: Block, out: Sequence[Block], open_at: int) -> bool:
    """Whether the block is the title above the table at a place once more."""
    return isinstance(block, Heading | Paragraph) and _stands_over(
        block.text, out, open_at
    )


def _opens_with_title(table: Table, out: Sequence[Block], open_at: int) -> bool:
    """Whether a table's first row says the title above the table at a place alone."""
    top = _cells(table, 0)
    said = len(top) == 1 and top[0].col == 0 and table.rows > 1
    return said and table.cols > 1 and _stands_over(top[0].text, out, open_at)


def _stands_over(text: str, out: Sequence[Block], open_at: int) -> bool:
    """Whether words are the title above the table at a place."""
    said = _title(text)
    before = (out[k] for k in range(open_at - 1, -1, -1))
    above = islice((b for b in before if not isinstance(b, Furniture)), 3)
    return any(
        isinstance(b, Heading | Paragraph) and _title(b.text) == said for b in above
    )


def _title(text: str) -> str:
    words = fold(text).strip(" -:()[].").split()
    while words and words[-1].strip("(-).:,") in (*_CONTINUED, ""):
        words.pop()
    return " ".join(words).strip(" -:()[].,")


def _retitled(out: list[Block], open_at: int, notes: Container[int]) -> None:
    """A title printed again between two pieces is furniture now; `notes` are ids."""
    for place in range(open_at + 1, len(out)):
        block = out[place]
        if isinstance(block, Heading | Paragraph) and id(block) not in notes:
            out[place] = Furniture(block.text, block.anchor)


def _continued(
    first: Table, second: Table, heads: Container[tuple[str, ...]], titled: bool
) -> Table | None:
    """Both as one table; None where the second is a table of its own.

    `titled` says that the second opens with the title above the first. `heads` are the
    first rows of the tables before: a title between two rows parts a table from its
    head, which may be printed again on the next page.
    """
    if not _next_page(first, second) or are_two_cards(first, second):
        return None
    mapped = _mapped(first, second)
    if mapped is None:
        return None
    mapped = unglued(first, mapped)
    top = _row_text(mapped, 0)
    # A form's first row is its number: the same number of another form is no head.
    numbered = any(sign.isdigit() for text in top for sign in text)
    named = len([text for text in top if text]) > 1 or _is_title(top)
    again = named and not numbered and top in heads
    below = titled and _row_text(mapped, 1) == _row_text(first, 0)
    repeated = repeated_head(first, mapped) or int(again or titled) + below
    if not repeated and (
        _own_head(first, mapped) or _next_form(first, mapped) or mapped.title
    ):
        return None
    return joined_rows(first, mapped, repeated)


def _next_page(first: Table, second: Table) -> bool:
    if not first.pages or not second.pages:
        return not first.pages and not second.pages
    return second.pages[0] == first.pages[-1] + 1


def _mapped(first: Table, second: Table) -> Table | None:
    """The second table with the first one's column numbers; None if they differ."""
    edges, later = column_edges(first), column_edges(second)
    if not edges or not later:
        return second if first.cols == second.cols else None
    places = _places(edges, later)
    if places is None:
        shift = edges[0] - later[0]
        places = _places(edges, [x + shift for x in later])
    if places is None:
        return second if _overlap(edges, later) else None
    return replace(
        second,
        cells=tuple(
            replace(cell, col=places[cell.col], col_end=places[cell.col_end + 1] - 1)
            for cell in second.cells
        ),
    )


def _places(edges: Sequence[float], later: Sequence[float]) -> list[int] | None:
    """For each later edge its place among the edges; None where one has none."""
    out = []
    for x in later:
        near = min(range(len(edges)), key=lambda k: abs(edges[k] - x))
        if abs(edges[near] - x) > SHIFT:
            return None
        out.append(near)
    complete = out[0] == 0 and out[-1] == len(edges) - 1
    return out if complete and out == sorted(set(out)) else None


def _overlap(edges: Sequence[float], later: Sequence[float]) -> bool:
    """Whether columns bounded by white alone lie over each other, one by one."""
    if len(edges) != len(later):
        return False
    shared = [
        min(b, d) - max(a, c) > 0.6 * min(b - a, d - c)
        for (a, b), (c, d) in zip(pairwise(edges), pairwise(later), strict=True)
    ]
    return all(shared)


def repeated_head(first: Table, second: Table) -> int:
    """How many of the second table's first rows are the first one's head again."""
    heads = [_row_text(first, row) for row in range(min(first.rows, MOST_HEAD))]
    later = [_row_text(second, row) for row in range(min(second.rows, MOST_HEAD))]
    for start in range(len(heads)):
        count = 0
        while (
            start + count < len(heads)
            and count < len(later)
            and later[count] == heads[start + count]
            and _filled(later[count])
        ):
            count += 1
        named = any(len([t for t in later[k] if t]) > 1 for k in range(count))
        if count and (named or (not start and _is_title(later[0]))):
            return count
    return 0


def _is_title(texts: Sequence[str]) -> bool:
    """Whether a row of several columns holds words in the first alone: a title."""
    alone = len(texts) > 2 and bool(texts[0]) and not any(texts[1:])
    return alone and not any(sign.isdigit() for sign in texts[0])


def _row_text(table: Table, row: int) -> tuple[str, ...]:
    here = sorted((c for c in table.cells if c.row == row), key=lambda c: c.col)
    return tuple(fold(cell.text) for cell in here)


def _filled(texts: Sequence[str]) -> bool:
    return any(texts)


def _next_form(first: Table, second: Table) -> bool:
    """Whether both open with the same label: two forms, one after the other."""
    one, other = (_row_text(table, 0) for table in (first, second))
    if not one or not other or first.cols != 2 or first.rows < 3:
        return False
    return bool(one[0]) and one[0] == other[0] and not one[0][0].isdigit()


def _own_head(first: Table, second: Table) -> bool:
    """Whether the second table opens with a head that the first does not have."""
    top = _cells(second, 0)
    if not top or second.rows < 2 or are_cards(first, second):
        return False
    if not all(_label(cell) for cell in top) or len(top) < 0.6 * second.cols:
        return False
    bold = all(cell.bold for cell in top) and not all(
        cell.bold for cell in _cells(second, 1)
    )
    if bold:
        return not all(cell.bold for cell in _cells(first, first.rows - 1))
    head = _cells(first, 0)
    return bool(head) and not any(c.bold for c in head) and _all_words(top, second)


def _all_words(top: Sequence[Cell], table: Table) -> bool:
    """Whether labels without figures stand over cells that differ in kind."""
    if any(char.isdigit() for cell in top for char in cell.text):
        return False
    below = [c for c in table.cells if c.row > 0 and c.parts]
    long = sum(
        len(c.text.split()) > 8 or any(d.isdigit() for d in c.text) for c in below
    )
    return len(top) == table.cols and long * 3 > len(below)


def _cells(table: Table, row: int) -> list[Cell]:
    return [c for c in table.cells if c.row == row and c.parts]


def _label(cell: Cell) -> bool:
    return len(cell.text.split()) <= 6 and not ends_sentence(cell.text.rstrip(":"))
