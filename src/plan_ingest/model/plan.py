"""What a plan promises: its items, as CONTRACT.md's items.jsonl has them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from plan_ingest.model.source import BBox

ItemKind: TypeAlias = Literal["objective", "action", "aim", "issue"]
Status: TypeAlias = Literal[
    "complete",
    "in_place",
    "ongoing",
    "planned",
    "under_consideration",
    "discussed",
    "none",
]
DateKind: TypeAlias = Literal["due", "period", "past", "review", "state"]
OwnerBasis: TypeAlias = Literal["row", "heading", "text", "none"]
DateBasis: TypeAlias = Literal["due_date", "period", "past_only", "state_only", "none"]
EvidenceBasis: TypeAlias = Literal["own", "shared", "self", "none"]


@dataclass(frozen=True, slots=True)
class ItemDate:
    """A date as printed (`raw`) and as ISO; `end` is the last day it covers."""

    raw: str
    kind: DateKind
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Smart:
    """The SMART attributes of an item, by COVERAGE.md; four ticks, never a score."""

    owner: OwnerBasis = "none"
    date: DateBasis = "none"
    measure: bool = False
    evidence: EvidenceBasis = "none"


@dataclass(frozen=True, slots=True)
class ItemSource:
    """Where an item stands: file and place; None where the format has no pages."""

    file: str
    sha256: str | None
    media_type: str
    page: int | None = None
    page_end: int | None = None
    bbox: BBox | None = None
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One objective, action, aim or issue of a plan, in the plan's own words."""

    item_id: str
    source_id: str
    force: str | None
    plan_title: str | None
    period: str | None
    document_date: str | None
    item_no: int
    ref: str
    kind: ItemKind
    text: str
    headings: tuple[str, ...]
    response: tuple[str, ...]
    evidence_from: str | None
    target: str
    lead: str
    status_text: str
    status: Status
    dates: tuple[ItemDate, ...]
    smart: Smart
    source: ItemSource
    flags: tuple[str, ...] = ()
