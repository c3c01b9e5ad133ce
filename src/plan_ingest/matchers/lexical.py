"""Words and stems shared with what a node says (TF-IDF, cosine)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.matchers.nodes import leaf_rows, leaning, node_texts
from plan_ingest.suggest.products import times
from plan_ingest.suggest.tree import Floats, Tree

SHOWN = 4
"""How many shared words are shown as evidence."""


@dataclass(frozen=True, slots=True)
class Lexical:
    """The nodes' own words as rows; leaves lean on those above them."""

    nodes: Rows
    to_leaves: Floats
    names: tuple[str, ...]
    leaf_rows: tuple[int, ...]

    def score(self, rows: Rows, _likely: Floats, /) -> Floats:
        """Half the cosine of words and pairs, half that of stems."""
        nodes = self.nodes
        alike = rows.words @ nodes.words.T + rows.stems @ nodes.stems.T
        return times(alike.toarray() / 2, self.to_leaves)

    def evidence(self, rows: Rows, pairs: Sequence[tuple[int, int]]) -> list[str]:
        """The heaviest words and pairs that a text shares with a leaf."""
        texts = [text for text, _ in pairs]
        leaves = [self.leaf_rows[leaf] for _, leaf in pairs]
        shared = rows.words[texts].multiply(self.nodes.words[leaves]).tocsr()
        return heaviest(shared, self.names)


def fit(tree: Tree, lexicon: Lexicon) -> Lexical:
    """The nodes' words as rows."""
    rows = lexicon.rows(node_texts(tree))
    return Lexical(rows, leaning(tree), lexicon.shown(), tuple(leaf_rows(tree)))


def heaviest(shared: sparse.csr_matrix, names: Sequence[str]) -> list[str]:
    """For each row its heaviest names; a word within a named pair is left out.

    A name of "" is never told.
    """
    held = np.diff(shared.indptr)
    rows = np.repeat(np.arange(len(held)), held)
    used, back = np.unique(shared.indices, return_inverse=True)
    told_of = np.fromiter((bool(names[at]) for at in used.tolist()), bool, len(used))
    speaks = told_of[back] & (shared.data > 0)
    rows, columns, weights = rows[speaks], shared.indices[speaks], shared.data[speaks]
    # One number by row, then weight; the columns of a row are in order already.
    least = rows - weights / (weights.max(initial=0.0) * 1.001 + 1e-9)
    order = np.argsort(least, kind="stable")
    firsts = np.searchsorted(rows, np.arange(len(held)))
    kept = order[np.arange(len(order)) - firsts[rows] < 2 * SHOWN]
    told: list[list[str]] = [[] for _ in held]
    for row, column in zip(rows[kept].tolist(), columns[kept].tolist(), strict=True):
        told[row].append(names[column])
    return ["; ".join(_apart(named)) for named in told]


def _apart(names: list[str]) -> list[str]:
    pairs = [name for name in names if " " in name]
    if not pairs:
        return names[:SHOWN]
    inside = set(" ".join(pairs).split())
    return [name for name in names if " " in name or name not in inside][:SHOWN]
