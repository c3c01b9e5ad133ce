"""Scores of several matchers → one distribution over leaves, and over none."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from plan_ingest.suggest.tree import Floats


@dataclass(frozen=True, slots=True)
class Mix:
    """How matchers are weighed: a weight each, and how sharply scores tell.

    `none` is the score that fitting nothing has where no exemplar speaks for it.
    Weights are never negative: a higher score never makes a leaf less likely.
    """

    weights: tuple[tuple[str, float], ...]
    sharpness: float
    none: float


TAUGHT = Mix(
    (
        ("learned", 0.55),
        ("lexical", 0.35),
        ("bm25", 0.05),
        ("terms", 0.17),
        ("vectors", 0.12),
        ("meaning", 0.1),
        ("heading", 0.05),
    ),
    sharpness=14.0,
    none=0.0,
)
"""For a framework with exemplars: there passages compared tell nothing more."""

UNTAUGHT = Mix(
    (
        ("lexical", 1.0),
        ("bm25", 0.1),
        ("terms", 0.4),
        ("fuzzy", 0.1),
        ("vectors", 1.5),
        ("meaning", 1.0),
        ("heading", 0.2),
    ),
    sharpness=9.0,
    none=0.45,
)
"""For a framework known by its own words alone."""


def mixed(mix: Mix, given: tuple[tuple[str, float], ...]) -> Mix:
    """The mix with the weights that the settings give in place of its own."""
    weights = {**dict(mix.weights), **dict(given)}
    return Mix(tuple(sorted(weights.items())), mix.sharpness, mix.none)


def blend(scores: Mapping[str, Floats], mix: Mix) -> Floats:
    """Probabilities, a row a text: a column a leaf, and the last for none.

    `learned` may have that last column too; other matchers know leaves only.
    """
    weights = dict(mix.weights)
    named = [name for name in sorted(scores) if weights.get(name, 0.0) > 0]
    if not named:
        raise ValueError("no matcher with a weight: nothing to blend")
    rows, leaves = scores[named[0]].shape
    leaves -= named[0] == "learned"
    total = np.zeros((rows, leaves + 1), np.float32)
    total[:, -1] = mix.none
    for name in named:
        columns = scores[name].shape[1]
        total[:, :columns] += weights[name] * scores[name]
    return softmax(np.multiply(total, mix.sharpness, dtype=np.float32))


def softmax(raw: Floats) -> Floats:
    """Each row as shares of 1, larger where `raw` is larger."""
    powers = np.exp(raw - raw.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares
