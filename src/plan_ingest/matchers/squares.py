"""Products of a view's main directions: what two things together tell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_ingest.suggest.products import AT_ONCE, blocks, times
from plan_ingest.suggest.tree import Floats

MAIN = 96
"""How many main directions of a view are multiplied with each other at most."""
PRODUCTS = 1500
"""How many products are kept: those that vary most."""


@dataclass(frozen=True, slots=True)
class Squared:
    """The main directions of a view, those that vary most first.

    Direction number i is multiplied with those from i to before `reach[i]`: two that
    both vary little tell little together.
    """

    middle: Floats
    directions: Floats
    reach: tuple[int, ...]

    def of(self, view: Floats) -> Floats:
        """A row a text, a column a product."""
        main = self._main(view)
        products = np.empty((len(main), self._many()), np.float32)
        # Some rows at a time: what is written stays in the processor's own memory.
        for row in range(0, len(main), AT_ONCE):
            self._multiply(main[row : row + AT_ONCE], products[row : row + AT_ONCE])
        return products

    def weighed(self, view: Floats, weights: Floats) -> Floats:
        """The products times weights, a row a product."""
        found = np.empty((len(view), weights.shape[1]), np.float32)
        exact = weights.astype(np.float64)
        products = np.empty((AT_ONCE, self._many()), np.float64)
        for at, main in blocks(self._main(view)):
            self._multiply(main, products)
            found[at] = (products @ exact)[: at.stop - at.start]
        return found

    def _main(self, view: Floats) -> Floats:
        main = times(view - self.middle, self.directions)
        main /= np.maximum(np.linalg.norm(main, axis=1, keepdims=True), 1e-6)
        return main

    def _many(self) -> int:
        return sum(self.reach) - sum(range(len(self.reach)))

    def _multiply(
        self, main: NDArray[np.floating], products: NDArray[np.floating]
    ) -> None:
        """Writes each row's products; one of two directions stands for both orders."""
        twice = main * np.float32(2**0.5)
        start = 0
        for at, reach in enumerate(self.reach):
            end = start + reach - at
            np.multiply(
                twice[:, at, None], main[:, at:reach], out=products[:, start:end]
            )
            products[:, start] = main[:, at] ** 2
            start = end


def main_directions(view: Floats) -> Squared:
    """The directions of a view, and which of their products are kept."""
    middle = view.mean(axis=0)
    apart = (view - middle).astype(np.float64)
    spread, directions = np.linalg.eigh(apart.T @ apart)
    order = np.argsort(-spread, kind="stable")[:MAIN]
    # Directions that do not vary are left out: of few texts, or of no vectors at all.
    order = order[spread[order] > 1e-9 * max(spread.max(), 1e-9)]
    kept = directions[:, order].astype(np.float32)
    return Squared(middle, kept, _reach(spread[order]))


def _reach(spread: NDArray[np.float64]) -> tuple[int, ...]:
    """Up to which direction each is multiplied; directions stand by their spread."""
    together = np.triu(np.outer(spread, spread))
    told = np.sort(together[np.triu_indices(len(spread))])[::-1]
    least = told[min(PRODUCTS, len(told)) - 1] if len(told) else 0.0
    far = [int((row[at:] >= least).sum()) + at for at, row in enumerate(together)]
    return tuple(reach for at, reach in enumerate(far) if reach > at)
