"""A Word paragraph as a draft: its words, its place in a list, what its style says.

Which drafts are headings by their look alone is told later, from all of them
(`looks`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from plan_ingest.readers.docx_inline import (
    DROPPED,
    MC,
    Gathered,
    Notes,
    Piece,
    branch,
    gather,
    is_placeholder,
)
from plan_ingest.readers.docx_package import W
from plan_ingest.readers.docx_styles import Style, Styles
from plan_ingest.readers.drafts import Draft
from plan_ingest.readers.numbering import Numbering, value, whole


@dataclass(slots=True)
class Story:
    """One run through a document's text: its lists and notes count on."""

    styles: Styles
    numbering: Numbering
    notes: Notes = field(default_factory=Notes)
    carried: list[Piece] = field(default_factory=list)
    """Words of paragraphs whose mark was deleted: the next one goes on from them."""


def children(container: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, tables, rows or cells in a container, wrappers looked through."""
    for child in container:
        tag = child.tag
        if not isinstance(tag, str) or tag in DROPPED or is_placeholder(child):
            continue
        if tag in {f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"}:
            yield child
        elif tag == f"{MC}AlternateContent":
            taken = branch(child)
            if taken is not None:
                yield from children(taken)
        else:
            yield from children(child)


def paragraph(element: etree._Element, story: Story) -> tuple[Gathered, Draft | None]:
    """A paragraph's text boxes, and its draft; no draft where it says nothing."""
    properties = element.find(f"{W}pPr")
    style = story.styles.paragraph(value(properties, "pStyle"))
    gathered = gather(element, style, story.styles, story.notes)
    pieces = story.carried + gathered.pieces
    story.carried = []
    if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
        story.carried = pieces
        return gathered, None
    if not _text(pieces).strip():
        return gathered, None
    return gathered, _draft(pieces, style, properties, story)


def left_over(story: Story) -> Draft | None:
    """The words no paragraph followed to take up; the story carries none after."""
    pieces, story.carried = story.carried, []
    return _draft(pieces, Style(), None, story) if _text(pieces).strip() else None


def _draft(
    pieces: list[Piece],
    style: Style,
    properties: etree._Element | None,
    story: Story,
) -> Draft:
    marker, level, numbered = _marker(style, properties, story)
    worded = [piece for piece in pieces if piece.text.strip()]
    sizes = [piece.size for piece in worded if piece.size]
    outline = value(properties, "outlineLvl")
    direct = whole(outline, 9) + 1
    return Draft(
        text=_text(pieces),
        bold=bool(worded) and all(piece.bold for piece in worded),
        size=max(sizes, default=None),
        heading=direct if direct <= 9 else style.heading,
        marker=marker,
        level=level,
        numbered=numbered,
        aside=style.contents,
    )


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _marker(
    style: Style, properties: etree._Element | None, story: Story
) -> tuple[str | None, int, bool]:
    """(marker, level, numbered) of a paragraph; a marker of None for no list."""
    listed = None if properties is None else properties.find(f"{W}numPr")
    num_id = value(listed, "numId") or style.num_id
    if num_id is None or not story.numbering.has(num_id):
        return None, 0, False
    given = value(listed, "ilvl")
    if given is not None:
        level = whole(given, 0)
    elif style.num_level is not None:
        level = style.num_level
    else:
        level = story.numbering.level_of_style(num_id, style.id)
    marker = story.numbering.next_marker(num_id, level)
    numbered = not story.numbering.is_bullet(num_id, level)
    return marker or None, min(max(level, 0), 8), numbered
