"""What exemplars teach: ridge regression from the views of a text to the leaves.

A least-squares machine over the sum of the views' kernels. It is linear in each
view, so a score is the sum of what words, letters and vectors give: each share can
be shown. Held-out scores of the exemplars come exactly from the same inverse.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from scipy import linalg, sparse
from scipy.sparse import csgraph

from plan_ingest.matchers.features import Rows
from plan_ingest.matchers.lexical import heaviest
from plan_ingest.suggest.tree import Floats, Tree

View: TypeAlias = "Floats | sparse.csr_matrix"

SHARES: dict[str, float] = {
    "words": 1.0,
    "letters": 1.0,
    "vectors": 2.0,
    "meaning": 2.0,
}
"""How much each view counts in the sum of kernels."""
RIDGE = 2.0
"""How strongly large weights are held back; on the scale of `SHARES`."""
ALIKE = 0.6
"""From this likeness on two exemplars are one statement in other words."""
BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of each view: a row a feature, a column a leaf, the last for none."""

    weights: Mapping[str, Floats]

    def shares(self, rows: Rows) -> dict[str, Floats]:
        """What each view gives to each leaf, and, last, to fitting nothing."""
        return {
            name: np.asarray(view @ self.weights[name], np.float32)
            for name, view in views(rows).items()
            if name in self.weights
        }

    def evidence(
        self, rows: Rows, pairs: Sequence[tuple[int, int]], names: Sequence[str]
    ) -> list[str]:
        """For each pair of text and leaf, the words that spoke loudest for it."""
        carried = rows.words[[text for text, _ in pairs]].tocsr()
        leaves = np.repeat([leaf for _, leaf in pairs], np.diff(carried.indptr))
        carried.data = carried.data * self.weights["words"][carried.indices, leaves]
        return heaviest(carried, names)


def views(rows: Rows) -> dict[str, View]:
    """The views of a batch of texts that there are, by name."""
    dense = {"vectors": rows.vectors, "meaning": rows.meaning}
    found: dict[str, View] = {"words": rows.words, "letters": rows.letters}
    found.update({name: view for name, view in dense.items() if view is not None})
    return found


def fit(rows: Rows, targets: Floats) -> tuple[Learned, Floats]:
    """The weights for texts with targets (a column a leaf, the last for none).

    With them the scores of the same texts, each by a machine that saw neither the
    text nor those much like it: the same statement in other words.
    """
    here = views(rows)
    kernel = _kernel(here, len(rows.texts))
    groups = _alike(kernel, ALIKE * sum(SHARES[name] for name in here))
    inverse = _inverse(kernel)
    wanted = targets - targets.mean(axis=0)
    alphas = (inverse @ wanted).astype(np.float32)
    weights = {
        name: np.asarray((view.T @ alphas) * SHARES[name], np.float32)
        for name, view in here.items()
    }
    return Learned(weights), _held_out(inverse, alphas, wanted, groups)


def targets(tree: Tree, labels: Sequence[Sequence[str]]) -> Floats:
    """A row a statement: its share in each leaf its nodes hold, or in none."""
    rows = np.zeros((len(labels), len(tree.leaves) + 1), np.float32)
    for row, node_ids in enumerate(labels):
        for node_id in node_ids:
            leaves = tree.leaves_of(node_id)
            rows[row, leaves] += 1 / (len(leaves) * len(node_ids))
        if not node_ids:
            rows[row, -1] = 1
    return rows


def _kernel(here: Mapping[str, View], many: int) -> Floats:
    kernel = np.zeros((many, many), np.float32)
    for name, view in here.items():
        for start in range(0, many, BLOCK):
            product = view[start : start + BLOCK] @ view.T
            dense = product if isinstance(product, np.ndarray) else product.toarray()
            kernel[start : start + BLOCK] += np.float32(SHARES[name]) * dense
    return kernel


def _alike(kernel: Floats, limit: float) -> list[list[int]]:
    near = sparse.csr_matrix(kernel >= limit)
    _, labels = csgraph.connected_components(near, directed=False)
    order = np.argsort(labels, kind="stable")
    ends = np.flatnonzero(np.diff(labels[order])) + 1
    return [group.tolist() for group in np.split(order, ends)]


def _inverse(kernel: Floats) -> Floats:
    many = len(kernel)
    kernel[np.diag_indices(many)] += RIDGE
    factor, info = linalg.lapack.spotrf(kernel.T, lower=0, overwrite_a=1)
    if info == 0:
        factor, info = linalg.lapack.spotri(factor, lower=0, overwrite_c=1)
    if info != 0:
        raise ArithmeticError("the exemplars' kernel has no inverse")
    for row in range(1, many):
        factor[row, :row] = factor[:row, row]
    inverse: Floats = factor
    return inverse


def _held_out(
    inverse: Floats, alphas: Floats, wanted: Floats, groups: Sequence[list[int]]
) -> Floats:
    held = np.zeros_like(wanted)
    for rows in groups:
        block = inverse[np.ix_(rows, rows)]
        held[rows] = wanted[rows] - np.linalg.solve(block, alphas[rows])
    return held
