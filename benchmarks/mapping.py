"""Measures the mapping: on reference plans, on writers held out, and how it grows.

usage: python -m benchmarks.mapping FRAMEWORK_FOLDER
           [--items ITEMS.jsonl --labels MAP.csv [--decisions LEDGER.jsonl]]
           [--writers FILE.csv ...] [--curve]

--items and --labels: the figures on reference plans, headings hidden and shown; with
--decisions also with the decisions of the other plans.
--writers: each file of exemplars (node_id, text) is one writer; the framework's own
exemplars without any of theirs are another. Each is mapped by what the others teach,
so that no paraphrase vouches for its like.
--curve: the same for a quarter and a half of the exemplars.
"""

import argparse
import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests import build

from plan_ingest.model.framework import Exemplar, Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.pipeline.suggest import suggest
from plan_ingest.settings import Matching
from plan_ingest.store.framework_tables import read_exemplars
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.records import read_items
from plan_ingest.suggest.accuracy import Accuracy, Figure, Label, accuracy
from plan_ingest.suggest.tree import lineage

Labels = dict[str, list[Label]]


def main() -> None:
    """Prints a line for each measurement."""
    asked = _arguments()
    framework = read_framework(asked.framework)
    if asked.items and asked.labels:
        _reference(framework, asked)
    if asked.writers:
        writers = _writers(framework, asked.writers)
        for name in sorted(writers):
            _held_out(framework, writers, name, 1.0)
            for share in (0.25, 0.5) if asked.curve else ():
                _held_out(framework, writers, name, share)


def _reference(framework: Framework, asked: argparse.Namespace) -> None:
    shown = list(read_items(asked.items))
    hidden = [replace(item, headings=()) for item in shown]
    labels = _reference_labels(asked.labels, framework)
    for name, items in (("headings hidden", hidden), ("headings shown", shown)):
        _report(name, framework, labels, items)
    if asked.decisions:
        _leave_one_plan_out(framework, labels, hidden, asked.decisions)


def _leave_one_plan_out(
    framework: Framework, labels: Labels, items: Sequence[PlanItem], ledger: Path
) -> None:
    plan_of = {item.item_id: item.source_id for item in items}
    words = read_ledger(ledger).decisions
    found = {}
    for plan in sorted(set(plan_of.values())):
        others = [one for one in words if plan_of.get(one.item_id) != plan]
        for offered in suggest(items, framework, Matching(), others):
            if plan_of[offered.item_id] == plan:
                found[offered.item_id] = offered.text
    for level in labels:
        figures = accuracy(labels[level], found, level, lineage(framework))
        print(_line(f"other plans' decisions, {level}", figures))


def _held_out(
    framework: Framework, writers: dict[str, list[Exemplar]], name: str, share: float
) -> None:
    others = [
        one for other in sorted(writers) if other != name for one in writers[other]
    ]
    step = round(1 / share)
    taught = replace(framework, exemplars=tuple(others[::step]))
    items = [
        build.item(one.text, item_id=str(at), source_id=name)
        for at, one in enumerate(writers[name])
    ]
    labels = _exemplar_labels(framework, name, writers[name])
    _report(f"held out {name}, taught by {len(others[::step])}", taught, labels, items)


def _report(
    name: str, framework: Framework, labels: Labels, items: Sequence[PlanItem]
) -> None:
    found = {s.item_id: s.text for s in suggest(items, framework, Matching())}
    for level in labels:
        figures = accuracy(labels[level], found, level, lineage(framework))
        print(_line(f"{name}, {level}", figures), flush=True)


def _line(name: str, found: Accuracy) -> str:
    def told(figure: Figure) -> str:
        return f"{figure.value:.3f} [{figure.low:.3f}-{figure.high:.3f}]"

    return (
        f"{name}: n {found.items}, first {told(found.first)},"
        f" acceptable {told(found.acceptable)}, top 3 {found.among_three.value:.3f},"
        f" ECE {found.calibration_error:.3f}, accepted {found.coverage:.2f} at"
        f" {found.precision:.3f}, none {found.abstained}/{found.nothing_fits}"
    )


def _reference_labels(path: Path, framework: Framework) -> Labels:
    lines = lineage(framework)
    with path.open(encoding="utf-8", newline="") as rows:
        table = list(csv.DictReader(rows))
    found: Labels = {level: [] for level in framework.levels}
    for row in table:
        first = row["area_primary"] if row["area_primary"] not in ("", "NONE") else None
        areas = [first, *filter(None, row["area_alt"].split(";"))] if first else []
        fine = list(filter(None, row["requirement_id"].split(";")))
        for depth, level in enumerate(framework.levels):
            nodes = fine if depth == 2 else [lines[a][1 - depth] for a in areas if a]
            if first is None or nodes:
                label = nodes[0] if nodes else None
                found[level].append(
                    Label(row["item_id"], row["plan"], label, frozenset(nodes))
                )
    return found


def _exemplar_labels(
    framework: Framework, writer: str, exemplars: Sequence[Exemplar]
) -> Labels:
    lines = lineage(framework)
    level_of = {node.id: node.level for node in framework.nodes}
    found: Labels = {level: [] for level in framework.levels}
    for at, one in enumerate(exemplars):
        for level in framework.levels:
            nodes = [n for i in one.node_ids for n in lines[i] if level_of[n] == level]
            if nodes or not one.node_ids:
                first = nodes[0] if nodes else None
                found[level].append(Label(str(at), writer, first, frozenset(nodes)))
    return found


def _writers(framework: Framework, files: Sequence[Path]) -> dict[str, list[Exemplar]]:
    known = frozenset(node.id for node in framework.nodes)
    writers: dict[str, list[Exemplar]] = {}
    for file in files:
        name = file.stem.partition("_")[0]
        writers.setdefault(name, []).extend(read_exemplars(file, known))
    theirs = {one.text for several in writers.values() for one in several}
    own = [one for one in framework.exemplars if one.text not in theirs]
    return {**writers, "own": own} if own else writers


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("framework", type=Path)
    for name in ("--items", "--labels", "--decisions"):
        asked.add_argument(name, type=Path)
    asked.add_argument("--writers", type=Path, nargs="+", default=())
    asked.add_argument("--curve", action="store_true")
    return asked.parse_args()


if __name__ == "__main__":
    main()
