"""How well suggestions agree with readers' labels, with intervals by plan."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.model.review import Ranking, Suggestion

BINS = 10
TENTHS = 10
"""Precision is told for the surest tenth of the items, the surest two, and so on."""
TOLD = 20
"""How many of the surest mistakes are told."""
DRAWS = 500
"""Plans are drawn with replacement so often for an interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader said of an item: the first node, and all they would accept.

    `first` is None where nothing fits. Nodes are of one level.
    """

    item_id: str
    plan: str
    first: str | None
    accepted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A share, and the interval of 95 % that drawing plans anew gives."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """A step of confidence: how many items, how sure, and how often right."""

    items: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Covered:
    """The surest share of the items: the least confidence there, how often right."""

    coverage: float
    confidence: float
    precision: float


@dataclass(frozen=True, slots=True)
class Mistake:
    """An item whose first node no reader accepts, and the node they wanted."""

    item_id: str
    wanted: str
    offered: Suggestion


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The figures of one level; `confusion` counts (label, suggested first).

    `mistakes` are those that were surest, `by_node` (node, items, acceptable).
    """

    items: int
    first: Figure
    acceptable: Figure
    among_three: Figure
    reciprocal_rank: Figure
    calibration_error: float
    coverage: float
    precision: float
    nothing_fits: int
    abstained: int
    reliability: tuple[Bin, ...]
    confusion: tuple[tuple[str, str, int], ...]
    by_node: tuple[tuple[str, int, float], ...]
    precision_at: tuple[Covered, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    label: Label
    offered: tuple[Suggestion, ...]
    ranked: tuple[str, ...]
    confidence: float
    accepted: tuple[str, ...]

    @property
    def right(self) -> bool:
        return bool(self.ranked) and self.ranked[0] in self.label.accepted


def accuracy(
    labels: Sequence[Label],
    suggested: Mapping[str, Ranking],
    level: str,
    lines: Mapping[str, tuple[str, ...]],
) -> Accuracy:
    """The figures of a level. `lines` gives each node with those above it.

    An accepted node counts as right where it, a node above it, or a node below it
    is among those the reader accepts. An item without suggestions counts as missed.
    """
    judged = [_judged(label, suggested.get(label.item_id), level) for label in labels]
    mapped = [one for one in judged if one.label.first is not None]
    unmapped = [one for one in judged if one.label.first is None]
    taken = [one for one in mapped if one.accepted]
    bins = _reliability(mapped)
    error = sum(b.items * abs(b.confidence - b.right) for b in bins)
    return Accuracy(
        items=len(mapped),
        first=_figure(mapped, lambda one: one.ranked[:1] == (one.label.first,)),
        acceptable=_figure(mapped, lambda one: one.right),
        among_three=_figure(mapped, lambda one: one.label.first in one.ranked[:3]),
        reciprocal_rank=_figure(mapped, _reciprocal),
        calibration_error=error / max(1, len(mapped)),
        coverage=len(taken) / max(1, len(mapped)),
        precision=sum(_sound(one, lines) for one in taken) / max(1, len(taken)),
        nothing_fits=len(unmapped),
        abstained=sum(not one.accepted for one in unmapped),
        reliability=bins,
        confusion=_confusion(mapped),
        by_node=_by_node(mapped),
        precision_at=_precision_at(mapped),
        mistakes=_mistakes(mapped),
    )


def _judged(label: Label, found: Ranking | None, level: str) -> _Judged:
    offered = dict(found.levels).get(level, ()) if found else ()
    return _Judged(
        label,
        offered,
        tuple(one.node_id for one in offered),
        offered[0].confidence if offered else 0.0,
        found.accepted if found else (),
    )


def _reciprocal(one: _Judged) -> float:
    first = one.label.first
    return 1 / (one.ranked.index(first) + 1) if first in one.ranked else 0.0


def _sound(one: _Judged, lines: Mapping[str, tuple[str, ...]]) -> bool:
    def agrees(node: str) -> bool:
        return any(
            node in lines.get(ok, (ok,)) or ok in lines.get(node, (node,))
            for ok in one.label.accepted
        )

    return all(agrees(node) for node in one.accepted)


def _figure(judged: Sequence[_Judged], worth: Callable[[_Judged], float]) -> Figure:
    by_plan: dict[str, list[float]] = defaultdict(list)
    for one in judged:
        by_plan[one.label.plan].append(float(worth(one)))
    if not by_plan:
        return Figure(0.0, 0.0, 0.0)
    sums = np.array([sum(by_plan[plan]) for plan in sorted(by_plan)])
    counts = np.array([len(by_plan[plan]) for plan in sorted(by_plan)])
    # A fixed seed: the same labels give the same interval.
    draws = np.random.default_rng(0).integers(0, len(sums), (DRAWS, len(sums)))
    means = sums[draws].sum(axis=1) / counts[draws].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Figure(float(sums.sum() / counts.sum()), float(low), float(high))


def _reliability(judged: Sequence[_Judged]) -> tuple[Bin, ...]:
    steps: dict[int, list[_Judged]] = defaultdict(list)
    for one in judged:
        steps[min(BINS - 1, int(one.confidence * BINS))].append(one)
    return tuple(
        Bin(
            len(steps[step]),
            sum(one.confidence for one in steps[step]) / len(steps[step]),
            sum(one.right for one in steps[step]) / len(steps[step]),
        )
        for step in sorted(steps)
    )


def _precision_at(judged: Sequence[_Judged]) -> tuple[Covered, ...]:
    surest = sorted(judged, key=lambda one: (-one.confidence, one.label.item_id))
    found = []
    for tenth in range(1, TENTHS + 1):
        taken = surest[: round(len(surest) * tenth / TENTHS)]
        if taken:
            right = sum(one.right for one in taken) / len(taken)
            found.append(Covered(tenth / TENTHS, taken[-1].confidence, right))
    return tuple(found)


def _mistakes(judged: Sequence[_Judged]) -> tuple[Mistake, ...]:
    wrong = [one for one in judged if one.offered and not one.right]
    wrong.sort(key=lambda one: (-one.confidence, one.label.item_id))
    return tuple(
        Mistake(one.label.item_id, one.label.first or "", one.offered[0])
        for one in wrong[:TOLD]
    )


def _confusion(judged: Sequence[_Judged]) -> tuple[tuple[str, str, int], ...]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for one in judged:
        counts[one.label.first or "", one.ranked[0] if one.ranked else ""] += 1
    return tuple((*pair, counts[pair]) for pair in sorted(counts))


def _by_node(judged: Sequence[_Judged]) -> tuple[tuple[str, int, float], ...]:
    of_node: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        of_node[one.label.first or ""].append(one.right)
    return tuple(
        (node, len(of_node[node]), sum(of_node[node]) / len(of_node[node]))
        for node in sorted(of_node)
    )
