"""What decisions teach: how far to trust the decided neighbours of an item.

Two numbers only: how sharply to read the blend, and how far a node gains by what
analysts decided on items worded alike. How often a node was chosen is no part of
it: that would manufacture coverage. The lesson is used only where it wins on
plans that it was not learned from.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.suggest.blend import softmax
from plan_ingest.suggest.tree import Floats, Tree

FEW = 40
"""Below so many decided items nothing is learned."""
GAIN = 0.0
"""The mean of hits must rise by more than this on plans held out."""
NEAR = 4
"""The power that makes near neighbours count and far ones not."""
_SHARP = (0.7, 0.85, 1.0, 1.2)
_PULLS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)


@dataclass(frozen=True, slots=True)
class Lesson:
    """How decided neighbours are weighed, whether they are, and why or why not.

    `before` and `after` are the hits of the first node, a mean over levels and
    plans held out, without and with the lesson.
    """

    sharp: float = 1.0
    pull: float = 0.0
    used: bool = False
    reason: str = "no decisions yet"
    decided: int = 0
    plans: int = 0
    before: float | None = None
    after: float | None = None


def votes(likeness: Floats, wanted: Floats) -> Floats:
    """For each text what its decided neighbours say: a column a leaf, the last none.

    `likeness` has a row a text and a column a decided item, 0 to 1; `wanted` the
    decided items' own shares. A text without a near neighbour hears little.
    """
    near = np.clip(likeness, 0, 1) ** NEAR
    nearest = near.max(axis=1, initial=0, keepdims=True)
    whole = np.maximum(near.sum(axis=1, keepdims=True), 1e-6)
    heard: Floats = (near @ wanted) / whole * np.sqrt(nearest)
    return heard.astype(np.float32)


def taught(shares: Floats, heard: Floats, lesson: Lesson) -> Floats:
    """The shares as the lesson would have them; unchanged where it is not used."""
    return _pulled(shares, heard, lesson.sharp, lesson.pull) if lesson.used else shares


def learn(
    tree: Tree,
    shares: Floats,
    likeness: Floats,
    wanted: Floats,
    plans: Sequence[str],
) -> Lesson:
    """The lesson of decided items, judged on each plan by what the others teach.

    `likeness` compares decided items with each other; a plan's own items never
    speak for one another, because an analyst's next plan is a plan not seen.
    """
    named = np.array(plans)
    many, several = len(named), len(set(plans))
    if many < FEW or several < 2:
        reason = (
            f"{many} decided items of {several} plans; learning starts at {FEW}"
            " of 2 plans"
        )
        return Lesson(reason=reason, decided=many, plans=several)
    apart = named[:, None] != named[None, :]
    heard = votes(likeness * apart, wanted)
    before, after = [], []
    for plan in sorted(set(plans)):
        own = named == plan
        sharp, pull = _fitted(shares[~own], heard[~own], wanted[~own])
        told = _pulled(shares[own], heard[own], sharp, pull)
        before.append(_hits(tree, shares[own], wanted[own]))
        after.append(_hits(tree, told, wanted[own]))
    sharp, pull = _fitted(shares, heard, wanted)
    was, is_now = float(np.mean(before)), float(np.mean(after))
    wins = is_now > was + GAIN and pull > 0
    verdict = "better" if wins else "no better"
    reason = f"on plans held out {verdict}: {was:.3f} without, {is_now:.3f} with"
    return Lesson(sharp, pull, wins, reason, many, several, was, is_now)


def _pulled(shares: Floats, heard: Floats, sharp: float, pull: float) -> Floats:
    logs = np.log(np.maximum(shares, 1e-6))
    return softmax(np.asarray(sharp * logs + pull * heard, np.float32))


def _fitted(shares: Floats, heard: Floats, wanted: Floats) -> tuple[float, float]:
    grid = [(sharp, pull) for pull in _PULLS for sharp in _SHARP]
    return max(grid, key=lambda pair: _likelihood(shares, heard, wanted, pair))


def _likelihood(
    shares: Floats, heard: Floats, wanted: Floats, pair: tuple[float, float]
) -> float:
    told = _pulled(shares, heard, *pair)
    held = (told * (wanted > 0)).sum(axis=1)
    return float(np.log(np.maximum(held, 1e-6)).mean())


def _hits(tree: Tree, shares: Floats, wanted: Floats) -> float:
    mapped = wanted[:, :-1].sum(axis=1) > 0
    if not mapped.any():
        return 1.0
    hits = []
    for level in range(len(tree.levels)):
        first = tree.at_level(level, shares[mapped, :-1]).argmax(axis=1)
        right = tree.at_level(level, wanted[mapped, :-1]) > 0
        hits.append(right[np.arange(len(first)), first].mean())
    return float(np.mean(hits))
