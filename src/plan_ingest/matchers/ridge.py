"""Ridge regression over a sum of views, solved by conjugate gradients.

The work and the memory grow with the number of texts, not with its square, so that
twice the exemplars take twice the time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from scipy import sparse

from plan_ingest.suggest.tree import Floats

View: TypeAlias = "Floats | sparse.csr_matrix"
Block: TypeAlias = Mapping[str, View]
"""Some texts, a row each, in several views by name."""

STEPS = 30
CLOSE = 0.05
"""The remaining error, as a share of the first, at which the steps end."""


def solve(
    blocks: Sequence[Block],
    wanted: Sequence[Floats],
    shares: Mapping[str, float],
    ridge: float,
) -> dict[str, Floats]:
    """The weights of each view, a row a feature, that bring texts to what is wanted.

    `shares` is how much each view counts; `ridge` holds back large weights.
    """
    ends = np.cumsum([len(block) for block in wanted])[:-1]
    across = [_transposed(block) for block in blocks]

    def weights(alphas: Floats) -> dict[str, Floats]:
        parts = np.split(alphas, ends)
        return {
            name: _sum(
                turned[name] @ (np.float32(shares[name]) * part)
                for turned, part in zip(across, parts, strict=True)
            )
            for name in blocks[0]
        }

    def likened(alphas: Floats) -> Floats:
        made = weights(alphas)
        given = np.concatenate([score(block, made) for block in blocks])
        given += np.float32(ridge) * alphas
        return given

    return weights(_conjugate(likened, np.concatenate(wanted)))


def score(block: Block, weights: Mapping[str, Floats]) -> Floats:
    """What all views together give to each column of the weights."""
    return _sum(view @ weights[name] for name, view in block.items())


def _sum(parts: Iterable[Floats]) -> Floats:
    several = iter(parts)
    total = np.asarray(next(several), np.float32)
    for part in several:
        total += part
    return total


def _transposed(block: Block) -> dict[str, View]:
    return {
        name: view.T if isinstance(view, np.ndarray) else view.T.tocsr()
        for name, view in block.items()
    }


def _conjugate(likened: Callable[[Floats], Floats], goal: Floats) -> Floats:
    """The alphas that `likened` brings to the goal; each column its own steps."""
    alphas = np.zeros_like(goal)
    left, way = goal.copy(), goal.copy()
    error = first = (left**2).sum(axis=0)
    for _ in range(STEPS):
        moved = likened(way)
        step = error / np.maximum((way * moved).sum(axis=0), 1e-20)
        alphas += step * way
        left -= step * moved
        before, error = error, (left**2).sum(axis=0)
        if error.sum() <= CLOSE**2 * first.sum():
            break
        way = left + (error / np.maximum(before, 1e-20)) * way
    return alphas
