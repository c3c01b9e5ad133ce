"""Wording that forces share with each other, and with the framework itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from plan_ingest.compare.alike import Shelf, Similarity, best, likeness
from plan_ingest.model.analysis import Wording
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.text import fold

UNKNOWN_DATE = "9999"
"""What an item without a date counts as: later than all others."""
Match: TypeAlias = tuple[float, str]
"""A score, and the id of the item or node it is with."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an item says, folded, and who said it when."""

    item_id: str
    source_id: str
    force: str | None
    document_date: str | None
    item_no: int
    text: str


def wording(
    items: Iterable[PlanItem],
    framework: Framework,
    similarity: Similarity,
    near: float,
) -> tuple[Wording, ...]:
    """For each item whether its words are verbatim, near-verbatim or the plan's own.

    An item is compared with the framework's texts and with the items of other
    forces' earlier plans (by document date, then source id): who wrote first keeps
    the words. `near` is the score, 0 to 100, from which words are near-verbatim.
    """
    return wording_of(map(said, items), framework, similarity, near)


def said(item: PlanItem) -> Said:
    """What an item says."""
    text = fold(item.text)
    return Said(
        item.item_id, item.source_id, item.force, item.document_date, item.item_no, text
    )


def wording_of(
    statements: Iterable[Said],
    framework: Framework,
    similarity: Similarity,
    near: float,
) -> tuple[Wording, ...]:
    """As `wording`, of what items say alone."""
    texts = OwnTexts(framework, similarity, near)
    before = Shelf()
    earlier: list[Said] = []
    found = []
    for plan in _by_date(statements):
        own = [_Run(one, before.runs_of(one.text)) for one in plan]
        for one in own:
            numbers = before.near(one.runs)
            if one.said.text in before.exact:
                numbers = [before.exact[one.said.text], *numbers]
            known = {number: earlier[number] for number in numbers}
            other = nearest_said(one.said, known, similarity, near)
            of_node = texts.match(one.said.text, one.runs)
            found.append(shared_wording(one.said.item_id, other, of_node))
        for one in own:
            before.add(one.said.text, one.runs)
            earlier.append(one.said)
    return tuple(sorted(found, key=lambda w: w.item_id))


class OwnTexts:
    """A framework's own texts, to find whose words are its."""

    def __init__(
        self, framework: Framework, similarity: Similarity, near: float
    ) -> None:
        self._similarity, self._near = similarity, near
        self._shelf = Shelf()
        self._named: list[str] = []
        for node in framework.nodes:
            for text in filter(None, (node.title, node.description)):
                self._shelf.add(fold(text), self._shelf.runs_of(fold(text)))
                self._named.append(node.id)

    def match(self, text: str, runs: Iterable[str]) -> Match | None:
        """The node whose own words a folded text has, with the score."""
        found = best(text, runs, self._shelf, self._similarity)
        if found is None or found[1] < self._near:
            return None
        return found[1], self._named[found[0]]


def nearest_said(
    one: Said, known: Mapping[int, Said], similarity: Similarity, near: float
) -> Match | None:
    """Of items by their numbers the nearest of another force, where it is near.

    A force may repeat itself.
    """
    scored = [
        (number, likeness(one.text, other.text, similarity))
        for number, other in known.items()
        if _stranger(one, other)
    ]
    found = max(scored, key=lambda pair: (pair[1], -pair[0]), default=None)
    if found is None or found[1] < near:
        return None
    return found[1], known[found[0]].item_id


def shared_wording(item_id: str, other: Match | None, of_node: Match | None) -> Wording:
    """Whose words an item has: another item's, the framework's, or the plan's own."""
    matches = [match for match in (other, of_node) if match is not None]
    if not matches:
        return Wording(item_id, "own", 0.0)
    score, like = max(matches, key=lambda match: match[0])
    return Wording(
        item_id=item_id,
        origin="verbatim" if score >= 100.0 else "near-verbatim",
        score=round(score, 1),
        like=like,
        with_framework=of_node is not None,
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """What an item says, with the runs of words in it."""

    said: Said
    runs: tuple[str, ...]


def _by_date(statements: Iterable[Said]) -> list[list[Said]]:
    plans: dict[tuple[str, str], list[Said]] = {}
    for one in statements:
        key = (one.document_date or UNKNOWN_DATE, one.source_id)
        plans.setdefault(key, []).append(one)
    return [
        sorted(plans[k], key=lambda i: (i.item_no, i.item_id)) for k in sorted(plans)
    ]


def _stranger(item: Said, other: Said) -> bool:
    if item.source_id == other.source_id:
        return False
    return item.force is None or item.force != other.force
