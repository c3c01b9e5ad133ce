"""Plain text: paragraphs, bullets, headings and tables of tab-separated cells."""

import re
from collections.abc import Iterator
from pathlib import Path

from plan_ingest.errors import EmptySource, LimitExceeded
from plan_ingest.model.document import Block, Document, Table
from plan_ingest.model.source import Source
from plan_ingest.readers import commonmark, plain
from plan_ingest.readers.encoding import decode
from plan_ingest.settings import Reading

_MARKDOWN = re.compile(
    r"^(?: {0,3}#{1,6}\s+\S|\s*\|?(?:\s*:?-{3,}:?\s*\|)+)", re.MULTILINE
)
_SHARE = 16
"""A text may take up this part of the memory allowed: its blocks take the rest."""


def read(source: Source, path: Path, limits: Reading) -> Document:
    """A text plan's blocks: Markdown's marks are read as such, tabs make cells.

    Raises EmptySource, and LimitExceeded for a text larger than the memory allows.
    """
    if path.stat().st_size * _SHARE > limits.megabytes * 1024 * 1024:
        raise LimitExceeded(source.file, "the text is too large", "split it by plan")
    text = decode(path.read_bytes())
    if not text.strip("\0 \t\r\n\f\v\ufeff"):
        raise EmptySource(source.file, "there is nothing in it", "fetch it again")
    return document(source, text)


def document(source: Source, text: str) -> Document:
    """The blocks of a text; tabs between words outrank Markdown, which has none."""
    marked = source.media_type == "text/markdown" or _MARKDOWN.search(text)
    whole = text.replace("\0", "")
    blocks = (
        commonmark.blocks(whole)
        if marked and not plain.tabular(whole)
        else plain.walk(whole)
    )
    return Document(source, blocks, characters=_characters(blocks))


def _characters(blocks: tuple[Block, ...]) -> int:
    """How many characters that are not white space the blocks show."""
    return sum(
        len("".join(words.split())) for block in blocks for words in _shown(block)
    )


def _shown(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        for cell in block.cells:
            yield from (part.text for part in cell.parts)
    else:
        yield block.text
