"""An output folder held against what it rests on: files, plans, and every cell anew.

A cell is derived again from the plan itself: its file is read afresh, its items taken
out, mapped and counted as the manifest's settings say, and the rows of the folder's
tables must come out again, word for word.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import TypeAdapter, ValidationError

from plan_ingest.errors import RecordError, UsageError
from plan_ingest.exports.flat import as_csv
from plan_ingest.exports.listings import evidence, matrix
from plan_ingest.exports.manifest import verify as verify_files
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework
from plan_ingest.model.review import ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.amended import amendments_of, with_amendments
from plan_ingest.pipeline.cells import (
    Cell,
    Derived,
    Key,
    Links,
    Row,
    derived,
    differences,
    keyed,
)
from plan_ingest.pipeline.plans import Progress, gather, read_plans, silent
from plan_ingest.pipeline.reported import report_of
from plan_ingest.pipeline.suggest import suggest
from plan_ingest.review.amendments import Amended
from plan_ingest.settings import Settings
from plan_ingest.store.amendments import read_amendments
from plan_ingest.store.files import write_bytes
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.hints import with_hints
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.project import Project, framework_path
from plan_ingest.store.records import read_items, write_sources
from plan_ingest.store.register import load_register
from plan_ingest.store.sources import Found

LONG, EVIDENCE = "coverage_long.csv", "evidence.csv"


@dataclass(frozen=True, slots=True)
class Verified:
    """What holds, and a line for each thing that does not."""

    cells: tuple[Derived, ...]
    wrong: tuple[str, ...]


def verify(
    project: Project,
    folder: Path,
    cells: Sequence[Cell] = (),
    progress: Progress = silent,
) -> Verified:
    """Derive cells of an output folder again: those asked for, or all.

    Raises UsageError for a cell that the folder does not have, RecordError where the
    folder has no manifest that can be read.
    """
    said = _manifest(folder)
    written = _rows(folder / LONG, ("source_id", "node_id"))
    wanted: set[Key] = {(one.source_id, one.node_id) for one in cells} or {*written}
    _check_asked(wanted, written, folder)
    wrong = list(verify_files(folder))
    framework = _framework(project, said, wrong)
    sources = _sources(said, {source for source, _ in wanted})
    found = _unchanged(project, sources, wrong)
    report = _report(project, _settings(said, folder), framework, found, progress)
    again = keyed(as_csv(matrix.long(report)), ("source_id", "node_id"))
    shown = _rows(folder / EVIDENCE, ("item_id", "node_id", "basis"))
    rests = keyed(as_csv(evidence.links(report)), ("item_id", "node_id", "basis"))
    links = Links(rests, framework)
    held = []
    for key in sorted(wanted & set(again)):
        lines = list(differences(key, written[key], again[key], shown, links))
        wrong += lines
        if not lines:
            held.append(derived(key, again[key], links))
    return Verified(tuple(held), (*wrong, *_underived(wanted - set(again))))


def _underived(cells: Iterable[Key]) -> Iterable[str]:
    lost = Counter(source_id for source_id, _ in cells)
    for source_id, count in sorted(lost.items()):
        yield f"{source_id}: {count} of its cells cannot be derived again"


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as wrong:
        raise RecordError(
            f"{path}: no manifest; run `plan-ingest run` first, or name a folder that"
            " `compare` has written"
        ) from wrong
    except ValueError as wrong:
        raise RecordError(f"{path}: not JSON ({wrong}); run compare again") from wrong
    return said


def _settings(said: Mapping[str, Any], folder: Path) -> Settings:
    """The settings of that run; its plans are chosen already, by the manifest."""
    try:
        settings = TypeAdapter(Settings).validate_python(said["settings"])
    except (KeyError, ValidationError) as wrong:
        raise RecordError(
            f"{folder / 'manifest.json'}: its settings are not those of this version;"
            " run compare again"
        ) from wrong
    return replace(
        settings, reporting=replace(settings.reporting, plans="all", chosen=())
    )


def _framework(
    project: Project, said: Mapping[str, Any], wrong: list[str]
) -> Framework:
    framework = read_framework(framework_path(said["framework"]["id"], project))
    if framework.version != said["framework"]["version"]:
        wrong.append(
            f"{framework.id}: is version {framework.version} now, the folder was made"
            f" with {said['framework']['version']}; run compare again"
        )
    return framework


def _sources(said: Mapping[str, Any], asked: set[str]) -> dict[str, str]:
    """The files to read anew and their sha256: all where plans were joined."""
    joined = said["settings"]["reporting"].get("joined", False)
    return {
        one["file"]: one["sha256"]
        for one in said["sources"]
        if joined or one["source_id"] in asked
    }


def _check_asked(wanted: set[Key], written: Iterable[Key], folder: Path) -> None:
    for source_id, node_id in sorted(wanted - set(written)):
        raise UsageError(
            f"{folder / LONG}: no cell {node_id}:{source_id}; give NODE:SOURCE with the"
            " ids of its columns node_id and source_id"
        )


def _unchanged(
    project: Project, sources: Mapping[str, str], wrong: list[str]
) -> list[Found]:
    """The plans' files as they were counted; a line for each that is not so."""
    found, _ = gather((project.raw,), project.raw)
    by_file = {one.source.file: one for one in found}
    kept = []
    for file, sha256 in sorted(sources.items()):
        one = by_file.get(file)
        if one is None:
            wrong.append(f"{project.raw / file}: the plan is gone; put it back")
        elif one.source.sha256 != sha256:
            wrong.append(
                f"{one.path}: the plan is another one than was counted (sha256"
                f" {one.source.sha256[:12]}, then {sha256[:12]}); run again"
            )
        else:
            kept.append(replace(one, source=with_hints(one.source, project.mappings)))
    return kept


def _report(
    project: Project,
    settings: Settings,
    framework: Framework,
    found: Sequence[Found],
    progress: Progress,
) -> Report:
    """The comparison of these plans alone, from their files."""
    words = read_ledger(project.ledger(framework.id)).decisions
    items = _read(project, settings, framework.id, found, progress)
    here = {item.item_id for item in items.items}
    # Decisions on other plans teach the mapping too: then all items are mapped.
    others = list(read_items(project.items)) if words else []
    every = [*items.items, *(one for one in others if one.item_id not in here)]
    mapped: list[ItemSuggestions] = []
    if project.suggestions(framework.id).is_file():
        top = settings.matching.top
        offered = suggest(every, framework, settings.matching, words, top)
        mapped = [one for one in offered if one.item_id in here]
    register = load_register(project.mappings)
    return report_of(
        items.items, items.sources, framework, mapped, words, settings, register
    )


def _read(
    project: Project,
    settings: Settings,
    framework_id: str,
    found: Sequence[Found],
    progress: Progress,
) -> Amended:
    records: list[SourceRecord] = []
    lines: list[bytes] = []
    for plan in read_plans(found, settings.reading, project.mappings, progress):
        records.append(plan.record)
        lines.append(plan.items)
    with TemporaryDirectory(prefix="plan-ingest-") as scratch:
        items, sources = Path(scratch) / "items.jsonl", Path(scratch) / "sources.jsonl"
        write_bytes(items, b"".join(lines))
        write_sources(sources, records)
        amendments = read_amendments(amendments_of(project, framework_id)).records
        adjudicators = settings.reviewing.adjudicators
        return with_amendments(items, sources, amendments, adjudicators)


def _rows(path: Path, keys: Key) -> dict[Key, Row]:
    try:
        return keyed(path.read_bytes(), keys)
    except (FileNotFoundError, KeyError) as wrong:
        raise RecordError(f"{path}: missing or damaged; run compare again") from wrong
