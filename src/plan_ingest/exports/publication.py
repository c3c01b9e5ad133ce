"""gap-matrix-publication.xlsx, by the Analysis Function's accessible-sheet rules.

One table a sheet, marked up as a table, its title in A1; no merged, hidden or blank
cells, no filters, frozen panes or fills; meaning in words, never in colour; a cover,
a list of contents and notes. Officers are shown by their roles unless the settings
say otherwise.
"""

import re
from collections.abc import Mapping
from typing import Any

from plan_ingest.exports.facts import facts
from plan_ingest.exports.heights import fit, fit_row, rooms_of
from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.publication_tables import tables
from plan_ingest.exports.safe import cell_text
from plan_ingest.exports.sheets import (
    Book,
    head_and_foot,
    named_table,
    write_book,
)
from plan_ingest.exports.worksheet import Sheet
from plan_ingest.model.coverage import Report

_FONT = {"font_name": "Arial", "font_size": 12, "valign": "top"}
_LOOKS: dict[str, dict[str, Any]] = {
    "h1": {**_FONT, "font_size": 16, "bold": True},
    "h2": {**_FONT, "font_size": 14, "bold": True},
    "line": dict(_FONT),
    "plain": {**_FONT, "text_wrap": True},
    "head": {**_FONT, "bold": True, "text_wrap": True, "bottom": 1},
    "number": {**_FONT, "num_format": "0.###", "align": "right"},
    "link": {**_FONT, "font_color": "#0B4F8A", "underline": 1, "text_wrap": True},
}


def render(report: Report) -> bytes:
    """The publication workbook of a report."""
    return write_book(report.title, report.marking, lambda book: _fill(book, report))


def _fill(book: Book, report: Report) -> None:
    looks = {name: book.workbook.add_format(style) for name, style in _LOOKS.items()}
    found = [(_sheet_name(number, t), t) for number, t in enumerate(tables(report))]
    _cover(book, report, looks)
    _table(book, "Contents", _contents(found), looks, links=True)
    for name, listing in found:
        _table(book, name, listing, looks)


def _sheet_name(number: int, listing: Listing) -> str:
    """A short name without spaces; tables of figures are numbered."""
    plain = re.sub(r"\W+", "_", listing.name)
    return "Notes" if listing.name == "notes" else f"{number}_{plain}"[:31]


def _contents(found: list[tuple[str, Listing]]) -> Listing:
    return Listing(
        name="contents",
        title="Table of contents",
        says="What each worksheet holds.",
        columns=(
            Column("sheet", "Worksheet", "Name of the worksheet", width=28),
            Column("title", "Title", "What it holds", width=80),
        ),
        rows=tuple((name, listing.title) for name, listing in found),
    )


def _cover(book: Book, report: Report, looks: Mapping[str, Any]) -> None:
    sheet = book.workbook.add_worksheet("Cover")
    sheet.set_column(0, 0, 110)
    lines = [("h1", report.title), ("line", report.marking)]
    for what, says in facts(report):
        lines += [("h2", what), ("plain", says)]
    for row, (look, text) in enumerate(line for line in lines if line[1]):
        sheet.write_string(row, 0, cell_text(text), looks[look])
        fit_row(sheet, row, [text], [90])
    _paper(book, sheet)


def _table(
    book: Book,
    name: str,
    listing: Listing,
    looks: Mapping[str, Any],
    links: bool = False,
) -> None:
    """One sheet: title, what it holds, marking, then its one table."""
    sheet = book.workbook.add_worksheet(name, Sheet)
    told = [("h1", listing.title), ("line", "This worksheet contains one table.")]
    told += [("line", line) for line in (listing.says, book.marking) if line]
    for row, (look, text) in enumerate(told):
        sheet.write_string(row, 0, cell_text(text), looks[look])
    top = len(told)
    headers = [column.title for column in listing.columns]
    rows = listing.rows or ((*("[z]",) * len(headers),),)
    named_table(book, sheet, top, headers, len(rows), listing.name, looks["head"])
    for col, column in enumerate(listing.columns):
        sheet.set_column(col, col, max(column.width, 12))
    sheet.rows_look(book.texts, looks["plain"], looks["number"], ("No", "Yes"))
    rooms = rooms_of(column.width * 0.95 for column in listing.columns)
    for at, values in enumerate(rows, top + 1):
        if links:
            target = f"internal:'{values[0]}'!A1"
            sheet.write_url(at, 0, target, looks["link"], str(values[0]))
        sheet.put(at, int(links), values[int(links) :])
        fit(sheet, at, values, rooms)
    _paper(book, sheet)
    sheet.repeat_rows(top)


def _paper(book: Book, sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    head_and_foot(sheet, book)
