"""How often analysts judge alike: Cohen's kappa, Krippendorff's alpha.

A unit is an item and a node that somebody judged. An analyst who settled the item
without a word on the node did not choose it; one who was unsure, or never saw the
item, says nothing there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from plan_ingest.model.review import Decision
from plan_ingest.review.ledger import settle

Unit: TypeAlias = Mapping[str, str]
"""What each analyst says of one item and node: primary, secondary or not."""
NOT = "not"


@dataclass(frozen=True, slots=True)
class Pairwise:
    """Two analysts over the units both judged; None where kappa has no meaning."""

    first: str
    second: str
    units: int
    alike: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class NodeAgreement:
    """Krippendorff's alpha on one node; "" is all of them together."""

    node_id: str
    units: int
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of analysts, and alpha over all units, then node by node."""

    pairs: tuple[Pairwise, ...]
    nodes: tuple[NodeAgreement, ...]


def agreement(decisions: Iterable[Decision], framework_id: str) -> Agreement:
    """How far the analysts agree on the items' texts."""
    judged = units(decisions, framework_id)
    analysts = sorted({name for unit in judged.values() for name in unit})
    pairs = (_pair(a, b, judged.values()) for a, b in combinations(analysts, 2))
    nodes: dict[str, list[Unit]] = defaultdict(list)
    for (_, node), unit in sorted(judged.items()):
        nodes[node].append(unit)
        nodes[""].append(unit)
    shared = {n: [u for u in found if len(u) > 1] for n, found in sorted(nodes.items())}
    return Agreement(
        tuple(pair for pair in pairs if pair.units),
        tuple(NodeAgreement(n, len(u), alpha(u)) for n, u in shared.items() if u),
    )


def units(
    decisions: Iterable[Decision], framework_id: str
) -> dict[tuple[str, str], dict[str, str]]:
    """Each item and node somebody judged, with what each analyst says of it."""
    words = list(decisions)
    strikes = [word for word in words if word.verdict == "retract"]
    nodes: dict[str, set[str]] = defaultdict(set)
    said: dict[tuple[str, str], dict[str, str]] = {}
    for analyst in sorted({w.analyst for w in words if w.verdict != "retract"}):
        own = [w for w in words if w.analyst == analyst and w.verdict != "retract"]
        for word in settle([*own, *strikes], framework_id).standing:
            if word.basis == "text":
                told = said.setdefault((word.item_id, analyst), {})
                told[word.node_id or ""] = word.verdict
                nodes[word.item_id] |= {word.node_id} if word.node_id else set()
    found: dict[tuple[str, str], dict[str, str]] = {}
    for (item, analyst), told in said.items():
        settled = any(verdict != "unsure" for verdict in told.values())
        for node in nodes[item]:
            verdict = told.get(node, NOT if settled else "unsure")
            if verdict != "unsure":
                accepted = verdict in ("primary", "secondary")
                unit = found.setdefault((item, node), {})
                unit[analyst] = verdict if accepted else NOT
    return found


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of (one's word, the other's word); None where it has no meaning."""
    if not pairs:
        return None
    count = len(pairs)
    seen = sum(a == b for a, b in pairs) / count
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(ours[word] * theirs[word] for word in ours) / count**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def alpha(found: Iterable[Unit]) -> float | None:
    """Krippendorff's alpha for names; units with one word or none say nothing."""
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for unit in found:
        values = list(unit.values())
        if len(values) > 1:
            for i, j in combinations(range(len(values)), 2):
                pair = (values[i], values[j])
                weights[pair] += 1 / (len(values) - 1)
                weights[pair[::-1]] += 1 / (len(values) - 1)
    totals: dict[str, float] = defaultdict(float)
    for (word, _), weight in weights.items():
        totals[word] += weight
    count = sum(totals.values())
    differ = sum(weight for (a, b), weight in weights.items() if a != b)
    expected = count**2 - sum(total**2 for total in totals.values())
    if expected == 0:
        return None
    return 1 - (count - 1) * differ / expected


def _pair(first: str, second: str, judged: Iterable[Unit]) -> Pairwise:
    both = [(u[first], u[second]) for u in judged if first in u and second in u]
    alike = sum(a == b for a, b in both) / len(both) if both else 0.0
    return Pairwise(first, second, len(both), alike, kappa(both))
