"""PDF files: pages to blocks, with every block's place on its page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from plan_ingest import registry, settings
from plan_ingest.errors import EmptySource, LimitExceeded
from plan_ingest.layout.continuation import join_over_pages
from plan_ingest.layout.flow import PageFlow, blocks, page_flows
from plan_ingest.layout.legible import GARBLED, why_unread
from plan_ingest.layout.page import PageContent
from plan_ingest.layout.tables import find_tables
from plan_ingest.layout.turning import Turn, printed_blocks
from plan_ingest.model.document import Block, Document, Page, Table
from plan_ingest.model.source import Source
from plan_ingest.readers.scan_page import confidence, uncertain
from plan_ingest.readers.scans import no_text, recognised

ENGINES = {
    "pdfium": "plan_ingest.readers.pdfium:open_pages",
    "pdfplumber": "plan_ingest.readers.plumber:open_pages",
}


def read(source: Source, path: Path, limits: settings.Reading) -> Document:
    """A PDF's blocks in reading order.

    Raises EmptySource, EncryptedSource, UnreadableSource, LimitExceeded, and NoText
    when no page has text that can be read.
    """
    if path.stat().st_size == 0:
        raise EmptySource(source.file, "the file is empty", "fetch it again")
    open_pages = registry.load(ENGINES, limits.pdf_engine, "PDF engine")
    count, contents = open_pages(source, path)
    if count == 0:
        raise EmptySource(source.file, "the PDF has no pages", "fetch it again")
    if count > limits.pages:
        raise LimitExceeded(
            source.file,
            f"{count} pages, more than the {limits.pages} allowed",
            "raise reading.pages in plan_ingest.toml, or cut the file",
        )
    return laid_out(source, recognised(path, contents, limits))


def laid_out(source: Source, contents: Iterable[PageContent]) -> Document:
    """The document of a source's pages, whatever library found what is on them.

    Raises NoText when no page has text that can be read.
    """
    pages: list[Page] = []
    wanted = _wanted(contents, source)
    turns: dict[int, Turn] = {}
    tables = partial(find_tables, strategy=source.hints.table_strategy)
    flows = list(page_flows(_noted(wanted, pages, turns), tables))
    apart = blocks(flows)
    whole = join_over_pages(apart)
    found = printed_blocks(whole, turns)
    pages = _counted(pages, flows, apart, whole)
    if all(page.reason or not page.characters for page in pages):
        reasons = {page.reason or "no text on any page" for page in pages}
        unread = sum(page.reason is not None for page in pages)
        raise no_text(source.file, reasons, unread)
    partly = ("partly_read",) if any(page.reason for page in pages) else ()
    read_as = ("ocr",) if any(page.confidence is not None for page in pages) else ()
    characters = sum(page.characters for page in pages)
    return Document(source, found, tuple(pages), characters, partly + read_as)


def _wanted(contents: Iterable[PageContent], source: Source) -> Iterator[PageContent]:
    """The pages that the source's hints ask for: all where they name none."""
    asked = frozenset(source.hints.pages)
    return (page for page in contents if not asked or page.number in asked)


def _noted(
    contents: Iterable[PageContent], pages: list[Page], turns: dict[int, Turn]
) -> Iterator[PageContent]:
    """Passes pages on that can be read; notes each page's size, reason and turn."""
    for content in contents:
        characters = sum(len(word.text) for word in content.words)
        reason = why_unread(content)
        size = content.width, content.height
        if content.turn in (90, 270):
            size = content.height, content.width
        if content.turn:
            turns[content.number] = Turn(content.turn, *size)
        read_as = confidence(content), uncertain(content)
        pages.append(Page(content.number, *size, characters, reason, 0, *read_as))
        if reason != GARBLED:
            yield content


def _counted(
    pages: Iterable[Page],
    flows: Iterable[PageFlow],
    apart: Iterable[Block],
    whole: Iterable[Block],
) -> list[Page]:
    """The pages with their characters, and with what joining tables dropped."""
    seen = {flow.number: flow.characters for flow in flows}
    repeated = _repeated(apart, whole)
    return [
        replace(
            page,
            characters=seen.get(page.number, page.characters),
            repeated=repeated.get(page.number, 0),
        )
        for page in pages
    ]


def _repeated(apart: Iterable[Block], whole: Iterable[Block]) -> dict[int, int]:
    """Characters of headers printed again, a page: what joined tables have lost."""
    pieces = iter([block for block in apart if isinstance(block, Table)])
    found: dict[int, int] = {}
    for table in whole:
        if not isinstance(table, Table):
            continue
        parts = list(islice(pieces, max(len(table.pages), 1)))
        lost = sum(map(_characters, parts)) - _characters(table)
        for number, part in enumerate(parts[1:], 1):
            share = lost // (len(parts) - number)
            lost -= share
            page = part.anchor.page or 0
            found[page] = found.get(page, 0) + max(share, 0)
    return found


def _characters(table: Table) -> int:
    parts = [part for cell in table.cells for part in cell.parts]
    words = [part.text for part in parts] + [part.bullet or "" for part in parts]
    return sum(len("".join(text.split())) for text in (*words, table.title or ""))
