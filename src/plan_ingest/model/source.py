"""Where words come from: the source file, and the place on its pages."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

BBox: TypeAlias = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the page's top left corner."""

SourceState: TypeAlias = Literal["read", "partly read", "not assessable", "quarantined"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place: order in the document (0-based), pages 1-based, box in points."""

    order: int
    page: int | None = None
    page_end: int | None = None
    bbox: BBox | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """A force's quirks, from mappings/forces/<force>.yaml; empty for most."""

    pages: tuple[int, ...] = ()
    table_strategy: str | None = None
    header_words: tuple[tuple[str, str], ...] = ()
    """Pairs of (word printed in a table's header, column role)."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was handed over, and what an analyst wrote down about it.

    `file` is the path under data/raw with forward slashes; outside a project the
    file's name. `force`, `title`, `period` and `document_date` are what
    data/raw/sources.csv says, None where it is silent: then they are found in the
    document itself (see `extract.metadata`).
    """

    id: str
    file: str
    sha256: str
    media_type: str
    force: str | None = None
    title: str | None = None
    period: str | None = None
    document_date: str | None = None
    hints: Hints = Hints()
    supersedes: str | None = None
    """The file of the earlier edition, by sources.csv."""


@dataclass(frozen=True, slots=True)
class Characters:
    """Characters that are not white space, by what they were taken for."""

    item: int = 0
    heading: int = 0
    furniture: int = 0
    boilerplate: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What became of a source: a line of sources.jsonl."""

    source_id: str
    file: str
    sha256: str
    media_type: str
    force: str | None
    plan_title: str | None
    period: str | None
    document_date: str | None
    state: SourceState
    reason: str | None
    pages: int | None
    pages_unread: tuple[int, ...]
    items: int
    supersedes: str | None = None
    """The file of the earlier edition, by sources.csv."""
    characters: Characters | None = None
    """What became of the source's words; None where it could not be read."""
