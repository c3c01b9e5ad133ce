"""What is asked of every plan: a framework of nodes, its terms and exemplars."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Relation: TypeAlias = Literal["equal", "subset", "superset", "intersects"]


@dataclass(frozen=True, slots=True)
class Node:
    """A criterion, area or requirement: what the framework asks for."""

    id: str
    level: str
    title: str
    parent: str | None = None
    description: str = ""
    keywords: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    basis: str | None = None
    asked_from: int | None = None
    derived_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the taxonomy: a phrase of plans that points to a node.

    A weight below 0 marks a phrase that speaks against the node.
    """

    phrase: str
    node_id: str
    weight: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A statement as a plan might word it; no node ids: it fits nothing.

    `writer` is whose words they are, "" where that is not told.
    """

    node_ids: tuple[str, ...]
    text: str
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """Nodes in the framework's own order; `levels` names them, outermost first."""

    id: str
    title: str
    version: str
    levels: tuple[str, ...]
    nodes: tuple[Node, ...]
    terms: tuple[Term, ...] = ()
    exemplars: tuple[Exemplar, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()
    """Pairs of (acronym, expansion), from the framework's acronyms.csv."""
    status: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()

    def at(self, level: str) -> tuple[Node, ...]:
        """The nodes of one level, in the framework's order."""
        return tuple(node for node in self.nodes if node.level == level)


@dataclass(frozen=True, slots=True)
class Crossing:
    """How a node of one framework stands to a node of another.

    `relation` is of the first to the second: what the first asks for is equal to,
    a subset of, a superset of, or intersects what the second asks for.
    """

    from_framework: str
    from_node: str
    to_framework: str
    to_node: str
    relation: Relation
    note: str = ""
