"""`plan-ingest ingest`: files to items."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from plan_ingest.cli.cluster_options import cluster_options, collect, on_cluster
from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import (
    OUT_FILE,
    explain_option,
    give_intents,
    jobs_option,
    project_here,
    the_project,
    with_jobs,
)
from plan_ingest.cli.run_log import logged
from plan_ingest.errors import UsageError
from plan_ingest.model.source import SourceRecord
from plan_ingest.store.project import Project
from plan_ingest.text import counted

if TYPE_CHECKING:
    from plan_ingest.pipeline.cluster_ingest import OnCluster
    from plan_ingest.pipeline.plans import Extracted

_STDIN = "standard-input"


@verb("plan-ingest ingest plans/*.pdf --out items.jsonl")
@click.argument(
    "paths",
    nargs=-1,
    metavar="[PATH]...",
    type=click.Path(exists=True, allow_dash=True, path_type=Path),
)
@click.option(
    "--out",
    metavar="ITEMS.jsonl",
    type=OUT_FILE,
    help="Write items there, and ITEMS.sources.jsonl beside it; no project is needed.",
)
@click.option("--again", is_flag=True, help="Read anew what has not changed.")
@jobs_option
@explain_option
@cluster_options
def ingest(
    console: Console,
    paths: Sequence[Path],
    out: Path | None,
    again: bool,
    jobs: int | None,
    explain: bool,
    **elsewhere: str | None,
) -> None:
    """Read plans and take out their items.

    In a project, from data/raw (or PATHs) into data/normalised. With --out, from
    any files to one file of items; `-` is standard input or output.
    """
    if out is None:
        asked = with_jobs(the_project(console), jobs)
        if paths and elsewhere["raw"]:
            raise UsageError("--raw names the plans; leave the paths away")
        there = on_cluster(console, asked, **elsewhere)
        if explain:
            from plan_ingest.pipeline.explain import explain_ingest

            give_intents(console, explain_ingest(asked, paths, again, there))
            return
        sources, warnings = _in_project(console, asked, paths, again, there)
    elif explain or any(elsewhere.values()):
        raise UsageError(
            "--explain, --cluster, --raw and --store go with a project, not --out"
        )
    else:
        sources, warnings = _to_file(console, paths, out, jobs)
    for line in warnings:
        console.warn(line)
    items = counted(sum(one.items for one in sources), "item")
    console.say(f"{counted(len(sources), 'source')}, {items}")
    if any(one.state in ("not assessable", "quarantined") for one in sources):
        click.get_current_context().exit(3)


def _in_project(
    console: Console,
    project: Project,
    paths: Sequence[Path],
    again: bool,
    there: "OnCluster | None",
) -> tuple[Sequence[SourceRecord], Sequence[str]]:
    from plan_ingest.pipeline.ingest import ingest as ingest_project

    with console.progress() as shown, logged(project, "ingest", shown) as progress:
        ingested = ingest_project(project, paths, again, progress, there)
    found = {
        "sources": [_told(one) for one in ingested.sources],
        "read": list(ingested.read),
    } | collect(console, project, there)
    console.give(found, [f"items: {project.items}", f"sources: {project.sources}"])
    return ingested.sources, ingested.warnings


def _to_file(
    console: Console, paths: Sequence[Path], out: Path, jobs: int | None
) -> tuple[Sequence[SourceRecord], Sequence[str]]:
    if not paths:
        raise click.UsageError("name the files to read, or leave --out away")
    from plan_ingest.pipeline.outcomes import nothing_in
    from plan_ingest.pipeline.plans import gather, read_plans
    from plan_ingest.settings import Settings
    from plan_ingest.store.files import PIPE, write_chunks
    from plan_ingest.store.records import write_sources

    project = project_here(console)
    settings = project.settings if project else Settings()
    mappings = project.mappings if project else None
    sources: list[SourceRecord] = []
    limits = settings.reading
    limits = replace(limits, jobs=jobs) if jobs else limits
    with TemporaryDirectory() as scratch, console.progress() as progress:
        places = [_from_pipe(Path(scratch)) if path == PIPE else path for path in paths]
        plans, warnings = gather(places)
        if not plans:
            raise UsageError(nothing_in(paths))
        read = read_plans(plans, limits, mappings, progress)
        write_chunks(out, _noted(read, sources, warnings))
    if out != PIPE:
        write_sources(_beside(out), sources)
        found = {"items": str(out), "sources": [_told(one) for one in sources]}
        console.give(found, [f"items: {out}", f"sources: {_beside(out)}"])
    return sources, warnings


def _noted(
    plans: "Iterable[Extracted]", sources: list[SourceRecord], warnings: list[str]
) -> Iterator[bytes]:
    """The items of each plan as it comes; what else is known of it is noted."""
    for plan in plans:
        sources.append(plan.record)
        warnings.extend([plan.warning] if plan.warning else [])
        yield plan.items


def _from_pipe(scratch: Path) -> Path:
    path = scratch / _STDIN
    path.write_bytes(sys.stdin.buffer.read())
    return path


def _beside(out: Path) -> Path:
    return out.with_name(f"{out.name.removesuffix('.jsonl')}.sources.jsonl")


def _told(one: SourceRecord) -> dict[str, object]:
    return {
        "source_id": one.source_id,
        "file": one.file,
        "state": one.state,
        "reason": one.reason,
        "items": one.items,
    }
