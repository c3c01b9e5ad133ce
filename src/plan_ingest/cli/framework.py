"""`plan-ingest framework`: which frameworks there are, and whether they hold."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.groups import Verbs
from plan_ingest.cli.options import (
    IN_FILE,
    OUT_FILE,
    decisions_option,
    project_here,
    the_framework,
    the_project,
)
from plan_ingest.errors import UsageError
from plan_ingest.model.framework import Framework
from plan_ingest.store.project import Project

_CROSSWALK = "crosswalk.csv"


@click.group(cls=Verbs, epilog="\b\nExample:\n  plan-ingest framework list")
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


@verb(
    "plan-ingest framework migrate --from old-framework --to new-framework",
    "migrate",
)
@click.option("--from", "before", metavar="F", required=True, help="Decided on.")
@click.option("--to", "after", metavar="F", required=True, help="To be decided on.")
@click.option("--crosswalk", metavar="CSV", type=IN_FILE, help="How the two compare.")
@decisions_option
@click.option("--out", metavar="LEDGER.jsonl", type=OUT_FILE, help="Added to.")
def migrate(
    console: Console,
    before: str,
    after: str,
    crosswalk: Path | None,
    decisions: Path | None,
    out: Path | None,
) -> None:
    """Carry decisions to another framework by a crosswalk; unsure ones say so."""
    from plan_ingest.pipeline.migrate import migrate as carry

    project = project_here(console)
    if project is None and (decisions is None or out is None):
        raise UsageError("outside a project, name --decisions and --out")
    old, new = the_framework(before, project), the_framework(after, project)
    ledger = decisions or the_project(console).ledger(old.id)
    target = out or the_project(console).ledger(new.id)
    found = carry(ledger, crosswalk or _crosswalk(project), old, new, target)
    counts = {
        "carried": len(found.carried),
        "unsure": len(found.unsure),
        "lost": len(found.lost),
    }
    for lost in found.lost:
        node = lost.node_id or "no node"
        console.warn(f"{ledger}: {lost.id} on {node}: no way to {new.id}; decide anew")
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    console.give(counts | {"ledger": str(target)}, [f"{target}: {told}"])


def _crosswalk(project: Project | None) -> Path:
    from plan_ingest.store.project import packaged_frameworks

    own = project.mappings / _CROSSWALK if project else None
    return own if own and own.is_file() else packaged_frameworks() / _CROSSWALK


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


for subverb in (list_frameworks, show, check, migrate):
    framework.add_command(subverb)
