"""Pages of a PDF by PDFium: fast, one page open at a time."""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from plan_ingest.errors import EncryptedSource, UnreadableSource
from plan_ingest.layout.assemble import assembled
from plan_ingest.layout.page import PageContent
from plan_ingest.model.source import Source
from plan_ingest.readers.pdfium_frame import Frame
from plan_ingest.readers.pdfium_glyphs import read_glyphs
from plan_ingest.readers.pdfium_marks import read_marks

_MOST_ANNOTATIONS = 500  # looked at on a page for form fields and typed notes


def open_pages(source: Source, path: Path) -> tuple[int, Iterator[PageContent]]:
    """How many pages a PDF has, and the pages one by one.

    Raises EncryptedSource or UnreadableSource.
    """
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as wrong:
        raise _refusal(source, wrong) from wrong
    return len(document), _pages(document)


def _refusal(source: Source, wrong: pdfium.PdfiumError) -> Exception:
    if getattr(wrong, "err_code", None) in (
        raw.FPDF_ERR_PASSWORD,
        raw.FPDF_ERR_SECURITY,
    ):
        return EncryptedSource(
            source.file, "the PDF is locked by a password", "save it unlocked"
        )
    return UnreadableSource(
        source.file, "the PDF is damaged", "open it in a viewer and save it anew"
    )


def _pages(document: pdfium.PdfDocument) -> Iterator[PageContent]:
    try:
        for index in range(len(document)):
            yield _page(document, index)
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, index: int) -> PageContent:
    """One page; a page PDFium cannot load has no size and no words."""
    page = _loaded(document, index)
    if not page:
        return PageContent(index + 1, 0.0, 0.0, ())
    try:
        frame = _frame(page)
        text_page = raw.FPDFText_LoadPage(page)
        count = max(raw.FPDFText_CountChars(text_page), 0) if text_page else 0
        handle = ctypes.cast(text_page, ctypes.c_void_p).value or 0
        glyphs = read_glyphs(handle, frame, count)
        raw.FPDFText_ClosePage(text_page)
        marks = read_marks(ctypes.cast(page, ctypes.c_void_p).value or 0, frame)
    finally:
        raw.FPDF_ClosePage(page)
    return assembled(
        index + 1,
        (frame.width, frame.height),
        glyphs,
        marks.strokes,
        marks.boxes,
        marks.images,
        marks.dots,
    )


def _loaded(document: pdfium.PdfDocument, index: int) -> Any:
    """The page, what is filled into its forms made part of it."""
    page = raw.FPDF_LoadPage(document.raw, index)
    if not page or not _has_fields(page):
        return page
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    raw.FPDF_ClosePage(page)
    return raw.FPDF_LoadPage(document.raw, index)


def _has_fields(page: Any) -> bool:
    count = min(raw.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)
    for index in range(count):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT):
                return True
    return False


def _frame(page: Any) -> Frame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    turn = max(raw.FPDFPage_GetRotation(page), 0) * 90 % 360
    return Frame(box.left, box.bottom, box.right, box.top, turn)
