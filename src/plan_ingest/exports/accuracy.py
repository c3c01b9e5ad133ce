"""How well suggestions agree with readers: a page to read and tables to compute on."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from plan_ingest.exports import alone
from plan_ingest.exports.safe import csv_text
from plan_ingest.model.framework import Framework
from plan_ingest.suggest.accuracy import Accuracy, Bin, Mistake
from plan_ingest.suggest.explain import Step, lines, waterfall

PLOT = 300
"""The side of the reliability plot in the drawing's own units."""
WIDEST = 30
"""A confusion table of more nodes than this is told as its commonest pairs."""
COMMONEST = 40

Value = str | int | float
Figures = Mapping[str, Accuracy]


@dataclass(frozen=True, slots=True)
class Dot:
    """A step of confidence on the plot: its place and size, and the same in words."""

    x: float
    y: float
    size: float
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """A mistake with what carried it, as lines and as steps of a waterfall."""

    mistake: Mistake
    lines: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Who was taken for whom: nodes in order with counts, or the commonest pairs."""

    nodes: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]
    commonest: tuple[tuple[str, str, int], ...]


def page(found: Figures, framework: Framework) -> bytes:
    """The figures of each level as one HTML file, nothing fetched, no script."""
    return alone.page(
        "accuracy.html",
        "accuracy.css",
        framework=framework,
        found=found,
        titles={node.id: node.title for node in framework.nodes},
        dots={level: _dots(figures) for level, figures in found.items()},
        pairs={level: _pairs(one, framework) for level, one in found.items()},
        told={level: _told(figures) for level, figures in found.items()},
        plot=PLOT,
    )


def tables(found: Figures) -> dict[str, bytes]:
    """The same as CSV files, by name."""
    made: dict[str, tuple[Sequence[str], Iterable[Sequence[Value]]]] = {
        "figures.csv": (("level", "figure", "value", "low", "high"), _rows(found)),
        "reliability.csv": (
            ("level", "items", "confidence", "right"),
            ((at, b.items, b.confidence, b.right) for at, b in _each(found)),
        ),
        "confusion.csv": (
            ("level", "label", "suggested", "items"),
            ((at, *pair) for at, one in found.items() for pair in one.confusion),
        ),
        "by_node.csv": (
            ("level", "node_id", "items", "acceptable"),
            ((at, *node) for at, one in found.items() for node in one.by_node),
        ),
        "precision_at_coverage.csv": (
            ("level", "coverage", "least_confidence", "precision"),
            (
                (at, step.coverage, step.confidence, step.precision)
                for at, one in found.items()
                for step in one.precision_at
            ),
        ),
    }
    return {name: _csv(head, rows) for name, (head, rows) in made.items()}


def _rows(found: Figures) -> Iterator[tuple[Value, ...]]:
    for level, one in found.items():
        intervals = {
            "first": one.first,
            "acceptable": one.acceptable,
            "among_three": one.among_three,
            "reciprocal_rank": one.reciprocal_rank,
        }
        for name, figure in intervals.items():
            yield level, name, figure.value, figure.low, figure.high
        plain: dict[str, Value] = {
            "items": one.items,
            "calibration_error": one.calibration_error,
            "accepted": one.coverage,
            "accepted_precision": one.precision,
            "fits_nothing": one.nothing_fits,
            "left_unmapped": one.abstained,
        }
        for name, value in plain.items():
            yield level, name, value, "", ""


def _each(found: Figures) -> Iterator[tuple[str, Bin]]:
    for level, one in found.items():
        for step in one.reliability:
            yield level, step


def _dots(figures: Accuracy) -> tuple[Dot, ...]:
    most = max((step.items for step in figures.reliability), default=1)
    return tuple(
        Dot(
            round(step.confidence * PLOT, 1),
            round((1 - step.right) * PLOT, 1),
            round(3 + 9 * (step.items / most) ** 0.5, 1),
            f"{step.items} items, confidence {step.confidence:.2f},"
            f" acceptable {step.right:.2f}",
        )
        for step in figures.reliability
    )


def _pairs(figures: Accuracy, framework: Framework) -> Pairs:
    counts = {(label, said): many for label, said, many in figures.confusion}
    met = {node for pair in counts for node in pair}
    nodes = tuple(node.id for node in framework.nodes if node.id in met)
    missed = [pair for pair in figures.confusion if pair[0] != pair[1]]
    missed.sort(key=lambda pair: (-pair[2], pair))
    return Pairs(
        nodes if len(nodes) <= WIDEST else (), counts, tuple(missed[:COMMONEST])
    )


def _told(figures: Accuracy) -> tuple[Told, ...]:
    return tuple(
        Told(one, tuple(lines(one.offered)[1:]), waterfall(one.offered))
        for one in figures.mistakes
    )


def _csv(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(head)
    for row in rows:
        table.writerow(_plain(value) for value in row)
    return text.getvalue().encode("utf-8")


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return csv_text(value)
    return round(value, 4) if isinstance(value, float) else value
