"""Wording that forces share with each other, and with the framework itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plan_ingest.compare.alike import Shelf, Similarity, best, likeness
from plan_ingest.model.analysis import Wording
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.text import fold

_UNKNOWN_DATE = "9999"


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
    nodes, named = Shelf(), []
    for node in framework.nodes:
        for text in filter(None, (node.title, node.description)):
            nodes.add(fold(text), nodes.runs_of(fold(text)))
            named.append(node.id)
    before = Shelf()
    earlier: list[Said] = []
    found = []
    for plan in _by_date(statements):
        own = [_Run(one, before.runs_of(one.text)) for one in plan]
        for one in own:
            of_node = _match(best(one.said.text, one.runs, nodes, similarity), near)
            other = _match(_other(one, before, earlier, similarity), near)
            found.append(_wording(one.said, other, of_node, earlier, named))
        for one in own:
            before.add(one.said.text, one.runs)
            earlier.append(one.said)
    return tuple(sorted(found, key=lambda w: w.item_id))


@dataclass(frozen=True, slots=True)
class _Run:
    """What an item says, with the runs of words in it."""

    said: Said
    runs: tuple[str, ...]


def _by_date(statements: Iterable[Said]) -> list[list[Said]]:
    plans: dict[tuple[str, str], list[Said]] = {}
    for one in statements:
        key = (one.document_date or _UNKNOWN_DATE, one.source_id)
        plans.setdefault(key, []).append(one)
    return [
        sorted(plans[k], key=lambda i: (i.item_no, i.item_id)) for k in sorted(plans)
    ]


def _other(
    one: _Run,
    before: Shelf,
    earlier: Sequence[Said],
    similarity: Similarity,
) -> tuple[int, float] | None:
    """The nearest earlier item of another force; a force may repeat itself."""
    numbers = before.near(one.runs)
    if one.said.text in before.exact:
        numbers = [before.exact[one.said.text], *numbers]
    scored = [
        (number, likeness(one.said.text, before.texts[number], similarity))
        for number in numbers
        if _stranger(one.said, earlier[number])
    ]
    return max(scored, key=lambda pair: (pair[1], -pair[0]), default=None)


def _stranger(item: Said, other: Said) -> bool:
    if item.source_id == other.source_id:
        return False
    return item.force is None or item.force != other.force


def _match(found: tuple[int, float] | None, near: float) -> tuple[int, float] | None:
    return found if found is not None and found[1] >= near else None


def _wording(
    item: Said,
    other: tuple[int, float] | None,
    of_node: tuple[int, float] | None,
    earlier: Sequence[Said],
    named: Sequence[str],
) -> Wording:
    matches = []
    if other is not None:
        matches.append((other[1], earlier[other[0]].item_id))
    if of_node is not None:
        matches.append((of_node[1], named[of_node[0]]))
    if not matches:
        return Wording(item.item_id, "own", 0.0)
    score, like = max(matches, key=lambda match: match[0])
    return Wording(
        item_id=item.item_id,
        origin="verbatim" if score >= 100.0 else "near-verbatim",
        score=round(score, 1),
        like=like,
        with_framework=of_node is not None,
    )
