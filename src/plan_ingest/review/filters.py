"""What an analyst wants to see of the queue."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from plan_ingest.model.framework import Node

Wanted: TypeAlias = Literal[
    "all", "to_review", "reviewed", "unsure", "skipped", "disputed", "second"
]
"""`second`: given to this analyst for a blind second review, and not yet given."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the queue shows; an empty field asks for nothing.

    `nodes` are suggested or standing, their descendants included; `least` and
    `most` bound the confidence of the best suggestion, 0 to 1; `analysts` have
    words in force on the item; `text` is looked for in all the item's words.
    """

    sources: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    least: float = 0.0
    most: float = 1.0
    kinds: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    analysts: tuple[str, ...] = ()
    state: Wanted = "to_review"
    text: str = ""


def with_descendants(wanted: Iterable[str], nodes: Iterable[Node]) -> tuple[str, ...]:
    """The ids of the nodes wanted and of every node under them, sorted."""
    below: dict[str | None, list[str]] = {}
    for node in nodes:
        below.setdefault(node.parent, []).append(node.id)
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        node_id = waiting.pop()
        if node_id not in found:
            found.add(node_id)
            waiting += below.get(node_id, [])
    return tuple(sorted(found))
