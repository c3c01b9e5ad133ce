"""A report's sections: statements in running text, numbered paragraphs or not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_ingest.extract.draft import Draft, place_at
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.outline import Section
from plan_ingest.extract.prose import statements
from plan_ingest.model.document import Block, Bullet, Paragraph, Table
from plan_ingest.text import squash

_HEAD = 3
"""Sections in which a document says what it is."""
_HEAD_WORDS = 25
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2})+[.)]?")


def statements_of(
    section: Section, lexicon: Lexicon, lead: str, sure: bool
) -> Iterator[Draft]:
    """The statements of a section's paragraphs, a sentence each."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            for statement in statements(block.text, lexicon, sure):
                yield _draft(section, block, statement, lead)


def numbered_statements(
    section: Section, lexicon: Lexicon, lead: str
) -> Iterator[Draft]:
    """The numbered paragraphs that state anything, whole, a paragraph each."""
    for block in section.blocks:
        if isinstance(block, Bullet) and statements(block.text, lexicon, sure=False):
            made = _draft(section, block, squash(block.text), lead)
            yield replace(made, ref=block.marker.strip("(). "))


def is_report(sections: Sequence[Section], lexicon: Lexicon) -> bool:
    """Whether a document calls itself a report, at its head or in a heading."""
    words = lexicon.words["report"]
    head = [
        block.text
        for section in sections[:_HEAD]
        for block in section.blocks
        if isinstance(block, Paragraph) and len(block.text.split()) <= _HEAD_WORDS
    ]
    front = [
        cell.text
        for section in sections[:_HEAD]
        for block in section.blocks
        if isinstance(block, Table)
        for cell in block.cells
        if cell.col == 0 and cell.text.endswith(":")
    ]
    titles = (section.title for section in sections)
    return any(map(words.find, (*head, *front, *titles)))


def numbers_paragraphs(sections: Sequence[Section]) -> bool:
    """Whether a document numbers its background too, as committee reports do."""
    return any(
        section.sense == "background" and numbered(section) for section in sections
    )


def numbered(section: Section) -> bool:
    """Whether a section has paragraphs numbered 3.1, 3.2, ..."""
    return any(map(_is_numbered, section.blocks))


def listed(section: Section) -> bool:
    """Whether a section has a list beside its numbered paragraphs."""
    return any(
        isinstance(block, Bullet) and not _is_numbered(block)
        for block in section.blocks
    )


def unnumbered(section: Section) -> Section:
    """The section with its numbered paragraphs as paragraphs like any other."""
    blocks = tuple(
        Paragraph(block.text, block.anchor, block.bold)
        if isinstance(block, Bullet) and _is_numbered(block)
        else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks)


def _is_numbered(block: Block) -> bool:
    return isinstance(block, Bullet) and bool(_DOTTED.fullmatch(block.marker))


def _draft(section: Section, block: Paragraph | Bullet, text: str, lead: str) -> Draft:
    return Draft(
        kind="action",
        text=text,
        headings=section.headings,
        place=place_at(block.anchor),
        lead_above=lead,
        prose=True,
        part=section.part,
    )
