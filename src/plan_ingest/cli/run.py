"""`plan-ingest run`: ingest, suggest and compare in one go."""

from collections import Counter

import click

from plan_ingest.cli.cluster_options import cluster_options, collect, on_cluster
from plan_ingest.cli.compare import attend, places, where
from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import framework_option, the_project


@verb("plan-ingest --project domestic-abuse-2026 run")
@framework_option
@click.option("--again", is_flag=True, help="Do every step anew, whatever is kept.")
@cluster_options
def run(
    console: Console,
    framework: str | None,
    again: bool,
    cluster: str | None,
    raw: str | None,
    store: str | None,
) -> None:
    """Read all plans in data/raw, map them, and write the workbook and the report."""
    project = the_project(console)
    from plan_ingest.pipeline.run import run as run_project

    there = on_cluster(console, project, cluster, raw, store)
    with console.progress("reading") as progress:
        ran = run_project(project, framework, again, progress, there)
    for line in ran.ingested.warnings:
        console.warn(line)
    states = Counter(one.state for one in ran.ingested.sources)
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    console.say(
        f"sources: {told or 'none'}; {ran.ingested.items} items, {ran.mapped} mapped"
    )
    found = places(ran.compared.outputs) | {
        "sources": dict(sorted(states.items())),
        "items": ran.ingested.items,
        "mapped": ran.mapped,
        "conflicts": ran.compared.conflicts,
        "orphans": ran.compared.orphans,
    } | collect(console, project, there)
    console.give(found, where(ran.compared.outputs))
    attend(console, ran.compared)
    context = click.get_current_context()
    if ran.ingested.unreadable:
        context.exit(3)
    if ran.compared.conflicts:
        context.exit(4)
