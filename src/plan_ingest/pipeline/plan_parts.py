"""One plan → its part of a comparison: counted by itself, as among all the others."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter
from rapidfuzz import fuzz

from plan_ingest.compare.forces import Force
from plan_ingest.compare.gaps import gaps
from plan_ingest.compare.left import left_to_review, offers, possible
from plan_ingest.compare.practice import good_practice
from plan_ingest.compare.shared import OwnTexts
from plan_ingest.compare.tree import Tree, tree
from plan_ingest.exports.bounds import FEW
from plan_ingest.exports.pieces import ROW, part_of
from plan_ingest.model.analysis import Analyses, Uptake, Wording
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework
from plan_ingest.model.part import Held
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Conflict, Decision, ItemSuggestions, Settled
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.counted import counted
from plan_ingest.pipeline.review_sheet import MOST, left_of
from plan_ingest.pipeline.scope import scoped
from plan_ingest.pipeline.spoken_parts import spoken_texts
from plan_ingest.review.queue import FIRST, ReviewRow
from plan_ingest.settings import Settings
from plan_ingest.store.records import items_lines


@dataclass(frozen=True, slots=True)
class Given:
    """A plan as it goes into a comparison: its items, and what is suggested for them.

    Suggestions are cut to those that are looked at.
    """

    record: SourceRecord
    items: tuple[PlanItem, ...]
    offered: tuple[ItemSuggestions, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """A plan handed to a comparison, loaded only where that is needed.

    `ids` are its items, `said` is a digest of them, `key` one of all that its part
    rests on; without a `folder` nothing is kept.
    """

    record: SourceRecord
    load: Callable[[], Given]
    items: Callable[[], tuple[PlanItem, ...]]
    ids: tuple[str, ...]
    said: str = ""
    key: str = ""
    folder: Path | None = None


@dataclass(frozen=True)
class Asking:
    """What a comparison of many plans asks: the framework, settings, and the words.

    `jobs` processes count plans at the same time.
    """

    framework: Framework
    settings: Settings
    settled: Settled
    decisions: Sequence[Decision]
    register: tuple[Force, ...]
    jobs: int = 1

    @cached_property
    def nodes(self) -> Tree:
        """The framework as a tree."""
        return tree(self.framework)

    @cached_property
    def texts(self) -> OwnTexts:
        """The framework's own words."""
        near = self.settings.reporting.near_wording
        return OwnTexts(self.framework, fuzz.ratio, near)

    def settled_on(self, items: Sequence[str]) -> Settled:
        """What was decided on these items, in the order in which it stands."""
        if not self.settled.standing:
            return Settled()
        words, differ = self._by_item
        ids = sorted(set(items))
        return Settled(
            tuple(word for item in ids for word in words.get(item, ())),
            tuple(one for item in ids for one in differ.get(item, ())),
        )

    @cached_property
    def _by_item(self) -> tuple[dict[str, list[Decision]], dict[str, list[Conflict]]]:
        words: dict[str, list[Decision]] = defaultdict(list)
        differ: dict[str, list[Conflict]] = defaultdict(list)
        for word in self.settled.standing:
            words[word.item_id].append(word)
        for one in self.settled.conflicts:
            differ[one.item_id].append(one)
        return words, differ


def report_on(
    given: Sequence[Given],
    asking: Asking,
    uptake: Sequence[Uptake] | None = None,
    words: Sequence[Wording] | None = None,
) -> Report:
    """A report of these plans alone; the weights of gaps by the uptake of all plans.

    Without `words` all items count as worded by the plans themselves.
    """
    reporting = asking.settings.reporting
    alone = replace(reporting, plans="all", chosen=())
    records = tuple(one.record for one in given)
    every = tuple(item for one in given for item in one.items)
    scope = scoped(records, every, alone, asking.register)
    offered = tuple(suggested for one in given for suggested in one.offered)
    settled = asking.settled_on([item.item_id for item in every])
    report = counted(
        scope.items, scope.sources, asking.framework, offered, settled, reporting
    )
    if words is None:
        words = [Wording(item.item_id, "own", 0.0) for item in report.items]
    unsure = offers(report.items, offered, settled, reporting.left_to_review)
    coverage, nodes = report.coverage, asking.nodes
    analyses = Analyses(
        gaps=gaps(coverage, asking.framework, uptake),
        good_practice=good_practice(report.links, report.items, words),
        wording=tuple(words),
        left=left_to_review(coverage, nodes, report.links, report.items, unsure),
        possible=possible(coverage, nodes, unsure),
    )
    return replace(report, files=scope.files, analyses=analyses)


def made_part(given: Given, asking: Asking) -> Held:
    """The part of a plan, with its items to review as rows of a pack."""
    report = report_on([given], asking)
    part = part_of(report)
    left = left_of(report.items, report.suggestions, report.settled)
    texts = {
        "review": json.dumps([_doubt(row) for row in left[: MOST // FEW]]).encode(),
        "items": items_lines(report.items),
        "review_rows": ROW.join(_ROW.dump_json(_shown(r)) for r in left[: MOST // FEW]),
    }
    rows = {**part.head.rows, "review": len(left)}
    texts |= spoken_texts(report.items, asking.texts)
    return Held(replace(part.head, rows=rows), {**part.texts, **texts})


def review_row(line: bytes) -> ReviewRow:
    """A row to review as a part keeps it."""
    return _ROW.validate_json(line)


def _doubt(row: ReviewRow) -> tuple[int, float, int, str]:
    """What orders rows to review, but for the plan."""
    return FIRST.index(row.state), -row.doubt, row.item.item_no, row.item.item_id


def _shown(row: ReviewRow) -> ReviewRow:
    """A row with what the sheet shows of it: the first two reasons of each offer."""
    return replace(
        row,
        offered=tuple(replace(o, signals=o.signals[:2]) for o in row.offered),
        response_offered=row.response_offered[:1],
        words=(),
    )


_ROW = TypeAdapter(ReviewRow)
