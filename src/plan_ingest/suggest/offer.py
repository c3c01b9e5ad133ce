"""Confidences → what is offered for a text: ranked nodes, and those accepted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_ingest.model.review import Ranking, Signal, Suggestion
from plan_ingest.suggest.calibrate import Calibration
from plan_ingest.suggest.calibrate import accepted as accepted_by_reader
from plan_ingest.suggest.tree import Floats, Tree

REASONED = 3
"""How many of each level's nodes are offered with their signals."""
UNSURE = 0.5
"""From this probability of fitting nothing on, nothing is accepted."""

Reasons = Callable[[int, int], tuple[Signal, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A batch judged: level by level shares and confidences, a row a text."""

    shares: tuple[Floats, ...]
    confidences: tuple[Floats, ...]
    none: Floats


def judge(tree: Tree, shares: Floats, calibration: Calibration) -> Judged:
    """Shares of leaves (the last column: none) as shares and confidences by level."""
    leaves = shares[:, :-1]
    by_level = tuple(tree.at_level(at, leaves) for at in range(len(tree.levels)))
    sure = tuple(
        accepted_by_reader(curve.of(level))
        for curve, level in zip(calibration.curves, by_level, strict=True)
    )
    return Judged(by_level, sure, calibration.none.of(shares[:, -1]))


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
    tree: Tree, judged: Judged, row: int, limits: Sequence[float]
) -> list[str]:
    """The nodes that clear the threshold, at the most specific level that has any."""
    if judged.none[row] >= UNSURE:
        return []
    for level in range(len(tree.levels) - 1, -1, -1):
        sure = judged.confidences[level][row]
        clear = np.flatnonzero(sure >= limits[level])
        if len(clear):
            nodes = tree.levels[level][1]
            return [nodes[at].id for at in sorted(clear, key=lambda at: -sure[at])]
    return []


def ranking(
    tree: Tree,
    judged: Judged,
    row: int,
    calibration: Calibration,
    top: int,
    reasons: Reasons,
) -> Ranking:
    """What is offered for one text of the batch."""
    levels = []
    for at, (level, nodes) in enumerate(tree.levels):
        shares, sure = judged.shares[at][row], judged.confidences[at][row]
        order = np.argsort(-shares, kind="stable")[:top]
        offered = tuple(
            Suggestion(
                nodes[column].id,
                round(float(sure[column]), 4),
                round(float(shares[column]), 6),
                reasons(at, column) if place < REASONED else (),
            )
            for place, column in enumerate(order.tolist())
        )
        levels.append((level, offered))
    taken = accepted(tree, judged, row, calibration.thresholds)
    return Ranking(tuple(levels), tuple(taken), round(float(judged.none[row]), 4))
