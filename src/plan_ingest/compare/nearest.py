"""Forces nearest to each other: those whose levels are most alike."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from plan_ingest.compare.tree import tree
from plan_ingest.model.analysis import Nearness
from plan_ingest.model.coverage import Coverage
from plan_ingest.model.framework import Framework

_SPAN = 4
"""Levels between nothing and everything; so many bits of a row stand for a node."""


@dataclass(frozen=True, slots=True)
class _Levels:
    """A source's levels as rows of bits, so that two are compared at one stroke.

    A node at level 3 has three of its bits set in `reached`, all in `judged`.
    """

    source: str
    reached: int
    judged: int


def nearest(
    coverage: Coverage, framework: Framework, count: int
) -> tuple[Nearness, ...]:
    """For each source the sources most alike over the innermost nodes.

    Only nodes that could be judged in both count; two sources without any are not
    compared.
    """
    rows = _rows(coverage, framework)
    return tuple(near for mine in rows for near in _near(mine, rows, count))


def _rows(coverage: Coverage, framework: Framework) -> tuple[_Levels, ...]:
    nodes = tree(framework)
    inner = [node for node in nodes.order if not nodes.children.get(node)]
    shift = {node: _SPAN * place for place, node in enumerate(inner)}
    reached = dict.fromkeys(coverage.sources, 0)
    judged = dict.fromkeys(coverage.sources, 0)
    for cell in coverage.cells:
        if cell.node_id in shift and cell.level is not None:
            at = shift[cell.node_id]
            reached[cell.source_id] |= ((1 << cell.level) - 1) << at
            judged[cell.source_id] |= ((1 << _SPAN) - 1) << at
    return tuple(
        _Levels(source, reached[source], judged[source]) for source in coverage.sources
    )


def _near(mine: _Levels, rows: tuple[_Levels, ...], count: int) -> Iterator[Nearness]:
    """The few most alike, and of those as alike the first by id."""
    for unlike, other, nodes in heapq.nsmallest(count, _ranked(mine, rows)):
        yield Nearness(mine.source, other, -unlike, nodes)


def _ranked(
    mine: _Levels, rows: tuple[_Levels, ...]
) -> Iterator[tuple[float, str, int]]:
    """How alike each other source is, negated so that the most alike comes first."""
    told: dict[tuple[int, int], float] = {}
    for other in rows:
        both = mine.judged & other.judged
        if not both or other is mine:
            continue
        held = both.bit_count()
        apart = ((mine.reached ^ other.reached) & both).bit_count()
        if (apart, held) not in told:
            told[apart, held] = -round(1 - apart / held, 4)
        yield told[apart, held], other.source, held // _SPAN
