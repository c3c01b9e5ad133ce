"""The framework as the desk shows it: a tree to open, and to search by words."""

from collections import defaultdict
from dataclasses import dataclass

from plan_ingest.model.framework import Framework, Node
from plan_ingest.text import fold


@dataclass(frozen=True, slots=True)
class Branch:
    """A node with what lies under it; `words` is what a search looks through.

    `hit` says that a search was for this node, not only for one under it.
    """

    node: Node
    words: str
    under: tuple["Branch", ...] = ()
    hit: bool = False


def branches(framework: Framework) -> tuple[Branch, ...]:
    """The framework from its outermost nodes down, in its own order."""
    under: dict[str | None, list[Node]] = defaultdict(list)
    for node in framework.nodes:
        under[node.parent].append(node)
    return tuple(_branch(node, under) for node in under[None])


def pruned(whole: tuple[Branch, ...], asked: str) -> tuple[Branch, ...]:
    """Only the branches with a node that holds every word asked for."""
    words = fold(asked).split()
    if not words:
        return whole
    return tuple(cut for branch in whole for cut in _cut(branch, words))


def hits(found: tuple[Branch, ...]) -> int:
    """How many nodes a search was for, those that only lead to them left out."""
    return sum(one.hit + hits(one.under) for one in found)


def trails(framework: Framework) -> dict[str, tuple[Node, ...]]:
    """Each node's way down to it, the outermost first, itself the last."""
    nodes = {node.id: node for node in framework.nodes}
    found: dict[str, tuple[Node, ...]] = {}
    for node in framework.nodes:
        trail, seen, at = [node], {node.id}, node.parent
        while at in nodes and at not in seen:
            seen.add(at)
            trail.append(nodes[at])
            at = nodes[at].parent
        found[node.id] = tuple(reversed(trail))
    return found


def _branch(node: Node, under: dict[str | None, list[Node]]) -> Branch:
    own = (node.id, node.title, node.description, *node.keywords, *node.acronyms)
    lower = tuple(_branch(one, under) for one in under.get(node.id, ()))
    return Branch(node, fold(" ".join(own)), lower)


def _cut(branch: Branch, words: list[str]) -> tuple[Branch, ...]:
    lower = tuple(cut for one in branch.under for cut in _cut(one, words))
    hit = all(word in branch.words for word in words)
    return (Branch(branch.node, branch.words, lower, hit),) if lower or hit else ()
