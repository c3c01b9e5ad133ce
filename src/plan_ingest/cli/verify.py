"""`plan-ingest verify`: an output folder held against the plans it rests on."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plan_ingest.cli.console import Console, verb
from plan_ingest.errors import UsageError
from plan_ingest.store.project import find_project, open_project
from plan_ingest.text import counted

if TYPE_CHECKING:
    from plan_ingest.pipeline.cells import Cell, Derived


_DATES = {
    "past_only": "past_only (all lie before the plan's own date)",
    "state_only": "state_only (a state, such as embedded, and no date)",
}


@verb("plan-ingest verify outputs --cell LG1:westmarch/improvement-plan-2015")
@click.argument("output", type=click.Path(path_type=Path))
@click.option(
    "--cell",
    "cells",
    metavar="NODE:SOURCE",
    multiple=True,
    help="Only this cell, with the words it rests on; may be given several times.",
)
def verify(console: Console, output: Path, cells: tuple[str, ...]) -> None:
    """Derive the cells of an output folder again from the plans, and say what holds.

    Every file must be as the manifest says, every plan the one that was counted;
    then each plan is read afresh, its items are mapped and counted, and every cell
    must come out as the folder has it. What does not is told; the exit code is 1.
    With --project, OUTPUT is looked for in the project first.
    """
    asked = [_cell(one) for one in cells]
    output = _folder(output, console.root)
    near = find_project(output.resolve()) or find_project(Path.cwd())
    root = console.root or near
    if root is None:
        raise UsageError(
            f"{output}: no project around it to derive it from; name one with --project"
        )
    from plan_ingest.pipeline.verify import verify as verify_output

    with console.progress("reading") as progress:
        found = verify_output(open_project(root), output, asked, progress)
    for line in found.wrong:
        console.warn(line)
    lines = [line for one in found.cells for line in _told(one)] if asked else []
    held = f"{counted(len(found.cells), 'cell')} hold{'s' * (len(found.cells) == 1)}"
    console.give(
        {
            "output": str(output),
            "holds": not found.wrong,
            "cells": len(found.cells),
            "wrong": list(found.wrong),
            "derived": [_as_json(one) for one in found.cells] if asked else [],
        },
        [*lines, f"{held}: {output}"],
    )
    if found.wrong:
        click.get_current_context().exit(1)


def _folder(given: Path, root: Path | None) -> Path:
    """The folder named, looked for in the project named first, then from here."""
    for folder in (root / given if root else given, given):
        if folder.is_dir():
            return folder
    raise UsageError(f"{given}: no such folder; name one that `compare` has written")


def _cell(given: str) -> "Cell":
    from plan_ingest.pipeline.cells import Cell

    node, colon, source = given.partition(":")
    if not (node and colon and source):
        raise UsageError(f"--cell {given}: give NODE:SOURCE, such as LG1:force/plan")
    return Cell(node, source)


def _told(one: "Derived") -> list[str]:
    marks = f" {one.marks}" if one.marks else ""
    lines = [f"{one.cell.node_id}:{one.cell.source_id}: level {one.level}{marks}"]
    for row in one.evidence:
        lines.append(f"  {row['place']}: {row['text']}")
        why = row["analyst"] or f"suggestion {row['confidence']}"
        lines.append(f"    {row['node_id']}: {row['verdict']} by {row['basis']}, {why}")
        lines.append(
            f"    gives level {row['gives']}: owner {row['owner']},"
            f" date {_DATES.get(row['date'], row['date'])}, evidence {row['evidence']}"
        )
    return lines


def _as_json(one: "Derived") -> dict[str, object]:
    return {
        "node_id": one.cell.node_id,
        "source_id": one.cell.source_id,
        "level": one.level,
        "marks": one.marks,
        "evidence": [dict(row) for row in one.evidence],
    }
