"""The tables of the publication workbook: every cell filled, every meaning in words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plan_ingest.compare.marks import MARKS
from plan_ingest.exports.bounds import (
    across,
    first,
    first_rows,
    is_brief,
    items_by_source,
)
from plan_ingest.exports.counts import plan_count, row_count
from plan_ingest.exports.labels import place, source_labels
from plan_ingest.exports.listing import Column, Listing, Value
from plan_ingest.exports.listings import analyses, evidence, matrix
from plan_ingest.exports.notes import NOT_APPLICABLE, notes, run_manifest
from plan_ingest.exports.roles import shown_text
from plan_ingest.exports.wording import (
    LEVELS_SAY,
    breadth_words,
    level_words,
    marks_words,
)
from plan_ingest.model.coverage import LEVEL_NAMES, Coverage, Report


def tables(report: Report) -> tuple[Listing, ...]:
    """The workbook's tables in order; officers' names only where it allows them."""
    labels = source_labels(report.sources)
    cells = row_count(report, _CELLS, len(report.coverage.cells))
    found = [
        notes(report),
        _levels(),
        _marks(),
        *_matrices(report, labels),
        first_rows(report, _cells(report, labels), of=cells),
        first_rows(report, analyses.gaps(report)),
        first_rows(report, analyses.uptake(report)),
        _smart_of_plans(report, labels),
        first_rows(report, _evidence(report, labels)),
        first_rows(report, evidence.sources(report)),
        first_rows(report, run_manifest(report), file="manifest.json"),
    ]
    return tuple(map(_full, found))


_CELLS = "coverage_long"
"""The file that has every cell."""
_SMART = "smart.csv, item by item,"
"""The file that has all plans' items with their attributes."""


def _full(listing: Listing) -> Listing:
    """The listing without an empty cell: what does not apply says so."""
    rows = tuple(
        tuple(NOT_APPLICABLE if value in (None, "") else value for value in row)
        for row in listing.rows
    )
    return replace(listing, rows=rows)


def _levels() -> Listing:
    return Listing(
        name="levels",
        title="Levels of coverage",
        says="What each level of coverage means.",
        columns=(
            Column("level", "Level", "Number of the level", width=18),
            Column("name", "Name", "Name of the level", width=30),
            Column("meaning", "Meaning", "What it means", width=90),
        ),
        rows=tuple(
            (number, LEVEL_NAMES[int(number)] if number.isdigit() else number, says)
            for number, says in LEVELS_SAY.items()
        ),
    )


def _marks() -> Listing:
    return Listing(
        name="marks",
        title="Marks of a cell",
        says="What the marks beside a level mean.",
        columns=(
            Column("mark", "Mark", "The letter", width=12),
            Column("meaning", "Meaning", "What it means", width=90),
        ),
        rows=tuple(MARKS.items()),
    )


def _matrices(report: Report, labels: Mapping[str, str]) -> Iterator[Listing]:
    """The innermost level first; by decisions alone after all of them."""
    layers = (report.coverage, ""), (report.reviewed, "_reviewed")
    for coverage, ending in layers:
        for level in report.framework.levels[::-1]:
            shown = _matrix(report, level, coverage, labels)
            file = f"coverage_{level}{ending}.csv"
            yield first_rows(report, shown, of=len(shown.rows), file=file)


def _matrix(
    report: Report, level: str, coverage: Coverage, labels: Mapping[str, str]
) -> Listing:
    cells = matrix.by_cell(coverage)
    decided = coverage is report.reviewed
    layer = "decisions only" if decided else "decisions and suggestions"
    return Listing(
        name=f"{level}_{'decided' if decided else 'all'}",
        title=f"Coverage by {level}, by {layer}",
        says="Level of each plan for each node, in words."
        if len(across(report)) == plan_count(report)
        else f"Level of the first {len(across(report)):,} plans; the CSV has all.",
        columns=(
            matrix.NODE,
            matrix.TITLE,
            *(
                Column(source, labels[source], f"Level of {source}", width=24)
                for source in across(report)
            ),
        ),
        rows=tuple(
            (
                node.id,
                node.title,
                *(level_words(cells[s, node.id]) for s in across(report)),
            )
            for node in report.framework.at(level)
        ),
    )


def _cells(report: Report, labels: Mapping[str, str]) -> Listing:
    titles = {node.id: node.title for node in report.framework.nodes}
    return Listing(
        name=_CELLS if is_brief(report) else "cells",
        title="Every cell with its breadth and its marks in words",
        says="Breadth is how many of the parts of a node are addressed.",
        columns=(
            Column("plan", "Plan", "Force or source", width=30),
            matrix.NODE,
            matrix.TITLE,
            Column("level", "Level", "Level in words", width=28),
            Column("breadth", "Parts addressed", "n of m", width=16),
            Column("marks", "Marks in words", "What the marks say", width=70),
            Column("items", "Items", "Items behind the cell", "integer", 10),
        ),
        rows=tuple(
            (
                labels[cell.source_id],
                cell.node_id,
                titles[cell.node_id],
                level_words(cell),
                breadth_words(cell.breadth) if cell.breadth else None,
                marks_words(cell.marks),
                len(cell.item_ids),
            )
            for cell in first(report, report.coverage.cells)
        ),
    )


def _smart_of_plans(report: Report, labels: Mapping[str, str]) -> Listing:
    """The plans that are shown, of all; smart.csv has their items one by one."""
    shown, every = _smart(report, labels), plan_count(report)
    return first_rows(report, shown, of=every, file=_SMART, counted="plans")


def _smart(report: Report, labels: Mapping[str, str]) -> Listing:
    rows: list[tuple[Value, ...]] = []
    items = items_by_source(report)
    for source in report.coverage.sources:
        smart = [item.smart for item in items[source]]
        rows.append(
            (
                labels[source],
                len(smart),
                sum(1 for s in smart if s.owner == "row"),
                sum(1 for s in smart if s.owner == "heading"),
                sum(1 for s in smart if s.date in ("due_date", "period")),
                sum(1 for s in smart if s.measure),
                sum(1 for s in smart if s.evidence == "own"),
                sum(1 for s in smart if s.evidence == "shared"),
                sum(1 for s in smart if s.evidence == "self"),
            )
        )
    counts = (
        ("items", "Items"),
        ("owner", "With an owner on the row"),
        ("owner_heading", "With an owner in a heading"),
        ("date", "With a due date or period"),
        ("measure", "With a measure"),
        ("own", "With own evidence"),
        ("shared", "With shared evidence"),
        ("self", "Reporting a thing done"),
    )
    return Listing(
        name="smart",
        title="SMART attributes by plan",
        says="How many items of each plan have each of the four attributes.",
        columns=(
            Column("plan", "Plan", "Force or source", width=30),
            *(Column(name, title, title, "integer", 16) for name, title in counts),
        ),
        rows=tuple(rows),
    )


def _evidence(report: Report, labels: Mapping[str, str]) -> Listing:
    shown = shown_text(report.names)
    items = {item.item_id: item for item in report.items}
    whole = evidence.links(report)
    at = {column.name: col for col, column in enumerate(whole.columns)}
    rows = tuple(
        (
            labels[str(row[at["source_id"]])],
            row[at["node_id"]],
            row[at["title"]],
            shown(str(row[at["text"]])),
            row[at["gives"]],
            row[at["basis"]],
            row[at["rests_on"]],
            place(items[str(row[at["item_id"]])]),
        )
        for row in whole.rows
    )
    return Listing(
        name="evidence",
        title="Evidence: the items behind the cells",
        says="One row for each item that counts for a node.",
        columns=(
            Column("plan", "Plan", "Force or source", width=30),
            matrix.NODE,
            matrix.TITLE,
            Column("text", "Words of the plan", "The item's words", width=90),
            Column("gives", "Level it gives", "Level", "integer", 14),
            Column("basis", "Basis", "text or response", width=14),
            Column("rests_on", "Rests on", "decision or suggestion", width=16),
            Column("place", "Place", "Where it is printed", width=40),
        ),
        rows=rows,
    )
