"""How far the review is: by plan and analyst, who agrees, what lost its item."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from plan_ingest.model.review import (
    Amendment,
    BulkAcceptance,
    Decision,
    SecondReview,
)
from plan_ingest.pipeline.review_desk import (
    BULKS,
    SECONDS,
    Desk,
    nearest,
    rows,
    settled,
)
from plan_ingest.review import orphans
from plan_ingest.review.agreement import Agreement, agreement
from plan_ingest.review.ledger import in_force
from plan_ingest.review.queue import ReviewRow, State
from plan_ingest.store.journal import read_journal


@dataclass(frozen=True, slots=True)
class Progress:
    """Items of one plan by state; plan "" is all together."""

    plan: str
    items: int
    decided: int
    undecided: int
    unsure: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Analyst:
    """One analyst's words in force, and the items they are on."""

    name: str
    items: int
    words: int
    last: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """A word whose item or node is gone; the present item of the nearest words."""

    decision: Decision
    nearest_id: str | None
    nearest_text: str


@dataclass(frozen=True, slots=True)
class BulkNow:
    """A bulk acceptance with what its sample measured; `counting` of its words do."""

    record: BulkAcceptance
    counting: int


@dataclass(frozen=True, slots=True)
class SecondNow:
    """Items an analyst was given for a blind second review, and those given back."""

    analyst: str
    items: int
    given: int


@dataclass(frozen=True, slots=True)
class Status:
    """Everything `review status` tells."""

    framework_id: str
    plans: tuple[Progress, ...]
    analysts: tuple[Analyst, ...]
    agreement: Agreement
    orphans: tuple[Orphan, ...]
    lost: tuple[Amendment, ...]
    proposals: int
    torn: tuple[str, ...]
    bulks: tuple[BulkNow, ...] = ()
    seconds: tuple[SecondNow, ...] = ()


def status(desk: Desk) -> Status:
    """The state of the review now."""
    every = rows(desk, "document")
    plans = sorted({row.item.source_id for row in every})
    by_plan = [
        _progress(plan, [row for row in every if row.item.source_id == plan])
        for plan in plans
    ]
    return Status(
        framework_id=desk.framework.id,
        plans=(*by_plan, _progress("", every)),
        analysts=_analysts(in_force(desk.decisions, desk.framework.id)),
        agreement=agreement(desk.decisions, desk.framework.id),
        orphans=_orphans(desk),
        lost=desk.lost,
        proposals=len(desk.proposals),
        torn=desk.torn,
        bulks=_bulks(desk),
        seconds=_seconds(desk),
    )


def _progress(plan: str, found: Iterable[ReviewRow]) -> Progress:
    states: Counter[State] = Counter(row.state for row in found)
    return Progress(
        plan=plan,
        items=states.total(),
        decided=states["decided"],
        undecided=states["undecided"],
        unsure=states["unsure"],
        conflict=states["conflict"],
    )


def _analysts(words: Iterable[Decision]) -> tuple[Analyst, ...]:
    told: dict[str, list[Decision]] = {}
    for word in words:
        told.setdefault(word.analyst, []).append(word)
    return tuple(
        Analyst(name, len({w.item_id for w in said}), len(said), said[-1].at)
        for name, said in sorted(told.items())
    )


def _bulks(desk: Desk) -> tuple[BulkNow, ...]:
    found = read_journal(desk.ledger.with_name(BULKS), BulkAcceptance).records
    batches = Counter(
        (word.batch or "").removeprefix("redo:").split(":")[0]
        for word in in_force(desk.decisions, desk.framework.id)
    )
    return tuple(BulkNow(one, batches[one.batch]) for one in found)


def _seconds(desk: Desk) -> tuple[SecondNow, ...]:
    found = read_journal(desk.ledger.with_name(SECONDS), SecondReview).records
    asked: dict[str, set[str]] = {}
    for one in found:
        asked.setdefault(one.analyst, set()).add(one.item_id)
    return tuple(
        SecondNow(name, len(items), len(items & settled(desk, name).decided))
        for name, items in sorted(asked.items())
    )


def _orphans(desk: Desk) -> tuple[Orphan, ...]:
    there = {item.item_id for item in desk.items}
    gone = orphans(desk.decisions, there, desk.framework)
    near = nearest(desk, (w.item_id for w in gone if w.item_id not in there))
    return tuple(
        Orphan(
            word,
            near[word.item_id].item_id if word.item_id in near else None,
            near[word.item_id].text if word.item_id in near else "",
        )
        for word in gone
    )
