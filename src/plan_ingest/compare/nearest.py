"""Forces nearest to each other: those whose levels are most alike."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from plan_ingest.compare.tree import tree
from plan_ingest.model.analysis import Nearness
from plan_ingest.model.coverage import Coverage
from plan_ingest.model.framework import Framework

SPAN = 4
"""Levels between nothing and everything; so many bits of a row stand for a node."""


@dataclass(frozen=True, slots=True)
class _Levels:
    """A source's levels as rows of bits, so that two are compared at one stroke.

    A node at level 3 has three of its bits set in `reached`, all in `judged`.
    """

    source: str
    reached: int
    judged: int


_Groups = dict[int, list[tuple[int, int]]]
"""By the nodes that could be judged, each source's place and what it reached."""


def nearest(
    coverage: Coverage, framework: Framework, count: int
) -> tuple[Nearness, ...]:
    """For each source the sources most alike over the innermost nodes.

    Only nodes that could be judged in both count; two sources without any are not
    compared.
    """
    rows = _rows(coverage, framework)
    groups: _Groups = {}
    for place, row in enumerate(rows):
        groups.setdefault(row.judged, []).append((place, row.reached))
    return tuple(
        Nearness(rows[at].source, rows[place].source, -unlike, nodes)
        for at in range(len(rows))
        for unlike, place, nodes in _near(at, rows, groups, count)
    )


def _rows(coverage: Coverage, framework: Framework) -> tuple[_Levels, ...]:
    nodes = tree(framework)
    inner = [node for node in nodes.order if not nodes.children.get(node)]
    shift = {node: SPAN * place for place, node in enumerate(inner)}
    reached = dict.fromkeys(coverage.sources, 0)
    judged = dict.fromkeys(coverage.sources, 0)
    for cell in coverage.cells:
        if cell.node_id in shift and cell.level is not None:
            at = shift[cell.node_id]
            reached[cell.source_id] |= ((1 << cell.level) - 1) << at
            judged[cell.source_id] |= ((1 << SPAN) - 1) << at
    return tuple(
        _Levels(source, reached[source], judged[source]) for source in coverage.sources
    )


def _near(
    at: int, rows: tuple[_Levels, ...], groups: _Groups, count: int
) -> list[tuple[float, int, int]]:
    """The few most alike, and of those as alike the first, with the nodes compared.

    How alike they are is negated so that the most alike comes first.
    """
    found: list[tuple[float, int, int]] = []
    for judged, others in groups.items():
        both = rows[at].judged & judged
        if both:
            found += _alike(at, rows[at].reached & both, both, others, count)
    return heapq.nsmallest(count, found)


def _alike(
    at: int, reached: int, both: int, others: list[tuple[int, int]], count: int
) -> Iterator[tuple[float, int, int]]:
    """The few most alike among sources judged at the same nodes, and those as alike.

    Distance and place are one number, so that millions of pairs are soon in order.
    """
    held, shift = both.bit_count(), others[-1][0].bit_length()
    ranked = sorted(
        [
            ((reached ^ other) & both).bit_count() << shift | place
            for place, other in others
            if place != at
        ]
    )
    last, mask = 0.0, (1 << shift) - 1
    for rank, key in enumerate(ranked):
        unlike = -round(1 - (key >> shift) / held, 4)
        if rank >= count and unlike != last:
            return
        yield unlike, key & mask, held // SPAN
        last = unlike
