"""The ledger's last word: who said what of an item and a node, and what stands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from plan_ingest.model.framework import Framework
from plan_ingest.model.review import Basis, Conflict, Decision, Settled

_NOTHING = ""
"""The place of the word `none` among an analyst's words on an item."""

_Words: TypeAlias = dict[str, Decision]
"""One analyst's last words on one item and basis, by node id."""

_ACCEPT = frozenset({"primary", "secondary"})


def settle(
    decisions: Iterable[Decision],
    framework_id: str,
    adjudicators: Collection[str] = (),
) -> Settled:
    """What the decisions on a framework come to, whatever their order in the file.

    An analyst's last word by `at`, then `id`, is that analyst's word. Between
    analysts an adjudicator's stands; else the most recent counts, and where they
    differ the pair is a conflict. `unsure` contradicts nobody. `none` speaks
    against every node that others accept for the same basis.
    """
    given: dict[tuple[str, Basis], dict[str, _Words]] = defaultdict(dict)
    for word in in_force(decisions, framework_id):
        words = given[word.item_id, word.basis].setdefault(word.analyst, {})
        _follow(words, word)
    standing: list[Decision] = []
    conflicts: list[Conflict] = []
    for key in sorted(given):
        stands, differ = _between(given[key], adjudicators)
        standing += stands
        conflicts += differ
    return Settled(tuple(standing), tuple(conflicts))


def in_force(decisions: Iterable[Decision], framework_id: str) -> list[Decision]:
    """The decisions on a framework that were not retracted, oldest first.

    A retraction, whoever gave it, can itself be retracted by a later one.
    """
    ordered = sorted(
        {word.id: word for word in decisions}.values(), key=moment, reverse=True
    )
    gone: set[str] = set()
    for word in ordered:
        if word.verdict == "retract" and word.id not in gone and word.retracts:
            gone.add(word.retracts)
    return [
        word
        for word in reversed(ordered)
        if word.framework_id == framework_id
        and word.verdict != "retract"
        and word.id not in gone
    ]


def moment(word: Decision) -> tuple[datetime, str]:
    """When a word was given, then its id: the order in which words count."""
    at = datetime.fromisoformat(word.at)
    return (at if at.tzinfo else at.replace(tzinfo=UTC), word.id)


def orphans(
    decisions: Iterable[Decision], item_ids: Collection[str], framework: Framework
) -> tuple[Decision, ...]:
    """Words in force on an item or a node that is not there any more."""
    nodes = {node.id for node in framework.nodes}
    return tuple(
        word
        for word in in_force(decisions, framework.id)
        if word.item_id not in item_ids
        or (word.node_id is not None and word.node_id not in nodes)
    )


def _follow(words: _Words, word: Decision) -> None:
    """The analyst's words once this one is given: `none` and nodes void each other.

    A rejection agrees with `none`, so the two can stand side by side. `unsure` of
    the item as a whole takes an earlier `none` back and contradicts nobody.
    """
    if word.verdict == "none":
        for node in [n for n, other in words.items() if other.verdict != "reject"]:
            del words[node]
        words[_NOTHING] = word
    elif word.node_id is None:
        if word.verdict == "unsure":
            words[_NOTHING] = word
    else:
        if word.verdict != "reject":
            words.pop(_NOTHING, None)
        words[word.node_id] = word


def _between(
    analysts: Mapping[str, _Words], adjudicators: Collection[str]
) -> tuple[list[Decision], list[Conflict]]:
    """What stands of several analysts' words on one item and basis."""
    nodes = sorted({node for words in analysts.values() for node in words} - {_NOTHING})
    standing: list[Decision] = []
    conflicts: list[Conflict] = []
    for node in nodes:
        words = sorted(_words_on(node, analysts), key=moment)
        stands, differ = _stands(words, adjudicators)
        if stands.node_id is not None:
            standing.append(stands)
        if differ:
            told = [word for word in words if word.verdict != "unsure"]
            conflicts.append(Conflict(stands.item_id, node, stands.basis, tuple(told)))
    nothing = [words[_NOTHING] for words in analysts.values() if _NOTHING in words]
    if nothing and not any(word.verdict in _ACCEPT for word in standing):
        standing.insert(0, _stands(sorted(nothing, key=moment), adjudicators)[0])
    return standing, conflicts


def _words_on(node: str, analysts: Mapping[str, _Words]) -> list[Decision]:
    return [
        words[node] if node in words else words[_NOTHING]
        for words in analysts.values()
        if node in words or _NOTHING in words
    ]


def _stands(
    words: Sequence[Decision], adjudicators: Collection[str]
) -> tuple[Decision, bool]:
    """The word that counts among several, oldest first, and whether they differ."""
    sure = [word for word in words if word.verdict != "unsure"] or list(words)
    settled = [word for word in sure if word.analyst in adjudicators]
    if settled:
        return settled[-1], False
    opinions = {"reject" if w.verdict == "none" else w.verdict for w in sure}
    return sure[-1], len(opinions) > 1
