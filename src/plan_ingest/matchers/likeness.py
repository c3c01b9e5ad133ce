"""Vectors of a text and of a node pointing the same way (cosine)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.matchers.nodes import leaning, node_texts
from plan_ingest.suggest.tree import Floats, Tree


@dataclass(frozen=True, slots=True)
class Likeness:
    """The nodes' vectors under one view's name; leaves lean on those above."""

    view: str
    nodes: Floats
    to_leaves: Floats
    titles: tuple[str, ...]

    def score(self, rows: Rows, _likely: Floats, /) -> Floats:
        """The cosine, 0 where vectors point apart; 0 for a text without vector."""
        vectors: Floats | None = getattr(rows, self.view)
        if vectors is None:
            return np.zeros((len(rows.texts), len(self.titles)), np.float32)
        scores: Floats = np.clip(vectors @ self.nodes.T, 0, 1) @ self.to_leaves
        return scores

    def evidence(self, _rows: Rows, pairs: Sequence[tuple[int, int]], /) -> list[str]:
        """The title that the text is near to."""
        return [self.titles[leaf] for _, leaf in pairs]


def fit_vectors(tree: Tree, lexicon: Lexicon) -> Likeness:
    """Likeness by word vectors."""
    return _fit("vectors", tree, lexicon)


def fit_meaning(tree: Tree, lexicon: Lexicon) -> Likeness:
    """Likeness by the sentence model of the extra `semantic`."""
    return _fit("meaning", tree, lexicon)


def _fit(view: str, tree: Tree, lexicon: Lexicon) -> Likeness:
    vectors = getattr(lexicon.rows(node_texts(tree)), view)
    if vectors is None:
        vectors = np.zeros((len(tree.framework.nodes), 1), np.float32)
    titles = tuple(leaf.title for leaf in tree.leaves)
    return Likeness(view, vectors, leaning(tree), titles)
