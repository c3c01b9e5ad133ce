"""The report of all plans side by side: cells, analyses, and what to review."""

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from plan_ingest import review
from plan_ingest.compare.editions import editions
from plan_ingest.compare.forces import Force
from plan_ingest.compare.gaps import gaps, uptake_of
from plan_ingest.compare.left import left_to_review, offers, possible
from plan_ingest.compare.nearest import nearest
from plan_ingest.compare.practice import good_practice
from plan_ingest.compare.shared import wording
from plan_ingest.compare.tree import tree
from plan_ingest.model.analysis import Analyses, EditionChange
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Amendment, Decision, ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.counted import counted
from plan_ingest.pipeline.in_order import Records, records_of
from plan_ingest.pipeline.kept_analyses import NO_SHELF, Shelf
from plan_ingest.pipeline.many import asking_for
from plan_ingest.pipeline.plan_parts import Asking
from plan_ingest.pipeline.review_sheet import review_sheet
from plan_ingest.pipeline.scope import scoped
from plan_ingest.settings import Reporting, Settings


def report_of(
    items: Iterable[PlanItem],
    sources: Iterable[SourceRecord] | None,
    framework: Framework,
    suggestions: Iterable[ItemSuggestions],
    decisions: Iterable[Decision],
    settings: Settings,
    register: Iterable[Force] | None = None,
    lost: Iterable[Amendment] = (),
    shelf: Shelf = NO_SHELF,
) -> Report:
    """Everything the outputs show, in an order of its own: that of input is no matter.

    Suggestions for another framework are left aside.
    """
    asking = asking_for(framework, settings, decisions, register)
    given = records_of(items, sources, suggestions, asking)
    return reported(given, asking, lost, shelf)


def reported(
    given: Records,
    asking: Asking,
    lost: Iterable[Amendment] = (),
    shelf: Shelf = NO_SHELF,
) -> Report:
    """As `report_of`, of records that are in order, and of what is asked of them."""
    every, words, offered = given.items, asking.decisions, given.offered
    reporting, framework = asking.settings.reporting, asking.framework
    adjudicators = asking.settings.reviewing.adjudicators
    changes = _editions(every, given.sources, reporting.same_item, shelf)
    scope = scoped(given.sources, every, reporting, asking.register)
    kept, settled = scope.items, asking.settled
    report = replace(
        counted(kept, scope.sources, framework, offered, settled, reporting),
        orphans=review.orphans(words, {item.item_id for item in every}, framework),
        lost=sorted_lost(lost),
        files=scope.files,
        scope=scope.says,
        review=review_sheet(kept, offered, words, settled, framework, adjudicators),
    )
    return replace(report, analyses=_analyses(report, changes, reporting, shelf))


def sorted_lost(lost: Iterable[Amendment]) -> tuple[Amendment, ...]:
    """Corrections that found no item, in the order in which they are listed."""
    return tuple(sorted(lost, key=lambda one: (one.item_id, one.at, one.id)))


def _editions(
    items: tuple[PlanItem, ...],
    sources: tuple[SourceRecord, ...],
    bound: float,
    shelf: Shelf,
) -> tuple[EditionChange, ...]:
    return shelf.editions(
        items, sources, bound, lambda: editions(sources, items, fuzz.ratio, bound)
    )


def _analyses(
    report: Report,
    changes: tuple[EditionChange, ...],
    settings: Reporting,
    shelf: Shelf,
) -> Analyses:
    items, framework, near = report.items, report.framework, settings.near_wording
    words = shelf.wording(
        items, framework, near, lambda: wording(items, framework, fuzz.ratio, near)
    )
    nodes = tree(report.framework)
    offered = offers(
        report.items, report.suggestions, report.settled, settings.left_to_review
    )
    return Analyses(
        gaps=gaps(report.coverage, report.framework),
        wording=words,
        nearest=nearest(report.coverage, report.framework, settings.nearest),
        uptake=uptake_of(report.coverage),
        good_practice=good_practice(report.links, report.items, words),
        left=left_to_review(
            report.coverage, nodes, report.links, report.items, offered
        ),
        possible=possible(report.coverage, nodes, offered),
        editions=changes,
    )
