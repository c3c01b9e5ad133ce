"""What is left to review before a cell is sure, and what a gap might yet rest on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plan_ingest.compare.levels import weigh
from plan_ingest.compare.tree import Tree
from plan_ingest.model.analysis import LeftToReview, Possible
from plan_ingest.model.coverage import Coverage, Link
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import ItemSuggestions, Settled, Suggestion

_Cell = tuple[str, str]
"""Source id and node id."""
_UNSURE = 1
"""The highest level at which an unsure suggestion is shown beside the cell."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is suggested for an undecided item, likely enough to be looked at."""

    item: PlanItem
    suggestion: Suggestion
    gives: int


def offers(
    items: Iterable[PlanItem],
    suggestions: Iterable[ItemSuggestions],
    settled: Settled,
    likely: float,
) -> tuple[Offer, ...]:
    """Suggestions of at least that confidence for items nobody has decided on.

    `gives` is the level the item's attributes would give a node it is accepted for.
    """
    known = {item.item_id: item for item in items}
    decided = settled.decided
    found: list[Offer] = []
    for offered in suggestions:
        item = known.get(offered.item_id)
        if item is None or offered.item_id in decided:
            continue
        gives = weigh(_accepted(item), known).level
        found += [
            Offer(item, suggestion, gives)
            for _, level in offered.text.levels
            for suggestion in level
            if suggestion.confidence >= likely
        ]
    return tuple(found)


def left_to_review(
    coverage: Coverage,
    nodes: Tree,
    links: Iterable[Link],
    items: Iterable[PlanItem],
    offered: Iterable[Offer],
) -> tuple[LeftToReview, ...]:
    """For each cell the undecided items that carry its level or might raise it.

    What carries or might raise a node counts for the nodes above it as well. A cell
    without either is as sure as the decisions are, and is left out.
    """
    known = {item.item_id: item for item in items}
    levels = {(c.source_id, c.node_id): c.level for c in coverage.cells}
    resting: dict[_Cell, set[str]] = defaultdict(set)
    for link in links:
        if not link.decided and link.node_id in nodes.nodes:
            gives = weigh(link, known).level
            for node in nodes.above(link.node_id):
                if levels.get((link.source_id, node)) == gives:
                    resting[link.source_id, node].add(link.item_id)
    raising: dict[_Cell, set[str]] = defaultdict(set)
    for offer in offered:
        for cell in _raised(offer, nodes, levels):
            raising[cell].add(offer.item.item_id)
    order = {node: place for place, node in enumerate(coverage.nodes)}
    return tuple(
        LeftToReview(
            *cell,
            tuple(sorted(resting.get(cell, ()))),
            tuple(sorted(raising.get(cell, ()))),
        )
        for cell in sorted(
            resting.keys() | raising.keys(), key=lambda cell: (cell[0], order[cell[1]])
        )
    )


def possible(
    coverage: Coverage, nodes: Tree, offered: Iterable[Offer]
) -> tuple[Possible, ...]:
    """Unsure suggestions for cells at level 0 or 1, the likeliest first in a cell.

    Of an item's nodes the innermost are listed: those above follow from them. In
    the order of source, then of the framework read from its first node downwards.
    """
    levels = {(c.source_id, c.node_id): c.level for c in coverage.cells}
    depth = {node: place for place, node in enumerate(nodes.downwards())}
    by_item: dict[str, list[Offer]] = defaultdict(list)
    for offer in offered:
        cell = (offer.item.source_id, offer.suggestion.node_id)
        now = levels.get(cell)
        if now is not None and now <= _UNSURE and offer.gives > now:
            by_item[offer.item.item_id].append(offer)
    found = [
        Possible(
            offer.item.source_id,
            offer.suggestion.node_id,
            offer.item.item_id,
            offer.suggestion.confidence,
            offer.gives,
            offer.suggestion.signals,
        )
        for offer in _innermost(by_item, nodes)
    ]
    found.sort(key=lambda p: (p.source_id, depth[p.node_id], -p.confidence, p.item_id))
    return tuple(found)


def _raised(
    offer: Offer, nodes: Tree, levels: Mapping[_Cell, int | None]
) -> Iterator[_Cell]:
    if offer.suggestion.node_id in nodes.nodes:
        for node in nodes.above(offer.suggestion.node_id):
            now = levels.get((offer.item.source_id, node))
            if now is not None and offer.gives > now:
                yield offer.item.source_id, node


def _innermost(by_item: Mapping[str, list[Offer]], nodes: Tree) -> Iterator[Offer]:
    for offered in by_item.values():
        above = {
            node
            for offer in offered
            for node in nodes.above(offer.suggestion.node_id)[1:]
        }
        yield from (o for o in offered if o.suggestion.node_id not in above)


def _accepted(item: PlanItem) -> Link:
    """The link an accept would make; which node it leads to does not matter."""
    return Link(item.item_id, item.source_id, "", "primary", "text", 1.0, True)
