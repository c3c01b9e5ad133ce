"""`plan-ingest run`: ingest, suggest and compare in one go."""

from collections import Counter

import click

from plan_ingest.cli.cluster_options import cluster_options, collect, on_cluster
from plan_ingest.cli.compare import attend, places, where
from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import (
    explain_option,
    framework_option,
    give_intents,
    jobs_option,
    the_project,
    with_jobs,
)
from plan_ingest.cli.run_log import logged
from plan_ingest.text import counted


@verb("plan-ingest --project domestic-abuse-2026 run")
@framework_option
@click.option("--again", is_flag=True, help="Do every step anew, whatever is kept.")
@jobs_option
@explain_option
@cluster_options
def run(
    console: Console,
    framework: str | None,
    again: bool,
    jobs: int | None,
    explain: bool,
    cluster: str | None,
    raw: str | None,
    store: str | None,
) -> None:
    """Read all plans in data/raw, map them, and write the workbook and the report."""
    project = with_jobs(the_project(console), jobs)
    there = on_cluster(console, project, cluster, raw, store)
    if explain:
        from plan_ingest.pipeline.explain import explain_run

        give_intents(console, explain_run(project, framework, again, there))
        return
    from plan_ingest.pipeline.run import run as run_project

    with console.progress() as shown, logged(project, "run", shown) as progress:
        ran = run_project(project, framework, again, progress, there)
    for line in ran.ingested.warnings:
        console.warn(line)
    states = Counter(one.state for one in ran.ingested.sources)
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    console.say(
        f"sources: {told}; {counted(ran.ingested.items, 'item')}, {ran.mapped} mapped"
    )
    found = (
        places(ran.compared.outputs)
        | {
            "sources": dict(sorted(states.items())),
            "items": ran.ingested.items,
            "mapped": ran.mapped,
            "conflicts": ran.compared.conflicts,
            "orphans": ran.compared.orphans,
        }
        | collect(console, project, there)
    )
    console.give(found, where(ran.compared.outputs))
    attend(console, ran.compared)
    context = click.get_current_context()
    if ran.ingested.unreadable:
        context.exit(3)
    if ran.compared.conflicts:
        context.exit(4)
