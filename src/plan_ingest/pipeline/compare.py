"""The comparison: links to coverage, analyses, and the whole output folder."""

import csv
import gc
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from rapidfuzz import fuzz

from plan_ingest import compare as matrix
from plan_ingest import review
from plan_ingest.compare.editions import editions
from plan_ingest.compare.forces import Force
from plan_ingest.compare.future import Tenses, future_only, states
from plan_ingest.compare.gaps import gaps, uptake_of
from plan_ingest.compare.left import left_to_review, offers, possible
from plan_ingest.compare.nearest import nearest
from plan_ingest.compare.practice import good_practice
from plan_ingest.compare.shared import wording
from plan_ingest.compare.tree import tree
from plan_ingest.exports import EXPORTS, listing_files
from plan_ingest.exports import made as made_of
from plan_ingest.exports.manifest import described, manifest, pairs
from plan_ingest.exports.pack import pack
from plan_ingest.model.analysis import Analyses, EditionChange
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Amendment, Decision, ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.collecting import collecting_seldom, lasting
from plan_ingest.pipeline.kept_analyses import NO_SHELF, Shelf
from plan_ingest.pipeline.kept_outputs import KeptOutputs, rests_on
from plan_ingest.pipeline.looked_at import looked_at
from plan_ingest.pipeline.review_sheet import review_sheet
from plan_ingest.pipeline.scope import scoped
from plan_ingest.settings import Reporting, Settings
from plan_ingest.store.files import sweep, write_changed
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
    lost: Iterable[Amendment] = (),
    shelf: Shelf = NO_SHELF,
) -> Report:
    """Fill the matrix and write the whole output folder; the same bytes every time.

    Without `sources`, or for an item of a source not among them, a source is made
    from what its items say. `conflicts` of the report's `settled` need a person.
    `packs` names forces that get a factual-accuracy pack; without `register` the
    package's own is taken. `lost` are corrections that found no item, to be listed;
    analyses that rest on unchanged words are taken from the `shelf`.
    """
    with collecting_seldom():
        report = report_of(
            items,
            sources,
            framework,
            suggestions,
            decisions,
            settings,
            register,
            lost,
            shelf,
        )
        said = described(report, settings)
        report = replace(report, manifest=tuple(pairs(said)))
        write_packs(report, packs, out)
        made = {
            name: _written(out / name, content)
            for name, content in listing_files(report)
        }
        lasting()
        made |= _exported(report, out, rests_on(report, said, made), shelf)
        write_changed(out / "manifest.json", manifest(said, made))
    return report


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
    every = tuple(sorted(items, key=lambda i: (i.source_id, i.item_no, i.item_id)))
    words = tuple(decisions)
    offered = looked_at(suggestions, framework.id, settings.reporting.left_to_review)
    known = known_sources(every, sources or ())
    reporting = settings.reporting
    changes = _editions(every, known, reporting.same_item, shelf)
    scope = scoped(known, every, settings.reporting, register)
    records, kept = scope.sources, scope.items
    adjudicators = settings.reviewing.adjudicators
    settled = review.settle(words, framework.id, adjudicators)
    links = review.links(kept, offered, settled)
    decided = tuple(link for link in links if link.decided)
    # Both layers, and every node above, ask of the same responses.
    future, stated = cache(future_only(tenses := _tenses())), states(tenses)
    report = Report(
        coverage=matrix.coverage(links, kept, records, framework, settled, future),
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
        profiles=settings.reporting.profiles,
        stated=frozenset(item.item_id for item in kept if stated(item.text)),
        lost=tuple(sorted(lost, key=lambda one: (one.item_id, one.at, one.id))),
        files=scope.files,
        scope=scope.says,
        review=review_sheet(kept, offered, words, settled, framework, adjudicators),
    )
    return replace(report, analyses=_analyses(report, changes, reporting, shelf))


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
            write_changed(made[-1], content)
    return tuple(made)


def _exported(report: Report, out: Path, key: str, shelf: Shelf) -> dict[str, str]:
    """The sha256 of each workbook and report; those that stand are not made anew."""
    kept = KeptOutputs(shelf.outputs(report.framework), out)
    made: dict[str, str] = {}
    for name in EXPORTS:
        found = kept.standing(name, key)
        if found is None:
            found = _written(out / name, made_of(report, name))
            kept.note(name, key, found)
            gc.collect()  # a workbook's sheets and cells know one another
        sweep(out / name)
        made[name] = found
    return made


def _written(path: Path, content: bytes) -> str:
    write_changed(path, content)
    return sha256(content).hexdigest()


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


def _tenses() -> Tenses:
    table = files("plan_ingest") / "data" / "tenses.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    said: dict[str, list[str]] = {row["tense"]: [] for row in rows}
    for row in rows:
        said[row["tense"]].append(row["phrase"])
    return Tenses(**said)
