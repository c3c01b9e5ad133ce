"""The comparison of very many plans: handed one by one, joined from their parts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from rapidfuzz import fuzz

from plan_ingest import review
from plan_ingest.compare.editions import edition, pairs_of_plans
from plan_ingest.compare.forces import Force
from plan_ingest.compare.shared import wording_of
from plan_ingest.exports.manifest import described, pairs
from plan_ingest.model.analysis import Analyses, EditionChange, Wording
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework
from plan_ingest.model.part import Part
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Decision, ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.kept_analyses import Shelf
from plan_ingest.pipeline.plan_parts import Asking, Given, Handed
from plan_ingest.pipeline.scope import scoped
from plan_ingest.pipeline.spoken_parts import said_in
from plan_ingest.pipeline.summed import gathered, summed
from plan_ingest.settings import Reporting, Settings
from plan_ingest.store.register import load_register

Loaded = TypeVar("Loaded")

LISTED = 100
"""Plans whose hashes stand in workbooks and reports; manifest.json has all."""


@dataclass(frozen=True, slots=True)
class Many:
    """What a comparison of very many plans came to, before anything is written."""

    report: Report
    parts: tuple[Part, ...]
    whole: Analyses
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


def many(
    plans: Iterable[Handed],
    records: tuple[SourceRecord, ...],
    asking: Asking,
    shelf: Shelf,
) -> Many:
    """Count every plan by itself, and join what they come to."""
    reporting, framework = asking.settings.reporting, asking.framework
    scope = scoped(records, (), reporting, asking.register)
    counted = {record.source_id for record in scope.sources}
    every = tuple(plans)
    got = gathered((one for one in every if one.record.source_id in counted), asking)
    whole = Analyses(
        wording=_wording(got.parts, asking, shelf), editions=_editions(every, asking)
    )
    report, whole = summed(got, asking, whole)
    ids = {item for one in every for item in one.ids} if asking.decisions else set()
    report = replace(
        report,
        files=scope.files,
        scope=scope.says,
        orphans=review.orphans(asking.decisions, ids, framework),
    )
    told = described(report, asking.settings, got.parts)
    report = replace(report, manifest=tuple(pairs(told, most=LISTED)))
    return Many(report, got.parts, whole, told)


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
        given = Given(record, mine, tuple(told[record.source_id]))
        ids = tuple(item.item_id for item in mine)
        yield Handed(record, partial(_same, given), partial(_same, given.items), ids)


def _same(given: Loaded) -> Loaded:
    return given


def _wording(
    parts: Sequence[Part], asking: Asking, shelf: Shelf
) -> tuple[Wording, ...]:
    """Whose words all items have, by item id."""
    near = asking.settings.reporting.near_wording
    if any(part.head.items and not part.head.dated for part in parts):
        said = (one for part in parts for one, _ in said_in(part))
        return wording_of(said, asking.framework, fuzz.ratio, near)
    heard = shelf.heard(parts, asking.framework, near)
    found = (one for words in heard.words.values() for one in words)
    return tuple(sorted(found, key=lambda one: one.item_id))


def _editions(plans: Sequence[Handed], asking: Asking) -> tuple[EditionChange, ...]:
    """Each plan against its earlier edition, found anew where one of them changed."""
    by_id = {one.record.source_id: one for one in plans}
    bound = asking.settings.reporting.same_item
    found: list[EditionChange] = []
    for earlier, later in pairs_of_plans(one.record for one in plans):
        old, new = by_id[earlier], by_id[later]
        make = partial(_edition, old, new, bound)
        found += Shelf(new.folder).edition((earlier, old.said, new.said, bound), make)
    return tuple(found)


def _edition(old: Handed, new: Handed, bound: float) -> tuple[EditionChange, ...]:
    before = (old.record.source_id, old.items())
    after = (new.record.source_id, new.items())
    return tuple(edition(before, after, fuzz.ratio, bound))
