"""`plan-ingest evaluate`: how well items or suggestions agree with a reference."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import IN_FILE
from plan_ingest.errors import UsageError

if TYPE_CHECKING:
    from plan_ingest.extract.accuracy import ItemAccuracy, Row


@verb("plan-ingest evaluate --items items.jsonl --reference reference.jsonl")
@click.option("--items", metavar="ITEMS.jsonl", type=IN_FILE, help="Items found.")
@click.option(
    "--reference",
    metavar="REFERENCE.jsonl",
    type=IN_FILE,
    help="The items a careful reader found, in the form of items.jsonl.",
)
def evaluate(console: Console, items: Path | None, reference: Path | None) -> None:
    """Score items found against the items a careful reader found."""
    if items is None or reference is None:
        raise UsageError("name what to score: --items with --reference")
    from plan_ingest.store.records import read_items
    from plan_ingest.store.references import as_rows, read_reference

    scores = _scores(as_rows(read_items(items)), read_reference(reference))
    found = {plan: _rounded(score) for plan, score in scores.items()}
    console.give(found, [_line(plan, score) for plan, score in scores.items()])


def _scores(
    found: "Mapping[str, Sequence[Row]]", reference: "Mapping[str, Sequence[Row]]"
) -> "dict[str, ItemAccuracy]":
    """Plan by plan where both name the plans alike, else all in one."""
    from plan_ingest.extract.accuracy import item_accuracy

    by_name = {name.rpartition("/")[2]: rows for name, rows in found.items()}
    by_name.update(found)
    if all(plan in by_name for plan in reference):
        return {
            plan: item_accuracy(by_name[plan], reference[plan]) for plan in reference
        }
    everything = [row for rows in found.values() for row in rows]
    asked = [row for rows in reference.values() for row in rows]
    return {"all": item_accuracy(everything, asked)}


def _rounded(score: "ItemAccuracy") -> dict[str, Any]:
    fields = {name: round(share, 4) for name, share in score.fields}
    plain = {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in asdict(score).items()
        if name != "fields"
    }
    return plain | fields


def _line(plan: str, score: "ItemAccuracy") -> str:
    fields = " ".join(f"{name} {share:.3f}" for name, share in score.fields)
    return (
        f"{plan}: F1 {score.f1:.3f} (found {score.found}, asked {score.asked},"
        f" precision {score.precision:.3f}, recall {score.recall:.3f}) {fields}"
    )
