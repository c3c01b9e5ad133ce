"""Confidences → what is offered for a text: ranked nodes, and those accepted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from plan_ingest.model.review import Ranking, Signal, Suggestion
from plan_ingest.suggest.calibrate import Calibration
from plan_ingest.suggest.tree import Floats, Tree

REASONED = 3
"""How many of the last level's nodes are offered with their signals."""
REASONED_ABOVE = 2
"""How many of each level above it are."""
UNSURE = 0.5
"""From this probability of fitting nothing on, nothing is accepted."""

Reasons = Callable[[int, int, int], tuple[Signal, ...]]
"""A text's row, the level's place, the node's column → the signals behind it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A batch judged: level by level shares and confidences, a row a text."""

    shares: tuple[Floats, ...]
    confidences: tuple[Floats, ...]
    none: Floats


def judge(
    tree: Tree, shares: Floats, words: Sequence[int], calibration: Calibration
) -> Judged:
    """Shares of leaves (the last column: none) as shares and confidences by level.

    `words` is how many each text has.
    """
    leaves = shares[:, :-1]
    by_level = tuple(tree.at_level(at, leaves) for at in range(len(tree.levels)))
    sure = tuple(
        calibration.confidences(at, level, words) for at, level in enumerate(by_level)
    )
    return Judged(by_level, sure, calibration.none.of(shares[:, -1]))


def reasoned_at(tree: Tree, level: int) -> int:
    """How many nodes of a level are offered with their signals."""
    return REASONED if level == len(tree.levels) - 1 else REASONED_ABOVE


def best(shares: Floats, top: int) -> NDArray[np.intp]:
    """The columns of the largest shares, best first; ties in the tree's order."""
    many = min(top, shares.shape[1])
    return np.argsort(-shares, axis=1, kind="stable")[:, :many]


def by_parts(shares: Floats, of_parts: Floats, owners: Sequence[int]) -> Floats:
    """The shares of texts, each leaning on those of its parts.

    A leaf that one part speaks of clearly counts, though the whole blurs it: the
    text's shares and the largest among its parts, in equal weight.
    """
    joined = shares.copy()
    largest = np.zeros_like(shares)
    np.maximum.at(largest, np.asarray(owners), of_parts)
    divided = np.unique(np.asarray(owners))
    largest[divided] /= largest[divided].sum(axis=1, keepdims=True)
    joined[divided] = (joined[divided] + largest[divided]) / 2
    return joined


def nothing(tree: Tree) -> Ranking:
    """What is offered for a text without words."""
    return Ranking(tuple((level, ()) for level, _ in tree.levels), (), 1.0)


def accepted(
    tree: Tree, judged: Judged, limits: Sequence[float]
) -> list[tuple[str, ...]]:
    """Each text's nodes that clear the threshold, at the most specific level with any.

    The surest stand first.
    """
    found: list[tuple[str, ...]] = [()] * len(judged.none)
    waiting = judged.none < UNSURE
    for level in range(len(tree.levels) - 1, -1, -1):
        nodes, sure = tree.levels[level][1], judged.confidences[level]
        clear = (sure >= limits[level]) & waiting[:, None]
        rows, columns = np.nonzero(clear)
        order = np.lexsort((-sure[rows, columns], rows))
        for row, at in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
            found[row] += (nodes[at].id,)
        waiting &= ~clear.any(axis=1)
    return found


def rankings(
    tree: Tree, judged: Judged, calibration: Calibration, top: int, reasons: Reasons
) -> list[Ranking]:
    """What is offered for each text of the batch."""
    by_level = [
        _offered(tree, judged, level, top, reasons) for level in range(len(tree.levels))
    ]
    names = [level for level, _ in tree.levels]
    clear = accepted(tree, judged, calibration.thresholds)
    none = np.round(judged.none.astype(np.float64), 4).tolist()
    return [
        Ranking(
            tuple(zip(names, offered, strict=True)),
            taken,
            none_of,
        )
        for *offered, taken, none_of in zip(*by_level, clear, none, strict=True)
    ]


def _offered(
    tree: Tree, judged: Judged, level: int, top: int, reasons: Reasons
) -> list[tuple[Suggestion, ...]]:
    ids = np.array([node.id for node in tree.levels[level][1]], object)
    reasoned = reasoned_at(tree, level)
    columns = best(judged.shares[level], top)
    sure = _rounded(judged.confidences[level], columns, 4)
    shares = _rounded(judged.shares[level], columns, 6)
    named = ids[columns].tolist()
    why = [
        [reasons(row, level, column) for column in ordered]
        for row, ordered in enumerate(columns[:, :reasoned].tolist())
    ]
    return [
        tuple(map(Suggestion, *told, chain(given, repeat(()))))
        for *told, given in zip(named, sure, shares, why, strict=True)
    ]


def _rounded(
    values: Floats, columns: NDArray[np.intp], digits: int
) -> list[list[float]]:
    taken = np.take_along_axis(values, columns, axis=1).astype(np.float64)
    rounded: list[list[float]] = np.round(taken, digits).tolist()
    return rounded
