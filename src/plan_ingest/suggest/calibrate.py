"""Shares → probabilities that a careful reader accepts, and thresholds.

Fitted on held-out texts only: a curve with two numbers a level (Platt), and the
least confidence at which what is accepted was right as often as was asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_ingest.suggest.tree import Floats

FLOOR = 1e-4
STEPS = 60


@dataclass(frozen=True, slots=True)
class Curve:
    """Confidence = 1 / (1 + exp(-(slope · log-odds of the share + shift)))."""

    slope: float = 1.0
    shift: float = 0.0

    def of(self, shares: Floats) -> Floats:
        """The shares as confidences."""
        raw = self.slope * log_odds(shares) + self.shift
        return np.asarray(1 / (1 + np.exp(-raw)), np.float32)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A curve and a threshold for each level, and a curve for fitting nothing."""

    curves: tuple[Curve, ...]
    thresholds: tuple[float, ...]
    none: Curve = Curve()


def log_odds(shares: Floats) -> Floats:
    """log(p / (1 - p)), kept off the ends."""
    kept = np.clip(shares, FLOOR, 1 - FLOOR)
    return np.asarray(np.log(kept / (1 - kept)), np.float32)


def curve(
    shares: Sequence[float] | Floats, right: Sequence[bool] | NDArray[np.bool_]
) -> Curve:
    """The curve that fits how often texts with such shares were right.

    The two ends are pulled a little inwards (Platt's targets), so that a small
    sample never makes a confidence of 0 or 1.
    """
    hits = np.asarray(right, np.float64)
    good, bad = hits.sum(), len(hits) - hits.sum()
    wanted = np.where(hits > 0, (good + 1) / (good + 2), 1 / (bad + 2))
    inputs = np.stack(
        [
            log_odds(np.asarray(shares, np.float32)).astype(np.float64),
            np.ones_like(hits),
        ]
    )
    theta = np.array([1.0, 0.0])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-np.clip(theta @ inputs, -30, 30)))
        slope = inputs @ (told - wanted) + 1e-3 * (theta - [1.0, 0.0])
        bend = (inputs * (told * (1 - told))) @ inputs.T + 1e-3 * np.eye(2)
        step = np.linalg.solve(bend, slope)
        theta = theta - step
        if np.abs(step).max() < 1e-8:
            break
    return Curve(max(0.05, float(theta[0])), float(theta[1]))


def threshold(
    confidences: Sequence[float] | Floats,
    right: Sequence[bool] | NDArray[np.bool_],
    precision: float,
    least: int = 20,
) -> float:
    """The least confidence from which on `precision` of the accepted were right.

    2.0, which nothing reaches, where fewer than `least` texts get there.
    """
    order = np.argsort(-np.asarray(confidences), kind="stable")
    hits = np.cumsum(np.asarray(right, np.float64)[order])
    share = hits / np.arange(1, len(hits) + 1)
    enough = np.flatnonzero(share >= precision)
    if len(enough) == 0 or enough[-1] + 1 < least:
        return 2.0
    return float(np.asarray(confidences)[order][enough[-1]])
