"""What exemplars teach: ridge regression from the views of a text to the leaves.

A least-squares machine over the sum of the views' kernels: linear in words and
letters, quadratic in vectors, whose products tell what words alone do not. A score
is the sum of what each view gives, so each share can be shown. Held-out scores of
the exemplars come exactly from the inverse that the weights come from.
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

SQUARE = "²"
SHARES = {
    "words": 1.0,
    "letters": 1.0,
    "vectors": 1.0,
    f"vectors{SQUARE}": 2.0,
    "meaning": 1.0,
    f"meaning{SQUARE}": 2.0,
}
"""How much each view counts in the sum of kernels."""
MAIN = 96
"""How many main directions of a view are multiplied with each other."""
RIDGE = 2.0
"""How strongly large weights are held back; on the scale of `SHARES`."""
ALIKE = 0.6
"""From this likeness on two exemplars are one statement in other words."""
BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Squared:
    """Products of a view's main directions: what two things together tell."""

    middle: Floats
    directions: Floats

    def of(self, view: Floats) -> Floats:
        """A row a text; the product of two rows is their likeness squared."""
        main = (view - self.middle) @ self.directions
        main /= np.maximum(np.linalg.norm(main, axis=1, keepdims=True), 1e-6)
        first, second = np.triu_indices(main.shape[1])
        products = main[:, first] * main[:, second]
        products[:, first != second] *= np.float32(2**0.5)
        made: Floats = products.astype(np.float32, copy=False)
        return made


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of each view: a row a feature, a column a leaf, the last for none.

    A view named in `squared` counts by its products too, under its name and "²".
    """

    weights: Mapping[str, Floats]
    squared: Mapping[str, Squared]

    def shares(self, rows: Rows) -> dict[str, Floats]:
        """What each view gives to each leaf, and, last, to fitting nothing."""
        here = with_squares(views(rows), self.squared)
        return {
            name: np.asarray(view @ self.weights[name], np.float32)
            for name, view in here.items()
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


def with_squares(
    here: Mapping[str, View], squared: Mapping[str, Squared]
) -> dict[str, View]:
    """The views, and the products of those that count by them too."""
    more: dict[str, View] = {
        f"{name}{SQUARE}": squared[name].of(view)
        for name, view in here.items()
        if name in squared and isinstance(view, np.ndarray)
    }
    return {**here, **more}


def likeness(mine: Mapping[str, View], theirs: Mapping[str, View]) -> Floats:
    """How like each of my texts is to each of theirs, by all views: a kernel."""
    total: Floats | None = None
    for name, view in mine.items():
        product = view @ theirs[name].T
        dense = product if isinstance(product, np.ndarray) else product.toarray()
        here = np.float32(SHARES[name]) * dense
        total = here if total is None else np.add(total, here, out=total)
    if total is None:
        raise ValueError("texts without a view have no likeness")
    return total


def whole(here: Mapping[str, View]) -> float:
    """The likeness of a text to itself."""
    return sum(SHARES[name] for name in here)


def fit(rows: Rows, targets: Floats) -> tuple[Learned, Floats]:
    """The weights for texts with targets (a column a leaf, the last for none).

    With them the scores of the same texts, each by a machine that saw neither the
    text nor those much like it: the same statement in other words.
    """
    squared = {
        name: _main_directions(view)
        for name, view in views(rows).items()
        if f"{name}{SQUARE}" in SHARES and isinstance(view, np.ndarray)
    }
    here = with_squares(views(rows), squared)
    kernel = _kernel(here, len(rows.texts))
    groups = _alike(kernel, ALIKE * whole(here))
    inverse = _inverse(kernel)
    wanted = targets - targets.mean(axis=0)
    alphas = (inverse @ wanted).astype(np.float32)
    weights = {
        name: np.asarray((view.T @ alphas) * np.float32(SHARES[name]), np.float32)
        for name, view in here.items()
    }
    return Learned(weights, squared), _held_out(inverse, alphas, wanted, groups)


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


def _main_directions(view: Floats) -> Squared:
    middle = view.mean(axis=0)
    apart = (view - middle).astype(np.float64)
    spread, directions = np.linalg.eigh(apart.T @ apart)
    kept = directions[:, np.argsort(-spread, kind="stable")[:MAIN]]
    return Squared(middle, kept.astype(np.float32))


def _kernel(here: Mapping[str, View], many: int) -> Floats:
    kernel = np.empty((many, many), np.float32)
    for start in range(0, many, BLOCK):
        block = {name: view[start : start + BLOCK] for name, view in here.items()}
        kernel[start : start + BLOCK] = likeness(block, here)
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
