"""The comparison: links to coverage, analyses, and the whole output folder."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from rapidfuzz import fuzz

from plan_ingest import compare as matrix
from plan_ingest import review
from plan_ingest.compare.editions import editions
from plan_ingest.compare.forces import Force, force_at, latest
from plan_ingest.compare.future import Tenses, future_only, states
from plan_ingest.compare.gaps import gaps, uptake_of
from plan_ingest.compare.nearest import nearest
from plan_ingest.compare.practice import good_practice, left_to_review
from plan_ingest.compare.shared import wording
from plan_ingest.errors import UsageError
from plan_ingest.exports import output_files
from plan_ingest.exports.manifest import manifest
from plan_ingest.exports.pack import pack
from plan_ingest.model.analysis import Analyses, EditionChange
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Decision, ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.settings import Reporting, Settings
from plan_ingest.store.files import written_whole
from plan_ingest.store.register import load_register
from plan_ingest.text import fold


def compare(
    items: Iterable[PlanItem],
    sources: Iterable[SourceRecord] | None,
    framework: Framework,
    suggestions: Iterable[ItemSuggestions],
    decisions: Iterable[Decision],
    out: Path,
    settings: Settings,
    packs: Iterable[str] = (),
    register: Iterable[Force] | None = None,
) -> Report:
    """Fill the matrix and write the whole output folder; the same bytes every time.

    Without `sources`, or for an item of a source not among them, a source is made
    from what its items say. `conflicts` of the report's `settled` need a person.
    `packs` names forces that get a factual-accuracy pack; without `register` the
    package's own is taken.
    """
    report = report_of(
        items, sources, framework, suggestions, decisions, settings, register
    )
    write_packs(report, packs, out)
    made: dict[str, bytes] = {}
    for name, content in output_files(report):
        _write(out / name, content)
        made[name] = content
    _write(out / "manifest.json", manifest(report, settings, made))
    return report


def report_of(
    items: Iterable[PlanItem],
    sources: Iterable[SourceRecord] | None,
    framework: Framework,
    suggestions: Iterable[ItemSuggestions],
    decisions: Iterable[Decision],
    settings: Settings,
    register: Iterable[Force] | None = None,
) -> Report:
    """Everything the outputs show, in an order of its own: that of input is no matter.

    Suggestions for another framework are left aside.
    """
    every = tuple(sorted(items, key=lambda i: (i.source_id, i.item_no, i.item_id)))
    words = tuple(decisions)
    offered = tuple(
        sorted(
            (s for s in suggestions if s.framework_id == framework.id),
            key=lambda s: s.item_id,
        )
    )
    known = known_sources(every, sources or ())
    changes = editions(known, every, fuzz.ratio, settings.reporting.same_item)
    records, kept = _chosen(known, every, settings.reporting, register)
    settled = review.settle(words, framework.id, settings.reviewing.adjudicators)
    links = review.links(kept, offered, settled)
    decided = tuple(link for link in links if link.decided)
    tenses = _tenses()
    future, stated = future_only(tenses), states(tenses)
    whole = matrix.coverage(links, kept, records, framework, settled, future)
    report = Report(
        coverage=whole,
        reviewed=matrix.coverage(decided, kept, records, framework, settled, future),
        framework=framework,
        sources=records,
        items=kept,
        links=links,
        suggestions=offered,
        settled=settled,
        orphans=review.orphans(words, {item.item_id for item in every}, framework),
        title=settings.reporting.title,
        marking=settings.reporting.protective_marking,
        names=settings.reporting.names,
        stated=frozenset(item.item_id for item in kept if stated(item.text)),
    )
    return replace(report, analyses=_analyses(report, changes, settings.reporting))


def known_sources(
    items: Sequence[PlanItem], sources: Iterable[SourceRecord]
) -> tuple[SourceRecord, ...]:
    """The sources by id, with one made for each that only its items tell of."""
    records = {record.source_id: record for record in sources}
    counts = Counter(item.source_id for item in items)
    for item in items:
        if item.source_id not in records:
            records[item.source_id] = SourceRecord(
                source_id=item.source_id,
                file=item.source.file,
                sha256=item.source.sha256 or "",
                media_type=item.source.media_type,
                force=item.force,
                plan_title=item.plan_title,
                period=item.period,
                document_date=item.document_date,
                state="read",
                reason=None,
                pages=None,
                pages_unread=(),
                items=counts[item.source_id],
            )
    return tuple(records[source] for source in sorted(records))


def write_packs(report: Report, forces: Iterable[str], out: Path) -> tuple[Path, ...]:
    """Write each force's factual-accuracy pack into `packs`; the files it wrote.

    Raises UsageError for a force of which there is no plan.
    """
    made: list[Path] = []
    for force in forces:
        workbook, document = pack(report, force)
        name = re.sub(r"\W+", "-", fold(force)).strip("-")
        for suffix, content in ((".xlsx", workbook), (".docx", document)):
            made.append(out / "packs" / f"{name}{suffix}")
            _write(made[-1], content)
    return tuple(made)


def _chosen(
    records: tuple[SourceRecord, ...],
    items: tuple[PlanItem, ...],
    settings: Reporting,
    register: Iterable[Force] | None,
) -> tuple[tuple[SourceRecord, ...], tuple[PlanItem, ...]]:
    """The sources and items the settings ask for, under the names of the day."""
    if settings.as_at:
        forces = tuple(register if register is not None else load_register())
        named = {
            name: force_at(forces, name, settings.as_at)
            for name in {r.force for r in records} | {i.force for i in items}
            if name is not None
        }
        records = tuple(replace(r, force=named.get(r.force or "")) for r in records)
        items = tuple(replace(i, force=named.get(i.force or "")) for i in items)
    if settings.plans not in ("all", "latest"):
        raise UsageError(
            f"reporting.plans is {settings.plans!r}; it should be all or latest"
        )
    if settings.plans == "latest":
        wanted = set(latest(records))
        records = tuple(r for r in records if r.source_id in wanted)
        items = tuple(i for i in items if i.source_id in wanted)
    return records, items


def _analyses(
    report: Report, changes: tuple[EditionChange, ...], settings: Reporting
) -> Analyses:
    words = wording(report.items, report.framework, fuzz.ratio, settings.near_wording)
    return Analyses(
        gaps=gaps(report.coverage, report.framework),
        wording=words,
        nearest=nearest(report.coverage, report.framework, settings.nearest),
        uptake=uptake_of(report.coverage),
        good_practice=good_practice(report.links, report.items, words),
        left=left_to_review(
            report.coverage,
            report.links,
            report.items,
            report.suggestions,
            report.settled,
            settings.left_to_review,
        ),
        editions=changes,
    )


def _tenses() -> Tenses:
    table = files("plan_ingest") / "data" / "tenses.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    said: dict[str, list[str]] = {row["tense"]: [] for row in rows}
    for row in rows:
        said[row["tense"]].append(row["phrase"])
    return Tenses(**said)


def _write(path: Path, content: bytes) -> None:
    with written_whole(path) as handle:
        handle.write(content)
