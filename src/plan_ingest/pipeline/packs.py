"""Factual-accuracy packs of a project's forces, from what it holds now."""

from collections.abc import Iterable
from pathlib import Path

from plan_ingest.pipeline.amended import amended
from plan_ingest.pipeline.compare import report_of, write_packs
from plan_ingest.pipeline.kept_analyses import Shelf
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.project import Project, framework_path
from plan_ingest.store.records import read_suggestions
from plan_ingest.store.register import load_register


def packs_in(
    project: Project, framework: str | None, forces: Iterable[str]
) -> tuple[Path, ...]:
    """Write a pack for each force into the outputs' `packs`; the files it wrote.

    Raises UsageError for a force of which there is no plan.
    """
    given = framework or project.settings.reporting.framework
    asked = read_framework(framework_path(given, project))
    suggested = project.suggestions(asked.id)
    corrected = amended(project, asked.id)
    report = report_of(
        corrected.items,
        corrected.sources,
        asked,
        read_suggestions(suggested) if suggested.is_file() else (),
        read_ledger(project.ledger(asked.id)).decisions,
        project.settings,
        load_register(project.mappings),
        corrected.lost,
        Shelf(project.normalised),
    )
    return write_packs(report, forces, project.outputs(asked.id))
