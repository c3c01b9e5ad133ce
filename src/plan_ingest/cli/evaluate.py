"""`plan-ingest evaluate`: how well items or suggestions agree with a reference."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import (
    IN_FILE,
    framework_option,
    project_here,
    the_decisions,
    the_framework,
)
from plan_ingest.errors import UsageError
from plan_ingest.text import counted

if TYPE_CHECKING:
    from plan_ingest.extract.accuracy import ItemAccuracy, Row
    from plan_ingest.suggest.accuracy import Accuracy


@verb("plan-ingest evaluate --items items.jsonl --reference reference.jsonl")
@click.option("--items", metavar="ITEMS.jsonl", type=IN_FILE, help="Items found.")
@click.option(
    "--reference",
    metavar="REFERENCE.jsonl",
    type=IN_FILE,
    help="The items a careful reader found, in the form of items.jsonl.",
)
@click.option(
    "--suggestions",
    metavar="SUGGESTIONS.jsonl",
    type=IN_FILE,
    help="Suggestions to judge.",
)
@click.option(
    "--labels",
    metavar="LABELS.csv",
    type=IN_FILE,
    help="Right answers: a CSV by level, or a ledger (.jsonl) of decisions.",
)
@framework_option
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="With --suggestions: a folder for the page and the tables.",
)
def evaluate(
    console: Console,
    items: Path | None,
    reference: Path | None,
    suggestions: Path | None,
    labels: Path | None,
    framework: str | None,
    out: Path | None,
) -> None:
    """Score items against a careful reader's items, or suggestions against labels.

    With --suggestions, --items tells which plan each item is of, for intervals, and
    --out takes accuracy.html (reliability, confusion, surest mistakes) and CSVs.
    """
    if suggestions is not None and labels is not None:
        _judge(console, suggestions, labels, framework, items, out)
    elif items is not None and reference is not None:
        _score(console, items, reference)
    else:
        raise UsageError(
            "name what to score: --items, --reference or --suggestions, --labels"
        )


def _score(console: Console, items: Path, reference: Path) -> None:
    from plan_ingest.store.records import read_items
    from plan_ingest.store.references import as_rows, read_reference

    scores = _scores(as_rows(read_items(items)), read_reference(reference))
    found = {plan: _rounded(score) for plan, score in scores.items()}
    console.give(found, [_line(plan, score) for plan, score in scores.items()])


def _judge(
    console: Console,
    suggestions: Path,
    labels: Path,
    framework: str | None,
    items: Path | None,
    out: Path | None,
) -> None:
    from plan_ingest.pipeline.evaluate import judge, write_report
    from plan_ingest.review.ledger import settle
    from plan_ingest.store.labels import idle_columns, labels_of, read_labels
    from plan_ingest.store.records import read_items, read_suggestions

    asked = the_framework(framework, project_here(console))
    if labels.suffix == ".jsonl":
        plans = {i.item_id: i.source_id for i in read_items(items)} if items else {}
        standing = settle(the_decisions(console, labels), asked.id).standing
        answers = labels_of(standing, asked, plans)
    else:
        answers = read_labels(labels, asked)
        for line in idle_columns(labels, asked):
            console.warn(line)
    found = judge(read_suggestions(suggestions), answers, asked)
    if out is not None:
        console.say(f"how well they agree: {write_report(found, asked, out)}")
    console.give(
        {level: asdict(figures) for level, figures in found.items()},
        [_figures(level, figures) for level, figures in found.items()],
    )


def _figures(level: str, found: "Accuracy") -> str:
    shares = {
        "first": found.first,
        "acceptable": found.acceptable,
        "among three": found.among_three,
    }
    told = ", ".join(
        f"{name} {share.value:.3f} ({share.low:.3f} to {share.high:.3f})"
        for name, share in shares.items()
    )
    return (
        f"{level}: {counted(found.items, 'item')}, {told}, calibration error"
        f" {found.calibration_error:.3f}, accepted {found.coverage:.3f} at precision"
        f" {found.precision:.3f}, left unmapped {found.abstained} of"
        f" {found.nothing_fits} that fit nothing"
    )


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
