"""Gaps: what a plan does not address though it was asked, the weightiest first."""

from collections.abc import Iterable, Mapping

from plan_ingest.model.analysis import Gap, Uptake
from plan_ingest.model.coverage import Coverage, CoverageCell
from plan_ingest.model.framework import Framework, Node
from plan_ingest.model.part import LATER, NOT_JUDGED

ANSWERED = 3
"""The lowest level at which a plan prints a response."""


def gaps(
    coverage: Coverage, framework: Framework, uptake: Iterable[Uptake] | None = None
) -> tuple[Gap, ...]:
    """Every cell at level 0 that is no later ask, in order of weight.

    A cell that is not assessable is no gap, nor is a node asked for later. `uptake`
    is that of all plans, where the coverage has only some of them.
    """
    known = uptake_of(coverage) if uptake is None else uptake
    uptakes = {found.node_id: found for found in known}
    nodes = {node.id: node for node in framework.nodes}
    cells = {(cell.source_id, cell.node_id): cell for cell in coverage.cells}
    found = [
        _gap(cell, nodes[cell.node_id], uptakes[cell.node_id], cells)
        for cell in coverage.cells
        if is_gap(cell)
    ]
    order = {node.id: place for place, node in enumerate(framework.nodes)}
    return tuple(
        sorted(found, key=lambda g: (-g.weight, order[g.node_id], g.source_id))
    )


def is_gap(cell: CoverageCell) -> bool:
    """Whether a cell is a gap: assessable, not addressed, and asked in time."""
    return cell.level == 0 and "L" not in cell.marks


def sign(cell: CoverageCell) -> str:
    """A cell's level as one sign: 0 to 4, not judged, or 0 but asked only later."""
    if cell.level is None:
        return NOT_JUDGED
    return LATER if cell.level == 0 and not is_gap(cell) else str(cell.level)


def uptake_of(coverage: Coverage) -> tuple[Uptake, ...]:
    """For every node, who addresses and who answers it, in the coverage's order."""
    by_node: dict[str, list[CoverageCell]] = {node: [] for node in coverage.nodes}
    for cell in coverage.cells:
        if cell.level is not None:
            by_node[cell.node_id].append(cell)
    return tuple(
        Uptake(
            node_id=node,
            addressed=tuple(cell.source_id for cell in cells if cell.level),
            answered=tuple(c.source_id for c in cells if (c.level or 0) >= ANSWERED),
            assessable=len(cells),
        )
        for node, cells in by_node.items()
    )


def weight_of(node: Node, uptake: Uptake, alone: bool) -> float:
    """A gap's weight, 0 to 4; `alone` where nothing in its parent is addressed."""
    others = uptake.assessable - 1
    weight = (
        (2 if node.basis == "inspectorate" else 1)
        + (1 if alone else 0)
        + (len(uptake.addressed) / others if others else 0)
    )
    return round(weight, 3)


def _gap(
    cell: CoverageCell,
    node: Node,
    uptake: Uptake,
    cells: Mapping[tuple[str, str], CoverageCell],
) -> Gap:
    parent = cells.get((cell.source_id, node.parent or ""))
    alone = parent is not None and parent.level == 0
    return Gap(
        source_id=cell.source_id,
        node_id=cell.node_id,
        weight=weight_of(node, uptake, alone),
        addressed_by=len(uptake.addressed),
        assessable=uptake.assessable,
    )
