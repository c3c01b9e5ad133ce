"""Pages that are pictures, read by whatever on this machine can read pictures.

The words found go as geometry through the same layout as any other page's, so that
ruled tables in scans become tables.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from plan_ingest.errors import NoText
from plan_ingest.layout.legible import CLOSED, why_unread
from plan_ingest.layout.page import PageContent
from plan_ingest.readers.ocr_engines import Engine, engine
from plan_ingest.readers.scan_page import scanned_page
from plan_ingest.settings import Reading

LARGEST = 4200
"""Pixels of the longer side a picture is brought down to."""
_DPI = 200.0
"""Pixels an inch at which a PDF's page is drawn to be read."""


def recognised(
    path: Path, contents: Iterable[PageContent], limits: Reading
) -> Iterator[PageContent]:
    """A PDF's pages, those whose text cannot be read read from their picture.

    Pages pass as they are where nothing on this machine reads pictures.
    """
    read_lines = engine() if limits.ocr else None
    for content in contents:
        if read_lines is None or why_unread(content) in {None, CLOSED}:
            yield content
            continue
        seen = _drawn(path, content, read_lines)
        yield seen if seen.words else content


def no_text(file: str, reasons: Iterable[str], pages: int) -> NoText:
    """The error for a source without readable text; `pages` are those OCR may read."""
    mend = (
        "ask for a version with text"
        if engine() is not None
        else "ask for a version with text, or install OCR: pip install plan-ingest[ocr]"
    )
    error = NoText(file, "; ".join(sorted(set(reasons))), mend)
    error.pages = pages
    return error


def _drawn(path: Path, content: PageContent, read_lines: Engine) -> PageContent:
    """The page drawn as a picture and read; its size stays what the PDF says."""
    longest = max(content.width, content.height) / 72.0
    dpi = min(_DPI, LARGEST / max(longest, 1.0))
    document = pdfium.PdfDocument(path)
    try:
        page = document[content.number - 1]
        picture = page.render(scale=dpi / 72.0, grayscale=True).to_pil()
    finally:
        document.close()
    seen = scanned_page(picture, content.number, dpi, read_lines)
    return replace(seen, width=picture.width * 72.0 / dpi)
