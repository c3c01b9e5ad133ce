"""`plan-ingest review`: packs out and in, how far it is, a review in the terminal."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from plan_ingest.cli.console import Console, merged, verb
from plan_ingest.cli.groups import Verbs
from plan_ingest.cli.options import IN_FILE, framework_option, the_project
from plan_ingest.cli.review_accept import accept, to_audit
from plan_ingest.cli.review_serve import review_serve, serving_options, user
from plan_ingest.errors import UsageError
from plan_ingest.review.queue import Order
from plan_ingest.text import counted

if TYPE_CHECKING:
    from plan_ingest.pipeline.review_desk import Desk
    from plan_ingest.pipeline.review_status import BulkNow, Status

_order = click.option(
    "--order",
    type=click.Choice(get_args(Order)),
    default="uncertainty",
    show_default=True,
    help="What comes first; nothing is left out.",
)


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    epilog="\b\nExample:\n  plan-ingest review\n"
    "  plan-ingest review export pack.xlsx\n"
    "  plan-ingest review import pack.xlsx --analyst 'A Analyst'",
)
@click.option("--text", is_flag=True, help="Review by keyboard, here in the terminal.")
@click.option("--analyst", metavar="NAME", help="Who decides.")
@click.option("--blind", is_flag=True, help="Do not show what others decided.")
@click.option("--sample", metavar="ID", help="With --text: what it asks to audit.")
@_order
@serving_options
@framework_option
@click.option("--project", type=click.Path(), help="The project's folder.")
@click.option("--json", "as_json", is_flag=True, help="Results as JSON on stdout.")
@click.option("--quiet", is_flag=True, hidden=True)
@click.option("--debug", is_flag=True, hidden=True)
@click.pass_context
def review(
    ctx: click.Context,
    /,
    text: bool,
    analyst: str | None,
    blind: bool,
    sample: str | None,
    order: Order,
    framework: str | None,
    project: str | None,
    as_json: bool,
    quiet: bool,
    debug: bool,
    **served: Any,
) -> None:
    """Decide which nodes of the framework each item answers, on the record.

    Without a verb the desk opens in the browser, for you alone; with --host it is
    served to a team, who sign in (--users, written with `review user`).
    Send a pack to an analyst with `export`, take it back with `import`, see how far
    it is with `status`; or decide here in the terminal with --text.
    """
    given = {"project": project, "as_json": as_json, "quiet": quiet, "debug": debug}
    console = merged(ctx.ensure_object(Console), given)
    ctx.find_root().obj = ctx.obj = console
    if ctx.invoked_subcommand is not None:
        return
    if not text:
        review_serve(console, framework, analyst, served)
        return
    if analyst is None:
        raise UsageError("--text needs --analyst NAME; decisions are on the record")
    from plan_ingest.cli.review_text import review_text

    only = to_audit(console, framework, sample) if sample else None
    count = review_text(_desk(console, framework), analyst, order, blind, only)
    console.give({"decisions": count}, [f"{counted(count, 'decision')} on the record"])


@verb("plan-ingest review export pack.xlsx", name="export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--analyst", metavar="NAME", help="Blind: only this analyst's words.")
@click.option("--plan", "plans", multiple=True, help="Only this plan or force.")
@_order
@framework_option
def export(
    console: Console,
    file: Path,
    analyst: str | None,
    plans: tuple[str, ...],
    order: Order,
    framework: str | None,
) -> None:
    """Write a pack an analyst can fill in offline: .xlsx, or .csv."""
    from plan_ingest.pipeline.review_export import export_pack

    count = export_pack(_desk(console, framework), file, order, analyst, plans)
    told = {"items": count, "file": str(file)}
    console.give(told, [f"{counted(count, 'item')} to review: {file}"])


@verb("plan-ingest review import pack.xlsx --analyst 'A Analyst'", name="import")
@click.argument("file", type=IN_FILE)
@click.option("--analyst", metavar="NAME", required=True, help="Who filled it in.")
@framework_option
def import_(console: Console, file: Path, analyst: str, framework: str | None) -> None:
    """Take in what came back: a pack, a ledger, or a force's check of facts.

    Answers become decisions; a force's corrections become proposals, never
    decisions. Where the ledger has moved on meanwhile nothing is overwritten: these
    answers are listed in a file beside, and the exit code is 4.
    """
    from plan_ingest.pipeline.review_import import import_pack

    done = import_pack(_desk(console, framework), file, analyst)
    told = {
        "decisions": done.added,
        "corrections": done.corrections,
        "proposals": done.proposals,
        "conflicts": len(done.clashes),
        "conflicts_file": str(done.told) if done.told else None,
    }
    line = (
        f"{counted(done.added, 'decision')} added,"
        f" {counted(done.corrections, 'correction')} added,"
        f" {counted(done.proposals, 'proposal')} added"
    )
    console.give(told, [line])
    if done.clashes:
        console.warn(
            f"{done.told}: {counted(len(done.clashes), 'answer')} for a person to see;"
            " look and decide"
        )
        click.get_current_context().exit(4)


@verb("plan-ingest review status", name="status")
@framework_option
def status(console: Console, framework: str | None) -> None:
    """How far the review is, by plan and analyst; who agrees; what lost its item."""
    from plan_ingest.pipeline.review_status import status as status_of

    found = status_of(_desk(console, framework))
    console.give(asdict(found), _lines(found))


def _desk(console: Console, framework: str | None) -> "Desk":
    from plan_ingest.pipeline.review_desk import open_desk

    desk = open_desk(the_project(console), framework)
    for line in desk.torn:
        console.warn(line)
    return desk


def _lines(found: "Status") -> list[str]:
    lines = [f"framework {found.framework_id}"]
    lines += [
        f"  {one.plan or 'all plans'}: {one.decided} of {one.items} items decided,"
        f" {one.unsure} unsure, {one.conflict} in conflict, {one.undecided} to do"
        for one in found.plans
    ]
    lines += [
        f"analyst {one.name}: {counted(one.words, 'word')} on"
        f" {counted(one.items, 'item')}, last {one.last}"
        for one in found.analysts
    ]
    lines += [
        f"{one.first} and {one.second}: alike on {one.alike:.0%} of"
        f" {counted(one.units, 'pair')}, Cohen's kappa {_figure(one.kappa)}"
        for one in found.agreement.pairs
    ]
    lines += [
        f"Krippendorff's alpha, {one.node_id or 'all nodes'}: {_figure(one.alpha)}"
        f" on {counted(one.units, 'pair')}"
        for one in found.agreement.nodes
    ]
    lines += [
        f"{one.analyst}: blind second review of {one.given} of {one.items} items"
        for one in found.seconds
    ]
    lines += [_bulk_line(one) for one in found.bulks]
    for orphan in found.orphans:
        word = orphan.decision
        near = f"; nearest: {orphan.nearest_id} {orphan.nearest_text}"
        lines.append(
            f"orphan: {word.analyst}'s {word.verdict} {word.node_id or ''} on"
            f" {word.item_id}{near if orphan.nearest_id else ''}"
        )
    lines += [
        f"lost correction: {one.analyst}'s {one.change} of {one.item_id}"
        for one in found.lost
    ]
    if found.proposals:
        told = counted(found.proposals, "proposal")
        lines.append(f"{told} of forces; read them in an export")
    return lines


def _bulk_line(one: "BulkNow") -> str:
    told, record = one.record.measured, one.record
    return (
        f"accepted in bulk by {record.analyst}:"
        f" {counted(record.accepted, 'suggestion')} on sample {record.sample},"
        f" {told.right} of {told.audited} right,"
        f" {told.precision:.0%} ({told.low:.0%} to {told.high:.0%}), audited by"
        f" {', '.join(record.auditors)}; {one.counting} still count"
    )


def _figure(value: float | None) -> str:
    return "without meaning here" if value is None else f"{value:.2f}"


for _command in (export, import_, status, accept, user):
    review.add_command(_command)
