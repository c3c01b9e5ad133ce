"""`plan-ingest compare`: coverage of a framework, as matrix, workbook and report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import (
    IN_FILE,
    IN_FOLDER,
    OUT_FOLDER,
    decisions_option,
    explain_option,
    framework_option,
    give_intents,
    project_here,
    the_decisions,
    the_framework,
    the_project,
)
from plan_ingest.cli.run_log import logged
from plan_ingest.errors import UsageError
from plan_ingest.text import counted

if TYPE_CHECKING:
    from plan_ingest.pipeline.run import Compared
    from plan_ingest.settings import Settings


@verb("plan-ingest compare --items items.jsonl --framework hmic_da_2014 --out matrix/")
@click.option("--items", metavar="ITEMS.jsonl", type=IN_FILE, help="Items to count.")
@framework_option
@click.option(
    "--sources",
    metavar="ITEMS.sources.jsonl",
    type=IN_FILE,
    help="What became of each source; without it, made from the items.",
)
@click.option(
    "--suggestions",
    metavar="SUGGESTIONS.jsonl",
    type=IN_FILE,
    help="What is suggested for items that are not decided.",
)
@decisions_option
@click.option("--out", metavar="DIR", type=OUT_FOLDER, help="The output folder.")
@click.option(
    "--pack",
    "packs",
    metavar="FORCE",
    multiple=True,
    help="Also a pack for the force to check the facts; may be given several times.",
)
@click.option(
    "--plan",
    "chosen",
    metavar="PLAN",
    multiple=True,
    help="Count only this source id or force; may be given several times.",
)
@click.option("--latest", is_flag=True, help="Count each force's latest plan alone.")
@click.option(
    "--as-at",
    metavar="DAY",
    help="Forces under their names of a day, such as 2026-04-01; merged ones as one.",
)
@click.option("--join", is_flag=True, help="All plans of a force count as one.")
@click.option(
    "--verify",
    metavar="DIR",
    type=IN_FOLDER,
    help="Only check that an output folder is as its manifest says.",
)
@explain_option
def compare(
    console: Console,
    items: Path | None,
    framework: str | None,
    sources: Path | None,
    suggestions: Path | None,
    decisions: Path | None,
    out: Path | None,
    packs: tuple[str, ...],
    chosen: tuple[str, ...],
    latest: bool,
    as_at: str | None,
    join: bool,
    verify: Path | None,
    explain: bool,
) -> None:
    """Fill the coverage matrix: workbook, report, gaps and tables of data.

    In a project its own items, suggestions and decisions are taken. What --plan,
    --latest, --as-at and --join choose is written on the cover.
    """
    choice = Choice(chosen, latest, as_at, join)
    if verify is not None:
        _verify(console, verify)
        return
    if items is None:
        if sources or suggestions or decisions or out:
            raise UsageError(
                "--sources, --suggestions, --decisions and --out go with --items"
            )
        _in_project(console, framework, packs, choice, explain)
        return
    if out is None or explain:
        raise UsageError("--items needs --out DIR, and goes without --explain")
    given = _Given(items, framework, sources, suggestions, decisions)
    _of_files(console, given, out, packs, choice)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which plans count, where the command line says other than the settings."""

    chosen: tuple[str, ...]
    latest: bool
    as_at: str | None
    join: bool

    def within(self, settings: "Settings") -> "Settings":
        """The settings with this choice laid over them."""
        given = settings.reporting
        reporting = replace(
            given,
            chosen=self.chosen or given.chosen,
            plans="latest" if self.latest else given.plans,
            as_at=given.as_at if self.as_at is None else self.as_at,
            joined=self.join or given.joined,
        )
        return replace(settings, reporting=reporting)


@dataclass(frozen=True, slots=True)
class _Given:
    """Files to compare without a project."""

    items: Path
    framework: str | None
    sources: Path | None
    suggestions: Path | None
    decisions: Path | None


def _of_files(
    console: Console, given: _Given, out: Path, packs: tuple[str, ...], choice: Choice
) -> None:
    from plan_ingest.pipeline.amended import amended_beside
    from plan_ingest.pipeline.compare import compare as compare_items
    from plan_ingest.pipeline.run import Compared
    from plan_ingest.settings import Settings
    from plan_ingest.store.records import read_items, read_sources, read_suggestions

    project = project_here(console)
    asked = the_framework(given.framework, project)
    settings = choice.within(project.settings if project else Settings())
    who = settings.reviewing.adjudicators
    corrected = amended_beside(given.items, given.sources, given.decisions, who)
    sources = read_sources(given.sources) if given.sources else None
    report = compare_items(
        corrected.items if corrected else read_items(given.items),
        corrected.sources if corrected and given.sources else sources,
        asked,
        read_suggestions(given.suggestions) if given.suggestions else (),
        the_decisions(console, given.decisions),
        out,
        settings,
        packs,
        lost=corrected.lost if corrected else (),
    )
    conflicts, lost = len(report.settled.conflicts), len(report.lost)
    compared = Compared(out, conflicts, len(report.orphans), lost)
    told(console, compared, _packs(out) if packs else {})


def _verify(console: Console, folder: Path) -> None:
    """Say what in an output folder is not as written; exit 1 where anything is."""
    from plan_ingest.exports.manifest import verify

    wrong = verify(folder)
    for line in wrong:
        console.warn(line)
    if wrong:
        click.get_current_context().exit(1)
    console.give({"verified": str(folder)}, [f"as its manifest says: {folder}"])


def told(console: Console, compared: "Compared", also: Mapping[str, str]) -> None:
    """Say where the comparison lies, and what else was written, by its name; exit 4
    where analysts are in conflict."""
    counts = {"conflicts": compared.conflicts, "orphans": compared.orphans}
    lines = [*where(compared.outputs), *(f"{name}: {at}" for name, at in also.items())]
    console.give({**places(compared.outputs), **also, **counts}, lines)
    attend(console, compared)
    if compared.conflicts:
        click.get_current_context().exit(4)


def attend(console: Console, compared: "Compared") -> None:
    """Say what a person must see to."""
    for line in compared.torn:
        console.warn(line)
    if compared.orphans:
        console.warn(
            f"{compared.outputs / 'orphans.csv'}:"
            f" {counted(compared.orphans, 'decision')} on words or nodes that are gone;"
            " decide on their successors"
        )
    if compared.lost:
        console.warn(
            f"{compared.outputs / 'lost_amendments.csv'}:"
            f" {counted(compared.lost, 'correction')} of items that are gone; give them"
            " anew"
        )
    if compared.conflicts:
        console.warn(
            f"{compared.outputs / 'conflicts.csv'}: analysts disagree on"
            f" {counted(compared.conflicts, 'pair')}, marked C in the matrix; settle"
            " them"
        )


def places(outputs: Path) -> dict[str, str]:
    """Where the workbook and the report are."""
    return {
        "outputs": str(outputs),
        "workbook": str(outputs / "gap-matrix.xlsx"),
        "report": str(outputs / "report.html"),
    }


def where(outputs: Path) -> list[str]:
    """Where the workbook and the report are, as lines."""
    return [f"{what}: {path}" for what, path in places(outputs).items()][1:]


def _in_project(
    console: Console,
    framework: str | None,
    packs: tuple[str, ...],
    choice: Choice,
    explain: bool,
) -> None:
    project = the_project(console)
    project = replace(project, settings=choice.within(project.settings))
    if not project.items.is_file():
        raise UsageError(f"{project.items}: no items yet; run `plan-ingest ingest`")
    if explain:
        from plan_ingest.pipeline.explain import explain_compare

        give_intents(console, explain_compare(project, framework))
        return
    from plan_ingest.pipeline.run import compare_in

    if packs:
        from plan_ingest.pipeline.packs import check_packs

        check_packs(project, framework, packs)
    with console.progress() as shown, logged(project, "compare", shown):
        compared = compare_in(project, framework)
    if packs:
        from plan_ingest.pipeline.packs import packs_in

        packs_in(project, framework, packs)
    told(console, compared, _packs(compared.outputs) if packs else {})


def _packs(outputs: Path) -> dict[str, str]:
    """Where the packs for forces to check are."""
    return {"packs": str(outputs / "packs")}
