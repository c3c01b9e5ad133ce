"""`plan-ingest framework`: which frameworks there are, and whether they hold."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import project_here, the_framework
from plan_ingest.model.framework import Framework


@click.group(epilog="\b\nExample:\n  plan-ingest framework list")
def framework() -> None:
    """List, show and check frameworks; carry decisions from one to another."""


@verb("plan-ingest framework list", "list")
def list_frameworks(console: Console) -> None:
    """The frameworks of this project, and those that come with plan_ingest."""
    from plan_ingest.store.frameworks import read_framework
    from plan_ingest.store.project import frameworks_in, packaged_frameworks

    project = project_here(console)
    shelves = [project.mappings] if project else []
    found: dict[str, Framework] = {}
    for shelf in (*shelves, packaged_frameworks()):
        for path in frameworks_in(shelf):
            known = read_framework(path)
            found.setdefault(known.id, known)
    rows = [_row(found[name]) for name in sorted(found)]
    lines = [f"{row['id']}: {row['title']} ({row['nodes']} nodes)" for row in rows]
    console.give(rows, lines)


@verb("plan-ingest framework show hmic_da_2014", "show")
@click.argument("framework_id", metavar="ID")
def show(console: Console, framework_id: str) -> None:
    """The nodes of a framework, outermost first; ID may be a folder or a YAML file."""
    asked = the_framework(framework_id, project_here(console))
    console.give(asdict(asked), [_title(asked), *asked.notes, *_tree(asked)])


@verb("plan-ingest framework check mappings/my-framework", "check")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
def check(console: Console, file: Path) -> None:
    """Check a framework's folder or YAML file; what is wrong is named with its line."""
    from plan_ingest.store.frameworks import read_framework

    row = _row(read_framework(file))
    told = ", ".join(f"{row[key]} {key}" for key in ("nodes", "terms", "exemplars"))
    console.give(row, [f"{file}: sound; {told}"])


def _row(known: Framework) -> dict[str, str | int]:
    return {
        "id": known.id,
        "title": known.title,
        "version": known.version,
        "nodes": len(known.nodes),
        "terms": len(known.terms),
        "exemplars": len(known.exemplars),
    }


def _title(known: Framework) -> str:
    status = f", {known.status}" if known.status else ""
    return f"{known.id}: {known.title}, version {known.version}{status}"


def _tree(known: Framework) -> Iterator[str]:
    depth = {level: place for place, level in enumerate(known.levels)}
    for node in known.nodes:
        from_year = f" [asked from {node.asked_from}]" if node.asked_from else ""
        basis = f" [basis: {node.basis}]" if node.basis else ""
        indent = "  " * depth[node.level]
        yield f"{indent}{node.id} {node.title}{from_year}{basis}"


for subverb in (list_frameworks, show, check):
    framework.add_command(subverb)
