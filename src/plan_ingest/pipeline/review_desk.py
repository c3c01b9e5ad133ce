"""All that a review looks at: items as corrected, offers, words, groups of likes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rapidfuzz import fuzz, process

from plan_ingest.errors import UsageError
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import (
    Amendment,
    DecidedWords,
    Decision,
    ItemSuggestions,
    Proposal,
    Settled,
)
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.amended import amended, amendments_of
from plan_ingest.review import settle
from plan_ingest.review.duplicates import Group, Likeness, W, groups
from plan_ingest.review.ledger import moment
from plan_ingest.review.merging import Reviewer
from plan_ingest.review.queue import Order, ReviewRow, queue
from plan_ingest.store.amendments import read_amendments
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.journal import append_journal, read_journal
from plan_ingest.store.ledger import append, read_ledger
from plan_ingest.store.project import Project, framework_path
from plan_ingest.store.records import read_suggestions

PROPOSALS, WORDS = "proposals.jsonl", "decided_words.jsonl"
SAMPLES, BULKS, SECONDS = "samples.jsonl", "bulk.jsonl", "second_reviews.jsonl"


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before an analyst; `torn` names lines lost from the records."""

    project: Project
    framework: Framework
    items: tuple[PlanItem, ...]
    sources: tuple[SourceRecord, ...]
    suggestions: tuple[ItemSuggestions, ...]
    decisions: tuple[Decision, ...]
    proposals: tuple[Proposal, ...]
    lost: tuple[Amendment, ...]
    torn: tuple[str, ...]

    @property
    def ledger(self) -> Path:
        """Where decisions are added."""
        return self.project.ledger(self.framework.id)


def open_desk(project: Project, framework: str | None) -> Desk:
    """Everything as it is now. Raises UsageError where nothing was ingested yet."""
    if not project.items.is_file():
        raise UsageError(f"{project.items}: no items yet; run `plan-ingest run`")
    given = framework or project.settings.reporting.framework
    asked = read_framework(framework_path(given, project))
    ledger, offers = project.ledger(asked.id), project.suggestions(asked.id)
    words = read_ledger(ledger)
    corrected = amended(project, asked.id)
    said = read_journal(ledger.with_name(PROPOSALS), Proposal)
    corrections = read_amendments(amendments_of(project, asked.id))
    return Desk(
        project=project,
        framework=asked,
        items=corrected.items,
        sources=corrected.sources,
        suggestions=tuple(read_suggestions(offers)) if offers.is_file() else (),
        decisions=words.decisions,
        proposals=said.records,
        lost=corrected.lost,
        torn=words.torn + said.torn + corrections.torn,
    )


def settled(desk: Desk, own: str | None = None) -> Settled:
    """What the ledger comes to; with `own`, that one analyst's words alone."""
    words = [
        word
        for word in desk.decisions
        if own is None or word.analyst == own or word.verdict == "retract"
    ]
    adjudicators = desk.project.settings.reviewing.adjudicators
    return settle(words, desk.framework.id, adjudicators)


def rows(desk: Desk, order: Order, own: str | None = None) -> tuple[ReviewRow, ...]:
    """Every item as the analyst meets it, in the order asked for."""
    return queue(desk.items, desk.suggestions, settled(desk, own), order)


def alike(desk: Desk) -> tuple[Group[PlanItem], ...]:
    """The groups of items worded alike, by the settings' `near_duplicate`."""
    least = desk.project.settings.reviewing.near_duplicate
    return groups(desk.items, ratios(least), least)


def ratios(least: float) -> Likeness:
    """How alike texts are, as rapidfuzz gives it; 0 where it is under `least`."""

    def of(text: str, others: Sequence[str]) -> list[float]:
        found = process.cdist([text], others, scorer=fuzz.ratio, score_cutoff=least)
        return [float(score) for score in found[0]]

    return of


def reviewer(desk: Desk, analyst: str, own: bool, batch: str | None) -> Reviewer:
    """The analyst at this moment, which is after every word of the ledger."""
    name = " ".join(analyst.split())
    if not name:
        raise UsageError("--analyst needs a name; decisions are on the record")
    now = datetime.now(UTC)
    if desk.decisions:
        last = max(moment(word) for word in desk.decisions)[0]
        now = max(now, last + timedelta(microseconds=1))
    return Reviewer(
        analyst=name,
        at=now.isoformat(timespec="microseconds"),
        framework_id=desk.framework.id,
        batch=batch,
        own=own,
        adjudicators=desk.project.settings.reviewing.adjudicators,
    )


def record(desk: Desk, decisions: Sequence[Decision]) -> int:
    """Add decisions to the ledger, with the words they rest on; how many were new."""
    there = {item.item_id: item for item in desk.items}
    decided = {d.item_id: there[d.item_id] for d in decisions if d.item_id in there}
    words = [DecidedWords(i.item_id, i.source_id, i.text) for i in decided.values()]
    append_journal(desk.ledger.with_name(WORDS), words, DecidedWords)
    return append(desk.ledger, decisions)


def nearest(desk: Desk, gone: Iterable[str]) -> dict[str, PlanItem]:
    """For items that are gone, the present item of the nearest words, where known.

    The same source is looked through first.
    """
    known = read_journal(desk.ledger.with_name(WORDS), DecidedWords).records
    wanted = set(gone)
    words = [one for one in known if one.id in wanted]
    return nearest_among(words, desk.items, desk.project.settings.reporting.same_item)


def nearest_among(
    gone: Iterable[DecidedWords], items: Sequence[W], least: float
) -> dict[str, W]:
    """For words that are gone, the item of the nearest words, where it is near."""
    found = {}
    for was in sorted(gone, key=lambda one: one.id):
        own = [item for item in items if item.source_id == was.source_id]
        for among in (own, items):
            texts = [item.text for item in among]
            best = process.extractOne(
                was.text, texts, scorer=fuzz.ratio, score_cutoff=least
            )
            if best is not None:
                found[was.id] = among[best[2]]
                break
    return found
