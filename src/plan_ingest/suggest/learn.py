"""What decisions teach: how an item's score changes by what like items were decided.

What analysts decided and what the blend had said differ; the difference is carried
to items worded alike (a kernel over likeness). Near words only: how often
a node was chosen is no part of it, that would manufacture coverage. The lesson is
tried on plans that it was not learned from, and used only where it wins there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.suggest.blend import softmax
from plan_ingest.suggest.products import times
from plan_ingest.suggest.tree import Floats, Tree

FEW = 40
"""Below so many decided items nothing is learned."""
GAIN = 0.001
"""How much the logarithm of what was decided must rise for a lesson to win."""
DOUBT = 1.0
"""How far a decision is taken as the word of one reader, not as the truth."""
STRENGTH = 32.0
"""How strongly what was missed corrects the logarithm of a share."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Whether decided items correct others, and why or why not.

    `before` and `after` are the hits of the first node, a mean over levels and the
    items of plans held out, without and with the lesson; `gain` is by how much the
    logarithm of what was decided rose there, a mean over items.
    """

    used: bool = False
    reason: str = "no decisions yet"
    decided: int = 0
    plans: int = 0
    before: float | None = None
    after: float | None = None
    gain: float | None = None


def carried(alike: Floats, among: Floats, missed: Floats) -> Floats:
    """For each text, how far its shares were missed where like items were decided.

    `alike` has a row a text and a column a decided item, `among` compares decided
    items with each other, both 0 to 1; `missed` is what was decided less what the
    blend had said: a row a decided item, a column a leaf, the last for none.
    """
    # Squared: what is only somewhat alike says next to nothing.
    spread = np.square(among, dtype=np.float64) + DOUBT * np.eye(len(among))
    weights = np.linalg.solve(spread, missed.astype(np.float64))
    return times(np.square(alike), weights)


def taught(shares: Floats, missed: Floats, lesson: Lesson) -> Floats:
    """The shares as the lesson would have them; unchanged where it is not used."""
    return _corrected(shares, missed) if lesson.used else shares


def learn(
    tree: Tree,
    shares: Floats,
    among: Floats,
    wanted: Floats,
    plans: Sequence[str],
) -> Lesson:
    """The lesson of decided items, judged on each plan by what the others teach.

    A plan's own items never speak for one another, because an analyst's next plan
    is a plan not seen.
    """
    named = np.array(plans)
    many, several = len(named), len(set(plans))
    if many < FEW or several < 2:
        reason = (
            f"{many} decided items of {several} plans; learning starts at {FEW}"
            " of 2 plans"
        )
        return Lesson(reason=reason, decided=many, plans=several)
    missed = np.zeros_like(shares)
    for plan in sorted(set(plans)):
        own, others = named == plan, named != plan
        missed[own] = carried(
            among[np.ix_(own, others)],
            among[np.ix_(others, others)],
            wanted[others] - shares[others],
        )
    corrected = _corrected(shares, missed)
    was, is_now = _hits(tree, shares, wanted), _hits(tree, corrected, wanted)
    gain = _likelihood(corrected, wanted) - _likelihood(shares, wanted)
    # Hits alone would leave it to one item in 40; what was decided must gain too.
    wins = is_now >= was and gain >= GAIN
    reason = (
        f"{'used' if wins else 'left aside'}: on plans held out {was:.3f} without,"
        f" {is_now:.3f} with; log-likelihood {gain:+.3f}"
    )
    return Lesson(wins, reason, many, several, was, is_now, gain)


def _corrected(shares: Floats, missed: Floats) -> Floats:
    logs = np.log(np.maximum(shares, 1e-6))
    return softmax(np.asarray(logs + STRENGTH * missed, np.float32))


def _likelihood(shares: Floats, wanted: Floats) -> float:
    """The logarithm of the share of what was decided, a mean over items."""
    decided = (shares * (wanted > 0)).sum(axis=1, dtype=np.float64)
    return float(np.log(np.maximum(decided, 1e-6)).mean())


def _hits(tree: Tree, shares: Floats, wanted: Floats) -> float:
    """How often the first node was decided, a mean over levels and items."""
    mapped = wanted[:, :-1].sum(axis=1) > 0
    right = np.zeros(len(shares))
    for level in range(len(tree.levels)):
        first = tree.at_level(level, shares[:, :-1]).argmax(axis=1)
        held = tree.at_level(level, wanted[:, :-1]) > 0
        right += held[np.arange(len(first)), first] / len(tree.levels)
    return float(right[mapped].mean()) if mapped.any() else 1.0
