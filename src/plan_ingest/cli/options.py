"""Options that several verbs share, and the framework they name."""

from pathlib import Path

import click

from plan_ingest.cli.console import Console
from plan_ingest.errors import PlanIngestError, UsageError
from plan_ingest.model.framework import Framework
from plan_ingest.model.review import Decision
from plan_ingest.store.project import (
    Project,
    find_project,
    framework_path,
    open_project,
)

IN_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
OUT_FILE = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
IN_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
OUT_FOLDER = click.Path(file_okay=False, path_type=Path)

framework_option = click.option(
    "--framework",
    metavar="F",
    help="A folder, a YAML file, or the id of one of the project's frameworks.",
)
decisions_option = click.option(
    "--decisions",
    metavar="LEDGER.jsonl",
    type=IN_FILE,
    help="What analysts decided; in a project its own ledger.",
)


def project_here(console: Console) -> Project | None:
    """The project named or stood in, None where there is none."""
    if console.root is None and find_project(Path.cwd()) is None:
        return None
    return open_project(console.root)


def the_project(console: Console) -> Project:
    """The project named or stood in. Raises UsageError where there is none."""
    return open_project(console.root)


def the_framework(given: str | None, project: Project | None) -> Framework:
    """The framework named, else the project's own. Raises UsageError without either."""
    from plan_ingest.store.frameworks import read_framework

    if given is None and project is None:
        raise UsageError(
            "no framework is named; give --framework a folder, a YAML file or an id"
        )
    own = project.settings.reporting.framework if project else ""
    try:
        path = framework_path(given or own, project)
    except PlanIngestError as wrong:
        raise UsageError(str(wrong)) from wrong
    return read_framework(path)


def the_decisions(console: Console, ledger: Path | None) -> tuple[Decision, ...]:
    """The decisions of a ledger, none where there is none; lost lines are told."""
    from plan_ingest.store.ledger import read_ledger

    found = read_ledger(ledger) if ledger else read_ledger()
    for line in found.torn:
        console.warn(line)
    return found.decisions
