"""The suggestions that a comparison looks at: the first few, and the likely ones."""

from collections.abc import Iterable
from dataclasses import replace

from plan_ingest.model.review import ItemSuggestions, Ranking, Suggestion

_FIRST = 4
"""Nodes kept of each level, as many as a review offers, whatever their confidence."""


def looked_at(
    suggestions: Iterable[ItemSuggestions], framework_id: str, likely: float
) -> tuple[ItemSuggestions, ...]:
    """The suggestions for a framework by item id, without the tails of their rankings.

    Nothing of a comparison rests on a node that is neither accepted, nor among the
    first, nor as likely as `likely`; of all forces the tails are most of the weight.
    """
    kept = (
        _cut(one, likely) for one in suggestions if one.framework_id == framework_id
    )
    return tuple(sorted(kept, key=lambda one: one.item_id))


def _cut(offered: ItemSuggestions, likely: float) -> ItemSuggestions:
    response = offered.response
    return replace(
        offered,
        text=_ranking(offered.text, likely),
        response=_ranking(response, likely) if response else None,
    )


def _ranking(ranking: Ranking, likely: float) -> Ranking:
    accepted = set(ranking.accepted)
    return replace(
        ranking,
        levels=tuple(
            (name, tuple(_level(level, accepted, likely)))
            for name, level in ranking.levels
        ),
    )


def _level(
    level: Iterable[Suggestion], accepted: set[str], likely: float
) -> Iterable[Suggestion]:
    return (
        suggestion
        for place, suggestion in enumerate(level)
        if place < _FIRST
        or suggestion.confidence >= likely
        or suggestion.node_id in accepted
    )
