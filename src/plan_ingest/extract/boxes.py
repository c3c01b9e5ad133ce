"""Posters: tables whose cells are boxes, each a title with a list under it.

Or whose columns are: a title above, lists in the cells below; or whose rows are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from plan_ingest.extract import cards, sidelists
from plan_ingest.extract.boxowners import owned, owns
from plan_ingest.extract.columns import TEXTS
from plan_ingest.extract.grid import grid
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.model.document import (
    Block,
    Bullet,
    Cell,
    Document,
    Heading,
    Paragraph,
    Part,
    Table,
)
from plan_ingest.model.source import Anchor
from plan_ingest.text import ends_sentence, squash

_NAMED = (INLINE | set(TEXTS)) - {"issue"}
"""What titles say that name columns: "Challenges" may be a box's own title."""
_LEAST = 2
"""Entries that a box lists, at least."""
_TITLE_WORDS = 25
_PLAIN_WORDS = 8
"""The most words of a title that is not set bold."""
_ABREAST = 3
"""Lists side by side that are columns in parallel: two may be item and answer."""
_PLAIN_BOXES = 3
"""Boxes whose titles are not set bold: fewer may be the cells of a row."""


def opened(document: Document, lexicon: Lexicon) -> Document:
    """The document, its posters' boxes below each other, row by row or down columns.

    A box's title becomes a heading, deeper than the one the poster stands under; its
    entries stay bullets. What comes after the boxes stands under none of them.
    """
    out: list[Block] = []
    level = 0
    tables = (block for block in document.blocks if isinstance(block, Table))
    least = sidelists.least_rows(tables, lexicon)
    for block in document.blocks:
        if isinstance(block, Heading):
            level = block.level
        boxes = (
            _boxed(block, level + 1, lexicon, least) if isinstance(block, Table) else ()
        )
        if boxes:
            out += [*boxes, Heading("", level + 1, boxes[-1].anchor)]
        else:
            out.append(block)
    if len(out) == len(document.blocks):
        return document
    blocks = (
        replace(block, anchor=replace(block.anchor, order=order))
        for order, block in enumerate(out)
    )
    return replace(document, blocks=tuple(blocks))


def _boxed(table: Table, level: int, lexicon: Lexicon, least: int) -> tuple[Block, ...]:
    """A poster's boxes as blocks, none where a table is no poster.

    Lists beside their titles have the `least` rows or more.
    """
    if _is_poster(table, lexicon) or _is_lists(table, lexicon):
        return tuple(_below(table, level, lexicon))
    if sidelists.is_side_lists(table, lexicon, least):
        return tuple(sidelists.below(table, level))
    return tuple(_down(table, level, lexicon)) if _is_columned(table, lexicon) else ()


def _boxes(table: Table) -> list[Cell]:
    full = [cell for cell in table.cells if cell.parts]
    return sorted(full, key=lambda cell: (cell.row, cell.col))


def _is_poster(table: Table, lexicon: Lexicon) -> bool:
    """Whether every filled cell but a title over all columns is a titled list."""
    cols = table.cols
    full = [cell for cell in _boxes(table) if not _is_banner(cell, cols)]
    if table.header_rows or len({cell.col for cell in full}) < 2:
        return False
    if not all(_is_titled_list(cell) for cell in full):
        return False
    titles = [cell.parts[0] for cell in full]
    if _are_columns([(cell.col, cell.parts[0].text) for cell in full], lexicon):
        return False
    named = any(_is_named(title, lexicon) for title in titles)
    if named and (table.rows > 1 or cards.is_cards(grid(table), lexicon)):
        return False
    plain = [title for title in titles if not title.bold]
    short = all(len(part.text.split()) <= _PLAIN_WORDS for part in plain)
    return not plain or (short and len(full) >= _PLAIN_BOXES)


def _is_banner(cell: Cell, cols: int) -> bool:
    wide = cell.col == 0 and cell.col_end == cols - 1
    return wide and len(cell.parts) == 1 and not cell.parts[0].bullet


def _are_columns(titles: Sequence[tuple[int, str]], lexicon: Lexicon) -> bool:
    """Whether what seem boxes are a table's columns: a title comes again down one.

    Or a title says that what was done stands below it: "Evidence so far".
    """
    again = len(set(titles)) < len(titles)
    return again or any(_tells_done(title, lexicon) for _, title in titles)


def _tells_done(title: str, lexicon: Lexicon) -> bool:
    if lexicon.label(title):
        return False  # a label's box belongs to the box beside it
    column = lexicon.column(title)
    return column is not None and column.role == "response"


def _is_named(title: Part, lexicon: Lexicon) -> bool:
    """Whether a box's title names a column, as "Action", or leads in: "Measures:".

    Boxes so named are columns of a table, where there are rows or labels of a record.
    """
    return title.text.endswith(":") or _role(title, lexicon) in _NAMED


def _is_lists(table: Table, lexicon: Lexicon) -> bool:
    """Whether a frame holds lists, led in one by one, and no field of a record."""
    full = _boxes(table)
    if table.header_rows or {(cell.col, cell.col_end) for cell in full} != {(0, 0)}:
        return False
    lists = [cell for cell in full if any(part.bullet for part in cell.parts)]
    titles = [cell for cell in full if len(cell.parts) == 1 and cell.parts[0].bold]
    if not lists or len(lists) + len(titles) < len(full) or len(full) < _LEAST:
        return False
    led = all(_is_titled_list(cell) for cell in lists)
    known = {_role(cell.parts[0], lexicon) for cell in full}
    return led and not known & INLINE and not cards.is_cards(grid(table), lexicon)


def _role(part: Part, lexicon: Lexicon) -> str:
    said = lexicon.label(part.text)
    return said.role if said else ""


def _is_titled_list(cell: Cell) -> bool:
    title, *below = cell.parts
    entries = [part for part in below if part.bullet]
    if title.bullet or len(entries) < _LEAST or all(part.bold for part in entries):
        return False
    short = len(title.text.split()) <= _TITLE_WORDS
    return short and not ends_sentence(title.text.removesuffix(":"))


def _is_columned(table: Table, lexicon: Lexicon) -> bool:
    """Whether columns stand in parallel: titles in a row, lists alike below each.

    Where all lists of a row are led in by the same words ("Objectives:") they are; so
    are three lists or more below titles that name no column, in one row or in rows that
    hold nothing but entries.
    """
    heads = [cell for cell in _boxes(table) if not cell.row]
    body = [cell for cell in _boxes(table) if cell.row]
    whole = [cell.col for cell in heads] == list(range(table.cols))
    apart = all(cell.col == cell.col_end for cell in (*heads, *body))
    if table.cols < 2 or not (whole and apart and body):
        return False
    if not all(_is_title(cell, lexicon) for cell in heads):
        return False
    if not all(_is_list(cell) for cell in body):
        return False
    if all(_are_led_alike(row) for row in _rows(body)):
        return True
    if any(lexicon.column(cell.text) for cell in heads) or table.cols < _ABREAST:
        return False
    entries = [part for cell in body for part in cell.parts]
    listed = len(_rows(body)) == 1 or all(part.bullet for part in entries)
    return listed and all(
        sum(_entries(cell) for cell in body if cell.col == head.col) >= _LEAST
        for head in heads
    )


def _is_title(cell: Cell, lexicon: Lexicon) -> bool:
    short = len(cell.text.split()) <= _TITLE_WORDS
    listed = any(part.bullet for part in cell.parts)
    return short and not listed and lexicon.label(cell.text) is None


def _is_list(cell: Cell) -> bool:
    """Whether a cell holds entries, but for a line that leads them in."""
    first, *below = cell.parts
    return (bool(first.bullet) or bool(below)) and all(part.bullet for part in below)


def _entries(cell: Cell) -> int:
    return sum(part.bullet is not None for part in cell.parts)


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    return [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]


def _are_led_alike(row: Sequence[Cell]) -> bool:
    """Whether the lists of a row open with the same words, short and no entry."""
    firsts = {cell.parts[0].text for cell in row if not cell.parts[0].bullet}
    led = all(not cell.parts[0].bullet for cell in row)
    return led and len(row) > 1 and len(firsts) == 1


def _down(table: Table, level: int, lexicon: Lexicon) -> Iterator[Block]:
    """A poster's columns from the left: a title, and below it what its cells list.

    A column of what was done is of no one item: it stays out.
    """
    for head, *body in (
        [cell for cell in _boxes(table) if cell.col == col] for col in range(table.cols)
    ):
        if _tells_done(head.text, lexicon):
            continue
        place = Anchor(0, head.page, head.page_end, head.bbox)
        letter, *rest = head.parts
        if len(letter.text) > 1 or not rest:
            letter, rest = replace(letter, text=squash(head.text)), []
        yield Heading(letter.text, level, place)
        if rest:
            name = squash(" ".join(part.text for part in rest))
            yield Heading(name, level, place)
        for cell in body:
            first = cell.parts[0]
            if not first.bullet:
                place = Anchor(0, cell.page, cell.page_end, cell.bbox)
                yield Heading(first.text, level + 1, place)
                cell = replace(cell, parts=cell.parts[1:])
            yield from _listed(cell)


def _listed(cell: Cell) -> Iterator[Block]:
    place = Anchor(0, cell.page, cell.page_end, cell.bbox)
    for part in cell.parts:
        yield Bullet(part.text, place, part.bullet or "•", bold=part.bold)


def _below(table: Table, level: int, lexicon: Lexicon) -> Iterator[Block]:
    """A poster's boxes; those below a title over all columns are of it.

    In a frame the first cell may be the title of the lists below it.
    """
    inner, cols = level, table.cols
    for cell in _boxes(table):
        banner = _is_banner(cell, cols)
        yield from _inside(cell, level if banner else inner, lexicon)
        inner = level + 1 if banner else inner


def _inside(cell: Cell, level: int, lexicon: Lexicon) -> Iterator[Block]:
    """A box's title, and what stands under it; a bold line in it is a heading too.

    An owner or a date above the entries, or below them, is each entry's own.
    """
    place = Anchor(0, cell.page, cell.page_end, cell.bbox)
    owners = owned(cell.parts, lexicon)
    letter, *_ = (part.text for part in cell.parts)
    for number, part in enumerate(cell.parts):
        if part.bullet:
            text = f"{part.text} {owners.get(number, '')}".rstrip()
            yield Bullet(text, place, part.bullet, bold=part.bold)
        elif not number or (number == 1 and len(letter) == 1):
            yield Heading(part.text, level, place)
        elif owners and owns(part, lexicon):
            continue
        elif part.bold and not ends_sentence(part.text):
            yield Heading(part.text, level + 1, place)
        else:
            yield Paragraph(part.text, place, part.bold)
