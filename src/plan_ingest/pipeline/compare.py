"""The comparison: links to coverage, analyses, and the whole output folder."""

import gc
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from plan_ingest.compare.forces import Force
from plan_ingest.exports import EXPORTS, listing_files
from plan_ingest.exports import made as made_of
from plan_ingest.exports.manifest import described, manifest, pairs
from plan_ingest.exports.parquet import lines_parquet
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework
from plan_ingest.model.part import Block
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Amendment, Decision, ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.collecting import collecting_seldom, lasting
from plan_ingest.pipeline.in_order import Records, records_of
from plan_ingest.pipeline.kept_analyses import NO_SHELF, Shelf
from plan_ingest.pipeline.kept_outputs import KeptOutputs, rests_on
from plan_ingest.pipeline.many import are_many, asking_for, at_hand, from_parts
from plan_ingest.pipeline.packs import plans_of, write_packs
from plan_ingest.pipeline.plan_parts import Asking, Handed
from plan_ingest.pipeline.reported import reported, sorted_lost
from plan_ingest.pipeline.summed import listing_chunks
from plan_ingest.settings import Settings
from plan_ingest.store.files import sweep, write_changed, write_streamed


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
    first of them and tell figures of all, unless an item rests on the response of
    another plan's. Raises UsageError, before anything is written, for a pack of a
    force of which there is no plan.
    """
    with collecting_seldom():
        asking = asking_for(framework, settings, decisions, register)
        given = records_of(items, sources, suggestions, asking)
        wanted = plans_of(given.sources, packs, asking)
        if are_many(len(given.sources), settings.reporting) and given.apart:
            plans = at_hand(given.sources, given.items, given.offered)
            report = compare_many(plans, given.sources, asking, out, lost, shelf)
        else:
            report = _compared(given, asking, out, lost, shelf)
        write_packs(wanted, given, asking, out)
    return report


def _compared(
    given: Records,
    asking: Asking,
    out: Path,
    lost: Iterable[Amendment],
    shelf: Shelf,
) -> Report:
    """All plans side by side."""
    report = reported(given, asking, lost, shelf)
    said = described(report, asking.settings)
    report = replace(report, manifest=tuple(pairs(said)))
    made = {
        name: _written(out / name, content) for name, content in listing_files(report)
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
        many = from_parts(plans, records, asking, shelf)
        report = replace(many.report, lost=sorted_lost(lost))
        made = {
            name: write_streamed(out / name, chunks)
            for name, chunks in listing_chunks(report, many.got, many.whole)
        }
        lasting()
        key = rests_on(report, many.said, made)
        made |= _exported(report, out, key, shelf, many.got.blocks)
    write_streamed(out / "manifest.json", manifest(many.said, made))
    return report


def _exported(
    report: Report,
    out: Path,
    key: str,
    shelf: Shelf,
    blocks: Sequence[Block] = (),
) -> dict[str, str]:
    """The sha256 of each workbook and report; those that stand are not made anew."""
    kept = KeptOutputs(shelf.outputs(report.framework), out)
    made: dict[str, str] = {}
    for name in EXPORTS:
        found = kept.standing(name, key)
        if found is None:
            found = _made(report, out, name, blocks)
            kept.note(name, key, found)
            gc.collect()  # a workbook's sheets and cells know one another
        sweep(out / name)
        made[name] = found
    return made


def _made(report: Report, out: Path, name: str, blocks: Sequence[Block]) -> str:
    """Writes an output: of very many plans all items, else what the report shows."""
    if blocks and name == "items.parquet":
        plans = (lines for block in blocks for lines in block.texts("items"))
        return write_streamed(out / name, lines_parquet(plans))
    return _written(out / name, made_of(report, name))


def _written(path: Path, content: bytes) -> str:
    write_changed(path, content)
    return sha256(content).hexdigest()
