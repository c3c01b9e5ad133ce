"""A profile sheet for each source: how far it covers the framework, level by level."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeAlias

from plan_ingest.exports.bounds import by_source, items_by_source, left_out
from plan_ingest.exports.gap_matrix.matrices import BACK, Behind, matrix_cell
from plan_ingest.exports.heights import fit_row
from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.sheets import (
    HEAD,
    Book,
    add_sheet,
    add_table,
    colour_levels,
    link,
    write,
)
from plan_ingest.exports.wording import marks_words
from plan_ingest.model.coverage import LEVEL_NAMES, NOT_ASSESSABLE, CoverageCell, Report
from plan_ingest.model.plan import PlanItem

Own: TypeAlias = Mapping[str, CoverageCell]
"""A source's cells by node id."""

PROFILES = "Profiles"
"""The sheet that holds all profiles where there are very many plans."""
_HEADERS = ("Node", "Title", "Framework level", "Coverage", "Marks mean")


def profile_sheet(source: str, labels: Mapping[str, str]) -> str:
    """What a source's profile sheet is asked to be called."""
    return f"{labels[source]}"


def profiles(
    book: Book, report: Report, where: Behind, labels: Mapping[str, str]
) -> None:
    """The profile of every source, a sheet each."""
    items, cells = items_by_source(report), by_source(report)
    for record in report.sources:
        source = record.source_id
        says = ", ".join(filter(None, (record.plan_title, record.period, record.file)))
        wanted = profile_sheet(source, labels)
        sheet = add_sheet(book, wanted, labels[source], says)
        for col, width in enumerate((10, 60, 13, 36, 60)):
            sheet.set_column(col, col, width)
        link(book, sheet, (3, 0), "Cover", BACK)
        own = {cell.node_id: cell for cell in cells[source]}
        row = _facts(book, sheet, 4, report, own, items[source])
        _nodes(book, sheet, row + 1, report, f"profile_{source}", own, where)


def profile_list(report: Report, labels: Mapping[str, str]) -> Listing:
    """Every source's profile in one row, where each cannot have a sheet."""
    items, cells = items_by_source(report), by_source(report)
    decided = report.settled.decided
    inner = report.framework.levels[-1]
    return Listing(
        name="profiles",
        title="Profiles: a row for each plan",
        says=f"{left_out(report)[0][1]} Levels are counted by {inner}.",
        columns=_LISTED,
        rows=tuple(
            (
                source,
                labels[source],
                len(items[source]),
                sum(1 for item in items[source] if item.item_id in decided),
                _spread(report, {cell.node_id: cell for cell in own}, inner),
                smart_words(items[source]),
            )
            for source, own in cells.items()
        ),
        keys=("source_id",),
    )


def _facts(
    book: Book, sheet: Any, row: int, report: Report, own: Own, items: list[PlanItem]
) -> int:
    settled = report.settled.decided
    decided = sum(1 for item in items if item.item_id in settled)
    told = [
        ("Items", f"{len(items)}, of which a person has decided {decided}"),
        *((f"By {level}", _spread(report, own, level)) for level in _inner(report)),
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


def _spread(report: Report, own: Own, level: str) -> str:
    cells = [own[node.id] for node in report.framework.at(level)]
    count: Counter[int | None] = Counter(cell.level for cell in cells)
    told = [f"{count[n]} {name}" for n, name in LEVEL_NAMES.items() if count[n]]
    if count[None]:
        told.append(f"{count[None]} {NOT_ASSESSABLE}")
    return "; ".join(told)


def _nodes(
    book: Book,
    sheet: Any,
    top: int,
    report: Report,
    name: str,
    own: Own,
    where: Behind,
) -> None:
    nodes = report.framework.nodes
    add_table(book, sheet, top, _HEADERS, len(nodes), name)
    for row, node in enumerate(nodes, top + 1):
        cell = own[node.id]
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


_LISTED = (
    Column("source_id", "Source", "Id of the source", width=30),
    Column("plan", "Plan", "Force or source", width=36),
    Column("items", "Items", "Items found", "integer", 8),
    Column("decided", "Decided", "Items a person has decided", "integer", 9),
    Column("levels", "Coverage", "How many nodes stand at each level", width=60),
    Column("smart", "SMART ticks", "How many items have each tick", width=60),
)
