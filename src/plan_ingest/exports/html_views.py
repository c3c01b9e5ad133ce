"""What the pages of report.html show, made ready for the template."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_ingest.compare.gaps import is_gap, sign
from plan_ingest.exports.charts import Bar, Piece, bar
from plan_ingest.exports.counts import signs_of
from plan_ingest.exports.hints import hint_words, hints
from plan_ingest.exports.listings.evidence import depth_order
from plan_ingest.exports.listings.matrix import by_cell
from plan_ingest.exports.wording import LATER, breadth_words, level_words, marks_words
from plan_ingest.model.coverage import (
    LEVEL_NAMES,
    NOT_ASSESSABLE,
    CoverageCell,
    Report,
)
from plan_ingest.model.framework import Node


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of the heat map; `look` names its style: l0 to l4, ll or lx."""

    source: str
    look: str
    words: str
    breadth: str
    marks: str
    says: str
    gap: bool
    hint: str
    reviewed_look: str
    reviewed_words: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the heat map: a node and its cells, in the order of the sources."""

    node: Node
    depth: int
    cells: tuple[CellView, ...]


def rows(report: Report) -> tuple[RowView, ...]:
    """The heat map, the framework read from top to bottom."""
    cells, beside = by_cell(report.coverage), hints(report)
    reviewed = by_cell(report.reviewed)
    levels = report.framework.levels
    order = depth_order(report)
    nodes = sorted(
        (node for node in report.framework.nodes if node.id in order),
        key=lambda node: order[node.id],
    )
    return tuple(
        RowView(
            node,
            levels.index(node.level),
            tuple(
                cell_view(
                    cells[source, node.id],
                    reviewed[source, node.id],
                    beside.get((source, node.id), 0),
                )
                for source in report.coverage.sources
            ),
        )
        for node in nodes
    )


def cell_view(
    cell: CoverageCell, reviewed: CoverageCell, possible: int = 0
) -> CellView:
    """A cell as the heat map shows it, both layers; `possible` counts unsure items."""
    return CellView(
        source=cell.source_id,
        look=_look(cell),
        words=level_words(cell),
        breadth=breadth_words(cell.breadth) if cell.breadth else "",
        marks=cell.marks,
        says=marks_words(cell.marks),
        gap=is_gap(cell),
        hint=hint_words(possible),
        reviewed_look=_look(reviewed),
        reviewed_words=level_words(reviewed),
    )


def criterion_bars(
    report: Report, views: Sequence[RowView], at: int | None = None
) -> tuple[Bar, ...]:
    """Innermost cells by level under each outermost node, of all sources or the `at`th.

    The sources are counted from 0, in the order of the coverage.
    """
    levels, signs = report.framework.levels, signs_of(report)
    tops: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    top = ""
    for row in views:
        if row.depth == 0:
            top = row.node.id
            tops[top], names[top] = Counter(), f"{row.node.id} {row.node.title}"
        if row.node.level != levels[-1]:
            continue
        if at is None:
            counted = signs[row.node.id].items()
            tops[top].update({f"l{sign}": count for sign, count in counted})
        else:
            tops[top][row.cells[at].look] += 1
    return tuple(bar(names[top], _pieces(count)) for top, count in tops.items())


def smart_bars(counts: Sequence[int], whole: int) -> tuple[Bar, ...]:
    """The four SMART ticks over items: how many have each, how many have not."""
    names = ("Owner", "Date", "Measure", "Evidence")
    return tuple(
        _tick(name, yes, partly, whole)
        for name, yes, partly in zip(names, counts[::2], counts[1::2], strict=True)
    )


def review_bar(done: int, whole: int) -> Bar:
    """How many of the items a person has decided."""
    return bar(
        "Items",
        (
            Piece("yes", "decided by a person", done),
            Piece("no", "resting on suggestions", whole - done),
        ),
    )


def _look(cell: CoverageCell) -> str:
    return f"l{sign(cell)}"


def _pieces(count: Mapping[str, int]) -> list[Piece]:
    names = {f"l{level}": name for level, name in LEVEL_NAMES.items()}
    names["ll"], names["lx"] = LATER, NOT_ASSESSABLE
    return [Piece(look, name, count.get(look, 0)) for look, name in names.items()]


def _tick(label: str, yes: int, partly: int, whole: int) -> Bar:
    return bar(
        label,
        (
            Piece("yes", "with it", yes),
            Piece("part", "in part", partly),
            Piece("no", "without", whole - yes - partly),
        ),
    )
