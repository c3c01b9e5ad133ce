"""What one mapping is worth: the level and the kind of evidence behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from plan_ingest.model.coverage import Level, Link
from plan_ingest.model.plan import PlanItem

Future: TypeAlias = Callable[[tuple[str, ...]], bool]
"""Whether a response, a list of paragraphs, speaks of the future only."""

_PROMISES = frozenset({"objective", "action"})
_TALK = frozenset({"discussed", "under_consideration"})
_TIMED = frozenset({"due_date", "period"})


@dataclass(frozen=True, slots=True)
class Weight:
    """One link with the level it gives and what that level rests on.

    `response` is the response behind the level, empty where none is.
    """

    link: Link
    level: Level
    shared: bool = False
    response: tuple[str, ...] = ()


def weigh(link: Link, items: Mapping[str, PlanItem]) -> Weight:
    """The level a link gives its node, by the item's own attributes."""
    item = items[link.item_id]
    if link.basis == "response":
        return Weight(link, 1, response=response_of(item, items))
    if (
        link.verdict == "secondary"
        or item.kind not in _PROMISES
        or item.status in _TALK
    ):
        return Weight(link, 1)
    evidence = item.smart.evidence
    if evidence == "none":
        return Weight(link, 2)
    if evidence == "own" and item.smart.owner == "row" and item.smart.date in _TIMED:
        return Weight(link, 4, response=item.response)
    shared = evidence == "shared"
    answer = () if evidence == "self" else response_of(item, items)
    return Weight(link, 3, shared, answer)


def response_of(item: PlanItem, items: Mapping[str, PlanItem]) -> tuple[str, ...]:
    """The response an item rests on: its own, or the one it shares."""
    if item.response or item.evidence_from is None:
        return item.response
    shared = items.get(item.evidence_from)
    return shared.response if shared is not None else ()
