"""Coverage: every source at every node, with its level and what it rests on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

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
    """What stands behind the cells, by source and node; most cells have nothing."""

    weights: Mapping[tuple[str, str], Sequence[Weight]]
    parts: Mapping[tuple[str, str], int]
    """How many innermost nodes below a node something speaks of."""
    conflicts: frozenset[tuple[str, str]]
    found: frozenset[str]
    """Sources in which items were found."""
    undecided: frozenset[str]
    """Sources of which an item is still to be decided."""
    later: Callable[[str, str], bool]
    """Whether a node, by its id, was asked for only after a year."""


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
    parts = {node: len(nodes.leaves(node)) for node in nodes.order}
    return Coverage(
        framework_id=framework.id,
        sources=tuple(record.source_id for record in records),
        nodes=nodes.order,
        cells=tuple(
            _cell(record, (node, parts[node]), behind, known, future)
            for node in nodes.order
            for record in records
        ),
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
    parts: dict[tuple[str, str], int] = defaultdict(int)
    for (source, node), rests in weights.items():
        if not nodes.children.get(node) and any(weight.level for weight in rests):
            for above in nodes.above(node)[1:]:
                parts[source, above] += 1
    conflicts = {
        (items[conflict.item_id].source_id, node)
        for conflict in settled.conflicts
        if conflict.item_id in items and conflict.node_id in nodes.nodes
        for node in nodes.above(conflict.node_id)
    }
    found = frozenset(item.source_id for item in items.values())
    decided = settled.decided
    undecided = {i.source_id for i in items.values() if i.item_id not in decided}
    return _Behind(
        weights,
        parts,
        frozenset(conflicts),
        found,
        frozenset(undecided),
        later=cache(lambda node, year: later_ask(nodes, node, year)),
    )


def _cell(
    record: SourceRecord,
    of: tuple[str, int],
    behind: _Behind,
    items: Mapping[str, PlanItem],
    future: Future | None,
) -> CoverageCell:
    """The cell of a source at a node, given with how many innermost nodes it has."""
    (node, parts), source = of, record.source_id
    weights = behind.weights.get((source, node), ())
    level: Level = max((weight.level for weight in weights), default=0)
    if not assessable(record, level, source in behind.found):
        return CoverageCell(source, node, None, "", ())
    later = behind.later(node, (record.document_date or "")[:4])
    conflict = (source, node) in behind.conflicts
    undecided = source in behind.undecided
    breadth = (behind.parts.get((source, node), 0), parts) if parts else None
    if not weights:
        bare = _bare(later, conflict, undecided)
        return CoverageCell(source, node, level, bare, (), breadth)
    best = [weight for weight in weights if weight.level == level]
    linked = {weight.link.item_id for weight in weights}
    return CoverageCell(
        source_id=source,
        node_id=node,
        level=level,
        marks=marks(
            best, later=later, conflict=conflict, undecided=undecided, future=future
        ),
        item_ids=tuple(sorted(linked, key=lambda i: (items[i].item_no, i))),
        breadth=breadth,
    )


@cache
def _bare(later: bool, conflict: bool, undecided: bool) -> str:
    """The marks of a cell nothing speaks of, as most cells are."""
    return marks([], later=later, conflict=conflict, undecided=undecided, future=None)
