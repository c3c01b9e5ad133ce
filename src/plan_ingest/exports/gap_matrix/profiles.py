"""A profile sheet for each source: how far it covers the framework, level by level."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from plan_ingest.exports.gap_matrix.matrices import Behind, matrix_cell
from plan_ingest.exports.listings.matrix import by_cell
from plan_ingest.exports.sheets import (
    HEAD,
    Book,
    Target,
    add_sheet,
    add_table,
    colour_levels,
    fit_row,
    link,
    write,
)
from plan_ingest.exports.wording import marks_words
from plan_ingest.model.coverage import LEVEL_NAMES, NOT_ASSESSABLE, Report
from plan_ingest.model.plan import PlanItem

_HEADERS = ("Node", "Title", "Framework level", "Coverage", "Marks mean")


def profile_sheet(source: str, labels: Mapping[str, str]) -> str:
    """What a source's profile sheet is asked to be called."""
    return f"{labels[source]}"


def profile(
    book: Book,
    report: Report,
    source: str,
    where: Behind,
    labels: Mapping[str, str],
) -> None:
    """The profile of one source."""
    record = next(r for r in report.sources if r.source_id == source)
    says = ", ".join(filter(None, (record.plan_title, record.period, record.file)))
    wanted = profile_sheet(source, labels)
    sheet = add_sheet(book, wanted, labels[source], says)
    for col, width in enumerate((10, 60, 13, 36, 60)):
        sheet.set_column(col, col, width)
    link(book, sheet, (3, 0), "Back to the cover", Target("Cover"))
    items = [item for item in report.items if item.source_id == source]
    row = _facts(book, sheet, 4, report, source, items)
    _nodes(book, sheet, row + 1, report, source, where)


def _facts(
    book: Book,
    sheet: Any,
    row: int,
    report: Report,
    source: str,
    items: list[PlanItem],
) -> int:
    settled = report.settled.decided
    decided = sum(1 for item in items if item.item_id in settled)
    told = [
        ("Items", f"{len(items)}, of which a person has decided {decided}"),
        *((f"By {level}", _spread(report, source, level)) for level in _inner(report)),
        ("SMART ticks", smart_words(items)),
    ]
    for what, says in told:
        write(book, sheet, row, 0, f"{what}: {says}", "says")
        row += 1
    return row


def smart_words(items: list[PlanItem]) -> str:
    """How many items have each of the four ticks, in words."""
    smart = [item.smart for item in items]
    owner = sum(1 for s in smart if s.owner == "row")
    date = sum(1 for s in smart if s.date in ("due_date", "period"))
    measure = sum(1 for s in smart if s.measure)
    evidence = sum(1 for s in smart if s.evidence != "none")
    return (
        f"owner on {owner}, date on {date}, measure on {measure}, evidence on"
        f" {evidence} of {len(items)} items"
    )


def _inner(report: Report) -> tuple[str, ...]:
    return report.framework.levels[-2:]


def _spread(report: Report, source: str, level: str) -> str:
    nodes = {node.id for node in report.framework.at(level)}
    cells = [
        cell
        for cell in report.coverage.cells
        if cell.source_id == source and cell.node_id in nodes
    ]
    count: Counter[int | None] = Counter(cell.level for cell in cells)
    told = [f"{count[n]} {name}" for n, name in LEVEL_NAMES.items() if count[n]]
    if count[None]:
        told.append(f"{count[None]} {NOT_ASSESSABLE}")
    return "; ".join(told)


def _nodes(
    book: Book, sheet: Any, top: int, report: Report, source: str, where: Behind
) -> None:
    nodes = report.framework.nodes
    cells = by_cell(report.coverage)
    add_table(book, sheet, top, _HEADERS, len(nodes), f"profile_{source}")
    for row, node in enumerate(nodes, top + 1):
        cell = cells[source, node.id]
        outer = node.level != report.framework.levels[-1]
        write(book, sheet, row, 0, node.id, "bold" if outer else "text")
        write(book, sheet, row, 1, node.title, "bold" if outer else "text")
        write(book, sheet, row, 2, node.level)
        matrix_cell(book, sheet, (row, 3), cell, where)
        write(book, sheet, row, 4, marks_words(cell.marks))
        fit_row(sheet, row, (node.title, marks_words(cell.marks)), (60, 60))
    colour_levels(book, sheet, (top + 1, 3), (top + max(len(nodes), 1), 3))
    sheet.set_row(top, HEAD)
    sheet.repeat_rows(top)
