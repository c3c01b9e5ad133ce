"""Very many plans compared: each counted by itself, and the outputs joined from that.

A plan's part is kept under what it rests on, so that one changed plan costs one part
and the joining. Workbooks and reports show the first plans, and tell figures of all.
"""

import heapq
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plan_ingest.exports import summing, words
from plan_ingest.exports.bounds import FEW, SHEET_ROWS
from plan_ingest.exports.flat import as_csv, data_dictionary
from plan_ingest.exports.listing import Listing
from plan_ingest.exports.listings import analyses, beside, matrix, wording
from plan_ingest.exports.pieces import BY_SOURCE, ROW
from plan_ingest.model.analysis import Analyses, Nearness
from plan_ingest.model.coverage import Report, ReviewSheet
from plan_ingest.model.part import Figures, Part
from plan_ingest.pipeline.near import nearest_of
from plan_ingest.pipeline.plan_parts import (
    Asking,
    Given,
    Handed,
    made_part,
    report_on,
    review_row,
)
from plan_ingest.pipeline.review_sheet import MOST, sheet_of
from plan_ingest.store.parts import keep_part, part_path, read_part


@dataclass(frozen=True, slots=True)
class Gathered:
    """All parts in the order of the plans, and the first plans in full."""

    parts: tuple[Part, ...]
    first: tuple[Given, ...]


def gathered(plans: Iterable[Handed], asking: Asking) -> Gathered:
    """Every plan's part: as kept where what it rests on stands, else made now."""
    parts: list[Part] = []
    first: list[Given] = []
    for plan in plans:
        shown = len(first) < max(1, asking.settings.reporting.profiles)
        given = plan.load() if shown else None
        if given is not None:
            first.append(given)
        parts.append(_part(plan, given, asking))
    return Gathered(tuple(parts), tuple(first))


def summed(got: Gathered, asking: Asking, whole: Analyses) -> tuple[Report, Analyses]:
    """The report of the first plans with figures of all, and what all plans come to.

    `whole` has what was found of words and of editions.
    """
    order = asking.nodes.order
    uptake = summing.uptake_of(order, got.parts)
    whole = replace(whole, uptake=uptake, nearest=_nearest(got.parts, asking))
    here = {item.item_id for one in got.first for item in one.items}
    own = [one for one in whole.wording if one.item_id in here]
    report = report_on(got.first, asking, uptake, own)
    shown = set(report.coverage.sources)
    some = replace(
        report.analyses,
        uptake=uptake,
        nearest=tuple(one for one in whole.nearest if one.source_id in shown),
        editions=tuple(one for one in whole.editions if one.later_source in shown),
    )
    return replace(
        report,
        settled=asking.settled,
        review=_review(got.parts, asking),
        analyses=some,
        figures=_figures(got.parts, whole, asking, len(report.sources)),
    ), whole


def listing_chunks(
    report: Report, parts: Sequence[Part], whole: Analyses
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every listing's file and their dictionary, a chunk at a time, one by one."""
    heads: list[Listing] = []
    for head, chunks in _chunks(report, parts, whole):
        yield f"{head.name}.csv", chunks
        heads.append(replace(head, rows=()))
    yield "csv-metadata.json", data_dictionary(report, heads)


def _chunks(
    report: Report, parts: Sequence[Part], whole: Analyses
) -> Iterator[tuple[Listing, Iterable[bytes]]]:
    yield from summing.matrices(report, parts)
    long, gaps = matrix.long(report), analyses.gaps(report)
    yield long, summing.long(long, parts)
    yield gaps, summing.gaps(gaps, parts, report, whole.uptake)
    every = replace(report, analyses=whole)
    for name in ("sources", "evidence", "smart"):
        head = BY_SOURCE[name](report)
        yield head, summing.by_source(head, parts)
    for told in (analyses.uptake, analyses.conflicts, analyses.orphans, beside.lost):
        yield (head := told(every)), (as_csv(head),)
    head = beside.possible(report)
    yield head, summing.by_source(head, parts)
    head = analyses.to_review(report)
    yield head, summing.to_review(head, parts)
    head = wording.left_to_review(report)
    yield head, summing.by_source(head, parts)
    head = wording.good_practice(report)
    yield head, words.good_practice(head, parts, whole.wording)
    head = wording.shared_wording(report)
    yield head, words.shared(head, parts, whole.wording, report.framework)
    for told in (wording.nearest, wording.editions):
        yield (head := told(every)), (as_csv(head),)


def _part(plan: Handed, given: Given | None, asking: Asking) -> Part:
    if plan.folder is None:
        return made_part(given or plan.load(), asking)
    path = part_path(plan.folder, asking.framework.id)
    kept = read_part(path, plan.key)
    if kept is not None:
        return kept
    return keep_part(path, plan.key, made_part(given or plan.load(), asking))


def _nearest(parts: Sequence[Part], asking: Asking) -> tuple[Nearness, ...]:
    nodes = asking.nodes
    inner = [at for at, node in enumerate(nodes.order) if not nodes.children.get(node)]
    heads = [part.head for part in parts]
    found = nearest_of(
        [head.source_id for head in heads],
        [head.levels for head in heads],
        inner,
        asking.settings.reporting.nearest,
    )
    return tuple(found)


def _review(parts: Sequence[Part], asking: Asking) -> ReviewSheet:
    """The sheet to review: the least certain items of all plans."""
    doubts = (
        (*key[:2], at, *key[2:], row)
        for at, part in enumerate(parts)
        for row, key in enumerate(json.loads(part.text("review")))
    )
    chosen = heapq.nsmallest(MOST // FEW, doubts)
    rows = {}
    for at in sorted({at for _, _, at, *_ in chosen}):
        rows[at] = parts[at].text("review_rows").split(ROW)
    shown = [review_row(rows[at][row]) for _, _, at, *_, row in chosen]
    left = sum(part.head.rows["review"] for part in parts)
    adjudicators = asking.settings.reviewing.adjudicators
    return sheet_of(shown, left, asking.decisions, asking.framework, adjudicators)


def _figures(
    parts: Sequence[Part], whole: Analyses, asking: Asking, shown: int
) -> Figures:
    heads = [part.head for part in parts]
    levels = zip(*(head.levels for head in heads), strict=True)
    rows: Counter[str] = Counter()
    for head in heads:
        rows.update(head.rows)
    told = sum(1 for one in whole.wording if one.like is not None)
    own = {one.item_id for one in whole.wording if one.origin == "own"}
    good = sum(
        item_id in own
        for part in parts
        for item_id, _ in json.loads(part.text("good_practice"))
    )
    rows |= Counter(
        nearest=len(whole.nearest),
        editions=len(whole.editions),
        shared_wording=told,
        good_practice=good,
    )
    first, framework = parts[:shown], asking.framework
    alike = words.shared_rows(first, parts, whole.wording, framework, SHEET_ROWS)
    return Figures(
        items=sum(head.items for head in heads),
        decided=sum(head.decided for head in heads),
        forces=tuple(sorted({head.force for head in heads if head.force})),
        levels={
            node: Counter(signs)
            for node, signs in zip(asking.nodes.order, levels, strict=True)
        },
        smart=tuple(map(sum, zip(*(head.smart for head in heads), strict=True))),
        found={head.source_id: (head.items, head.decided) for head in heads},
        rows=rows,
        shared=alike,
    )
