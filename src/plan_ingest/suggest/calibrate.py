"""Shares → probabilities that a careful reader accepts, and thresholds.

Fitted on held-out texts only: at each level a curve (Platt) for the first node, by
its share and the length of the text, one for the nodes after it, a reader's leniency,
and the least confidence at which what is accepted is right as often as was asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_ingest.suggest.tree import Floats, Tree

FLOOR = 1e-4
LOOKED_AT = 5
"""How many of a text's best nodes the curves are fitted on."""
USUAL = 2.5
"""The logarithm of the words of a usual text: twelve."""
LENIENCY = 1.25
"""How many choices a reader's acceptance is worth: 1 accepts only the own choice.
Two readers chose alike on 84 % of items and accepted each other's on 98 %; most of
that is told by the length of a text, which says how much it leaves open."""
MARGIN = 0.07
"""How far below the precision asked for the least sure of the accepted may be."""
UNTRIED = 0.9
"""The threshold where no text tells how often a confidence is right."""
STEPS = 60


@dataclass(frozen=True, slots=True)
class Curve:
    """How often a node of such a share is the one its writer had in mind.

    1 / (1 + exp(-(slope · log-odds of the share + shift + length · log of words))).
    """

    slope: float = 1.0
    shift: float = 0.0
    length: float = 0.0

    def of(self, shares: Floats, words: Sequence[int] | None = None) -> Floats:
        """The shares as probabilities; `words` is how many each row's text has."""
        raw = self.slope * log_odds(shares) + self.shift
        if words is not None and self.length:
            longer = self.length * _length(words)
            raw = raw + longer.reshape(-1, *(1 for _ in shares.shape[1:]))
        return np.asarray(1 / (1 + np.exp(-raw)), np.float32)


PLAIN = Curve(0.6, 0.2)
"""The curve of first nodes where no text tells: large shares were right less often
than they say, small ones more often (docs/mapping.md)."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """For each level two curves and a threshold, and a curve for fitting nothing.

    `curves` are for the first node, `later` for the nodes after it.
    """

    curves: tuple[Curve, ...]
    later: tuple[Curve, ...]
    thresholds: tuple[float, ...]
    none: Curve = Curve()

    def confidences(self, level: int, shares: Floats, words: Sequence[int]) -> Floats:
        """A level's shares, a row a text, as probabilities that a reader accepts."""
        sure = self.later[level].of(shares)
        rows, first = np.arange(len(shares)), shares.argmax(axis=1)
        best = self.curves[level].of(shares[rows, first], words)
        sure = np.minimum(sure, best[:, None])
        sure[rows, first] = best
        return accepted(sure)


def accepted(chosen: Floats, leniency: float = LENIENCY) -> Floats:
    """The probability that a careful reader accepts a node, from that of choosing it.

    A reader accepts more than the one node they would have chosen.
    """
    return np.asarray(1 - (1 - chosen) ** leniency, np.float32)


def log_odds(shares: Floats) -> Floats:
    """log(p / (1 - p)), kept off the ends."""
    kept = np.clip(shares, FLOOR, 1 - FLOOR)
    return np.asarray(np.log(kept / (1 - kept)), np.float32)


def curve(
    shares: Sequence[float] | Floats,
    right: Sequence[bool] | NDArray[np.bool_],
    words: Sequence[int] | None = None,
) -> Curve:
    """The curve that fits how often texts with such shares were right.

    The two ends are pulled a little inwards (Platt's targets), so that a small
    sample never makes a confidence of 0 or 1.
    """
    hits = np.asarray(right, np.float64)
    good, bad = hits.sum(), len(hits) - hits.sum()
    wanted = np.where(hits > 0, (good + 1) / (good + 2), 1 / (bad + 2))
    told = log_odds(np.asarray(shares, np.float32)).astype(np.float64)
    inputs = [told, np.ones_like(hits)]
    if words is not None:
        inputs.append(_length(words).astype(np.float64))
    theta = _fitted(np.stack(inputs), wanted)
    return Curve(max(0.05, theta[0]), *theta[1:])


def _fitted(inputs: NDArray[np.float64], wanted: NDArray[np.float64]) -> list[float]:
    """Weights of a logistic curve by Newton's steps, held near slope 1, no shift."""
    prior = np.zeros(len(inputs))
    prior[0] = 1.0
    theta = prior.copy()
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-np.clip(theta @ inputs, -30, 30)))
        slope = inputs @ (told - wanted) + (theta - prior)
        bend = (inputs * (told * (1 - told))) @ inputs.T + np.eye(len(inputs))
        step = np.clip(np.linalg.solve(bend, slope), -0.5, 0.5)
        theta = theta - step
        if np.abs(step).max() < 1e-8:
            break
    return [float(weight) for weight in theta]


def _length(words: Sequence[int]) -> Floats:
    return np.asarray(np.log1p(np.asarray(words, np.float32)) - USUAL, np.float32)


def threshold(confidences: Sequence[float] | Floats, precision: float) -> float:
    """The least confidence from which on `precision` of the accepted are right.

    Never more than `MARGIN` below `precision` itself: texts can be harder than
    those the threshold was found on. 2.0, which nothing reaches, where no text does.
    """
    ordered = np.sort(np.asarray(confidences, np.float64))[::-1]
    means = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    enough = np.flatnonzero(means >= precision)
    return max(float(ordered[enough[-1]]), precision - MARGIN) if len(enough) else 2.0


def calibrate(
    tree: Tree,
    shares: Floats,
    labels: Sequence[Sequence[str]],
    words: Sequence[int],
    precision: float,
) -> Calibration:
    """Curves and thresholds by texts whose nodes are known (none: fits nothing).

    `shares` are of a column a leaf and the last for none, by a machine that did not
    see the texts; `words` is how many each text has. A level that no text's node
    stands at or below is left as it is where nothing is known.
    """
    curves, later, limits = [], [], []
    for at, (_, nodes) in enumerate(tree.levels):
        wanted = _held(tree, labels, [node.id for node in nodes])
        reached = wanted.any(axis=1)
        if not reached.any():
            curves.append(PLAIN)
            later.append(Curve())
            limits.append(UNTRIED)
            continue
        # A label above a level says nothing of it.
        told = reached | np.array([not ids for ids in labels])
        offered = tree.at_level(at, shares[told, :-1])
        wanted = wanted[told]
        long = np.asarray(words)[told].tolist()
        order = np.argsort(-offered, axis=1, kind="stable")[:, :LOOKED_AT]
        best = np.take_along_axis(offered, order, axis=1)
        right = np.take_along_axis(wanted, order, axis=1)
        curves.append(curve(best[:, 0], right[:, 0], long))
        later.append(curve(best[:, 1:].ravel(), right[:, 1:].ravel()))
        sure = accepted(curves[-1].of(best[:, 0], long))
        limits.append(threshold(sure, precision))
    none = curve(shares[:, -1], np.array([not nodes for nodes in labels]))
    return Calibration(tuple(curves), tuple(later), tuple(limits), none)


def plain(tree: Tree) -> Calibration:
    """Where nothing is known of how often the framework's shares are right."""
    levels = len(tree.levels)
    return Calibration((PLAIN,) * levels, (Curve(),) * levels, (UNTRIED,) * levels)


def _held(
    tree: Tree, labels: Sequence[Sequence[str]], nodes: Sequence[str]
) -> NDArray[np.bool_]:
    named = {node_id for several in labels for node_id in several}
    up = {node_id: _up(tree, node_id) for node_id in named}
    held = [{above for one in several for above in up[one]} for several in labels]
    return np.array([[node in these for node in nodes] for these in held], bool)


def _up(tree: Tree, node_id: str) -> tuple[str, ...]:
    line = tree.lines[tree.leaves_of(node_id)[0]]
    return line[line.index(node_id) :]
