"""Options that several verbs share, and the framework they name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plan_ingest.cli.console import Console
from plan_ingest.errors import UsageError
from plan_ingest.model.framework import Framework
from plan_ingest.model.review import Decision
from plan_ingest.store.project import (
    Project,
    find_project,
    framework_path,
    open_project,
)

if TYPE_CHECKING:
    from plan_ingest.pipeline.explain import Intent

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


explain_option = click.option(
    "--explain", is_flag=True, help="Say what would be done and why; do nothing."
)
jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes at work at once; the settings' reading.jobs without it.",
)


def with_jobs(project: Project, jobs: int | None) -> Project:
    """The project, so many processes at work at once."""
    if jobs is None:
        return project
    reading = replace(project.settings.reading, jobs=jobs)
    return replace(project, settings=replace(project.settings, reading=reading))


def give_intents(console: Console, intents: "Sequence[Intent]") -> None:
    """Say what would be done and why, a line each; what is kept is only counted."""
    lines = [
        f"{one.step}: {one.verb} {one.name}: {one.why}"
        for one in intents
        if one.verb != "keep"
    ]
    kept = Counter(one.step for one in intents if one.verb == "keep")
    lines += [f"{step}: {count} kept" for step, count in kept.items()]
    told = [
        {"step": i.step, "name": i.name, "verb": i.verb, "why": i.why} for i in intents
    ]
    console.give({"would": told}, lines or ["nothing to do"])


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
    return read_framework(framework_path(given or own, project))


def the_decisions(console: Console, ledger: Path | None) -> tuple[Decision, ...]:
    """The decisions of a ledger, none where there is none; lost lines are told."""
    from plan_ingest.store.ledger import read_ledger

    found = read_ledger(ledger) if ledger else read_ledger()
    for line in found.torn:
        console.warn(line)
    return found.decisions
