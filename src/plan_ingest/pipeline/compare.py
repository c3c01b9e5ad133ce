"""The comparison: links to coverage, analyses, and the whole output folder."""

import gc
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

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
from plan_ingest.exports import EXPORTS, listing_files
from plan_ingest.exports import made as made_of
from plan_ingest.exports.manifest import described, manifest, pairs
from plan_ingest.exports.pack import pack
from plan_ingest.exports.parquet import lines_parquet
from plan_ingest.model.analysis import Analyses, EditionChange
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework
from plan_ingest.model.part import Part
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Amendment, Decision, ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.collecting import collecting_seldom, lasting
from plan_ingest.pipeline.counted import counted
from plan_ingest.pipeline.kept_analyses import NO_SHELF, Shelf
from plan_ingest.pipeline.kept_outputs import KeptOutputs, rests_on
from plan_ingest.pipeline.many import are_many, asking_for, at_hand, many
from plan_ingest.pipeline.plan_parts import Asking, Handed
from plan_ingest.pipeline.records import Records, records_of
from plan_ingest.pipeline.review_sheet import review_sheet
from plan_ingest.pipeline.scope import scoped
from plan_ingest.pipeline.summed import listing_chunks
from plan_ingest.settings import Reporting, Settings
from plan_ingest.store.files import sweep, write_changed, write_streamed
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
    analyses that rest on unchanged words are taken from the `shelf`. With more plans
    than `reporting.whole` the report returned, and the workbooks and reports, show the
    first of them and tell figures of all.
    """
    with collecting_seldom():
        given = records_of(items, sources, framework, suggestions, decisions, settings)
        if are_many(len(given.sources), settings.reporting):
            asking = asking_for(framework, settings, given.decisions, register)
            plans = at_hand(given.sources, given.items, given.offered)
            report = compare_many(plans, given.sources, asking, out, lost, shelf)
            if packs:
                whole = _report(given, framework, settings, register, lost, shelf)
                write_packs(whole, packs, out)
            return report
        report = _report(given, framework, settings, register, lost, shelf)
        said = described(report, settings)
        report = replace(report, manifest=tuple(pairs(said)))
        write_packs(report, packs, out)
        made = {
            name: _written(out / name, content)
            for name, content in listing_files(report)
        }
        lasting()
        made |= _exported(report, out, rests_on(report, said, made), shelf)
        write_streamed(out / "manifest.json", manifest(said, made))
    return report


def compare_many(
    plans: Iterable[Handed],
    records: tuple[SourceRecord, ...],
    asking: Asking,
    out: Path,
    lost: Iterable[Amendment] = (),
    shelf: Shelf = NO_SHELF,
) -> Report:
    """As `compare`, of very many plans that are handed over one by one."""
    with collecting_seldom():
        got = many(plans, records, asking, shelf)
        report = replace(got.report, lost=sorted_lost(lost))
        made = {
            name: write_streamed(out / name, chunks)
            for name, chunks in listing_chunks(report, got.parts, got.whole)
        }
        lasting()
        key = rests_on(report, got.said, made)
        made |= _exported(report, out, key, shelf, got.parts)
    write_streamed(out / "manifest.json", manifest(got.said, made))
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
    given = records_of(items, sources, framework, suggestions, decisions, settings)
    return _report(given, framework, settings, register, lost, shelf)


def _report(
    given: Records,
    framework: Framework,
    settings: Settings,
    register: Iterable[Force] | None,
    lost: Iterable[Amendment],
    shelf: Shelf,
) -> Report:
    every, words, offered = given.items, given.decisions, given.offered
    reporting, adjudicators = settings.reporting, settings.reviewing.adjudicators
    changes = _editions(every, given.sources, reporting.same_item, shelf)
    scope = scoped(given.sources, every, reporting, register)
    kept = scope.items
    settled = review.settle(words, framework.id, adjudicators)
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


def _exported(
    report: Report,
    out: Path,
    key: str,
    shelf: Shelf,
    parts: Sequence[Part] = (),
) -> dict[str, str]:
    """The sha256 of each workbook and report; those that stand are not made anew."""
    kept = KeptOutputs(shelf.outputs(report.framework), out)
    made: dict[str, str] = {}
    for name in EXPORTS:
        found = kept.standing(name, key)
        if found is None:
            found = _written(out / name, _made(report, name, parts))
            kept.note(name, key, found)
            gc.collect()  # a workbook's sheets and cells know one another
        sweep(out / name)
        made[name] = found
    return made


def _made(report: Report, name: str, parts: Sequence[Part]) -> bytes:
    """An output's bytes; of very many plans all items, else what the report shows."""
    if parts and name == "items.parquet":
        return lines_parquet(part.text("items") for part in parts)
    return made_of(report, name)


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
