"""The cover: what this is, from which sources, how much reviewed, how to read it."""

from typing import Any

from plan_ingest.compare.marks import MARKS
from plan_ingest.exports.facts import facts
from plan_ingest.exports.heights import fit_row
from plan_ingest.exports.hints import HINT
from plan_ingest.exports.sheets import (
    Book,
    Target,
    add_sheet,
    colour_levels,
    link,
    write,
)
from plan_ingest.exports.wording import (
    BREADTH,
    CAUTION,
    LATER,
    LEVELS_SAY,
    ROLLED_UP,
)
from plan_ingest.model.coverage import LEVEL_NAMES, Report


def cover(book: Book, report: Report) -> None:
    """The first sheet."""
    sheet = add_sheet(book, "Cover", report.title, CAUTION)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.set_portrait()
    row = _pairs(book, sheet, 4, facts(report))
    row = _heading(book, sheet, row, "Levels: what the words in a cell mean")
    first = row
    for number, says in LEVELS_SAY.items():
        name = number.capitalize()
        if number.isdigit():
            name = f"{number} {LEVEL_NAMES[int(number)].capitalize()}"
        write(book, sheet, row, 0, name, "cell")
        write(book, sheet, row, 1, says)
        row += 1
    write(book, sheet, row, 0, "0 Not addressed · L", "cell")
    write(book, sheet, row, 1, f"{LATER}: {MARKS['L']}")
    row += 1
    colour_levels(book, sheet, (first, 0), (row - 1, 0))
    row = _heading(book, sheet, row, "Marks: the letters beside a level")
    row = _pairs(book, sheet, row, list(MARKS.items()))
    row = _pairs(book, sheet, row, [("n possible", HINT)])
    row = _heading(book, sheet, row, "Wider levels: what stands beside them")
    row = _pairs(book, sheet, row, [("n of m", BREADTH), ("Highest", ROLLED_UP)])
    row = _heading(book, sheet, row, "Sheets")
    for name in [name for name in book.names.values() if name != "Cover"]:
        link(book, sheet, (row, 0), name, Target(name))
        row += 1
    sheet.print_area(0, 0, row, 1)


def _pairs(book: Book, sheet: Any, row: int, pairs: list[tuple[str, str]]) -> int:
    for what, says in pairs:
        write(book, sheet, row, 0, what, "bold")
        write(book, sheet, row, 1, says)
        fit_row(sheet, row, (what, says), (28, 100))
        row += 1
    return row


def _heading(book: Book, sheet: Any, row: int, text: str) -> int:
    write(book, sheet, row + 1, 0, text, "heading")
    return row + 2
