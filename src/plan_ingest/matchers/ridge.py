"""Ridge regression over a sum of views, solved until it has settled.

What many texts share (dense views, and the heaviest words) is solved for exactly; the
rest, many rare words that hardly meet, by conjugate gradients on what that leaves.
Both together settle in a dozen steps, so the weights depend on the texts and not on
where a solver stopped; where they do not settle, it is told. Work and memory grow with
the number of texts, not its square.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from plan_ingest.suggest.tree import Floats

View: TypeAlias = "Floats | sparse.csr_matrix"
Block: TypeAlias = Mapping[str, View]
"""Some texts, a row each, in several views by name."""

HEAVY = 400
"""How many of the heaviest features of sparse views are solved for exactly."""
STEPS = 80
"""The most steps that are taken; more than six times what is usual."""
CLOSE = 1e-3
"""The remaining error, as a share of the first, at which the steps end."""
NEAR = 1e-2
"""The same from a start that is a solution much alike: enough to judge it by."""
AT_ONCE = 2000
"""Rows whose products are summed in single precision; the sums have double."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each view's features stand: its columns, and how much they count.

    `heavy` are the columns of all sparse views together that are solved for exactly,
    `rest` the others.
    """

    dense: tuple[tuple[str, int, float], ...]
    sparse: tuple[tuple[str, int, float], ...]
    heavy: NDArray[np.int64]
    rest: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """Some texts: what is solved for exactly, the rest, and the former's squares."""

    exact: Floats
    rare: sparse.csr_matrix
    turned: sparse.csr_matrix
    squares: Floats


@dataclass(frozen=True, slots=True)
class Solution:
    """A row a feature, a column a target."""

    exact: Floats
    rare: Floats


def layout(sample: Block, all_texts: Block, shares: Mapping[str, float]) -> Layout:
    """Where the features of all views of a sample stand.

    `all_texts` tells in which of the sparse views' features they are heaviest;
    `shares` is how much a view counts.
    """
    wide = [(name, view.shape[1], shares[name] ** 0.5) for name, view in sample.items()]
    dense = [one for one in wide if isinstance(sample[one[0]], np.ndarray)]
    thin = [one for one in wide if not isinstance(sample[one[0]], np.ndarray)]
    spoken = _sparse(all_texts, thin)
    weight = np.asarray(spoken.multiply(spoken).sum(axis=0)).ravel()
    order = np.argsort(-weight, kind="stable")
    heavy, rest = np.sort(order[:HEAVY]), np.sort(order[HEAVY:])
    return Layout(tuple(dense), tuple(thin), heavy, rest)


def part(block: Block, where: Layout) -> Part:
    """The texts of a block made ready."""
    spoken = _sparse(block, where.sparse).tocsc()
    dense = [np.float32(root) * block[name] for name, _, root in where.dense]
    heavy = spoken[:, where.heavy].toarray()
    exact = np.ascontiguousarray(np.hstack([*dense, heavy]), np.float32)
    rare = spoken[:, where.rest].tocsr()
    squares = np.zeros((exact.shape[1], exact.shape[1]))
    for start in range(0, len(exact), AT_ONCE):
        some = exact[start : start + AT_ONCE]
        squares += some.T @ some
    return Part(exact, rare, rare.T.tocsr(), squares.astype(np.float32))


def solve(
    parts: Sequence[Part],
    wanted: Sequence[Floats],
    ridge: float,
    start: Solution | None = None,
) -> Solution:
    """The weights that bring texts to what is wanted; `ridge` holds back large ones.

    Where `start` is given, the solution of a problem much alike, steps go from there.
    """
    system = _System(parts, wanted, ridge)
    rare = (
        _conjugate(system, np.zeros_like(system.goal), CLOSE)
        if start is None
        else _conjugate(system, start.rare.copy(), NEAR)
    )
    left = [goal - one.rare @ rare for one, goal in zip(parts, wanted, strict=True)]
    return Solution(system.exact_for(left), rare)


def score(one: Part, solution: Solution) -> Floats:
    """What all features together give to each target."""
    found: Floats = one.exact @ solution.exact
    found += one.rare @ solution.rare
    return found


def tables(solution: Solution, where: Layout) -> dict[str, Floats]:
    """The weights of each view, for its features as they are."""
    targets = solution.exact.shape[1]
    width = sum(many for _, many, _ in where.dense)
    spoken = np.empty((len(where.heavy) + len(where.rest), targets), np.float32)
    spoken[where.heavy] = solution.exact[width:]
    spoken[where.rest] = solution.rare
    found = dict(_cut(solution.exact[:width], where.dense))
    found.update(_cut(spoken, where.sparse))
    return found


def _cut(
    table: Floats, views: Sequence[tuple[str, int, float]]
) -> Iterator[tuple[str, Floats]]:
    start = 0
    for name, many, root in views:
        yield name, np.float32(root) * table[start : start + many]
        start += many


def _sparse(block: Block, views: Sequence[tuple[str, int, float]]) -> sparse.csr_matrix:
    if not views:
        rows = next(iter(block.values())).shape[0]
        return sparse.csr_matrix((rows, 0), dtype=np.float32)
    scaled = [block[name] * np.float32(root) for name, _, root in views]
    return sparse.hstack(scaled).tocsr()


class _System:
    """What is left of the problem for rare features, others being at their best."""

    def __init__(
        self, parts: Sequence[Part], wanted: Sequence[Floats], ridge: float
    ) -> None:
        self._parts = parts
        self._ridge = np.float32(ridge)
        squares = ridge * np.eye(parts[0].exact.shape[1])
        weight = np.full(parts[0].rare.shape[1], ridge)
        for one in parts:
            squares += one.squares
            weight += np.asarray(one.rare.multiply(one.rare).sum(axis=0)).ravel()
        self._factor = linalg.cho_factor(squares, lower=True, check_finite=False)
        self.scale = (1 / weight).astype(np.float32)[:, None]
        self.goal = self._back(list(wanted))

    def exact_for(self, left: Sequence[Floats]) -> Floats:
        """The exact weights that are best for what is left."""
        said = sum(
            one.exact.T @ rows for one, rows in zip(self._parts, left, strict=True)
        )
        solved = linalg.cho_solve(self._factor, said, check_finite=False)
        return np.asarray(solved, np.float32)

    def moved(self, rare: Floats) -> Floats:
        """The system times weights of rare features."""
        given = [one.rare @ rare for one in self._parts]
        return self._back(given) + self._ridge * rare

    def _back(self, rows: Sequence[Floats]) -> Floats:
        """What exact features leave of the rows, told to the rare ones."""
        best = self.exact_for(rows)
        total = np.zeros((self._parts[0].rare.shape[1], rows[0].shape[1]), np.float32)
        for one, some in zip(self._parts, rows, strict=True):
            total += one.turned @ (some - one.exact @ best)
        return total


def _conjugate(system: _System, found: Floats, close: float) -> Floats:
    """The weights of rare features from a first guess; each column its own steps."""
    left = system.goal - system.moved(found)
    way = system.scale * left
    error = _inner(left, way)
    enough = close**2 * float(_inner(system.goal, system.scale * system.goal).sum())
    for _ in range(STEPS):
        if error.sum() <= enough:
            return found
        moved = system.moved(way)
        step = (error / np.maximum(_inner(way, moved), 1e-30)).astype(np.float32)
        found += step * way
        left -= step * moved
        eased = system.scale * left
        before, error = error, _inner(left, eased)
        way = eased + (error / np.maximum(before, 1e-30)).astype(np.float32) * way
    if error.sum() > enough:
        _log.warning(
            "what exemplars teach had not settled after %d steps; suggestions rest on"
            " where it stood",
            STEPS,
        )
    return found


def _inner(one: Floats, other: Floats) -> NDArray[np.float64]:
    products: NDArray[np.float64] = np.einsum("ij,ij->j", one, other, dtype=np.float64)
    return products
