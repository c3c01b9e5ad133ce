"""What the comparison tells beyond the matrix: gaps, wording, who is alike."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from plan_ingest.model.review import Signal

Origin: TypeAlias = Literal["verbatim", "near-verbatim", "own"]
Change: TypeAlias = Literal["kept", "changed", "dropped", "new"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A source that does not address a node it was asked for.

    `weight` orders gaps, 0 to 4: 2 for a node that an inspection text stands
    behind (1 otherwise), 1 when nothing in the node's parent is addressed either,
    and the share of the other plans that do address it.
    """

    source_id: str
    node_id: str
    weight: float
    addressed_by: int
    assessable: int


@dataclass(frozen=True, slots=True)
class Wording:
    """How far an item's words are another's; `score` is 0 to 100.

    `like` is the item id of an earlier source's item, or the node id of a
    framework's own text; None where the words are the plan's own.
    """

    item_id: str
    origin: Origin
    score: float
    like: str | None = None
    with_framework: bool = False


@dataclass(frozen=True, slots=True)
class Nearness:
    """How alike two sources' levels are over the nodes both could be judged on.

    `alike` is 0 to 1: 1 when every level is the same.
    """

    source_id: str
    other_id: str
    alike: float
    nodes: int


@dataclass(frozen=True, slots=True)
class Uptake:
    """Which sources address and which answer (level 3 or more) a node."""

    node_id: str
    addressed: tuple[str, ...]
    answered: tuple[str, ...]
    assessable: int


@dataclass(frozen=True, slots=True)
class GoodPractice:
    """A candidate: answered with own evidence, owned, dated, in the force's words."""

    item_id: str
    node_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftToReview:
    """What is still to be decided before a cell is sure.

    `resting` are undecided items behind the level; `raising` are undecided items
    that might raise it, by what is suggested for them to the node or to one below it.
    """

    source_id: str
    node_id: str
    resting: tuple[str, ...]
    raising: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """A suggestion too unsure to count, for a cell at level 0 or 1.

    Nobody has decided on the item; `gives` is the level an accept would give.
    """

    source_id: str
    node_id: str
    item_id: str
    confidence: float
    gives: int
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionChange:
    """An item of a plan against the plan's earlier edition.

    `words` are the words that changed, as (took out, put in) runs in order.
    """

    earlier_source: str
    later_source: str
    change: Change
    earlier_item: str | None
    later_item: str | None
    score: float = 0.0
    words: tuple[tuple[str, str], ...] = ()
    earlier_text: str = ""
    later_text: str = ""


@dataclass(frozen=True, slots=True)
class Analyses:
    """All of them, each in a fixed order."""

    gaps: tuple[Gap, ...] = ()
    wording: tuple[Wording, ...] = ()
    nearest: tuple[Nearness, ...] = ()
    uptake: tuple[Uptake, ...] = ()
    good_practice: tuple[GoodPractice, ...] = ()
    left: tuple[LeftToReview, ...] = ()
    possible: tuple[Possible, ...] = ()
    editions: tuple[EditionChange, ...] = ()


NO_ANALYSES = Analyses()
"""Nothing analysed yet."""
