"""What to look at next: every item once, the least certain first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import (
    Basis,
    Decision,
    ItemSuggestions,
    Ranking,
    Settled,
    Suggestion,
)
from plan_ingest.text import fold

State: TypeAlias = Literal["conflict", "unsure", "undecided", "decided"]
Order: TypeAlias = Literal["uncertainty", "document", "node"]
ORDERS: tuple[Order, ...] = ("uncertainty", "document", "node")
FIRST: tuple[State, ...] = ("conflict", "undecided", "unsure", "decided")
"""The states in the order in which they are looked at."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An item as an analyst meets it: what is offered, and what stands.

    `doubt` is 1 where the best offer is as likely right as wrong, 0 where it is
    sure; an item with no offer is in full doubt.
    """

    item: PlanItem
    state: State
    doubt: float
    offered: tuple[Suggestion, ...] = ()
    response_offered: tuple[Suggestion, ...] = ()
    words: tuple[Decision, ...] = ()

    def standing(self, basis: Basis) -> tuple[Decision, ...]:
        """The words that stand on the item's text or on its response."""
        return tuple(word for word in self.words if word.basis == basis)


def queue(
    items: Iterable[PlanItem],
    suggestions: Iterable[ItemSuggestions],
    settled: Settled,
    order: Order = "uncertainty",
    top: int = 4,
) -> tuple[ReviewRow, ...]:
    """A row for every item, none dropped, in the order asked for.

    By uncertainty: conflicts, then what is undecided with the greatest doubt
    first, then what analysts were unsure of, then what is decided.
    """
    offers = {one.item_id: one for one in suggestions}
    words: dict[str, list[Decision]] = {}
    for word in settled.standing:
        words.setdefault(word.item_id, []).append(word)
    differ = {conflict.item_id for conflict in settled.conflicts}
    rows = [
        _row(item, offers.get(item.item_id), tuple(words.get(item.item_id, ())), top)
        for item in items
    ]
    rows = [_in_conflict(row) if row.item.item_id in differ else row for row in rows]
    return tuple(sorted(rows, key=_KEYS[order]))


def alike_wanted(rows: Iterable[ReviewRow], wanted: str) -> tuple[ReviewRow, ...]:
    """The rows whose plan, force or source id is the one named, in their order."""
    asked = fold(wanted)
    return tuple(
        row
        for row in rows
        if asked in (fold(row.item.source_id), fold(row.item.force or ""))
    )


def offered_nodes(ranking: Ranking | None, top: int) -> tuple[Suggestion, ...]:
    """What to offer: the nodes accepted, then the best of the innermost level."""
    if ranking is None or not ranking.levels:
        return ()
    every = {s.node_id: s for _, level in ranking.levels for s in level}
    first = [every[node] for node in ranking.accepted if node in every]
    inner = [s for s in ranking.levels[-1][1] if s.node_id not in ranking.accepted]
    return tuple((first + inner)[: max(top, len(first))])


def state_of(words: Iterable[Decision]) -> State:
    """What the standing words on an item come to, conflicts aside."""
    told = [word.verdict for word in words]
    if any(verdict != "unsure" for verdict in told):
        return "decided"
    return "unsure" if told else "undecided"


def doubt_of(offered: Sequence[Suggestion]) -> float:
    """1 where the best offer is as likely right as wrong, 0 where it is sure."""
    best = offered[0].confidence if offered else 0.5
    return round(1 - abs(2 * best - 1), 6)


def _row(
    item: PlanItem,
    offer: ItemSuggestions | None,
    words: tuple[Decision, ...],
    top: int,
) -> ReviewRow:
    offered = offered_nodes(offer.text if offer else None, top)
    return ReviewRow(
        item=item,
        state=state_of(words),
        doubt=doubt_of(offered),
        offered=offered,
        response_offered=offered_nodes(offer.response if offer else None, top),
        words=words,
    )


def _in_conflict(row: ReviewRow) -> ReviewRow:
    return ReviewRow(
        row.item, "conflict", row.doubt, row.offered, row.response_offered, row.words
    )


def _by_document(row: ReviewRow) -> tuple[object, ...]:
    return (row.item.source_id, row.item.item_no, row.item.item_id)


def _by_doubt(row: ReviewRow) -> tuple[object, ...]:
    return (FIRST.index(row.state), -row.doubt, *_by_document(row))


def _by_node(row: ReviewRow) -> tuple[object, ...]:
    node = row.offered[0].node_id if row.offered else ""
    return (not node, node, *_by_doubt(row))


_KEYS: Mapping[Order, Callable[[ReviewRow], Any]] = {
    "uncertainty": _by_doubt,
    "document": _by_document,
    "node": _by_node,
}
