"""Measures the mapping onto frameworks known by their own words alone (zero-shot).

usage: python -m benchmarks.other_fields [FRAMEWORK_FOLDER ...] [--model FOLDER]

Without folders: the frameworks of other fields under tests/fields, each with its own
statements. A folder that has no statements is measured on its exemplars, which are
then taken away from it, so that it too is known by its own words alone.
--model: the folder of the sentence model (extra `semantic`).
"""

import argparse
from dataclasses import replace
from pathlib import Path

from tests import build, fields

from plan_ingest.model.framework import Exemplar, Framework
from plan_ingest.pipeline.suggest import suggest
from plan_ingest.settings import Matching
from plan_ingest.store.frameworks import read_framework
from plan_ingest.suggest.accuracy import Accuracy, accuracy
from plan_ingest.suggest.tree import lineage


def main() -> None:
    """Prints a line for each framework and level."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", type=Path, nargs="*")
    asked.add_argument("--model", default="")
    given = asked.parse_args()
    for folder in given.folders or fields.FOLDERS:
        framework, told = _untaught(folder)
        found = measured(framework, told, Matching(model=given.model))
        for level, figures in found.items():
            print(_line(f"{framework.id}, {level}", figures), flush=True)


def measured(
    framework: Framework, told: tuple[Exemplar, ...], settings: Matching
) -> dict[str, Accuracy]:
    """The figures of each level, of statements without plan or headings."""
    items = [
        build.item(one.text, item_id=str(at), headings=())
        for at, one in enumerate(told)
    ]
    found = {s.item_id: s.text for s in suggest(items, framework, settings)}
    return {
        level: accuracy(
            fields.labels(framework, told, level), found, level, lineage(framework)
        )
        for level in framework.levels
    }


def _untaught(folder: Path) -> tuple[Framework, tuple[Exemplar, ...]]:
    framework = read_framework(folder)
    if (folder / "statements.csv").is_file():
        return framework, fields.statements(folder, framework)
    return replace(framework, exemplars=()), framework.exemplars


def _line(name: str, found: Accuracy) -> str:
    return (
        f"{name}: n {found.items}, first {found.first.value:.3f},"
        f" acceptable {found.acceptable.value:.3f}, top 3"
        f" {found.among_three.value:.3f}, ECE {found.calibration_error:.3f}, accepted"
        f" {found.coverage:.2f} at {found.precision:.3f},"
        f" none {found.abstained}/{found.nothing_fits}"
    )


if __name__ == "__main__":
    main()
