"""Word files: the body walked as it stands when all tracked changes are accepted."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from plan_ingest.model.document import Block, Document, Furniture, Table
from plan_ingest.model.source import Source
from plan_ingest.readers.docx_body import body_parts
from plan_ingest.readers.docx_diagrams import place_diagrams
from plan_ingest.readers.docx_inline import Notes, characters
from plan_ingest.readers.docx_package import R, W, WordParts, open_parts
from plan_ingest.readers.docx_paragraphs import Story
from plan_ingest.readers.docx_styles import read_styles
from plan_ingest.readers.drafts import PLACE, BodyPart, draft_blocks, in_order
from plan_ingest.readers.looks import heading_levels
from plan_ingest.readers.numbering import read_numbering
from plan_ingest.settings import Reading
from plan_ingest.text import squash


def read(source: Source, path: Path, limits: Reading) -> Document:
    """The Word document at `path`; Word knows no pages, so no place has one.

    Headers, footers and notes come last, as furniture. Raises SourceError.
    """
    parts = open_parts(source.file, path, limits)
    place_diagrams(parts.body, parts.diagrams)
    styles = read_styles(parts.styles)
    numbering = read_numbering(parts.numbering, styles)
    story = Story(styles, numbering)
    body = body_parts(parts.body, story)
    blocks = [*_blocks(body), *_notes(parts, story), *_heads(parts, story)]
    chunks = next(parts.body.iter(f"{W}altChunk"), None)
    flags = () if chunks is None else ("part_unread",)
    seen = characters(parts.body)
    return Document(source, in_order(blocks), characters=seen, flags=flags)


def _blocks(parts: Sequence[BodyPart]) -> Iterator[Block]:
    for part, level in zip(parts, heading_levels(parts), strict=True):
        yield from draft_blocks(part, level)


def _notes(parts: WordParts, story: Story) -> Iterator[Furniture]:
    """Footnotes and endnotes with their number, in the order they are called up."""
    roots = {"footnote": parts.footnotes, "endnote": parts.endnotes}
    numbers = Notes()
    for kind, note_id in tuple(story.notes.called):
        number = numbers.call(kind, note_id)
        root = roots[kind]
        note = None if root is None else _note(root, kind, note_id)
        if note is not None and (text := _flat(note, story)):
            yield Furniture(f"{number} {text}", PLACE)


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
            yield Furniture(text, PLACE)


def _flat(root: etree._Element, story: Story) -> str:
    lines: list[str] = []
    for part in body_parts(root, story):
        if isinstance(part, Table):
            lines.extend(cell.text for cell in part.cells)
        else:
            lines.append(part.text)
    return squash(" ".join(lines))
