"""Workbooks of our own: text as text only, the same bytes for the same report."""

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from plan_ingest.exports.heights import fit, rooms_of
from plan_ingest.exports.listing import Listing, Value
from plan_ingest.exports.safe import cell_text
from plan_ingest.exports.sheet_looks import LATER_STYLE, LEVEL_STYLES, STYLES
from plan_ingest.exports.worksheet import Sheet, Texts
from plan_ingest.text import squash

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The date a workbook says it was made: fixed, so that the bytes are."""
_LINKS = 65_000
"""Just under the most links that a sheet may hold."""
HEAD = 31.0
"""Height of a header row, in points: two lines."""
_PAPER = 260.0
"""Widths of columns that one page holds, in characters."""
_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


@dataclass(slots=True)
class Book:
    """A workbook being written: its formats, and the names its sheets took."""

    workbook: Any
    formats: Mapping[str, Any]
    title: str
    marking: str
    names: dict[str, str]
    texts: Texts
    tables: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: a sheet's name and cells on it; how it looks and its tip."""

    sheet: str
    first: str = "A1"
    style: str = "link"
    tip: str = ""


def write_book(title: str, marking: str, fill: Callable[[Book], None]) -> bytes:
    """The bytes of a workbook that `fill` wrote its sheets into."""
    sink = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "max_url_length": 2079,
    }
    with xlsxwriter.Workbook(sink, options) as workbook:
        workbook.set_properties(
            {
                "title": cell_text(title),
                "subject": "Coverage of a framework by action plans",
                "category": cell_text(marking),
                "comments": cell_text(marking),
                "created": _EPOCH,
            }
        )
        if marking:
            workbook.set_custom_property("Protective marking", marking[:250])
        formats = {name: workbook.add_format(style) for name, style in STYLES.items()}
        texts = Texts(workbook.str_table)
        fill(Book(workbook, formats, title, marking, {}, texts))
    return sink.getvalue()


def sheet_name(book: Book, wanted: str) -> str:
    """A sheet's name no other has, of at most 31 characters that may stand in one."""
    plain = squash(_NAME.sub(" ", wanted))[:31].strip() or "Sheet"
    taken = {name.casefold() for name in book.names.values()} | {"history"}
    name, count = plain, 1
    while name.casefold() in taken:
        count += 1
        ending = f" {count}"
        name = plain[: 31 - len(ending)] + ending
    book.names[wanted] = name
    return name


def add_sheet(book: Book, wanted: str, title: str, says: str, paper: int = 9) -> Any:
    """A sheet with title, explanation and marking in its first three rows.

    Paper by Excel's numbers: 9 is A4, 8 is A3; landscape, one page wide.
    """
    name = book.names.get(wanted) or sheet_name(book, wanted)
    sheet = book.workbook.add_worksheet(name, Sheet)
    write(book, sheet, 0, 0, title, "title")
    write(book, sheet, 1, 0, says, "says")
    write(book, sheet, 2, 0, book.marking, "marking")
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
    head_and_foot(sheet, book, "&L&A")
    return sheet


def head_and_foot(sheet: Any, book: Book, left: str = "") -> None:
    """The marking at the head and foot of every page, and the page's number.

    Without a marking there is no head: readers stumble over an empty part.
    """
    # "&" opens a code in heads and feet; doubled it stands for itself.
    marking = book.marking.replace("&", "&&")[:100]
    centre = f"&C{marking}" if marking else ""
    if centre:
        sheet.set_header(centre)
    sheet.set_footer(f"{left}{centre}&RPage &P of &N")


def write(
    book: Book, sheet: Any, row: int, col: int, value: Value, style: str = "text"
) -> None:
    """One cell: a text never becomes a formula, a number or a link."""
    look = book.formats[style]
    if value is None or value == "":
        sheet.write_blank(row, col, None, look)
    elif isinstance(value, bool):
        sheet.write_string(row, col, "yes" if value else "no", look)
    elif isinstance(value, str):
        sheet.text(row, col, cell_text(value), look)
    else:
        sheet.write_number(row, col, value, look)


def link(book: Book, sheet: Any, place: tuple[int, int], text: str, to: Target) -> None:
    """A link inside the workbook.

    A sheet holds only so many links; beyond that the text stands alone.
    """
    if sheet.hlink_count >= _LINKS:
        write(book, sheet, *place, text, to.style)
        return
    target = f"internal:'{to.sheet}'!{to.first}"
    tip = squash(to.tip)[:250] or None
    sheet.write_url(*place, target, book.formats[to.style], cell_text(text), tip)


def add_table(
    book: Book, sheet: Any, top: int, headers: Iterable[str], rows: int, name: str
) -> None:
    """Makes the rows below a header row a named table with filters."""
    look = book.formats["head"]
    named_table(book, sheet, top, headers, rows, name, look, filters=True)


def named_table(
    book: Book,
    sheet: Any,
    top: int,
    headers: Iterable[str],
    rows: int,
    name: str,
    look: Any,
    filters: bool = False,
) -> None:
    """Marks a header row and the rows below it up as a table."""
    book.tables += 1
    titles = [squash(header)[:250] for header in headers]
    sheet.print_area(0, 0, top + max(rows, 1), len(titles) - 1)
    sheet.table_from(
        top,
        top + max(rows, 1),
        len(titles),
        {
            "name": "T_" + re.sub(r"\W", "_", name)[:200] + f"_{book.tables}",
            "style": "Table Style Light 1" if filters else None,
            "banded_rows": False,
            "autofilter": filters,
            "columns": [{"header": t, "header_format": look} for t in titles],
        },
    )


def listing_sheet(
    book: Book,
    wanted: str,
    listing: Listing,
    top: int = 3,
    links: tuple[int, Sequence[Target]] = (-1, ()),
) -> Any:
    """A sheet that holds a listing as a named table under frozen headers.

    `links` are a column, from 0, and for each row where its cell leads.
    """
    sheet = add_sheet(book, wanted, listing.title, listing.says)
    headers = [column.title for column in listing.columns]
    add_table(book, sheet, top, headers, len(listing.rows), listing.name)
    widths = [column.width for column in listing.columns]
    for col, width in enumerate(widths):
        sheet.set_column(col, col, width)
    looks = book.formats
    sheet.rows_look(book.texts, looks["text"], looks["number"], ("no", "yes"))
    rooms = rooms_of(widths)
    linked, targets = links
    for at, row in enumerate(listing.rows, top + 1):
        if linked < 0:
            sheet.put(at, 0, row)
        else:
            sheet.put(at, 0, row[:linked])
            link(book, sheet, (at, linked), str(row[linked]), targets[at - top - 1])
            sheet.put(at, linked + 1, row[linked + 1 :])
        fit(sheet, at, row, rooms)
    if not listing.rows:
        write(book, sheet, top + 1, 0, "None.")
    last = top + max(len(listing.rows), 1)
    sheet.print_area(0, 0, last, printed(widths) - 1)
    sheet.set_row(top, HEAD)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    return sheet


def colour_levels(book: Book, sheet: Any, first: tuple[int, int], last: Any) -> None:
    """Conditional formats for cells that begin with a level; words stay beside.

    A later ask stands first: a cell at level 0 that carries the mark L.
    """
    cell = xl_rowcol_to_cell(*first)
    later = f'=AND(LEFT({cell},1)="0",ISNUMBER(FIND("· L",{cell})))'
    look = book.workbook.add_format(LATER_STYLE)
    rule = {"type": "formula", "criteria": later, "format": look}
    sheet.conditional_format(*first, *last, rule | {"stop_if_true": True})
    for begins, style in LEVEL_STYLES.items():
        sheet.conditional_format(
            *first,
            *last,
            {
                "type": "text",
                "criteria": "begins with",
                "value": begins,
                "format": book.workbook.add_format(style),
            },
        )


def printed(widths: Iterable[float]) -> int:
    """How many columns fit one page's width in a type that can still be read."""
    room, count = _PAPER, 0
    for width in widths:
        room -= width
        if room < 0 and count:
            break
        count += 1
    return count
