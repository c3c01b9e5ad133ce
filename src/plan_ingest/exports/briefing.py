"""report.docx: the inspector's briefing, from summary to sources."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from plan_ingest.compare.marks import MARKS
from plan_ingest.exports.bounds import by_source, is_brief, level_counts
from plan_ingest.exports.counts import of_parts, plan_count
from plan_ingest.exports.facts import facts
from plan_ingest.exports.hints import HINT, hint_words, hints
from plan_ingest.exports.labels import source_labels
from plan_ingest.exports.listings import analyses
from plan_ingest.exports.listings import beside as beside_matrix
from plan_ingest.exports.listings.analyses import in_words
from plan_ingest.exports.listings.matrix import by_cell
from plan_ingest.exports.notes import run_manifest
from plan_ingest.exports.safe import xml_text
from plan_ingest.exports.word import add_table, new_document, packed
from plan_ingest.exports.wording import (
    CAUTION,
    LEVELS_SAY,
    cell_words,
)
from plan_ingest.model.analysis import Gap
from plan_ingest.model.coverage import LEVEL_NAMES, Report

_ACROSS = 8
"""Sources side by side in one table; more follow below."""
_GAPS = 15
"""Gaps listed for a source; the workbook holds all."""


def render(report: Report) -> bytes:
    """The briefing of a report, the same bytes for the same report."""
    document = new_document(report.title, report.marking)
    labels = source_labels(report.sources)
    _summary(document, report, labels)
    _how_to_read(document)
    level = report.framework.levels[-2:][0]
    if is_brief(report):
        _in_figures(document, report)
    else:
        _matrix(document, report, level, labels)
    _nobody(document, report)
    if not is_brief(report):
        _gaps(document, report, labels)
    _lost(document, report)
    _sources(document, report, labels)
    _manifest(document, report)
    return packed(document)


def _summary(document: Any, report: Report, labels: Mapping[str, str]) -> None:
    document.add_heading("Summary", 1)
    for what, says in facts(report):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{what}: ").bold = True
        paragraph.add_run(xml_text(says))
    document.add_heading("Coverage at a glance", 2)
    inner = report.framework.levels[-1]
    nodes = {node.id for node in report.framework.at(inner)}
    rows = []
    for source, cells in by_source(report).items():
        count: Counter[int | None] = Counter(
            cell.level for cell in cells if cell.node_id in nodes
        )
        shown = (count[level] for level in (*LEVEL_NAMES, None))
        rows.append([labels[source], *(str(number) for number in shown)])
    names = [f"{n} {name}" for n, name in LEVEL_NAMES.items()]
    some = f"; the first {len(rows)} plans" if len(rows) < plan_count(report) else ""
    told = f"How many of {len(nodes)} at level {inner} each plan has{some}."
    document.add_paragraph(told)
    add_table(document, ["Plan", *names, "Not assessable"], rows)


def _how_to_read(document: Any) -> None:
    document.add_heading("How to read the matrix", 1)
    document.add_paragraph(CAUTION)
    rows = [
        (f"{n} {LEVEL_NAMES[int(n)]}" if n.isdigit() else n.capitalize(), says)
        for n, says in LEVELS_SAY.items()
    ]
    add_table(document, ("Level", "Meaning"), rows, fills=True, widths=(6, 20))
    add_table(document, ("Mark", "Meaning"), list(MARKS.items()), widths=(2, 24))


def _matrix(
    document: Any, report: Report, level: str, labels: Mapping[str, str]
) -> None:
    document.add_heading(f"Coverage by {level}", 1)
    cells, beside = by_cell(report.coverage), hints(report)
    if beside:
        document.add_paragraph(HINT)
    sources = report.coverage.sources
    for first in range(0, len(sources), _ACROSS):
        across = sources[first : first + _ACROSS]
        rows = [
            [
                f"{node.id} {node.title}",
                *(
                    cell_words(
                        cells[source, node.id],
                        hint_words(beside.get((source, node.id), 0)),
                    )
                    for source in across
                ),
            ]
            for node in report.framework.at(level)
        ]
        headers = [level.capitalize(), *(labels[source] for source in across)]
        add_table(document, headers, rows, size=8, fills=True)


def _in_figures(document: Any, report: Report) -> None:
    """How many plans stand at each level, where they cannot stand side by side."""
    listing = level_counts(report)
    document.add_heading(listing.title, 1)
    document.add_paragraph(
        f"{listing.says} gaps.csv has the gaps of each, weightiest first."
    )
    titles = [column.title for column in listing.columns]
    rows = [[str(value) for value in row] for row in listing.rows]
    add_table(document, titles, rows, size=8)


def _nobody(document: Any, report: Report) -> None:
    inner = {node.id: node for node in report.framework.at(report.framework.levels[-1])}
    few = [
        found
        for found in report.analyses.uptake
        if found.node_id in inner and found.assessable and len(found.answered) <= 1
    ]
    document.add_heading("What nobody, or only one plan, answers", 1)
    rows = [
        (
            f"{found.node_id} {inner[found.node_id].title}",
            in_words(len(found.addressed), len(found.answered)),
            inner[found.node_id].basis or "",
        )
        for found in sorted(few, key=lambda f: (len(f.answered), len(f.addressed)))
    ]
    add_table(document, ("Requirement", "Answered by", "Basis"), rows)


def _gaps(document: Any, report: Report, labels: Mapping[str, str]) -> None:
    titles = {node.id: node for node in report.framework.nodes}
    inner = report.framework.levels[-1]
    beside = hints(report)
    document.add_heading("Gaps by force", 1)
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for gap in report.analyses.gaps:
        if titles[gap.node_id].level == inner:
            gaps[gap.source_id].append(gap)
    for source in report.coverage.sources:
        found = gaps[source]
        document.add_heading(xml_text(labels[source]), 2)
        if not found:
            document.add_paragraph(_no_gap(report, source))
            continue
        more = len(found) - _GAPS
        if more > 0:
            document.add_paragraph(
                f"The {_GAPS} weightiest of {len(found)} gaps; the workbook has all."
            )
        rows = [
            (
                gap.node_id,
                titles[gap.node_id].title,
                f"{gap.weight:g}",
                f"{gap.addressed_by} of {gap.assessable} plans",
                hint_words(beside.get((source, gap.node_id), 0)),
            )
            for gap in found[:_GAPS]
        ]
        add_table(
            document,
            ("Node", "Asked for", "Weight", "Addressed by", "Not reviewed"),
            rows,
            widths=(2.5, 13.5, 2.5, 4.5, 3),
        )


def _lost(document: Any, report: Report) -> None:
    """Decisions and corrections whose item is gone; nothing where there is none."""
    for listing in (analyses.orphans(report), beside_matrix.lost(report)):
        if listing.rows:
            document.add_heading(listing.title, 1)
            document.add_paragraph(listing.says)
            shown = [[str(value or "") for value in row] for row in listing.rows]
            titles = [column.title for column in listing.columns]
            add_table(document, titles, shown, size=8)


def _no_gap(report: Report, source: str) -> str:
    record = next(r for r in report.sources if r.source_id == source)
    if record.state == "read":
        return "No gap at this level."
    return f"{record.state.capitalize()}: {record.reason or 'no reason is recorded'}."


def _sources(document: Any, report: Report, labels: Mapping[str, str]) -> None:
    document.add_heading("Sources", 1)
    files = report.files
    if of_parts(report):
        files = files[: len(report.sources)]
        told = f"The first {len(files)} of {len(report.files)}; sources.csv has all."
        document.add_paragraph(told)
    rows = [
        (
            labels.get(record.source_id, record.force or record.source_id),
            record.plan_title or "",
            record.document_date or record.period or "",
            record.state,
            record.reason or "",
            record.file,
        )
        for record in files
    ]
    headers = ("Source", "Plan", "Date or period", "State", "Reason", "File")
    add_table(document, headers, rows)


def _manifest(document: Any, report: Report) -> None:
    listing = run_manifest(report)
    document.add_heading(listing.title, 1)
    document.add_paragraph(listing.says)
    add_table(document, ("What", "Value"), report.manifest, widths=(9, 17), size=8)
