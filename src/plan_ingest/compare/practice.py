"""Good-practice candidates, and what is left to review before a cell is sure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from plan_ingest.compare.levels import weigh
from plan_ingest.model.analysis import GoodPractice, LeftToReview, Wording
from plan_ingest.model.coverage import Coverage, Link
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import ItemSuggestions, Settled

_BEST = 4


def good_practice(
    links: Iterable[Link], items: Iterable[PlanItem], wording: Iterable[Wording]
) -> tuple[GoodPractice, ...]:
    """Items that are answered, evidenced, owned and dated, in the force's own words.

    Candidates for a person to look at: the plan's own account, tested by nobody.
    """
    known = {item.item_id: item for item in items}
    own = {found.item_id for found in wording if found.origin == "own"}
    nodes: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.item_id in own and weigh(link, known).level == _BEST:
            nodes[link.item_id].add(link.node_id)
    return tuple(
        GoodPractice(item, tuple(sorted(nodes[item])))
        for item in sorted(nodes, key=lambda i: (known[i].source_id, known[i].item_no))
    )


def left_to_review(
    coverage: Coverage,
    links: Iterable[Link],
    items: Iterable[PlanItem],
    suggestions: Iterable[ItemSuggestions],
    settled: Settled,
    likely: float,
) -> tuple[LeftToReview, ...]:
    """For each cell the undecided items that carry its level or might raise it.

    An item might raise a cell when its node is suggested with a confidence of at
    least `likely` and the item's attributes would give a higher level. A cell
    without either is as sure as the decisions are, and is left out.
    """
    known = {item.item_id: item for item in items}
    levels = {(c.source_id, c.node_id): c.level for c in coverage.cells}
    resting: dict[tuple[str, str], set[str]] = defaultdict(set)
    for link in links:
        key = (link.source_id, link.node_id)
        if not link.decided and weigh(link, known).level == levels.get(key):
            resting[key].add(link.item_id)
    raising = _raising(suggestions, known, settled, likely, levels)
    order = {node: place for place, node in enumerate(coverage.nodes)}
    return tuple(
        LeftToReview(
            source,
            node,
            tuple(sorted(resting.get((source, node), ()))),
            tuple(sorted(raising.get((source, node), ()))),
        )
        for source, node in sorted(
            {key for key in (*resting, *raising) if key[1] in order},
            key=lambda key: (key[0], order[key[1]]),
        )
    )


def _raising(
    suggestions: Iterable[ItemSuggestions],
    items: Mapping[str, PlanItem],
    settled: Settled,
    likely: float,
    levels: Mapping[tuple[str, str], int | None],
) -> dict[tuple[str, str], set[str]]:
    decided = settled.decided
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for offered in suggestions:
        item = items.get(offered.item_id)
        if item is None or offered.item_id in decided:
            continue
        gives = weigh(_accepted(item), items).level
        for _, level in offered.text.levels:
            for suggestion in level:
                key = (item.source_id, suggestion.node_id)
                now = levels.get(key)
                if suggestion.confidence >= likely and now is not None and gives > now:
                    found[key].add(item.item_id)
    return found


def _accepted(item: PlanItem) -> Link:
    """The link an accept would make; which node it leads to does not matter."""
    return Link(item.item_id, item.source_id, "", "primary", "text", 1.0, True)
