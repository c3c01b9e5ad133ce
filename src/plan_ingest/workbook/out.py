"""A review pack written: rows under named columns, as a workbook or as CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from typing import Any

import xlsxwriter

from plan_ingest.model.framework import Framework
from plan_ingest.review.corrections import CHANGES
from plan_ingest.workbook.form import (
    CRITERIA,
    GUIDE,
    ITEMS,
    PROPOSALS,
    VERDICTS,
    node_label,
)
from plan_ingest.workbook.mends import FIX, VALUE

Safe = Callable[[str], str]
"""Makes a document's text harmless for a cell."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_TOP = 3
"""Row of the column titles on every sheet, from 0: above it stand title and advice."""
_WIDTHS = {"Item": 60, "Response or evidence": 50, "Suggestions": 50, "Headings": 26,
           VALUE: 40}  # fmt: skip
_ENTRY = ("Node", "Verdict", "Response node", "Response verdict", FIX, VALUE,
          "Also for", "Note")  # fmt: skip
_LINE, _TALLEST = 14.5, 260.0
"""Height of a line of text and of the tallest row, in points."""
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "text": {"text_wrap": True, "valign": "top"},
    "entry": {"text_wrap": True, "valign": "top", "bg_color": "#FFF8DC", "border": 1},
    "grey": {"font_color": "#777777", "valign": "top", "font_size": 8},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#23394D",
             "font_color": "#FFFFFF", "border": 1},
    "head_entry": {"bold": True, "text_wrap": True, "valign": "top",
                   "bg_color": "#7A4B00", "font_color": "#FFFFFF", "border": 1},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes out: rows by column title, the framework, advice, what forces said."""

    title: str
    marking: str
    advice: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    framework: Framework
    proposals: tuple[tuple[str, ...], ...] = ()
    proposal_columns: tuple[str, ...] = ()


def as_workbook(pack: Pack, safe: Safe) -> bytes:
    """The pack as a workbook: text as text only, the same bytes for the same pack."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, _OPTIONS) as book:
        book.set_properties(
            {"title": pack.title, "category": pack.marking, "created": _EPOCH}
        )
        looks = {name: book.add_format(style) for name, style in _STYLES.items()}
        _guide(book, pack, looks, safe)
        _items(book, pack, looks, safe)
        nodes = pack.framework.nodes
        titles = ("Choose as", "id", "level", "title", "belongs to", "what is asked")
        asked = [
            (node_label(n.id, n.title), n.id, n.level, n.title, n.parent or "",
             n.description)
            for n in nodes
        ]  # fmt: skip
        _sheet(book, CRITERIA, pack, (titles, asked), looks, safe)
        if pack.proposals:
            table = (pack.proposal_columns, pack.proposals)
            _sheet(book, PROPOSALS, pack, table, looks, safe)
    return sink.getvalue()


def as_csv(columns: Iterable[str], rows: Iterable[Iterable[str]], safe: Safe) -> bytes:
    """The rows as CSV that spreadsheets open as UTF-8."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(columns)
    lines.writerows([safe(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], safe: Safe
) -> bytes:
    """A workbook of one table: clashes, for a person to see to."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, _OPTIONS) as book:
        book.set_properties({"title": title, "created": _EPOCH})
        looks = {name: book.add_format(style) for name, style in _STYLES.items()}
        sheet = book.add_worksheet("Conflicts")
        sheet.write_string(0, 0, safe(title), looks["title"])
        _table(sheet, (columns, rows), looks, safe)
    return sink.getvalue()


def _guide(book: Any, pack: Pack, looks: Mapping[str, Any], safe: Safe) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 110)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, 3 + len(pack.advice), 0)
    sheet.write_string(0, 0, safe(pack.title), looks["title"])
    sheet.write_string(1, 0, safe(pack.marking), looks["text"])
    for at, line in enumerate(pack.advice, 3):
        sheet.write_string(at, 0, safe(line), looks["text"])


def _items(book: Any, pack: Pack, looks: Mapping[str, Any], safe: Safe) -> None:
    sheet = _sheet(book, ITEMS, pack, (pack.columns, pack.rows), looks, safe)
    last = _TOP + max(1, len(pack.rows))
    nodes = len(pack.framework.nodes)
    choices: dict[str, Any] = {
        "Node": f"={CRITERIA}!$A${_TOP + 2}:$A${_TOP + 1 + max(1, nodes)}",
        "Verdict": list(VERDICTS),
    }
    choices[FIX] = list(CHANGES)
    choices |= {f"Response {name.lower()}": source for name, source in choices.items()}
    for col, column in enumerate(pack.columns):
        source = choices.get(column.rstrip("0123456789 "))
        if source is not None:
            rule = {
                "validate": "list",
                "source": source,
                "error_type": "warning",
                "error_message": "Choose from the list, or leave it empty.",
            }
            sheet.data_validation(_TOP + 1, col, last, col, rule)


def _sheet(
    book: Any,
    name: str,
    pack: Pack,
    table: tuple[Sequence[str], Sequence[Sequence[str]]],
    looks: Mapping[str, Any],
    safe: Safe,
) -> Any:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, safe(f"{pack.title}: {name}"), looks["title"])
    sheet.write_string(1, 0, safe(pack.marking), looks["text"])
    _table(sheet, table, looks, safe)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_TOP)
    return sheet


def _table(
    sheet: Any,
    table: tuple[Sequence[str], Sequence[Sequence[str]]],
    looks: Mapping[str, Any],
    safe: Safe,
) -> None:
    """Titles, then rows; what the analyst fills is told apart by its titles too."""
    columns, rows = table
    styles = [_style(column) for column in columns]
    for col, column in enumerate(columns):
        head = "head_entry" if styles[col] == "entry" else "head"
        sheet.write_string(_TOP, col, column, looks[head])
        sheet.set_column(col, col, _width(column))
    for at, row in enumerate(rows, _TOP + 1):
        for col, value in enumerate(row):
            look = looks[styles[col]]
            if value:
                sheet.write_string(at, col, safe(value), look)
            else:
                sheet.write_blank(at, col, None, look)
        sheet.set_row(at, _height(row, columns))
    sheet.autofilter(_TOP, 0, _TOP + max(1, len(rows)), len(columns) - 1)
    sheet.freeze_panes(_TOP + 1, 0)


def _height(row: Sequence[str], columns: Sequence[str]) -> float:
    """Points that the wrapped texts of a row need, up to a limit."""
    lines = max(
        sum(ceil(max(1, len(part)) / _width(column)) for part in value.split("\n"))
        for value, column in zip(row, columns, strict=True)
        if _style(column) != "grey"
    )
    return min(_LINE * lines, _TALLEST)


def _style(column: str) -> str:
    if (column.islower() and "_" in column) or column in ("pack", "exported"):
        return "grey"
    return "entry" if column.rstrip("0123456789 ") in _ENTRY else "text"


def _width(column: str) -> int:
    if "ode " in column:
        return 28
    return _WIDTHS.get(column.rstrip("0123456789 "), 14)
