"""Vectors of a text and of a node pointing the same way (cosine)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.matchers.nodes import leaning, node_texts
from plan_ingest.suggest.products import times
from plan_ingest.suggest.tree import Floats, Tree

IN_COMMON = 0.5
"""How much of what all nodes share is taken out where few texts teach the words."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The nodes' vectors under one view's name; leaves lean on those above."""

    view: str
    nodes: Floats
    to_leaves: Floats
    titles: tuple[str, ...]
    common: Floats

    def score(self, rows: Rows, _likely: Floats, /) -> Floats:
        """The cosine, 0 where vectors point apart; 0 for a text without vector."""
        vectors: Floats | None = getattr(rows, self.view)
        if vectors is None:
            return np.zeros((len(rows.texts), len(self.titles)), np.float32)
        apart = _apart(vectors, self.common)
        return times(np.clip(times(apart, self.nodes.T), 0, 1), self.to_leaves)

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
    # Many exemplars weigh what nodes share down by themselves.
    share = IN_COMMON if lexicon.unheard else 0.0
    common = np.asarray(share * vectors.mean(axis=0), np.float32)
    return Likeness(view, _apart(vectors, common), leaning(tree), titles, common)


def _apart(vectors: Floats, common: Floats) -> Floats:
    """Vectors of length 1 without what is common; a text without vector keeps none."""
    if not common.any():
        return vectors
    rest = np.where(vectors.any(axis=1, keepdims=True), vectors - common, 0)
    lengths = np.linalg.norm(rest, axis=1, keepdims=True)
    unit: Floats = rest / np.maximum(lengths, 1e-6)
    return unit.astype(np.float32)
