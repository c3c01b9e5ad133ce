"""Factual-accuracy packs of forces: which plans they are of, and what is written."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from pathlib import Path

from plan_ingest.exports.pack import pack, sources_of
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.amended import amended, amendments_of
from plan_ingest.pipeline.in_order import Records, records_of
from plan_ingest.pipeline.many import asking_for
from plan_ingest.pipeline.plan_parts import Asking
from plan_ingest.pipeline.reported import reported
from plan_ingest.pipeline.scope import scoped
from plan_ingest.store.amendments import read_amendments
from plan_ingest.store.files import write_changed
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.project import Project, framework_path
from plan_ingest.store.records import read_items, read_sources, read_suggestions
from plan_ingest.store.register import load_register
from plan_ingest.text import fold

Wanted = Mapping[str, Set[str]]
"""By force the source ids of its plans that count."""


def plans_of(
    records: tuple[SourceRecord, ...], forces: Iterable[str], asking: Asking
) -> Wanted:
    """The plans of each force among those that the settings let count.

    Raises UsageError for a force of which there is no plan.
    """
    counted = scoped(records, (), asking.settings.reporting, asking.register).files
    return {force: frozenset(sources_of(counted, force)) for force in forces}


def write_packs(
    wanted: Wanted, given: Records, asking: Asking, out: Path
) -> tuple[Path, ...]:
    """Write each force's pack into `packs`, from its plans alone; the files written.

    A pack shows nothing that rests on other plans, except where an item rests on the
    response of another plan's: then all are counted.
    """
    made: list[Path] = []
    settings, apart = asking.settings, not wanted or given.apart
    chosen = replace(settings.reporting, plans="all", chosen=())
    alone = replace(asking, settings=replace(settings, reporting=chosen))
    for force, plans in wanted.items():
        own = reported(given.of(plans), alone) if apart else reported(given, asking)
        workbook, document = pack(own, force)
        name = re.sub(r"\W+", "-", fold(force)).strip("-")
        for suffix, content in ((".xlsx", workbook), (".docx", document)):
            made.append(out / "packs" / f"{name}{suffix}")
            write_changed(made[-1], content)
    return tuple(made)


def check_packs(project: Project, framework: str | None, forces: Iterable[str]) -> None:
    """Raise UsageError for a force of which the project has no plan."""
    asking = _asking(project, framework)
    _, records = _corrected(project, asking.framework.id)
    plans_of(records, forces, asking)


def packs_in(
    project: Project, framework: str | None, forces: Iterable[str]
) -> tuple[Path, ...]:
    """Write a pack for each force into the outputs' `packs`; the files it wrote.

    Raises UsageError for a force of which there is no plan.
    """
    asking = _asking(project, framework)
    items, records = _corrected(project, asking.framework.id)
    wanted = plans_of(records, forces, asking)
    plans = frozenset[str]().union(*wanted.values())
    own = [item for item in items if item.source_id in plans]
    of_plans = [record for record in records if record.source_id in plans]
    told = _told(project, asking.framework.id, {item.item_id for item in own})
    given = records_of(own, of_plans, told, asking)
    return write_packs(wanted, given, asking, project.outputs(asking.framework.id))


def _asking(project: Project, framework: str | None) -> Asking:
    given = framework or project.settings.reporting.framework
    asked = read_framework(framework_path(given, project))
    words = read_ledger(project.ledger(asked.id)).decisions
    return asking_for(asked, project.settings, words, load_register(project.mappings))


def _corrected(
    project: Project, framework_id: str
) -> tuple[Iterable[PlanItem], tuple[SourceRecord, ...]]:
    """Items and sources as corrected; where nothing was, items are read one by one."""
    if read_amendments(amendments_of(project, framework_id)).records:
        found = amended(project, framework_id)
        return found.items, tuple(found.sources)
    return read_items(project.items), tuple(read_sources(project.sources))


def _told(
    project: Project, framework_id: str, items: Set[str]
) -> Iterable[ItemSuggestions]:
    path = project.suggestions(framework_id)
    found = read_suggestions(path) if path.is_file() else ()
    return (one for one in found if one.item_id in items)
