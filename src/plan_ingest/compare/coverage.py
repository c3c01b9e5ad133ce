"""Coverage: every source at every node, with its level and what it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plan_ingest.compare.levels import Future, Weight, weigh
from plan_ingest.compare.marks import later_ask, marks
from plan_ingest.compare.tree import Tree, tree
from plan_ingest.model.coverage import Coverage, CoverageCell, Level, Link
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import UNDECIDED, Settled
from plan_ingest.model.source import SourceRecord


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind every cell: weighed links and conflicts by source and node."""

    weights: Mapping[tuple[str, str], Sequence[Weight]]
    conflicts: frozenset[tuple[str, str]]
    found: frozenset[str]
    """Sources in which items were found."""
    undecided: frozenset[str]
    """Sources of which an item is still to be decided."""


def coverage(
    links: Iterable[Link],
    items: Iterable[PlanItem],
    sources: Iterable[SourceRecord],
    framework: Framework,
    settled: Settled = UNDECIDED,
    future: Future | None = None,
) -> Coverage:
    """All cells, sources times nodes, by framework/COVERAGE.md.

    A node's level is the highest of the links to it and to all below it. Cells
    stand node by node in the framework's order, outermost level first, and by
    source id within a node; links to nodes the framework lacks count nowhere.
    """
    known = {item.item_id: item for item in items}
    records = sorted(sources, key=lambda record: record.source_id)
    nodes = tree(framework)
    behind = _behind(links, known, nodes, settled)
    cells = [
        _cell(record, node, nodes, behind, known, future)
        for node in nodes.order
        for record in records
    ]
    return Coverage(
        framework_id=framework.id,
        sources=tuple(record.source_id for record in records),
        nodes=nodes.order,
        cells=_with_breadth(cells, nodes),
    )


def assessable(record: SourceRecord, level: int, found: bool = True) -> bool:
    """Whether a level may be stated: what was not read is never "not addressed".

    Where pages could not be read, or no item was `found` in what was read, an
    absence proves nothing.
    """
    if record.state in ("not assessable", "quarantined"):
        return False
    whole = record.state == "read" and not record.pages_unread
    return level > 0 or (whole and found)


def _behind(
    links: Iterable[Link],
    items: Mapping[str, PlanItem],
    nodes: Tree,
    settled: Settled,
) -> _Behind:
    weights: dict[tuple[str, str], list[Weight]] = defaultdict(list)
    for link in links:
        if link.item_id in items and link.node_id in nodes.nodes:
            weight = weigh(link, items)
            for node in nodes.above(link.node_id):
                weights[link.source_id, node].append(weight)
    conflicts = {
        (items[conflict.item_id].source_id, node)
        for conflict in settled.conflicts
        if conflict.item_id in items and conflict.node_id in nodes.nodes
        for node in nodes.above(conflict.node_id)
    }
    found = frozenset(item.source_id for item in items.values())
    decided = settled.decided
    undecided = {i.source_id for i in items.values() if i.item_id not in decided}
    return _Behind(weights, frozenset(conflicts), found, frozenset(undecided))


def _cell(
    record: SourceRecord,
    node: str,
    nodes: Tree,
    behind: _Behind,
    items: Mapping[str, PlanItem],
    future: Future | None,
) -> CoverageCell:
    key = (record.source_id, node)
    weights = behind.weights.get(key, ())
    level: Level = max((weight.level for weight in weights), default=0)
    if not assessable(record, level, record.source_id in behind.found):
        return CoverageCell(record.source_id, node, None, "", ())
    linked = {weight.link.item_id for weight in weights}
    return CoverageCell(
        source_id=record.source_id,
        node_id=node,
        level=level,
        marks=marks(
            [weight for weight in weights if weight.level == level],
            later=later_ask(nodes, node, record.document_date),
            conflict=key in behind.conflicts,
            undecided=record.source_id in behind.undecided,
            future=future,
        ),
        item_ids=tuple(sorted(linked, key=lambda i: (items[i].item_no, i))),
    )


def _with_breadth(
    cells: Sequence[CoverageCell], nodes: Tree
) -> tuple[CoverageCell, ...]:
    """The cells with (innermost nodes above 0, innermost nodes) below each node."""
    levels = {(cell.source_id, cell.node_id): cell.level for cell in cells}
    return tuple(
        CoverageCell(
            cell.source_id,
            cell.node_id,
            cell.level,
            cell.marks,
            cell.item_ids,
            _breadth(cell, nodes.leaves(cell.node_id), levels),
        )
        for cell in cells
    )


def _breadth(
    cell: CoverageCell,
    leaves: Sequence[str],
    levels: Mapping[tuple[str, str], Level | None],
) -> tuple[int, int] | None:
    if not leaves or cell.level is None:
        return None
    above = sum(1 for leaf in leaves if levels[cell.source_id, leaf])
    return above, len(leaves)
