"""Forces nearest to each other: those whose levels are most alike."""

from plan_ingest.compare.tree import tree
from plan_ingest.model.analysis import Nearness
from plan_ingest.model.coverage import Coverage
from plan_ingest.model.framework import Framework

_SPAN = 4
"""Levels between nothing and everything."""


def nearest(
    coverage: Coverage, framework: Framework, count: int
) -> tuple[Nearness, ...]:
    """For each source the sources most alike over the innermost nodes.

    Only nodes that could be judged in both count; two sources without any are not
    compared.
    """
    nodes = tree(framework)
    inner = {node for node in nodes.order if not nodes.children.get(node)}
    levels: dict[str, dict[str, int]] = {source: {} for source in coverage.sources}
    for cell in coverage.cells:
        if cell.node_id in inner and cell.level is not None:
            levels[cell.source_id][cell.node_id] = cell.level
    found: list[Nearness] = []
    for source in coverage.sources:
        near = [
            _nearness(source, other, levels[source], levels[other])
            for other in coverage.sources
            if other != source and levels[source].keys() & levels[other].keys()
        ]
        near.sort(key=lambda n: (-n.alike, n.other_id))
        found += near[:count]
    return tuple(found)


def _nearness(
    source: str, other: str, mine: dict[str, int], theirs: dict[str, int]
) -> Nearness:
    both = sorted(mine.keys() & theirs.keys())
    apart = sum(abs(mine[node] - theirs[node]) for node in both)
    return Nearness(source, other, round(1 - apart / (_SPAN * len(both)), 4), len(both))
