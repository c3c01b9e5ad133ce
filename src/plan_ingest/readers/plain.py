"""Plain text walked line by line: paragraphs, bullets, headings, tables of tabs."""

import re
from dataclasses import dataclass, field

from plan_ingest.model.document import (
    Block,
    Bullet,
    Cell,
    Heading,
    Paragraph,
    Table,
)
from plan_ingest.model.source import Anchor
from plan_ingest.readers import fragments
from plan_ingest.text import squash

_ATX = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*([-=_*~])\1{2,}\s*$")
_GLYPH = re.compile(
    r"^(\s*)([•▪●◦‣⁃∙■□◆◇➢➤►✓✔❖·\uf0b7\uf0a7\uf0d8]|[-–*+o](?=\s))\s*(?=\S)"
)
_NUMBER = re.compile(
    r"^(\s*)((?:\d{1,3}\.)+\d{0,3}|\d{1,3}\)|\(\d{1,3}\)|\(?[a-zA-Z]\)"
    r"|\(?[ivxIVX]{1,5}\))\s+(?=\S)"
)
_ROW = re.compile(r"\S[^\t]*\t+[^\t]*\S|^\t+[^\t]*\S.*\t|\S.*\t\s*$|^\t+\S")
_WRAP = (45, 120)
"""Between these lengths, in characters, lines may be one wrapped paragraph."""


@dataclass(slots=True)
class _Page:
    """What has been read so far; `lines` is the paragraph, `rows` the table growing."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    bullet: tuple[str, int] | None = None
    rows: list[list[str]] = field(default_factory=list)
    page_rows: list[int] = field(default_factory=list)
    blanks: int = 0


def walk(text: str) -> tuple[Block, ...]:
    """The blocks of a text, line by line; a form feed is a page break."""
    page = _Page()
    for line in text.replace("\f", "\n\n").replace("\v", "\n").split("\n"):
        _line(page, line)
    _close_paragraph(page)
    _close_table(page)
    return tuple(page.blocks)


def tabular(text: str) -> bool:
    """Whether any line has cells set apart by tabs."""
    return any("\t" in line.strip() and not _marker(line) for line in text.split("\n"))


def _line(page: _Page, line: str) -> None:
    if not line.strip(" \t\u00a0"):
        _close_paragraph(page)
        page.blanks += 1
        return
    if _is_row(page, line):
        _close_paragraph(page)
        _row(page, line)
    elif page.rows and not page.blanks and _goes_on(page, line):
        page.rows[-1][-1] = f"{page.rows[-1][-1]} {line.strip()}"
    else:
        _close_table(page)
        _prose(page, line)
    page.blanks = 0


def _is_row(page: _Page, line: str) -> bool:
    if "\t" not in line:
        return False
    if page.rows and len(line.split("\t")) == len(page.rows[-1]):
        return True
    return not _marker(line) and bool(_ROW.search(line)) and not _indented(page, line)


def _indented(page: _Page, line: str) -> bool:
    """A paragraph moved in by a tab is no row, unless a table is under way."""
    return not page.rows and line.startswith("\t") and "\t" not in line.strip()


def _goes_on(page: _Page, line: str) -> bool:
    """A cell with a line break in it leaves a line without tabs, short of cells."""
    widest = max(len(row) for row in page.rows)
    return line[:1].islower() or len(page.rows[-1]) < widest


def _row(page: _Page, line: str) -> None:
    cells = line.split("\t")
    if page.rows and page.blanks:
        if len(cells) == max(len(row) for row in page.rows):
            page.page_rows.append(len(page.rows))
        else:
            _close_table(page)
    page.rows.append(cells)


def _close_table(page: _Page) -> None:
    if page.rows:
        page.blocks.append(_table(page.rows, page.page_rows, len(page.blocks)))
    page.rows, page.page_rows = [], []


def _table(rows: list[list[str]], page_rows: list[int], order: int) -> Table:
    width = max(len(row) for row in rows)
    cells = [
        Cell(r, c, r, c, fragments.parts(_unquoted(row[c])) if c < len(row) else ())
        for r, row in enumerate(rows)
        for c in range(width)
    ]
    return Table(tuple(cells), Anchor(order), page_rows=tuple(page_rows))


def _unquoted(cell: str) -> str:
    """A cell as a spreadsheet pastes it: quoted whole, its own quotes doubled."""
    bare = cell.strip()
    if (
        len(bare) > 1
        and bare[0] == bare[-1] == '"'
        and '"' not in bare[1:-1].replace('""', "")
    ):
        return bare[1:-1].replace('""', '"')
    return cell


def _prose(page: _Page, line: str) -> None:
    if heading := _ATX.match(line):
        _close_paragraph(page)
        _heading(page, heading.group(2), len(heading.group(1)))
    elif _RULE.match(line):
        _underline(page, line)
    elif marked := _marker(line):
        _close_paragraph(page)
        page.bullet = (marked.group(2), len(marked.group(1).expandtabs(4)))
        page.lines.append(line[marked.end() :])
    else:
        if page.lines and not _wrapped(page, line):
            _close_paragraph(page)
        page.lines.append(line)


def _marker(line: str) -> re.Match[str] | None:
    return _GLYPH.match(line) or _NUMBER.match(line)


def _wrapped(page: _Page, line: str) -> bool:
    """Whether a line goes on with the paragraph above, as hard-wrapped text does."""
    above = page.lines[-1].rstrip()
    if page.bullet and line[:1].isspace():
        return True
    low, high = _WRAP
    return line.lstrip()[:1].islower() or low <= len(above) <= high


def _underline(page: _Page, line: str) -> None:
    """A line of ==== or ---- under one short line makes that line a heading."""
    mark = line.strip()[0]
    if len(page.lines) == 1 and not page.bullet and mark in "=-" and not page.blanks:
        words = page.lines.pop()
        _heading(page, words, 1 if mark == "=" else 2)
    else:
        _close_paragraph(page)


def _heading(page: _Page, words: str, level: int) -> None:
    text, _ = fragments.inline(words)
    if text:
        page.blocks.append(Heading(text, level, Anchor(len(page.blocks))))


def _close_paragraph(page: _Page) -> None:
    lines, bullet = page.lines, page.bullet
    page.lines, page.bullet = [], None
    if not lines:
        return
    if bullet:
        text, bold = fragments.inline(" ".join(lines))
        if text:
            anchor, level = Anchor(len(page.blocks)), min(8, bullet[1] // 2)
            page.blocks.append(Bullet(text, anchor, bullet[0], level, bold))
        return
    for part in fragments.parts(squash(" ".join(lines))):
        anchor = Anchor(len(page.blocks))
        if part.bullet:
            page.blocks.append(Bullet(part.text, anchor, part.bullet, 0, part.bold))
        else:
            page.blocks.append(Paragraph(part.text, anchor, part.bold))
