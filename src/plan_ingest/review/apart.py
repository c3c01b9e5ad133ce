"""Analysts who answered an item differently without a clash on any one node."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from plan_ingest.model.review import Basis, Decision
from plan_ingest.review.ledger import in_force


def apart(
    decisions: Iterable[Decision], framework_id: str, adjudicators: Collection[str] = ()
) -> frozenset[str]:
    """The ids of items whose analysts chose primary nodes, none of them in common.

    Both choices stand in the ledger, since nobody spoke against the other's
    node. Where an adjudicator accepted something, the item is settled.
    """
    chosen: dict[tuple[str, Basis], dict[str, set[str]]] = defaultdict(dict)
    for word in in_force(decisions, framework_id):
        of_item = chosen[word.item_id, word.basis].setdefault(word.analyst, set())
        if word.verdict == "none":
            of_item.clear()
        elif word.verdict == "primary" and word.node_id:
            of_item.add(word.node_id)
        elif word.node_id:
            of_item.discard(word.node_id)
    return frozenset(
        item_id
        for (item_id, _), by_analyst in chosen.items()
        if _differ(
            [nodes for nodes in by_analyst.values() if nodes],
            any(by_analyst.get(name) for name in adjudicators),
        )
    )


def _differ(said: list[set[str]], settled: bool) -> bool:
    return len(said) > 1 and not settled and not set.intersection(*said)
