"""`plan-ingest init`: a new project folder."""

from pathlib import Path

import click

from plan_ingest.cli.console import Console, verb


@verb("plan-ingest init domestic-abuse-2026")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(console: Console, folder: Path) -> None:
    """Make a project folder, with settings and a framework, ready for plans.

    What is there already is left alone.
    """
    from plan_ingest.store.project import make_project

    project = make_project(folder)
    found = {"project": str(project.root), "raw": str(project.raw)}
    named = f'"{project.root}"' if " " in str(project.root) else project.root
    console.give(
        found,
        [
            f"project: {project.root}",
            f"put plans in: {project.raw}",
            f"then: plan-ingest --project {named} run",
        ],
    )
