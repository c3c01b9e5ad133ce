"""A project's comparison: its plans as a whole, or very many of them by parts."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from plan_ingest.model.coverage import Report
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Decision
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.amended import amended, amendments_of
from plan_ingest.pipeline.asked import Asked
from plan_ingest.pipeline.compare import compare, compare_many
from plan_ingest.pipeline.handed import OutOfOrder, handed
from plan_ingest.pipeline.kept_analyses import Shelf
from plan_ingest.pipeline.many import are_many, asking_for
from plan_ingest.review.amendments import Amended
from plan_ingest.settings import Reading, Settings
from plan_ingest.store.amendments import read_amendments
from plan_ingest.store.project import Project
from plan_ingest.store.records import items_lines, read_sources, read_suggestions
from plan_ingest.store.register import load_register


def compare_project(
    project: Project, asked: Asked, decisions: tuple[Decision, ...]
) -> Report:
    """Compare the project's plans by a framework, into its outputs."""
    records = sorted(read_sources(project.sources), key=lambda one: one.source_id)
    if are_many(len(records), project.settings.reporting):
        report = _by_parts(project, asked, decisions, tuple(records))
        if report is not None:
            return report
    corrected = amended(project, asked.framework.id)
    suggested = project.suggestions(asked.framework.id)
    return compare(
        corrected.items,
        corrected.sources,
        asked.framework,
        read_suggestions(suggested) if suggested.is_file() else (),
        decisions,
        project.outputs(asked.framework.id),
        _as_told(project.settings),
        register=load_register(project.mappings),
        lost=corrected.lost,
        shelf=Shelf(project.normalised),
    )


def _by_parts(
    project: Project,
    asked: Asked,
    decisions: Iterable[Decision],
    records: tuple[SourceRecord, ...],
) -> Report | None:
    """As `compare_project`; None where the files are not as we write them."""
    framework = asked.framework
    register = load_register(project.mappings)
    asking = asking_for(framework, _as_told(project.settings), decisions, register)
    asking = replace(asking, jobs=project.settings.reading.jobs)
    corrected = _corrected(project, framework.id)
    lines = _lines(corrected.items) if corrected else None
    if corrected:
        records = tuple(corrected.sources)
    try:
        return compare_many(
            handed(project, asked, asking, records, lines),
            records,
            asking,
            project.outputs(framework.id),
            corrected.lost if corrected else (),
            Shelf(project.normalised),
        )
    except OutOfOrder:
        return None


def _corrected(project: Project, framework_id: str) -> Amended | None:
    """The items as analysts corrected them; None where they corrected none."""
    if not read_amendments(amendments_of(project, framework_id)).records:
        return None
    return amended(project, framework_id)


def _lines(items: Iterable[PlanItem]) -> Mapping[str, bytes]:
    ordered = sorted(items, key=lambda item: item.source_id)
    grouped = groupby(ordered, key=lambda item: item.source_id)
    return {source: items_lines(some) for source, some in grouped}


def _as_told(settings: Settings) -> Settings:
    """The settings that outputs tell of: how many read at once changes no result."""
    return replace(settings, reading=replace(settings.reading, jobs=Reading().jobs))
