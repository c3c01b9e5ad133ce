"""The sheet that sets any two forces side by side, chosen from a list."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from plan_ingest.exports.bounds import across
from plan_ingest.exports.gap_matrix.matrices import TOP as MATRIX_TOP
from plan_ingest.exports.gap_matrix.matrices import left, level_sheet
from plan_ingest.exports.heights import fit_row
from plan_ingest.exports.hints import hint_words, hints
from plan_ingest.exports.listings.matrix import by_cell
from plan_ingest.exports.sheets import (
    Book,
    add_sheet,
    colour_levels,
    write,
)
from plan_ingest.exports.wording import cell_words
from plan_ingest.model.coverage import Report
from plan_ingest.text import squash

_TOP = 5


def two_forces(book: Book, report: Report, labels: Mapping[str, str]) -> None:
    """Two forces at the innermost level; another choice looks them up anew."""
    level = report.framework.levels[-1]
    says = "Choose two forces in the orange cells; the rows below follow."
    sheet = add_sheet(book, "Two forces", "Two forces side by side", says)
    for col, width in enumerate((10, 60, 36, 36)):
        sheet.set_column(col, col, width)
    sources = across(report)
    if not sources:
        write(book, sheet, 4, 0, "No source to compare.")
        return
    chosen = (sources[0], sources[1 if len(sources) > 1 else 0])
    for col, text in enumerate(("Node", "Title")):
        write(book, sheet, _TOP, col, text, "head")
    names = _names(book, report, level)
    choice = book.workbook.add_format(
        {"bg_color": "#FFE0B2", "bold": True, "border": 2, "text_wrap": True}
    )
    for at, source in enumerate(chosen):
        text = squash(labels[source])[:250]
        sheet.write_string(_TOP, 2 + at, text, choice)
        sheet.data_validation(
            _TOP, 2 + at, _TOP, 2 + at, {"validate": "list", "source": f"={names}"}
        )
    _rows(book, sheet, report, level, chosen, names)
    sheet.freeze_panes(_TOP + 1, 2)
    sheet.repeat_rows(_TOP)


def _names(book: Book, report: Report, level: str) -> str:
    """The range of the matrix's header that names the sources."""
    name, start = book.names[level_sheet(level)], left(report, level)
    first, last = (
        xl_rowcol_to_cell(MATRIX_TOP, col, row_abs=True, col_abs=True)
        for col in (start, start + len(across(report)) - 1)
    )
    return f"'{name}'!{first}:{last}"


def _rows(
    book: Book,
    sheet: Any,
    report: Report,
    level: str,
    chosen: tuple[str, str],
    names: str,
) -> None:
    cells, beside = by_cell(report.coverage), hints(report)
    nodes = report.framework.at(level)
    name, start = book.names[level_sheet(level)], left(report, level)
    first = xl_col_to_name(start, col_abs=True)
    last = xl_col_to_name(start + len(across(report)) - 1, col_abs=True)
    for at, node in enumerate(nodes):
        row = _TOP + 1 + at
        write(book, sheet, row, 0, node.id)
        write(book, sheet, row, 1, node.title)
        line = f"'{name}'!{first}${MATRIX_TOP + 2 + at}:{last}${MATRIX_TOP + 2 + at}"
        for col, source in enumerate(chosen, 2):
            choice = xl_rowcol_to_cell(_TOP, col, row_abs=True, col_abs=True)
            sheet.write_formula(
                row,
                col,
                f"=INDEX({line},MATCH({choice},{names},0))",
                book.formats["cell"],
                cell_words(
                    cells[source, node.id], hint_words(beside.get((source, node.id), 0))
                ),
            )
        fit_row(sheet, row, [node.title], [60])
    colour_levels(book, sheet, (_TOP + 1, 2), (_TOP + max(len(nodes), 1), 3))
