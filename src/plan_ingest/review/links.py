"""Links: the items that count for a node, by decision or else by suggestion."""

from collections.abc import Iterable, Iterator

from plan_ingest.model.coverage import Link
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import (
    UNDECIDED,
    Basis,
    Decision,
    ItemSuggestions,
    Ranking,
    Settled,
)


def links(
    items: Iterable[PlanItem],
    suggestions: Iterable[ItemSuggestions] = (),
    settled: Settled = UNDECIDED,
) -> tuple[Link, ...]:
    """All links of the items, in the order of source, item and node.

    An item with a settled decision counts by decisions alone, on text and on
    response alike; any other by the nodes accepted for it. A pair nobody
    suggested counts like any other once it is decided.
    """
    sources = {item.item_id: item.source_id for item in items}
    decided = settled.decided
    differ = {(c.item_id, c.node_id, c.basis) for c in settled.conflicts}
    found = [
        _decided(word, sources[word.item_id], differ)
        for word in settled.standing
        if word.item_id in sources and word.verdict in ("primary", "secondary")
    ]
    for offered in suggestions:
        if offered.item_id in sources and offered.item_id not in decided:
            found += _suggested(offered, sources[offered.item_id])
    return tuple(
        sorted(
            found,
            key=lambda link: (link.source_id, link.item_id, link.node_id, link.basis),
        )
    )


def _decided(
    word: Decision, source_id: str, differ: set[tuple[str, str, Basis]]
) -> Link:
    node = word.node_id or ""
    return Link(
        item_id=word.item_id,
        source_id=source_id,
        node_id=node,
        verdict="secondary" if word.verdict == "secondary" else "primary",
        basis=word.basis,
        confidence=1.0,
        decided=True,
        conflict=(word.item_id, node, word.basis) in differ,
        analyst=word.analyst,
        at=word.at,
        note=word.note,
    )


def _suggested(offered: ItemSuggestions, source_id: str) -> Iterator[Link]:
    yield from _accepted(offered.item_id, source_id, offered.text, "text")
    if offered.response is not None:
        yield from _accepted(offered.item_id, source_id, offered.response, "response")


def _accepted(
    item_id: str, source_id: str, ranking: Ranking, basis: Basis
) -> Iterator[Link]:
    sure = {s.node_id: s.confidence for _, level in ranking.levels for s in level}
    for node in sorted(set(ranking.accepted)):
        yield Link(
            item_id=item_id,
            source_id=source_id,
            node_id=node,
            verdict="primary",
            basis=basis,
            confidence=sure.get(node, 0.0),
            decided=False,
        )
