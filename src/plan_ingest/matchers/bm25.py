"""Okapi BM25 over the nodes' words: rare words count, long nodes do not win."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.matchers.lexical import heaviest
from plan_ingest.matchers.nodes import leaning, node_texts
from plan_ingest.suggest.tree import Floats, Tree

SATURATION, LENGTH = 1.2, 0.75
"""BM25's k1 and b."""


@dataclass(frozen=True, slots=True)
class Bm25:
    """The weight of each word in each leaf; `best` the most a word could weigh."""

    weights: sparse.csr_matrix
    best: Floats
    names: tuple[str, ...]

    def score(self, rows: Rows, _likely: Floats, /) -> Floats:
        """BM25 as a share of the most that the text's known words could give."""
        asked = rows.counts.copy()
        asked.data = np.ones_like(asked.data)
        most = np.maximum(asked @ self.best, 1e-6)
        scores: Floats = ((asked @ self.weights.T).toarray() / most[:, None]).astype(
            np.float32
        )
        return scores

    def evidence(self, rows: Rows, pairs: Sequence[tuple[int, int]]) -> list[str]:
        """The words that weigh most."""
        asked = rows.counts[[text for text, _ in pairs]]
        weighed = asked.multiply(self.weights[[leaf for _, leaf in pairs]]).tocsr()
        return heaviest(weighed, self.names)


def fit(tree: Tree, lexicon: Lexicon) -> Bm25:
    """BM25 weights of the leaves, each leaning a little on the nodes above it."""
    single = np.array([" " not in name for name in lexicon.word_names], np.float32)
    counts = lexicon.rows(node_texts(tree)).counts.multiply(single[None, :]).tocsr()
    counts.eliminate_zeros()
    rarity = lexicon.word_weights
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    damp = SATURATION * (1 - LENGTH + LENGTH * lengths / max(lengths.mean(), 1e-6))
    counts.data = (
        rarity[counts.indices]
        * counts.data
        * (SATURATION + 1)
        / (counts.data + np.repeat(damp, np.diff(counts.indptr)))
    )
    weights = (sparse.csr_matrix(leaning(tree).T) @ counts).astype(np.float32)
    best = (rarity * (SATURATION + 1) * single).astype(np.float32)
    return Bm25(weights.tocsr(), best, lexicon.shown())
