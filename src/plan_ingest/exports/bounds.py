"""How much workbooks and reports hold where there are very many plans.

Nobody turns a thousand sheets, and no spreadsheet opens them in a minute. Beyond the
plans the settings name, what grows with plans is told in figures; the CSV has it all.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from plan_ingest.exports.counts import of_parts, plan_count, row_count, signs_of
from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.once import once
from plan_ingest.model.coverage import (
    LEVEL_NAMES,
    NOT_ASSESSABLE,
    CoverageCell,
    Report,
)
from plan_ingest.model.part import LATER, NOT_JUDGED
from plan_ingest.model.plan import PlanItem

T = TypeVar("T")

LEVEL_OF: Mapping[str, int | None] = {
    **{str(level): level for level in LEVEL_NAMES},
    LATER: 0,
    NOT_JUDGED: None,
}
"""The level behind each sign of a cell."""

SHEET_ROWS = 2_000
"""Rows of a listing on a sheet, where there are very many plans."""
PAGE_ROWS = 1_000
"""Rows of a listing in a report that is read from top to bottom."""
FEW = 4
"""So many times fewer where only the first plans are shown."""
ACROSS = 16_000
"""Plans across a sheet: Excel knows 16,384 columns."""


def is_brief(report: Report) -> bool:
    """Whether there are more plans than have sheets and pages of their own."""
    return of_parts(report) or plan_count(report) > report.profiles


def left_out(report: Report) -> list[tuple[str, str]]:
    """What is left out for want of room, as a fact of the cover; else nothing."""
    if not is_brief(report):
        return []
    every, shown = plan_count(report), len(report.coverage.sources)
    bound = "can stand side by side (settings: whole)"
    if every > report.profiles:
        own = f"the {report.profiles} that have a sheet or page of their own"
        bound = f"{own} (settings: profiles)"
    told = (
        f"{every:,} plans are more than {bound}. They are told in figures, and long"
        " listings by their first rows: every cell stands in coverage_long.csv, all"
        " evidence in evidence.csv, every gap in gaps.csv. Count the latest plan of"
        " each force, chosen ones, or the plans of a force as one to see each in full."
    )
    if shown < every:
        told += (
            f" The matrices, and the listings other than of sources, show the first"
            f" {shown} plans; figures, weights and the sheet to review count all."
        )
    return [("Very many plans", told)]


def first_rows(
    report: Report,
    listing: Listing,
    most: int = SHEET_ROWS,
    of: int | None = None,
    file: str = "",
    counted: str = "rows",
) -> Listing:
    """The listing, or its first rows and a word where it is too long to be read.

    `of` is how many rows there are, where that is not the count of the CSV of its
    name; `file` names the file that has them all, where that is not this CSV;
    `counted` is what a row stands for.
    """
    bound, here = row_bound(report, most), len(listing.rows)
    every = row_count(report, listing.name, here) if of is None else of
    shown = min(bound, here)
    if not is_brief(report) or every <= shown:
        return listing
    plans, named = len(report.coverage.sources), file or f"{listing.name}.csv"
    told = f"The first {shown:,} of {every:,} {counted}; {named} has all."
    if counted == "rows" and here < every and plans < plan_count(report):
        # Not the first rows of the file: those of other plans stand between them.
        whose = f"Rows of the first {plans:,} of {plan_count(report):,} plans"
        told = f"{whose}: {shown:,} of {every:,}; {named} has all."
    says = f"{told} {listing.says}"
    return replace(listing, says=says, rows=listing.rows[:bound])


def first(report: Report, records: Sequence[T]) -> Sequence[T]:
    """As many records as a sheet has rows, before rows are made of them."""
    return records[: row_bound(report, SHEET_ROWS)] if is_brief(report) else records


def row_bound(report: Report, most: int) -> int:
    """How many rows are shown of at `most` so many."""
    return most // FEW if of_parts(report) else most


def across(report: Report) -> tuple[str, ...]:
    """The sources that fit across a sheet, in their order."""
    return report.coverage.sources[:ACROSS]


@once
def by_source(report: Report) -> Mapping[str, list[CoverageCell]]:
    """Every source's cells, gathered once."""
    found: dict[str, list[CoverageCell]] = {s: [] for s in report.coverage.sources}
    for cell in report.coverage.cells:
        found[cell.source_id].append(cell)
    return found


@once
def items_by_source(report: Report) -> Mapping[str, list[PlanItem]]:
    """Every source's items, gathered once; of a source without any an empty list."""
    found: dict[str, list[PlanItem]] = defaultdict(list)
    for item in report.items:
        found[item.source_id].append(item)
    return found


@once
def level_counts(report: Report) -> Listing:
    """For each node how many plans stand at each level: the matrix in figures."""
    levels = (*LEVEL_NAMES, None)
    count = {node.id: dict.fromkeys(levels, 0) for node in report.framework.nodes}
    for node, signs in signs_of(report).items():
        for sign, plans in signs.items():
            count[node][LEVEL_OF[sign]] += plans
    names = [f"{n} {name}" for n, name in LEVEL_NAMES.items()] + [NOT_ASSESSABLE]
    return Listing(
        name="level_counts",
        title="How many plans stand at each level",
        says="A row for each node; coverage_long.csv has every plan.",
        columns=(
            Column("node_id", "Node", "Id of the framework's node", width=10),
            Column("title", "Title", "Title of the node", width=60),
            *(Column(n, n.capitalize(), n, "integer", 14) for n in names),
        ),
        rows=tuple(
            (node.id, node.title, *(count[node.id][level] for level in levels))
            for node in report.framework.nodes
        ),
        keys=("node_id",),
    )
