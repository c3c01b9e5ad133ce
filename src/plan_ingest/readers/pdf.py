"""PDF files: pages to blocks, with every block's place on its page."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from plan_ingest import registry, settings
from plan_ingest.errors import EmptySource, LimitExceeded, NoText
from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.page import PageContent
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Document, Page
from plan_ingest.model.source import Source

ENGINES = {
    "pdfium": "plan_ingest.readers.pdfium:open_pages",
    "pdfplumber": "plan_ingest.readers.plumber:open_pages",
}
_UNREADABLE_SHARE = 0.5  # of a page's glyphs without a known character


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
    pages: list[Page] = []
    wanted = _wanted(contents, source)
    found = blocks(page_flows(_noted(wanted, pages), find_tables))
    if all(page.reason for page in pages):
        reasons = sorted({page.reason or "" for page in pages})
        raise NoText(
            source.file, "; ".join(reasons), "ask for a text version, or use OCR"
        )
    flags = ("partly_read",) if any(page.reason for page in pages) else ()
    characters = sum(page.characters for page in pages)
    return Document(source, found, tuple(pages), characters, flags)


def _wanted(contents: Iterable[PageContent], source: Source) -> Iterator[PageContent]:
    """The pages that the source's hints ask for: all where they name none."""
    asked = frozenset(source.hints.pages)
    return (page for page in contents if not asked or page.number in asked)


def _noted(contents: Iterable[PageContent], pages: list[Page]) -> Iterator[PageContent]:
    """Passes pages on that can be read; notes size and reason of every page."""
    for content in contents:
        characters = sum(len(word.text) for word in content.words)
        reason = _reason(content, characters)
        pages.append(
            Page(content.number, content.width, content.height, characters, reason)
        )
        if reason is None:
            yield content


def _reason(content: PageContent, characters: int) -> str | None:
    """Why a page cannot be read; None when it can, or is blank."""
    if not content.width:
        return "page cannot be opened"
    if not characters and content.images:
        return "page is a picture without text"
    if characters and content.unmapped >= _UNREADABLE_SHARE * characters:
        return "page's font does not say which characters it shows"
    return None
