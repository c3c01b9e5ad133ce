"""The answer: how far each source covers each node of a framework."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from plan_ingest.model.analysis import NO_ANALYSES, Analyses
from plan_ingest.model.framework import Framework
from plan_ingest.model.part import Figures
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import (
    UNDECIDED,
    Amendment,
    Basis,
    Decision,
    ItemSuggestions,
    Settled,
)
from plan_ingest.model.source import SourceRecord

Level: TypeAlias = Literal[0, 1, 2, 3, 4]
LEVEL_NAMES: dict[int, str] = {
    0: "not addressed",
    1: "mentioned",
    2: "committed",
    3: "answered",
    4: "answered, owned and dated",
}
NOT_ASSESSABLE = "not assessable"


@dataclass(frozen=True, slots=True)
class Link:
    """An item that counts for a node: by an analyst's word, or by suggestion.

    `analyst`, `at` and `note` are those of the decision, "" for a suggestion.
    """

    item_id: str
    source_id: str
    node_id: str
    verdict: Literal["primary", "secondary"]
    basis: Basis
    confidence: float
    decided: bool
    conflict: bool = False
    analyst: str = ""
    at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One source at one node; level None means not assessable, never a gap.

    `breadth` is (requirements above 0, requirements) below the node, None for a
    node that has none.
    """

    source_id: str
    node_id: str
    level: Level | None
    marks: str
    item_ids: tuple[str, ...]
    breadth: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Coverage:
    """All cells: sources times nodes, no holes; a gap is a cell too."""

    framework_id: str
    sources: tuple[str, ...]
    nodes: tuple[str, ...]
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True)
class ReviewColumn:
    """A column of the sheet to review: what a person fills, and what proves a row."""

    title: str
    role: Literal["shown", "node", "verdict", "note", "proof"]


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """Items to decide, one a row, in the form in which `review import` reads them.

    `left` counts all undecided items, of which the first have a row; `nodes` and
    `verdicts` are what may be chosen.
    """

    name: str = "To review"
    columns: tuple[ReviewColumn, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    left: int = 0
    verdicts: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Report:
    """Everything an export needs. `reviewed` counts decisions only.

    `orphans` are words on items or nodes that are no longer there, `lost` are
    corrections of such items: listed, never dropped. `files` are the plans behind the
    sources, more than these where the plans of a force are joined; `scope` tells in
    words which plans count.
    """

    coverage: Coverage
    reviewed: Coverage
    framework: Framework
    sources: tuple[SourceRecord, ...]
    items: tuple[PlanItem, ...]
    links: tuple[Link, ...]
    suggestions: tuple[ItemSuggestions, ...] = ()
    settled: Settled = UNDECIDED
    orphans: tuple[Decision, ...] = ()
    title: str = ""
    marking: str = ""
    names: bool = False
    stated: frozenset[str] = frozenset()
    """Items worded as a good state: a commitment all the same, but shown so."""
    analyses: Analyses = NO_ANALYSES
    manifest: tuple[tuple[str, str], ...] = ()
    """What the run rests on, as pairs: versions, inputs' hashes, settings."""
    lost: tuple[Amendment, ...] = ()
    files: tuple[SourceRecord, ...] = ()
    scope: tuple[tuple[str, str], ...] = ()
    review: ReviewSheet = ReviewSheet()
    profiles: int = 60
    """Up to so many sources each has pages of its own; beyond, outputs are brief."""
    figures: Figures | None = None
    """What all plans come to, where the sources here are only the first of them."""
