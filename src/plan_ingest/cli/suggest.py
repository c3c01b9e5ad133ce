"""`plan-ingest suggest`: items to ranked nodes of a framework."""

from pathlib import Path

import click

from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import (
    IN_FILE,
    OUT_FILE,
    decisions_option,
    explain_option,
    framework_option,
    give_intents,
    jobs_option,
    project_here,
    the_decisions,
    the_framework,
    the_project,
    with_jobs,
)
from plan_ingest.cli.run_log import logged
from plan_ingest.errors import UsageError
from plan_ingest.text import counted


@verb(
    "plan-ingest suggest --items items.jsonl --framework hmic_da_2014"
    " --out suggestions.jsonl"
)
@click.option("--items", metavar="ITEMS.jsonl", type=IN_FILE, help="Items to map.")
@framework_option
@click.option("--out", metavar="SUGGESTIONS.jsonl", type=OUT_FILE, help="Where to.")
@decisions_option
@click.option("--top", type=click.IntRange(min=1), help="Nodes kept at each level.")
@jobs_option
@explain_option
def suggest(
    console: Console,
    items: Path | None,
    framework: str | None,
    out: Path | None,
    decisions: Path | None,
    top: int | None,
    jobs: int | None,
    explain: bool,
) -> None:
    """Rank the nodes of a framework for each plan item, with reasons.

    In a project its items are taken and the suggestions kept there. With --items,
    rows that have only item_id and text will do; `-` is standard input or output.
    """
    if items is None:
        if out or decisions or top:
            raise UsageError("--out, --decisions and --top go with --items ITEMS.jsonl")
        _in_project(console, framework, jobs, explain)
        return
    if explain:
        raise UsageError("--explain goes with a project, not --items")
    if out is None:
        raise UsageError(
            "--items needs --out SUGGESTIONS.jsonl; `-` is standard output"
        )
    from plan_ingest.pipeline.amended import amended_beside
    from plan_ingest.pipeline.suggest import suggest as suggest_for
    from plan_ingest.settings import Settings
    from plan_ingest.store.records import read_items, write_suggestions

    project = project_here(console)
    settings = project.settings if project else Settings()
    asked, matching = the_framework(framework, project), settings.matching
    known = the_decisions(console, decisions)
    who = settings.reviewing.adjudicators
    corrected = amended_beside(items, None, decisions, who)
    told = corrected.items if corrected else read_items(items)
    found = suggest_for(told, asked, matching, known, top or matching.top)
    count = write_suggestions(out, found)
    console.say(f"{counted(count, 'item')} mapped onto {asked.id}: {out}")


def _in_project(
    console: Console,
    framework: str | None,
    jobs: int | None,
    explain: bool,
) -> None:
    project = with_jobs(the_project(console), jobs)
    if not project.items.is_file():
        raise UsageError(f"{project.items}: no items yet; run `plan-ingest ingest`")
    if explain:
        from plan_ingest.pipeline.explain import explain_suggest

        give_intents(console, explain_suggest(project, framework))
        return
    from plan_ingest.pipeline.run import suggest_in

    with console.progress() as shown, logged(project, "suggest", shown) as progress:
        count = suggest_in(project, framework, progress=progress)
    told = f"{counted(count, 'item')} mapped: {project.normalised}"
    console.give({"items": count}, [told])
