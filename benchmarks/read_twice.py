"""Measures the mapping on whole plans that nothing was taught from.

read_twice.csv has the items of plans of forces that do not exist, each read by two
readers who knew neither the other's answer nor any suggestion: `best` is the node
they chose (NONE: nothing fits), `also` what they would accept. None of these items is
among the exemplars; a test holds that. Unlike statements written for a requirement
they have the spread of subjects that plans have.

usage: python -m benchmarks.read_twice [--framework FOLDER] [--file FILE.csv]
           [--model FOLDER]
"""

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import build

from plan_ingest.model.framework import Framework
from plan_ingest.pipeline.suggest import suggest
from plan_ingest.settings import Matching
from plan_ingest.store.framework_tables import FITS_NOTHING
from plan_ingest.store.frameworks import read_framework
from plan_ingest.suggest.accuracy import Accuracy, Label, accuracy
from plan_ingest.suggest.tree import lineage

HERE = Path(__file__).parent
FRAMEWORK = HERE.parent / "mappings" / "hmic_da_2014"


@dataclass(frozen=True, slots=True)
class Read:
    """An item of a plan and what its two readers said: their best, and all nodes."""

    plan: str
    heading: str
    text: str
    best: tuple[str, str]
    nodes: tuple[tuple[str, ...], tuple[str, ...]]


def main() -> None:
    """Prints how the readers agree, then the figures by level, each reader first."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--framework", type=Path, default=FRAMEWORK)
    asked.add_argument("--file", type=Path, default=HERE / "read_twice.csv")
    asked.add_argument("--model", default=None, help="a sentence model's folder")
    given = asked.parse_args()
    framework, every = read_framework(given.framework), read(given.file)
    print(_agreement(framework, every))
    settings = Matching(model=given.model)
    for shown in (False, True):
        items = [
            build.item(
                one.text,
                item_id=str(at),
                source_id=one.plan,
                headings=(one.heading,) if shown and one.heading else (),
            )
            for at, one in enumerate(every)
        ]
        found = {s.item_id: s.text for s in suggest(items, framework, settings)}
        for level in framework.levels:
            several = [
                accuracy(said, found, level, lineage(framework))
                for said in (labels(framework, every, level, who) for who in (0, 1))
            ]
            print(_line(f"headings {'shown' if shown else 'hidden'}, {level}", several))


def read(path: Path) -> list[Read]:
    """The items with what was said of them."""
    with path.open(encoding="utf-8", newline="") as rows:
        return [
            Read(
                row["plan"],
                row["heading"],
                row["text"],
                (row["best_a"], row["best_b"]),
                (_nodes(row, "a"), _nodes(row, "b")),
            )
            for row in csv.DictReader(rows)
        ]


def labels(
    framework: Framework, every: Sequence[Read], level: str, who: int
) -> list[Label]:
    """One reader's best node of a level, and what either would accept.

    An item that the reader places above the level, or that only one of them places,
    says nothing of it.
    """
    found = []
    for at, one in enumerate(every):
        if one.best == (FITS_NOTHING, FITS_NOTHING):
            found.append(Label(str(at), one.plan, None, frozenset()))
            continue
        first = _of_level(framework, (one.best[who],), level)
        if first:
            either = (*one.nodes[0], *one.nodes[1])
            accepted = frozenset(_of_level(framework, either, level))
            found.append(Label(str(at), one.plan, first[0], accepted))
    return found


def _nodes(row: dict[str, str], who: str) -> tuple[str, ...]:
    said = [row[f"best_{who}"], *row[f"also_{who}"].split(";")]
    return tuple(node for node in said if node not in ("", FITS_NOTHING))


def _of_level(framework: Framework, nodes: Sequence[str], level: str) -> list[str]:
    """These nodes as nodes of a level: themselves, or what they stand under."""
    lines, level_of = lineage(framework), {n.id: n.level for n in framework.nodes}
    return [
        above
        for node in nodes
        if node in lines
        for above in lines[node]
        if level_of[above] == level
    ]


def _agreement(framework: Framework, every: Sequence[Read]) -> str:
    told = []
    for level in framework.levels:
        same = taken = many = 0
        for one in every:
            mine = _of_level(framework, one.best[:1], level)
            theirs = _of_level(framework, one.best[1:], level)
            if mine and theirs:
                many += 1
                same += mine == theirs
                taken += mine[0] in _of_level(framework, one.nodes[1], level)
        told.append(
            f"{level} the same {same / many:.3f}, accepted by the other"
            f" {taken / many:.3f} of {many}"
        )
    return f"{len(every)} items, two readers: " + "; ".join(told)


def _line(name: str, both: Sequence[Accuracy]) -> str:
    one = both[0]
    first = sum(each.first.value for each in both) / len(both)
    taken = sum(each.acceptable.value for each in both) / len(both)
    three = sum(each.among_three.value for each in both) / len(both)
    return (
        f"{name}: n {one.items}, first {first:.3f}, acceptable {taken:.3f}"
        f" [{one.acceptable.low:.3f}-{one.acceptable.high:.3f}], top 3 {three:.3f},"
        f" ECE {one.calibration_error:.3f}, accepted {one.coverage:.2f} at"
        f" {one.precision:.3f}, none {one.abstained}/{one.nothing_fits}"
    )


if __name__ == "__main__":
    main()
