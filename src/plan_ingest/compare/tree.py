"""A framework as a tree: what stands below a node, and what it is part of."""

from collections.abc import Mapping
from dataclasses import dataclass

from plan_ingest.model.framework import Framework, Node


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes of a framework by id, outermost level first, and their children.

    `order` is the framework's own order, level by level.
    """

    nodes: Mapping[str, Node]
    children: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]

    def below(self, node_id: str) -> tuple[str, ...]:
        """The node itself and everything below it."""
        found = [node_id]
        for child in self.children.get(node_id, ()):
            found += self.below(child)
        return tuple(found)

    def downwards(self) -> tuple[str, ...]:
        """Every node, the framework read from its first node downwards."""
        tops = [i for i, node in self.nodes.items() if node.parent not in self.nodes]
        return tuple(node for top in tops for node in self.below(top))

    def leaves(self, node_id: str) -> tuple[str, ...]:
        """The nodes without children below a node; empty for such a node itself."""
        return tuple(
            node
            for node in self.below(node_id)
            if node != node_id and not self.children.get(node)
        )

    def above(self, node_id: str) -> tuple[str, ...]:
        """The node itself and its ancestors, innermost first."""
        found = [node_id]
        while (parent := self.nodes[found[-1]].parent) in self.nodes:
            if parent is None or parent in found:
                break
            found.append(parent)
        return tuple(found)


def tree(framework: Framework) -> Tree:
    """The framework's nodes as a tree."""
    nodes = {node.id: node for node in framework.nodes}
    children: dict[str, list[str]] = {}
    for node in framework.nodes:
        if node.parent is not None:
            children.setdefault(node.parent, []).append(node.id)
    order = [node.id for level in framework.levels for node in framework.at(level)]
    return Tree(
        nodes,
        {parent: tuple(below) for parent, below in children.items()},
        tuple(order),
    )
