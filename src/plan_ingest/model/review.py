"""Opinions and judgements: signals, suggestions, and what analysts decided."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal[
    "primary", "secondary", "reject", "none", "unsure", "retract"
]
Basis: TypeAlias = Literal["text", "response"]


@dataclass(frozen=True, slots=True)
class Signal:
    """One matcher's opinion of a pair, 0 to 1, and the words it rests on."""

    matcher: str
    score: float
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A node offered for an item, with the signals that carried it.

    `score` orders nodes; `confidence` is the calibrated probability that a
    careful reader accepts the node.
    """

    node_id: str
    confidence: float
    score: float
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """What is suggested for one text: for each level, nodes best first."""

    levels: tuple[tuple[str, tuple[Suggestion, ...]], ...]
    accepted: tuple[str, ...] = ()
    no_match: float = 0.0


@dataclass(frozen=True, slots=True)
class ItemSuggestions:
    """One item's suggestions: a line of suggestions.jsonl."""

    item_id: str
    framework_id: str
    framework_version: str
    text: Ranking
    response: Ranking | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """An analyst's word on an item and a node: never edited, only followed.

    `at` is an ISO time with its zone. `node_id` is None for the verdicts `none`
    and `retract`.
    """

    id: str
    at: str
    analyst: str
    item_id: str
    framework_id: str
    node_id: str | None
    verdict: Verdict
    basis: Basis = "text"
    note: str = ""
    shown: str | None = None
    retracts: str | None = None
    batch: str | None = None
