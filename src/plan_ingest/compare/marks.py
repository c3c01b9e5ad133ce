"""The marks of a cell: what a reader must know besides its level."""

from collections.abc import Sequence

from plan_ingest.compare.levels import Future, Weight
from plan_ingest.compare.tree import Tree

MARKS: dict[str, str] = {
    "E": "response text alone speaks of it",
    "S": "shared evidence only",
    "P": "every response behind the level speaks of the future only",
    "L": "a later ask: asked only after the plan was written, not counted as a gap",
    "C": "analysts are in conflict",
    "R": "everything behind the level was decided by a person",
    "?": "it rests on suggestions that no person has decided yet",
}
"""Every mark with its meaning, in the order they are printed."""


def marks(
    best: Sequence[Weight],
    *,
    later: bool,
    conflict: bool,
    undecided: bool,
    future: Future | None,
) -> str:
    """The marks of a cell from the links that give it its level.

    Without any, the cell is a gap: decided by a person (R) once every item of the
    source is, resting on suggestions (?) while one is `undecided`.
    """
    decided = [weight.link.decided for weight in best] or [not undecided]
    answers = [weight.response for weight in best if weight.response]
    held = {
        "E": bool(best) and all(w.link.basis == "response" for w in best),
        "S": bool(best) and all(weight.shared for weight in best),
        "P": future is not None
        and bool(answers)
        and len(answers) == len(best)
        and all(future(answer) for answer in answers),
        "L": later,
        "C": conflict,
        "R": all(decided),
        "?": not any(decided),
    }
    return "".join(mark for mark in MARKS if held[mark])


def later_ask(nodes: Tree, node_id: str, document_date: str | None) -> bool:
    """Whether a node was first asked for after the plan's document date.

    Only the years are compared. A node that gives no year of its own is a later
    ask when all its parts are; a plan without a date has no later asks.
    """
    year = (document_date or "")[:4]
    if not year.isdigit():
        return False
    asked = nodes.nodes[node_id].asked_from
    if asked is not None:
        return asked > int(year)
    parts = nodes.children.get(node_id, ())
    return bool(parts) and all(later_ask(nodes, part, document_date) for part in parts)
