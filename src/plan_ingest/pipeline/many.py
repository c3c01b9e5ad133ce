"""The comparison of very many plans: handed one by one, joined from their parts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rapidfuzz import fuzz

from plan_ingest import review
from plan_ingest.compare.editions import edition, pairs_of_plans
from plan_ingest.compare.forces import Force
from plan_ingest.compare.shared import wording_of
from plan_ingest.exports.manifest import described, pairs
from plan_ingest.exports.words import Words
from plan_ingest.model.analysis import EditionChange
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework
from plan_ingest.model.part import Part
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Decision, ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.gathering import Gathered, gathered
from plan_ingest.pipeline.kept_analyses import Shelf
from plan_ingest.pipeline.plan_parts import Asking, Given, Handed
from plan_ingest.pipeline.scope import scoped
from plan_ingest.pipeline.spoken_parts import said_in
from plan_ingest.pipeline.summed import Whole, summed, whole_of
from plan_ingest.settings import Reporting, Settings
from plan_ingest.store.register import load_register

LISTED = 100
"""Plans whose hashes stand in workbooks and reports; manifest.json has all."""


@dataclass(frozen=True, slots=True)
class Many:
    """What a comparison of very many plans came to, before anything is written."""

    report: Report
    got: Gathered
    whole: Whole
    said: Mapping[str, object]


def are_many(sources: int, reporting: Reporting) -> bool:
    """Whether so many plans are joined from parts; those of a force as one are not."""
    return sources > reporting.whole and not reporting.joined


def asking_for(
    framework: Framework,
    settings: Settings,
    decisions: Iterable[Decision],
    register: Iterable[Force] | None,
) -> Asking:
    """What is asked of every plan; without `register` the package's own is taken."""
    words = tuple(decisions)
    if register is None:
        register = load_register() if settings.reporting.as_at else ()
    settled = review.settle(words, framework.id, settings.reviewing.adjudicators)
    return Asking(framework, settings, settled, words, tuple(register))


def from_parts(
    plans: Iterable[Handed],
    records: tuple[SourceRecord, ...],
    asking: Asking,
    shelf: Shelf,
) -> Many:
    """Count every plan by itself, and join what they come to."""
    reporting, framework = asking.settings.reporting, asking.framework
    scope = scoped(records, (), reporting, asking.register)
    counted = {record.source_id for record in scope.sources}
    passing = _Passing(records, asking)
    counting = passing.of(plans, counted)
    got = gathered(counting, asking, asking.jobs, shelf.folder)
    words = _words(got.parts, asking, shelf)
    whole = whole_of(got, asking, words, passing.editions())
    report = replace(
        summed(got, asking, whole),
        files=scope.files,
        scope=scope.says,
        orphans=review.orphans(asking.decisions, passing.known, framework),
    )
    told = described(report, asking.settings, got.parts)
    report = replace(report, manifest=tuple(pairs(told, most=LISTED)))
    return Many(report, got, whole, told)


def at_hand(
    records: Iterable[SourceRecord],
    items: Iterable[PlanItem],
    offered: Iterable[ItemSuggestions],
) -> Iterator[Handed]:
    """Plans that are in memory already; nothing of them is kept."""
    own: dict[str, list[PlanItem]] = defaultdict(list)
    for item in items:
        own[item.source_id].append(item)
    of = {item.item_id: source for source, some in own.items() for item in some}
    told: dict[str, list[ItemSuggestions]] = defaultdict(list)
    for one in offered:
        told[of.get(one.item_id, "")].append(one)
    for record in records:
        mine = tuple(own[record.source_id])
        yield _at_hand(Given(record, mine, tuple(told[record.source_id])))


def _at_hand(given: Given) -> Handed:
    ids = tuple(item.item_id for item in given.items)
    return Handed(given.record, lambda: given, lambda: given.items, ids)


@dataclass(frozen=True, slots=True)
class _Edition:
    """A plan that is an edition of another, or has one: where its words are."""

    said: str
    items: Callable[[], tuple[PlanItem, ...]]
    folder: Path | None


class _Passing:
    """What is remembered of plans that pass by, one by one.

    `known` are those of their items that somebody decided on.
    """

    def __init__(self, records: Iterable[SourceRecord], asking: Asking) -> None:
        self._pairs = pairs_of_plans(records)
        self._editions: dict[str, _Edition] = {}
        self._bound = asking.settings.reporting.same_item
        self._decided = {word.item_id for word in asking.decisions}
        self.known: set[str] = set()

    def of(self, plans: Iterable[Handed], counted: set[str]) -> Iterator[Handed]:
        """The plans that are counted."""
        paired = {source_id for pair in self._pairs for source_id in pair}
        for plan in plans:
            source_id = plan.record.source_id
            self.known |= self._decided.intersection(plan.ids)
            if source_id in paired:
                found = _Edition(plan.said, plan.items, plan.folder)
                self._editions[source_id] = found
            if source_id in counted:
                yield plan

    def editions(self) -> Iterator[EditionChange]:
        """Each plan against its earlier one, found anew where one of them changed."""
        for earlier, later in self._pairs:
            old, new = self._editions[earlier], self._editions[later]
            make = partial(_edition, (earlier, old), (later, new), self._bound)
            rests_on = (earlier, old.said, new.said, self._bound)
            yield from Shelf(new.folder).edition(rests_on, make)


def _edition(
    old: tuple[str, _Edition], new: tuple[str, _Edition], bound: float
) -> tuple[EditionChange, ...]:
    before, after = (old[0], old[1].items()), (new[0], new[1].items())
    return tuple(edition(before, after, fuzz.ratio, bound))


def _words(parts: Sequence[Part], asking: Asking, shelf: Shelf) -> Words:
    """By source id whose words its items have, in the order of its items."""
    near = asking.settings.reporting.near_wording
    if all(part.head.dated or not part.head.items for part in parts):
        return shelf.heard(parts, asking.framework, near).words
    said = (one for part in parts for one, _ in said_in(part))
    found = wording_of(said, asking.framework, fuzz.ratio, near)
    told = {one.item_id: one for one in found}
    return {
        part.head.source_id: tuple(told[one.item_id] for one, _ in said_in(part))
        for part in parts
    }
