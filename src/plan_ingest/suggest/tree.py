"""A framework as arrays: its leaves, and who stands above them."""

from dataclasses import dataclass

import numpy as np

from plan_ingest.model.framework import Framework, Node
from plan_ingest.suggest.products import Floats, times

__all__ = ["Floats", "Tree", "lineage", "own_text", "tree"]


@dataclass(frozen=True, slots=True)
class Tree:
    """Leaves (nodes with nothing below them) and, level by level, their sums.

    `below[level]` has a row a leaf and a column a node of the level, 1 where the
    leaf is the node or stands below it.
    """

    framework: Framework
    leaves: tuple[Node, ...]
    levels: tuple[tuple[str, tuple[Node, ...]], ...]
    below: tuple[Floats, ...]
    column: dict[str, int]
    lines: tuple[tuple[str, ...], ...]
    """For each leaf its own id and those above it, itself first."""

    def leaves_of(self, node_id: str) -> list[int]:
        """The columns of the leaves at or below a node."""
        return [at for at, line in enumerate(self.lines) if node_id in line]

    def at_level(self, level: int, leaf_scores: Floats) -> Floats:
        """Scores of leaves summed up to the nodes of a level."""
        return times(leaf_scores, self.below[level])


def tree(framework: Framework) -> Tree:
    """The framework's leaves in its own order, with the sums of each level."""
    by_id = {node.id: node for node in framework.nodes}
    parents = {node.parent for node in framework.nodes}
    leaves = tuple(node for node in framework.nodes if node.id not in parents)
    lines = tuple(_line(leaf, by_id) for leaf in leaves)
    levels = tuple(
        (level, nodes) for level in framework.levels if (nodes := framework.at(level))
    )
    below = tuple(_below(lines, nodes) for _, nodes in levels)
    column = {leaf.id: at for at, leaf in enumerate(leaves)}
    return Tree(framework, leaves, levels, below, column, lines)


def lineage(framework: Framework) -> dict[str, tuple[str, ...]]:
    """For each node its own id and those above it, itself first."""
    by_id = {node.id: node for node in framework.nodes}
    return {node.id: _line(node, by_id) for node in framework.nodes}


def own_text(node: Node) -> list[str]:
    """What a node says of itself: title, description, keywords, acronyms."""
    return [
        piece
        for piece in (node.title, node.description, *node.keywords, *node.acronyms)
        if piece
    ]


def _line(node: Node, by_id: dict[str, Node]) -> tuple[str, ...]:
    line = [node.id]
    while node.parent is not None:
        node = by_id[node.parent]
        line.append(node.id)
    return tuple(line)


def _below(lines: tuple[tuple[str, ...], ...], nodes: tuple[Node, ...]) -> Floats:
    place = {node.id: at for at, node in enumerate(nodes)}
    below = np.zeros((len(lines), len(nodes)), np.float32)
    for row, line in enumerate(lines):
        for node_id in line:
            if node_id in place:
                below[row, place[node_id]] = 1.0
    return below
