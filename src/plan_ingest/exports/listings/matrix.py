"""Listings of the coverage itself: a matrix a level, and every cell in a row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from plan_ingest.compare.forces import by_force
from plan_ingest.exports.hints import hints
from plan_ingest.exports.listing import Column, Listing, Value, shown_level
from plan_ingest.exports.once import once
from plan_ingest.model.coverage import Coverage, CoverageCell, Report

NODE = Column("node_id", "Node", "Id of the framework's node", width=10)
TITLE = Column("title", "Title", "Title of the node", width=44)
LEVEL = Column(
    "level", "Level", "Coverage level, 0 to 4, or not assessable", "string", 14
)
MARKS = Column("marks", "Marks", "Marks of the cell: E S P L C R ?", width=8)
SOURCE = Column("source_id", "Source", "Id of the source", width=24)
FORCE = Column("force", "Force", "Force, empty where the plan does not say", width=22)


def matrix(report: Report, level: str, reviewed: bool = False) -> Listing:
    """The levels of one framework level: a row a node, a column a source."""
    coverage = report.reviewed if reviewed else report.coverage
    cells = by_cell(coverage)
    rows = tuple(
        (
            node.id,
            node.title,
            *(shown_level(cells[source, node.id]) for source in coverage.sources),
        )
        for node in report.framework.at(level)
    )
    columns = source_columns(coverage.sources)
    return replace(head(level, columns, reviewed), rows=rows)


def source_columns(sources: Iterable[str]) -> tuple[Column, ...]:
    """A column for each source; of very many plans all matrices share them."""
    return tuple(
        Column(source, source, f"Level of the source {source}", width=16)
        for source in sources
    )


def head(level: str, columns: Iterable[Column], reviewed: bool = False) -> Listing:
    """A matrix with these columns of sources, without its rows."""
    layer = "by decisions only" if reviewed else "by decisions and suggestions"
    return Listing(
        name=f"coverage_{level}" + ("_reviewed" if reviewed else ""),
        title=f"Coverage by {level}, {layer}",
        says=f"Coverage level of every source at every {level}, {layer}.",
        columns=(NODE, TITLE, *columns),
        rows=(),
        keys=("node_id",),
    )


def by_force_matrices(report: Report) -> Iterator[Listing]:
    """The levels of every framework level with all plans of a force joined."""
    forces = {r.source_id: r.force or r.source_id for r in report.sources}
    joined = by_force(report.coverage, forces, report.framework)
    cells = by_cell(joined)
    for level in report.framework.levels:
        rows = tuple(
            (
                node.id,
                node.title,
                *(shown_level(cells[force, node.id]) for force in joined.sources),
            )
            for node in report.framework.at(level)
        )
        columns = force_columns(joined.sources)
        yield replace(force_head(level, columns), rows=rows)


def force_columns(forces: Iterable[str]) -> tuple[Column, ...]:
    """A column for each force."""
    return tuple(Column(f, f, f"Level of {f}", width=16) for f in forces)


def force_head(level: str, columns: Iterable[Column]) -> Listing:
    """A matrix with these columns of forces, without its rows."""
    return Listing(
        name=f"coverage_{level}_forces",
        title=f"Coverage by {level}, all plans of a force joined",
        says=f"The highest level of each force's plans at every {level}.",
        columns=(NODE, TITLE, *columns),
        rows=(),
        keys=("node_id",),
    )


def long(report: Report) -> Listing:
    """Every source at every node of every level, with both layers."""
    nodes = {node.id: node for node in report.framework.nodes}
    forces = {record.source_id: record.force for record in report.sources}
    reviewed = by_cell(report.reviewed)
    beside = hints(report)
    rows: list[tuple[Value, ...]] = []
    for cell in report.coverage.cells:
        node = nodes[cell.node_id]
        decided = reviewed[cell.source_id, cell.node_id]
        above, of = cell.breadth or (None, None)
        rows.append(
            (
                cell.source_id,
                forces[cell.source_id],
                cell.node_id,
                shown_level(cell),
                cell.marks,
                ";".join(cell.item_ids),
                node.level,
                node.title,
                above,
                of,
                shown_level(decided),
                decided.marks,
                node.basis,
                node.asked_from,
                beside.get((cell.source_id, cell.node_id), 0),
            )
        )
    return Listing(
        name="coverage_long",
        title="Every cell of the coverage",
        says="A row for every source and node at every level of the framework.",
        columns=_LONG,
        rows=tuple(rows),
        keys=("source_id", "node_id"),
    )


@once
def by_cell(coverage: Coverage) -> Mapping[tuple[str, str], CoverageCell]:
    """The cells by source id and node id."""
    return {(cell.source_id, cell.node_id): cell for cell in coverage.cells}


_LONG = (
    SOURCE,
    FORCE,
    NODE,
    LEVEL,
    MARKS,
    Column("item_ids", "Items", "Items behind the cell, joined by ;", width=30),
    Column("framework_level", "Framework level", "Level of the node", width=14),
    TITLE,
    Column(
        "breadth_above", "Parts above 0", "Innermost nodes above level 0", "integer"
    ),
    Column("breadth_of", "Parts", "Innermost nodes below the node", "integer"),
    Column("reviewed_level", "Level by decisions", "Level by decisions only"),
    Column("reviewed_marks", "Marks by decisions", "Marks by decisions only"),
    Column("basis", "Basis", "What stands behind the node: inspectorate or plans"),
    Column("asked_from", "Asked from", "Earliest year a source asks it", "integer"),
    Column(
        "possible",
        "Possible",
        "Undecided items that may speak of a cell at level 0 or 1; none counts",
        "integer",
    ),
)
