"""A project's comparison: its plans as a whole, or very many of them by parts."""

from collections.abc import Iterable
from dataclasses import replace

from plan_ingest.model.coverage import Report
from plan_ingest.model.review import Decision
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.amended import amended, corrected
from plan_ingest.pipeline.asked import Asked
from plan_ingest.pipeline.compare import compare, compare_many
from plan_ingest.pipeline.handed import handed
from plan_ingest.pipeline.kept_analyses import Shelf
from plan_ingest.pipeline.many import are_many, asking_for
from plan_ingest.pipeline.plan_lines import OutOfOrder
from plan_ingest.settings import Reading, Settings
from plan_ingest.store.project import Project
from plan_ingest.store.records import read_sources, read_suggestions
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
    whole = amended(project, asked.framework.id)
    suggested = project.suggestions(asked.framework.id)
    return compare(
        whole.items,
        whole.sources,
        asked.framework,
        read_suggestions(suggested) if suggested.is_file() else (),
        decisions,
        project.outputs(asked.framework.id),
        _as_told(project.settings),
        register=load_register(project.mappings),
        lost=whole.lost,
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
    mended = corrected(project, framework.id)
    if mended:
        records = tuple(sorted(mended.sources, key=lambda one: one.source_id))
    try:
        return compare_many(
            handed(project, asked, asking, records, mended.plans if mended else {}),
            records,
            asking,
            project.outputs(framework.id),
            mended.lost if mended else (),
            Shelf(project.normalised),
        )
    except OutOfOrder:
        return None


def _as_told(settings: Settings) -> Settings:
    """The settings that outputs tell of: how many read at once changes no result."""
    return replace(settings, reading=replace(settings.reading, jobs=Reading().jobs))
