"""A matrix sheet for each level: nodes down, sources across, words and colour."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from xlsxwriter.utility import xl_rowcol_to_cell

from plan_ingest.compare.gaps import is_gap
from plan_ingest.exports.listing import Value
from plan_ingest.exports.listings.matrix import by_cell
from plan_ingest.exports.sheets import (
    Book,
    Target,
    add_sheet,
    add_table,
    colour_levels,
    fit_row,
    link,
    write,
)
from plan_ingest.exports.wording import CAUTION, cell_words
from plan_ingest.model.coverage import CoverageCell, Report
from plan_ingest.model.framework import Node

Spans: TypeAlias = Mapping[tuple[str, str], tuple[int, int]]
"""By source id and node id, the first and last row of the evidence, 1-based."""

_TOP = 4
_LEFT = ("Node", "Title", "Basis", "Asked from")
_WIDTHS = (9, 42, 11, 8)
_NARROW, _SMALL = 16, 0.78
_A3 = 8


def level_sheet(level: str) -> str:
    """The name of a level's matrix sheet."""
    return f"By {level}"


def addresses(book: Book, report: Report) -> Mapping[tuple[str, str], tuple[str, str]]:
    """By source id and node id the sheet and address of a cell of the matrices."""
    return {
        (source, node.id): (
            book.names[level_sheet(level)],
            xl_rowcol_to_cell(_TOP + 1 + row, len(_LEFT) + col),
        )
        for level in report.framework.levels
        for row, node in enumerate(report.framework.at(level))
        for col, source in enumerate(report.coverage.sources)
    }


def matrix(
    book: Book,
    report: Report,
    level: str,
    where: Spans,
    labels: Mapping[str, str],
) -> None:
    """The matrix of one level; every filled cell leads to its evidence."""
    says = "Choose a cell to see its evidence. Letters are explained on the cover."
    wanted = level_sheet(level)
    sheet = add_sheet(book, wanted, f"Coverage by {level}", f"{says} {CAUTION}", _A3)
    link(book, sheet, (3, 0), "Back to the cover", Target("Cover"))
    nodes = report.framework.at(level)
    sources = report.coverage.sources
    headers = [*_LEFT, *(labels[s] for s in sources), "Answered by", "Gaps"]
    add_table(book, sheet, _TOP, headers, len(nodes), f"coverage_by_{level}")
    cells = by_cell(report.coverage)
    widths = [*_WIDTHS, *[_width(nodes, cells)] * len(sources), 10, 8]
    for col, width in enumerate(widths):
        sheet.set_column(col, col, width)
    for row, node in enumerate(nodes, _TOP + 1):
        fit_row(sheet, row, _left(node), widths)
        _row(book, sheet, row, node, [cells[s, node.id] for s in sources], where)
    last = (_TOP + max(len(nodes), 1), len(_LEFT) + max(len(sources), 1) - 1)
    colour_levels(book, sheet, (_TOP + 1, len(_LEFT)), last)
    sheet.set_row(_TOP, 45)
    sheet.freeze_panes(_TOP + 1, 2)
    sheet.repeat_rows(_TOP)
    sheet.repeat_columns(0, 1)


def _row(
    book: Book,
    sheet: Any,
    row: int,
    node: Node,
    cells: list[CoverageCell],
    where: Spans,
) -> None:
    left = _left(node)
    for col, value in enumerate(left):
        write(book, sheet, row, col, value, "bold" if col < 2 else "text")
    for col, cell in enumerate(cells, len(left)):
        matrix_cell(book, sheet, (row, col), cell, where)
    answered = sum(1 for cell in cells if (cell.level or 0) >= 3)
    write(book, sheet, row, len(left) + len(cells), answered, "number")
    gaps = sum(1 for cell in cells if is_gap(cell))
    write(book, sheet, row, len(left) + len(cells) + 1, gaps, "number")


def _width(
    nodes: tuple[Node, ...], cells: Mapping[tuple[str, str], CoverageCell]
) -> float:
    """A width at which every cell's words fit one line in the cells' small type.

    LibreOffice does not wrap a cell that is a link.
    """
    shown = {node.id for node in nodes}
    longest = max(
        (len(cell_words(cell)) for cell in cells.values() if cell.node_id in shown),
        default=_NARROW,
    )
    return max(_NARROW, round(longest * _SMALL, 1))


def _left(node: Node) -> tuple[Value, ...]:
    return (node.id, node.title, node.basis or "", node.asked_from)


def matrix_cell(
    book: Book, sheet: Any, place: tuple[int, int], cell: CoverageCell, where: Spans
) -> None:
    """One cell in words, leading to its evidence where it has some."""
    span = where.get((cell.source_id, cell.node_id))
    if span is None or not cell.item_ids:
        write(book, sheet, *place, cell_words(cell), "cell")
        return
    count = len(cell.item_ids)
    link(
        book,
        sheet,
        place,
        cell_words(cell),
        Target(
            book.names["Evidence"],
            f"A{span[0]}:I{span[1]}",
            "cell",
            f"{count} item{'s' if count > 1 else ''}: choose to see the evidence",
        ),
    )
