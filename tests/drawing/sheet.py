"""Plans as Excel trackers: a title, section rows, one item a row."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from tests.drawing import plan as plans
from tests.drawing.plan import Entry, Plan

FIXED = datetime(2020, 1, 1)  # noqa: DTZ001  Excel knows no time zones


def tracker(plan: Plan, path: Path) -> None:
    """A sheet with its header in the fourth row and merged rows for sections."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(path, options) as book:
        book.set_properties({"title": plan.title, "created": FIXED})
        looks = _looks(book)
        _items(book.add_worksheet("Tracker"), plan, looks)
        if plan.glossary:
            guide = book.add_worksheet("Guide")
            guide.set_column(0, 1, 40)
            rows = (plan.glossary.header, *plan.glossary.rows)
            for number, row in enumerate(rows):
                guide.write_row(number, 0, row, None if number else looks["head"])


def _looks(book: Workbook) -> dict[str, Any]:
    wrapped = {"text_wrap": True, "valign": "top", "border": 1}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({**wrapped, "bold": True, "bg_color": "#D9E2EC"}),
        "section": book.add_format({"bold": True, "bg_color": "#EEF2F6", "border": 1}),
        "words": book.add_format(wrapped),
        "date": book.add_format({**wrapped, "num_format": "dd/mm/yyyy"}),
    }


def _items(sheet: Any, plan: Plan, looks: dict[str, Any]) -> None:
    words = plans.header(plan)
    widths = {"text": 60, "response": 60, "lead": 26, "target": 16, "status": 14}
    for col, name in enumerate(words):
        sheet.set_column(col, col, widths.get(name, 8))
    sheet.write_string(0, 0, plan.title, looks["title"])
    if plan.document_date:
        sheet.write_string(1, 0, f"Position at {_month(plan.document_date)}")
    for col, word in enumerate(words.values()):
        sheet.write_string(3, col, word, looks["head"])
    row = 4
    for section in plan.sections:
        heading = section.path[-1]
        if len(words) > 1:
            sheet.merge_range(row, 0, row, len(words) - 1, heading, looks["section"])
        else:
            sheet.write_string(row, 0, heading, looks["section"])
        for entry in section.entries:
            row += 1
            longest = max(len(entry.text), len("; ".join(entry.response)))
            sheet.set_row(row, 15 * (1 + longest // 55))
            for col, name in enumerate(words):
                _write(sheet, row, col, entry, name, looks)
        row += 1
    sheet.freeze_panes(4, 0)


def _write(
    sheet: Any, row: int, col: int, entry: Entry, name: str, looks: dict[str, Any]
) -> None:
    value = getattr(entry, name)
    if name == "response":
        value = "\n".join(entry.response)
    day = _day(value) if name == "target" else None
    if day:
        sheet.write_datetime(row, col, day, looks["date"])
    else:
        sheet.write_string(row, col, value, looks["words"])


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _month(words: str) -> str:
    year, month = [*words.split("-"), "1"][:2]
    return f"{date(int(year), int(month), 1):%B} {year}"
