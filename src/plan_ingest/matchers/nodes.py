"""What the nodes of a framework say, and how a leaf leans on those above it."""

from collections.abc import Iterator

import numpy as np

from plan_ingest.suggest.tree import Floats, Tree, own_text

ABOVE = 0.3
"""How much a node's own score lends to each node below it."""


def node_texts(tree: Tree) -> list[str]:
    """What each node says; a node's text includes that of the leaves below it."""
    own = {node.id: own_text(node) for node in tree.framework.nodes}
    whole = {node_id: list(pieces) for node_id, pieces in own.items()}
    for line in tree.lines:
        for above in line[1:]:
            whole[above].extend(own[line[0]])
    return [". ".join(whole[node.id]) for node in tree.framework.nodes]


def leaning(tree: Tree) -> Floats:
    """Scores of nodes → scores of leaves: a row a node, a column a leaf."""
    place = {node.id: at for at, node in enumerate(tree.framework.nodes)}
    lends = np.zeros((len(place), len(tree.leaves)), np.float32)
    for leaf, shares in enumerate(_shares(tree)):
        for node_id, share in shares:
            lends[place[node_id], leaf] = share
    return lends


def kinship(tree: Tree) -> Floats:
    """What scores of leaves, and the last of none, lend to each other.

    Each leaf's score counts whole for itself, and the mean of all leaves under a node
    above it by `ABOVE` for each step: what speaks of an area speaks of its parts.
    """
    many = len(tree.leaves)
    lends = np.eye(many + 1, dtype=np.float32)
    for leaf, line in enumerate(tree.lines):
        for step, node_id in enumerate(line[1:], start=1):
            kin = tree.leaves_of(node_id)
            lends[kin, leaf] += np.float32(ABOVE**step / len(kin))
    return lends


def leaf_rows(tree: Tree) -> list[int]:
    """Where each leaf stands among the framework's nodes."""
    place = {node.id: at for at, node in enumerate(tree.framework.nodes)}
    return [place[leaf.id] for leaf in tree.leaves]


def _shares(tree: Tree) -> Iterator[list[tuple[str, float]]]:
    for line in tree.lines:
        shares = [ABOVE**step for step in range(len(line))]
        yield [
            (node_id, share / sum(shares))
            for node_id, share in zip(line, shares, strict=True)
        ]
