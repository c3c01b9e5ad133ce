"""The plan's own headings that name a node: by its title or a taxonomy phrase."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.suggest.tree import Floats, Tree

NAMED = 0.45
"""Below this likeness a heading does not name a node."""
OUTER = 0.7
"""What a heading counts for each step that it stands further out."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Names of nodes (titles and phrases), and the leaves each one names."""

    names: Rows
    leaves: Floats
    lexicon: Lexicon

    def score(self, headings: Sequence[Sequence[str]]) -> Floats:
        """For each item's headings, outermost first, how far they name each leaf."""
        each = sorted({heading for several in headings for heading in several})
        scores = np.zeros((len(headings), self.leaves.shape[1]), np.float32)
        if not each:
            return scores
        told = dict(zip(each, self._named(each), strict=True))
        for row, several in enumerate(headings):
            for step, heading in enumerate(reversed(several)):
                np.maximum(scores[row], told[heading] * OUTER**step, out=scores[row])
        return scores

    def _named(self, headings: Sequence[str]) -> Floats:
        rows = self.lexicon.rows(headings)
        alike = rows.words @ self.names.words.T + rows.stems @ self.names.stems.T
        near = alike.toarray() / 2
        near[near < NAMED] = 0
        named = np.zeros((len(headings), self.leaves.shape[1]), np.float32)
        for row, likeness in enumerate(near):
            at = np.flatnonzero(likeness)
            if len(at):
                named[row] = (self.leaves[at] * likeness[at, None]).max(axis=0)
        return named


def fit(tree: Tree, lexicon: Lexicon) -> Headings:
    """The titles of all nodes, and the taxonomy phrases that speak for one."""
    pairs = [(node.title, node.id) for node in tree.framework.nodes]
    pairs += [(t.phrase, t.node_id) for t in tree.framework.terms if t.weight > 0]
    leaves = np.zeros((len(pairs), len(tree.leaves)), np.float32)
    for row, (_, node_id) in enumerate(pairs):
        below = tree.leaves_of(node_id)
        leaves[row, below] = 1.0
    return Headings(lexicon.rows([name for name, _ in pairs]), leaves, lexicon)
