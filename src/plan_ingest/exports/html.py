"""report.html: one file, nothing fetched, nothing from a plan ever live."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_ingest.compare.marks import MARKS
from plan_ingest.exports import html_views as views
from plan_ingest.exports.alone import page
from plan_ingest.exports.bounds import (
    PAGE_ROWS,
    first_rows,
    is_brief,
    items_by_source,
    level_counts,
    row_bound,
)
from plan_ingest.exports.charts import Bar
from plan_ingest.exports.counts import (
    decided_count,
    item_count,
    plan_count,
    row_count,
    smart_counts,
    smart_of,
)
from plan_ingest.exports.facts import facts
from plan_ingest.exports.hints import HINT
from plan_ingest.exports.html_nodes import node_pages
from plan_ingest.exports.labels import source_labels
from plan_ingest.exports.listing import Listing
from plan_ingest.exports.listings import analyses, beside, evidence, wording
from plan_ingest.exports.notes import run_manifest
from plan_ingest.exports.wording import CAUTION, LATER, LEVELS_SAY
from plan_ingest.model.analysis import Gap
from plan_ingest.model.coverage import LEVEL_NAMES, Report
from plan_ingest.model.source import SourceRecord


@dataclass(frozen=True, slots=True)
class Profile:
    """A source's page: what it is, its bars, and its gaps at the innermost level."""

    record: SourceRecord
    label: str
    items: int
    review: Bar
    criteria: tuple[Bar, ...]
    smart: tuple[Bar, ...]
    gaps: tuple[Gap, ...]


def render(report: Report) -> bytes:
    """The report as one HTML file that works without network and without scripts."""
    labels = source_labels(report.sources)
    rows = views.rows(report)
    return page(
        "report.html",
        "report.css",
        "report.js",
        report=report,
        labels=labels,
        rows=rows,
        pages=node_pages(report, rows, labels),
        profiles=_profiles(report, rows),
        facts=facts(report),
        levels=_levels(),
        marks=MARKS,
        caution=CAUTION,
        hint=HINT,
        hints={(c.source, row.node.id): c.hint for row in rows for c in row.cells},
        by_id={node.id: node for node in report.framework.nodes},
        place_of={row.node.id: at for at, row in enumerate(rows)},
        titles={node.id: node.title for node in report.framework.nodes},
        criteria=views.criterion_bars(report, rows),
        smart=views.smart_bars(smart_of(report), item_count(report)),
        review=views.review_bar(decided_count(report), item_count(report)),
        plans=plan_count(report),
        gap_count=row_count(report, "gaps", len(report.analyses.gaps)),
        brief=is_brief(report),
        counts=level_counts(report),
        gaps=report.analyses.gaps[: _gaps_shown(report)],
        column_of={source: at for at, source in enumerate(report.coverage.sources)},
        listings=_listings(report),
    )


def _profiles(report: Report, rows: Sequence[views.RowView]) -> tuple[Profile, ...]:
    if is_brief(report):
        return ()
    labels, own = source_labels(report.sources), items_by_source(report)
    decided = report.settled.decided
    inner = {node.id for node in report.framework.at(report.framework.levels[-1])}
    column = {source: at for at, source in enumerate(report.coverage.sources)}
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for gap in report.analyses.gaps:
        if gap.node_id in inner:
            gaps[gap.source_id].append(gap)
    return tuple(
        Profile(
            record=record,
            label=labels[record.source_id],
            items=len(own[record.source_id]),
            review=views.review_bar(
                sum(1 for item in own[record.source_id] if item.item_id in decided),
                len(own[record.source_id]),
            ),
            criteria=views.criterion_bars(report, rows, column[record.source_id]),
            smart=views.smart_bars(
                smart_counts(own[record.source_id]), len(own[record.source_id])
            ),
            gaps=tuple(gaps[record.source_id]),
        )
        for record in report.sources
    )


def _gaps_shown(report: Report) -> int | None:
    return row_bound(report, PAGE_ROWS) if is_brief(report) else None


def _listings(report: Report) -> tuple[Listing, ...]:
    found = (
        _seldom_answered(report),
        wording.good_practice(report),
        wording.nearest(report),
        wording.shared_wording(report),
        wording.editions(report),
        analyses.conflicts(report),
        analyses.orphans(report),
        beside.lost(report),
        evidence.sources(report),
    )
    shown = [first_rows(report, listing, PAGE_ROWS) for listing in found]
    return (*shown, run_manifest(report))


def _seldom_answered(report: Report) -> Listing:
    """The innermost nodes that nobody, or only one plan, answers."""
    whole = analyses.uptake(report)
    level, answered = whole.at("framework_level"), whole.at("answered")
    return replace(
        whole,
        title="What nobody, or only one plan, answers",
        says=f"At level {report.framework.levels[-1]}; uptake.csv has every node.",
        rows=tuple(
            row
            for row in whole.rows
            if row[level] == report.framework.levels[-1]
            and isinstance(row[answered], int)
            and int(row[answered] or 0) <= 1
        ),
    )


def _levels() -> list[tuple[str, str, str]]:
    named = [
        (f"l{n}" if n.isdigit() else "lx", _level_name(n), says)
        for n, says in LEVELS_SAY.items()
    ]
    return [*named, ("ll", f"0 with the mark L: {LATER}", MARKS["L"])]


def _level_name(number: str) -> str:
    if number.isdigit():
        return f"{number} {LEVEL_NAMES[int(number)].capitalize()}"
    return number.capitalize()
