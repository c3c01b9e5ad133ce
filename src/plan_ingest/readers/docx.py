"""Word files: the body walked as it stands when all tracked changes are accepted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from plan_ingest.errors import EmptySource
from plan_ingest.model.document import (
    Block,
    Bullet,
    Document,
    Furniture,
    Heading,
    Paragraph,
    Table,
)
from plan_ingest.model.source import Anchor, Source
from plan_ingest.readers.docx_body import body_parts
from plan_ingest.readers.docx_grid import BodyPart
from plan_ingest.readers.docx_headings import heading_levels
from plan_ingest.readers.docx_inline import Notes, characters
from plan_ingest.readers.docx_package import R, W, WordParts, open_parts
from plan_ingest.readers.docx_paragraphs import Draft, Story
from plan_ingest.readers.docx_styles import read_styles
from plan_ingest.readers.numbering import read_numbering
from plan_ingest.readers.typed import Entry, typed_entries
from plan_ingest.settings import Reading
from plan_ingest.text import squash

_PLACE = Anchor(0)


def read(source: Source, path: Path, limits: Reading) -> Document:
    """The Word document at `path`; Word knows no pages, so no place has one.

    Headers, footers and notes come last, as furniture. Raises SourceError.
    """
    parts = open_parts(source.file, path, limits)
    styles = read_styles(parts.styles)
    numbering = read_numbering(parts.numbering, styles)
    story = Story(styles, numbering)
    body = body_parts(parts.body, story)
    blocks = [*_blocks(body), *_notes(parts, story), *_heads(parts, story)]
    if not blocks:
        raise EmptySource(
            source.file, "its pages hold no words", "check that it is the right file"
        )
    placed = tuple(
        replace(block, anchor=Anchor(order)) for order, block in enumerate(blocks)
    )
    return Document(source, placed, characters=characters(parts.body))


def _blocks(parts: Sequence[BodyPart]) -> Iterator[Block]:
    for part, level in zip(parts, heading_levels(parts), strict=True):
        if isinstance(part, Table):
            yield part
        elif part.contents:
            yield Furniture(squash(part.text), _PLACE)
        elif level is not None:
            marker = (part.marker or "") if part.numbered else ""
            yield Heading(squash(part.text), level, _PLACE, marker)
        elif part.marker is not None:
            yield Bullet(squash(part.text), _PLACE, part.marker, part.level, part.bold)
        else:
            for entry in typed_entries(part.text):
                yield _entry(entry, part)


def _entry(entry: Entry, draft: Draft) -> Block:
    if entry.marker is None:
        return Paragraph(entry.text, _PLACE, draft.bold)
    return Bullet(entry.text, _PLACE, entry.marker, 0, draft.bold)


def _notes(parts: WordParts, story: Story) -> Iterator[Furniture]:
    """Footnotes and endnotes with their number, in the order they are called up."""
    roots = {"footnote": parts.footnotes, "endnote": parts.endnotes}
    numbers = Notes()
    for kind, note_id in tuple(story.notes.called):
        number = numbers.call(kind, note_id)
        root = roots[kind]
        note = None if root is None else _note(root, kind, note_id)
        if note is not None and (text := _flat(note, story)):
            yield Furniture(f"{number} {text}", _PLACE)


def _note(root: etree._Element, kind: str, note_id: str) -> etree._Element | None:
    found = root.findall(f"{W}{kind}")
    return next((note for note in found if note.get(f"{W}id") == note_id), None)


def _heads(parts: WordParts, story: Story) -> Iterator[Furniture]:
    """Headers and footers of all sections, each wording once."""
    seen: set[str] = set()
    for mark in parts.body.iter(f"{W}headerReference", f"{W}footerReference"):
        root = parts.heads.get(mark.get(f"{R}id", ""))
        text = "" if root is None else _flat(root, story)
        if text and text not in seen:
            seen.add(text)
            yield Furniture(text, _PLACE)


def _flat(root: etree._Element, story: Story) -> str:
    lines: list[str] = []
    for part in body_parts(root, story):
        if isinstance(part, Table):
            lines.extend(cell.text for cell in part.cells)
        else:
            lines.append(part.text)
    return squash(" ".join(lines))
