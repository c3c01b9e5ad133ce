"""Decisions carried to another framework by a crosswalk, with what stays open."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from plan_ingest.model.framework import Crossing, Framework, Relation
from plan_ingest.model.review import Decision

INVERSE: Mapping[Relation, Relation] = {
    "equal": "equal",
    "subset": "superset",
    "superset": "subset",
    "intersects": "intersects",
}
_ACCEPTS = frozenset({"equal", "subset"})
"""An item that speaks of a thing speaks of what holds the whole of it."""
_REJECTS = frozenset({"equal", "superset"})
"""An item that does not speak of a thing does not speak of a part of it."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """Decisions for the other framework.

    `carried` stand as they were; `unsure` carry that verdict and a note: a person must
    look. `lost` had no line in the crosswalk, or said that nothing fits.
    """

    carried: tuple[Decision, ...]
    unsure: tuple[Decision, ...]
    lost: tuple[Decision, ...]


def migrate(
    decisions: Iterable[Decision],
    crossings: Iterable[Crossing],
    before: Framework,
    after: Framework,
) -> Migrated:
    """The decisions on `before` as decisions on `after`.

    A decision on a node that the crosswalk does not name goes by the nearest node
    above it that it does: a part of that node, so never equal to its counterpart.
    """
    lines = _lines(crossings, before.id, after.id)
    parents = {node.id: node.parent for node in before.nodes}
    kept = frozenset(node.id for node in after.nodes)
    carried: list[Decision] = []
    unsure: list[Decision] = []
    lost: list[Decision] = []
    for decision in decisions:
        if decision.framework_id != before.id or decision.verdict == "retract":
            continue
        targets = _targets(decision.node_id, lines, parents)
        found = [(to, how) for to, how in targets if to in kept]
        if not found:
            lost.append(decision)
        for to_node, relation in found:
            moved = _moved(decision, after.id, to_node, relation)
            (carried if moved.verdict == decision.verdict else unsure).append(moved)
    return Migrated(tuple(carried), tuple(unsure), tuple(lost))


def _lines(
    crossings: Iterable[Crossing], before: str, after: str
) -> dict[str, list[tuple[str, Relation]]]:
    lines: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
    for one in crossings:
        if (one.from_framework, one.to_framework) == (before, after):
            lines[one.from_node].append((one.to_node, one.relation))
        elif (one.to_framework, one.from_framework) == (before, after):
            lines[one.to_node].append((one.from_node, INVERSE[one.relation]))
    return lines


def _targets(
    node_id: str | None,
    lines: Mapping[str, list[tuple[str, Relation]]],
    parents: Mapping[str, str | None],
) -> list[tuple[str, Relation]]:
    below = False
    while node_id is not None and node_id not in lines:
        node_id, below = parents.get(node_id), True
    if node_id is None:
        return []
    return [(to, _of_part(how) if below else how) for to, how in lines[node_id]]


def _of_part(relation: Relation) -> Relation:
    return "subset" if relation in _ACCEPTS else "intersects"


def _moved(
    decision: Decision, framework_id: str, node_id: str, relation: Relation
) -> Decision:
    holds = _REJECTS if decision.verdict == "reject" else _ACCEPTS
    sure = relation in holds and decision.verdict != "unsure"
    look = "" if sure else f"; was {decision.verdict}: a person must look"
    note = f"{decision.framework_id} {decision.node_id} {relation} {node_id}{look}"
    joined = f"{decision.id}\n{framework_id}\n{node_id}"
    return replace(
        decision,
        id=sha256(joined.encode()).hexdigest()[:16],
        framework_id=framework_id,
        node_id=node_id,
        verdict=decision.verdict if sure else "unsure",
        note="; ".join(part for part in (decision.note, note) if part),
        shown=None,
    )
