"""Very many plans compared: each counted by itself, and the outputs joined from that.

A plan's part is kept under what it rests on, so that one changed plan costs one part
and the joining. Workbooks and reports show the first plans, and tell figures of all.
"""

import heapq
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plan_ingest.exports import summing, words
from plan_ingest.exports.bounds import FEW, SHEET_ROWS
from plan_ingest.exports.flat import as_csv, csv_head, data_dictionary
from plan_ingest.exports.listing import Listing
from plan_ingest.exports.listings import analyses, beside, matrix, wording
from plan_ingest.exports.pieces import BY_SOURCE, ROW
from plan_ingest.exports.spool import Spool
from plan_ingest.exports.words import Row, Words
from plan_ingest.model.analysis import EditionChange, Nearness, Uptake
from plan_ingest.model.coverage import Report, ReviewSheet
from plan_ingest.model.part import Block, Figures, Part
from plan_ingest.pipeline.gathering import Gathered
from plan_ingest.pipeline.near import nearest_of
from plan_ingest.pipeline.plan_parts import Asking, report_on, review_row
from plan_ingest.pipeline.review_sheet import MOST, sheet_of
from plan_ingest.pipeline.streamed import Streamed, streamed


@dataclass(frozen=True, slots=True)
class Whole:
    """What rests on all plans: `theirs` tells whose words are shared."""

    uptake: tuple[Uptake, ...]
    words: Words
    theirs: Mapping[str, Row]
    practice: Streamed[str]
    nearest: Streamed[Nearness]
    editions: Streamed[EditionChange]


def whole_of(
    got: Gathered,
    asking: Asking,
    said: Words,
    editions: Iterable[EditionChange],
) -> Whole:
    """What all plans come to; `said` and `editions` were found of them before."""
    parts = got.parts
    shown = {one.record.source_id for one in got.first}
    forces = {part.head.source_id: part.head.force for part in parts}
    return Whole(
        uptake=summing.uptake_of(asking.nodes.order, parts),
        words=said,
        theirs=words.theirs_in(said, parts, asking.framework),
        practice=_practice(got.blocks, said),
        nearest=streamed(
            _nearest(parts, asking),
            lambda one: one.source_id in shown,
            lambda some: wording.nearest_rows(some, forces),
        ),
        editions=streamed(
            editions,
            lambda one: one.later_source in shown,
            wording.edition_rows,
        ),
    )


def summed(got: Gathered, asking: Asking, whole: Whole) -> Report:
    """The report of the first plans, with figures and weights of all."""
    first = (one.record.source_id for one in got.first)
    told = (one for source_id in first for one in whole.words[source_id])
    own = sorted(told, key=lambda one: one.item_id)
    report = report_on(got.first, asking, whole.uptake, own)
    some = replace(
        report.analyses,
        uptake=whole.uptake,
        nearest=whole.nearest.shown,
        editions=whole.editions.shown,
    )
    return replace(
        report,
        settled=asking.settled,
        review=_review(got, asking),
        analyses=some,
        figures=_figures(got.parts, whole, asking, len(report.sources)),
    )


def listing_chunks(
    report: Report, got: Gathered, whole: Whole
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every listing's file and their dictionary, a chunk at a time, one by one."""
    heads: list[Listing] = []
    for head, chunks in _chunks(report, got, whole):
        yield f"{head.name}.csv", chunks
        heads.append(replace(head, rows=()))
    yield "csv-metadata.json", data_dictionary(report, heads)


def _chunks(
    report: Report, got: Gathered, whole: Whole
) -> Iterator[tuple[Listing, Iterable[bytes]]]:
    parts, blocks = got.parts, got.blocks
    yield from summing.matrices(report, parts)
    long, gaps = matrix.long(report), analyses.gaps(report)
    yield long, summing.long(long, blocks)
    yield gaps, summing.gaps(gaps, blocks, report, whole.uptake)
    for name in ("sources", "evidence", "smart"):
        head = BY_SOURCE[name](report)
        yield head, summing.by_source(head, blocks)
    for told in (analyses.uptake, analyses.conflicts, analyses.orphans, beside.lost):
        yield (head := told(report)), (as_csv(head),)
    head = beside.possible(report)
    yield head, summing.by_source(head, blocks)
    head = analyses.to_review(report)
    yield head, summing.to_review(head, blocks)
    head = wording.left_to_review(report)
    yield head, summing.by_source(head, blocks)
    head = wording.good_practice(report)
    yield head, _told(head, whole.practice.lines)
    head = wording.shared_wording(report)
    yield head, words.shared(head, parts, whole.words, whole.theirs)
    head = wording.nearest(report)
    yield head, _told(head, whole.nearest.lines)
    head = wording.editions(report)
    yield head, _told(head, whole.editions.lines)


def _told(head: Listing, lines: Spool[None]) -> Iterator[bytes]:
    """A listing whose lines are found already."""
    yield csv_head(head.columns)
    with lines:
        yield from lines.of(None)


def _practice(blocks: Iterable[Block], said: Words) -> Streamed[str]:
    """The candidates of good practice of all plans; none is shown before its file."""
    lines, count = Spool[None](), 0
    for block in blocks:
        told = zip(block.parts, block.texts("good_practice"), strict=True)
        own = [
            line
            for part, rows in told
            for line in words.own_practice(part.head.source_id, rows, said)
        ]
        count += len(own)
        lines.add([(None, "".join(own).encode())])
    return Streamed((), count, lines)


def _nearest(parts: Sequence[Part], asking: Asking) -> Iterator[Nearness]:
    nodes = asking.nodes
    inner = [at for at, node in enumerate(nodes.order) if not nodes.children.get(node)]
    heads = [part.head for part in parts]
    return nearest_of(
        [head.source_id for head in heads],
        [head.levels for head in heads],
        inner,
        asking.settings.reporting.nearest,
    )


def _review(got: Gathered, asking: Asking) -> ReviewSheet:
    """The sheet to review: the least certain items of all plans."""
    doubts = (
        (*key[:2], at, *key[2:], row)
        for at, doubted in enumerate(
            rows for block in got.blocks for rows in block.texts("review")
        )
        for row, key in enumerate(json.loads(doubted))
    )
    parts = got.parts
    chosen = heapq.nsmallest(MOST // FEW, doubts)
    rows = {}
    for at in sorted({at for _, _, at, *_ in chosen}):
        rows[at] = parts[at].text("review_rows").split(ROW)
    shown = [review_row(rows[at][row]) for _, _, at, *_, row in chosen]
    left = sum(part.head.rows["review"] for part in parts)
    adjudicators = asking.settings.reviewing.adjudicators
    return sheet_of(shown, left, asking.decisions, asking.framework, adjudicators)


def _figures(
    parts: Sequence[Part], whole: Whole, asking: Asking, shown: int
) -> Figures:
    heads = [part.head for part in parts]
    levels = zip(*(head.levels for head in heads), strict=True)
    rows: Counter[str] = Counter()
    for head in heads:
        rows.update(head.rows)
    told = (one for some in whole.words.values() for one in some)
    rows |= Counter(
        nearest=whole.nearest.count,
        editions=whole.editions.count,
        shared_wording=sum(1 for one in told if one.like is not None),
        good_practice=whole.practice.count,
    )
    alike = words.shared_rows(parts[:shown], whole.words, whole.theirs, SHEET_ROWS)
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
