"""OpenDocument spreadsheets: what each cell shows, as the file itself says it."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from plan_ingest.errors import UnreadableSource
from plan_ingest.model.document import Document
from plan_ingest.model.source import Source
from plan_ingest.readers.archive import Archive, open_archive
from plan_ingest.readers.odt_body import Text, plain_words
from plan_ingest.readers.odt_styles import OFFICE, STYLE, TABLE, Styles, read_styles
from plan_ingest.readers.sheets import Book, Sheet, book_document
from plan_ingest.readers.xml import parse
from plan_ingest.settings import Reading

_AFRESH = "open it in LibreOffice or Excel and save it afresh"
_MOST_REPEATS = 1000
"""Rows or cells a filled one is repeated at most; empty ones only count on."""


def read(source: Source, path: Path, limits: Reading) -> Document:
    """The workbook at `path`: each sheet's title lines and table, in its order.

    Hidden rows are kept and flagged, hidden sheets left out. Raises SourceError.
    """
    with open_archive(source.file, path, limits) as archive:
        content = _content(archive)
    body = content.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise UnreadableSource(source.file, "it holds no sheets", _AFRESH)
    text = Text(read_styles([content]))
    unseen = _hidden_styles(content)
    sheets = body.findall(f"{TABLE}table")
    shown = [one for one in sheets if one.get(f"{TABLE}style-name") not in unseen]
    named = tuple((one.get(f"{TABLE}name", ""), _sheet(one, text)) for one in shown)
    return book_document(source, Book(named, hidden=len(shown) < len(sheets)))


def _content(archive: Archive) -> etree._Element:
    try:
        return parse(archive.read("content.xml"))
    except (KeyError, etree.LxmlError) as wrong:
        raise UnreadableSource(
            archive.file, "its content is missing or damaged", _AFRESH
        ) from wrong


def _hidden_styles(content: etree._Element) -> set[str | None]:
    """The styles of sheets that are not shown."""
    return {
        properties.getparent().get(f"{STYLE}name")  # type: ignore[union-attr]
        for properties in content.iter(f"{STYLE}table-properties")
        if properties.get(f"{TABLE}display") == "false"
    }


def _sheet(table: etree._Element, text: Text) -> Sheet:
    rows: list[list[str]] = []
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = []
    bold: set[tuple[int, int]] = set()
    hidden: set[int] = set()
    for row in table.iter(f"{TABLE}table-row"):
        cells = list(_cells(row, text))
        repeats = _whole(row, "number-rows-repeated")
        for _ in range(
            min(repeats, _MOST_REPEATS if any(words for words, _ in cells) else 1)
        ):
            at = len(rows)
            rows.append([words for words, _ in cells])
            if row.get(f"{TABLE}visibility", "visible") != "visible":
                hidden.add(at)
            for col, (_, cell) in enumerate(cells):
                down = _whole(cell, "number-rows-spanned")
                across = _whole(cell, "number-columns-spanned")
                if down > 1 or across > 1:
                    merged.append(((at, col), (at + down - 1, col + across - 1)))
                if _is_bold(cell, text.styles):
                    bold.add((at, col))
    return Sheet(rows, tuple(merged), frozenset(bold), frozenset(hidden))


def _cells(row: etree._Element, text: Text) -> Iterator[tuple[str, etree._Element]]:
    kinds = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
    count = 0
    for cell in row.iterchildren(*kinds):
        words = "" if cell.tag == kinds[1] else _shown(cell, text)
        for _ in range(min(_whole(cell, "number-columns-repeated"), _MOST_REPEATS)):
            count += 1
            if count > _MOST_REPEATS:
                return
            yield words, cell


def _shown(cell: etree._Element, text: Text) -> str:
    """What a cell shows; a date with its day as ISO, as from other spreadsheets."""
    words = plain_words(cell, text)
    date = cell.get(f"{OFFICE}date-value", "")[:10]
    told = re.fullmatch(r"\d{4}-\d\d-(\d\d)", date)
    if told and re.search(rf"\b0?{int(told.group(1))}\b", words):
        return date
    return words


def _is_bold(cell: etree._Element, styles: Styles) -> bool:
    return bool(styles.look("table-cell", cell.get(f"{TABLE}style-name")).bold)


def _whole(element: etree._Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return max(1, int(text)) if re.fullmatch(r"\d{1,7}", text) else 1
