"""OpenDocument texts: the walk of content.xml, with the styles it stands on."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from plan_ingest.errors import UnreadableSource
from plan_ingest.model.document import Block, Document, Furniture, Table
from plan_ingest.model.source import Source
from plan_ingest.readers.archive import Archive, open_archive
from plan_ingest.readers.drafts import PLACE, BodyPart, draft_blocks, in_order
from plan_ingest.readers.looks import heading_levels
from plan_ingest.readers.odt_body import Text, body_parts
from plan_ingest.readers.odt_styles import OFFICE, STYLE, read_styles
from plan_ingest.readers.xml import parse
from plan_ingest.settings import Reading
from plan_ingest.text import squash

_AFRESH = "open it in LibreOffice or Word and save it afresh"


def read(source: Source, path: Path, limits: Reading) -> Document:
    """The OpenDocument text at `path`; running heads, feet and notes come last.

    Raises SourceError.
    """
    with open_archive(source.file, path, limits) as archive:
        content = _part(archive, "content.xml")
        looks = _part(archive, "styles.xml") if "styles.xml" in archive.names else None
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnreadableSource(source.file, "it holds no text body", _AFRESH)
    text = Text(read_styles([root for root in (looks, content) if root is not None]))
    parts = body_parts(body, text)
    blocks = [*_blocks(parts), *_notes(text), *_heads(looks, text)]
    return Document(source, in_order(blocks), characters=_characters(parts))


def _part(archive: Archive, name: str) -> etree._Element:
    try:
        return parse(archive.read(name))
    except (KeyError, etree.LxmlError) as wrong:
        raise UnreadableSource(
            archive.file, f"its part {name} is missing or damaged", _AFRESH
        ) from wrong


def _blocks(parts: list[BodyPart]) -> Iterator[Block]:
    for part, level in zip(parts, heading_levels(parts), strict=True):
        yield from draft_blocks(part, level)


def _notes(text: Text) -> Iterator[Furniture]:
    for number, note in text.notes:
        if words := _flat(note, text):
            yield Furniture(f"{number} {words}", PLACE)


def _heads(looks: etree._Element | None, text: Text) -> Iterator[Furniture]:
    """Running heads and feet of all page styles, each wording once."""
    seen: set[str] = set()
    names = ("header", "footer", "header-first", "footer-first", "header-left")
    tags = [f"{STYLE}{name}" for name in names]
    for head in () if looks is None else looks.iter(*tags):
        words = _flat(head, text)
        if words and words not in seen:
            seen.add(words)
            yield Furniture(words, PLACE)


def _flat(root: etree._Element, text: Text) -> str:
    return squash(" ".join(_words(body_parts(root, text))))


def _words(parts: list[BodyPart]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Table):
            yield from (cell.text for cell in part.cells)
        else:
            yield part.text


def _characters(parts: list[BodyPart]) -> int:
    return sum(len("".join(words.split())) for words in _words(parts))
