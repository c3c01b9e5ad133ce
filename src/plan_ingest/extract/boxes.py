"""Posters: tables whose cells are boxes, each a title with a list under it."""

from collections.abc import Iterator
from dataclasses import replace

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import (
    Block,
    Bullet,
    Cell,
    Document,
    Heading,
    Paragraph,
    Table,
)
from plan_ingest.model.source import Anchor
from plan_ingest.text import ends_sentence

_LEAST = 2
"""Entries that a box lists, at least."""
_TITLE_WORDS = 25
_PLAIN_WORDS = 8
"""The most words of a title that is not set bold."""
_PLAIN_BOXES = 3
"""Boxes whose titles are not set bold: fewer may be the cells of a row."""


def opened(document: Document, lexicon: Lexicon) -> Document:
    """The document, the boxes of its posters set below each other, row by row.

    A box's title becomes a heading, deeper than the one the poster stands under; its
    entries stay bullets. A title that names a column, as "Action", makes no poster.
    """
    out: list[Block] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            level = block.level
        if isinstance(block, Table) and _is_poster(block, lexicon):
            out += _below(block, level + 1)
        else:
            out.append(block)
    if len(out) == len(document.blocks):
        return document
    blocks = (
        replace(block, anchor=replace(block.anchor, order=order))
        for order, block in enumerate(out)
    )
    return replace(document, blocks=tuple(blocks))


def _boxes(table: Table) -> list[Cell]:
    full = [cell for cell in table.cells if cell.parts]
    return sorted(full, key=lambda cell: (cell.row, cell.col))


def _is_poster(table: Table, lexicon: Lexicon) -> bool:
    """Whether every filled cell but a title over all columns is a titled list."""
    full = [cell for cell in _boxes(table) if not _is_banner(cell, table)]
    if table.header_rows or len({cell.col for cell in full}) < 2:
        return False
    if not all(_is_titled_list(cell, lexicon) for cell in full):
        return False
    plain = [cell.parts[0] for cell in full if not cell.parts[0].bold]
    short = all(len(part.text.split()) <= _PLAIN_WORDS for part in plain)
    return not plain or (short and len(full) >= _PLAIN_BOXES)


def _is_banner(cell: Cell, table: Table) -> bool:
    wide = cell.col == 0 and cell.col_end == table.cols - 1
    return wide and len(cell.parts) == 1 and not cell.parts[0].bullet


def _is_titled_list(cell: Cell, lexicon: Lexicon) -> bool:
    title, *below = cell.parts
    entries = [part for part in below if part.bullet]
    if title.bullet or len(entries) < _LEAST or all(part.bold for part in entries):
        return False
    if len(title.text.split()) > _TITLE_WORDS or ends_sentence(title.text):
        return False
    return not title.text.endswith(":") and lexicon.label(title.text) is None


def _below(table: Table, level: int) -> Iterator[Block]:
    """A poster's boxes; those below a title over all columns are parts of it."""
    inner = level
    for cell in _boxes(table):
        banner = _is_banner(cell, table)
        yield from _inside(cell, level if banner else inner)
        inner = level + 1 if banner else inner


def _inside(cell: Cell, level: int) -> Iterator[Block]:
    """A box's title, and what stands under it; a bold line in it is a heading too."""
    place = Anchor(0, cell.page, cell.page_end, cell.bbox)
    for number, part in enumerate(cell.parts):
        if part.bullet:
            yield Bullet(part.text, place, part.bullet, bold=part.bold)
        elif not number:
            yield Heading(part.text, level, place)
        elif part.bold and not ends_sentence(part.text):
            yield Heading(part.text, level + 1, place)
        else:
            yield Paragraph(part.text, place, part.bold)
