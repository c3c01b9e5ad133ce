"""What flowing formats (Word, OpenDocument, HTML) share: drafts, and blocks of them.

A draft is a paragraph before it is known to be a heading: that is told from the
look of all of them (`looks`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from plan_ingest.model.document import (
    Block,
    Bullet,
    Furniture,
    Heading,
    Paragraph,
    Part,
    Table,
)
from plan_ingest.model.source import Anchor
from plan_ingest.readers.typed import Entry, typed_entries
from plan_ingest.text import squash


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph before it is known to be a heading. `size` is in points.

    `heading` is the level its style gives; `marker` what its list prints before it,
    `numbered` whether that is a number; `aside` marks a line of a contents list, a
    menu, a running head or foot.
    """

    text: str
    bold: bool = False
    size: float | None = None
    heading: int | None = None
    marker: str | None = None
    level: int = 0
    numbered: bool = False
    aside: bool = False


BodyPart: TypeAlias = Draft | Table

PLACE = Anchor(0)
"""A place not yet numbered; `in_order` numbers it."""


def in_order(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks with their order; flowing formats know no pages."""
    return tuple(
        replace(block, anchor=Anchor(order)) for order, block in enumerate(blocks)
    )


def draft_blocks(part: BodyPart, level: int | None) -> Iterator[Block]:
    """A part as blocks; `level` is that of a heading, None for no heading."""
    if isinstance(part, Table):
        yield part
    elif part.aside:
        yield Furniture(squash(part.text), PLACE)
    elif level is not None:
        marker = (part.marker or "") if part.numbered else ""
        yield Heading(squash(part.text), level, PLACE, marker)
    elif part.marker is not None:
        yield Bullet(squash(part.text), PLACE, part.marker, part.level, part.bold)
    else:
        for entry in typed_entries(part.text):
            yield _entry(entry, part)


def cell_parts(content: Sequence[BodyPart]) -> tuple[Part, ...]:
    """A cell's paragraphs and points; a table within it gives its own in row order."""
    parts: list[Part] = []
    for one in content:
        if isinstance(one, Table):
            parts.extend(part for cell in one.cells for part in cell.parts)
        elif one.marker is not None:
            parts.append(Part(squash(one.text), one.marker, one.bold))
        else:
            parts.extend(
                Part(entry.text, entry.marker, one.bold)
                for entry in typed_entries(one.text)
            )
    return tuple(parts)


def is_frame(contents: Sequence[Sequence[BodyPart]], in_a_line: bool) -> bool:
    """Whether a table only draws a box round text, or lays tables side by side.

    `contents` are its cells' contents; `in_a_line` whether they are one row or one
    column.
    """
    if len(contents) <= 1:
        return True
    holds = any(
        isinstance(part, Table) and part.rows > 1 and part.cols > 1
        for content in contents
        for part in content
    )
    return holds and in_a_line


def _entry(entry: Entry, draft: Draft) -> Block:
    if entry.marker is None:
        return Paragraph(entry.text, PLACE, draft.bold)
    return Bullet(entry.text, PLACE, entry.marker, 0, draft.bold)
