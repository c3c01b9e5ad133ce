"""CommonMark with tables: its tokens made into blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from plan_ingest.model.document import (
    Block,
    Bullet,
    Cell,
    Heading,
    Paragraph,
    Part,
    Table,
)
from plan_ingest.model.source import Anchor
from plan_ingest.readers import fragments
from plan_ingest.text import squash

_DOTTED = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.? +(?=[A-Z])", re.MULTILINE)
"""A line that opens with a number such as 3.1, which CommonMark knows no list of."""


@dataclass(slots=True)
class _List:
    """An open list: the number its next entry has, None when it is bulleted."""

    number: int | None
    delimiter: str
    fresh: bool = False

    def marker(self) -> str:
        return "•" if self.number is None else f"{self.number}{self.delimiter}"


@dataclass(slots=True)
class _Walk:
    """Blocks so far, the lists that are open, the rows of the table being read."""

    blocks: list[Block] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    rows: list[list[tuple[Part, ...]]] = field(default_factory=list)
    header_rows: int = 0
    level: int = 0
    in_table: bool = False

    def anchor(self) -> Anchor:
        return Anchor(len(self.blocks))


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, in reading order."""
    walk = _Walk()
    for token in _parser().parse(_DOTTED.sub(r"\n\g<0>", text)):
        _open_or_close(walk, token)
        if token.type == "inline":
            _words(walk, token)
        elif token.type in ("fence", "code_block", "html_block"):
            _paragraphs(walk, fragments.parts(token.content))
    return tuple(walk.blocks)


@cache
def _parser() -> MarkdownIt:
    # Indented text in a plan is a paragraph moved in, never code.
    return MarkdownIt("commonmark").enable("table").disable(["code", "html_block"])


def _open_or_close(walk: _Walk, token: Token) -> None:
    match token.type:
        case "heading_open":
            walk.level = int(token.tag[1:])
        case "heading_close":
            walk.level = 0
        case "bullet_list_open":
            walk.lists.append(_List(None, ""))
        case "ordered_list_open":
            start = int(token.attrGet("start") or 1)
            walk.lists.append(_List(start, token.markup or "."))
        case "bullet_list_close" | "ordered_list_close":
            walk.lists.pop()
        case "list_item_open":
            walk.lists[-1].fresh = True
        case "list_item_close":
            if walk.lists[-1].number is not None:
                walk.lists[-1].number += 1
        case "table_open" | "table_close" | "tr_open" | "thead_close":
            _table(walk, token.type)


def _table(walk: _Walk, event: str) -> None:
    if event == "table_open":
        walk.in_table, walk.rows = True, []
    elif event == "tr_open":
        walk.rows.append([])
    elif event == "thead_close":
        walk.header_rows = len(walk.rows)
    else:
        walk.in_table = False
        walk.blocks.append(_grid(walk))


def _grid(walk: _Walk) -> Table:
    cells = tuple(
        Cell(r, c, r, c, parts)
        for r, row in enumerate(walk.rows)
        for c, parts in enumerate(row)
    )
    headed = (
        walk.header_rows if any(cell.parts for cell in cells if not cell.row) else 0
    )
    shown = cells if headed else tuple(cell for cell in cells if cell.row)
    return Table(shown, walk.anchor(), header_rows=headed or None)


def _words(walk: _Walk, token: Token) -> None:
    found = _inline(token.children or ())
    if walk.in_table:
        walk.rows[-1].append(found)
    elif walk.level:
        text = squash(" ".join(part.text for part in found))
        if text:
            walk.blocks.append(Heading(text, walk.level, walk.anchor()))
    else:
        _paragraphs(walk, found)


def _paragraphs(walk: _Walk, found: tuple[Part, ...]) -> None:
    for part in found:
        if walk.lists and walk.lists[-1].fresh:
            walk.lists[-1].fresh = False
            marker, level = walk.lists[-1].marker(), len(walk.lists) - 1
            block: Block = Bullet(part.text, walk.anchor(), marker, level, part.bold)
        elif part.bullet:
            block = Bullet(part.text, walk.anchor(), part.bullet, 0, part.bold)
        else:
            block = Paragraph(part.text, walk.anchor(), part.bold)
        walk.blocks.append(block)


def _inline(children: Sequence[Token]) -> tuple[Part, ...]:
    """The words of one inline run; its tags are read as `fragments` reads them.

    Bold goes over as tags, so that one place decides what is bold and what a part is.
    """
    written = []
    for child in children:
        match child.type:
            case "text" | "code_inline":
                written.append(_literal(child.content))
            case "html_inline":
                written.append(child.content)
            case "softbreak":
                written.append(" ")
            case "hardbreak":
                written.append("<br>")
            case "strong_open":
                written.append("<b>")
            case "strong_close":
                written.append("</b>")
            case "image":
                written.append(_literal(child.content))
    return fragments.parts("".join(written), marks=False)


def _literal(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
