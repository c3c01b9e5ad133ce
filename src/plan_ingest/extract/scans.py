"""What an item read from a scan carries: how sure OCR was, which words it doubts."""

from collections.abc import Iterable
from statistics import fmean

from plan_ingest.model.document import Document, Page
from plan_ingest.model.source import BBox

_SLACK = 2.0
"""Points by which a word may stand out of its item's box."""


def scan_flags(
    document: Document, page: int | None, page_end: int | None, bbox: BBox | None
) -> tuple[str, ...]:
    """The flags of an item that stands on scanned pages; none for any other.

    "ocr", then "ocr_confidence:" with the mean of its pages, 0 to 1, then one
    "uncertain:" for each word in its box that may be misread.
    """
    if page is None:
        return ()
    last = page_end or page
    scanned = [
        one
        for one in document.pages
        if page <= one.number <= last and one.confidence is not None
    ]
    if not scanned:
        return ()
    mean = fmean(one.confidence or 0.0 for one in scanned)
    doubted = dict.fromkeys(_doubted(scanned, bbox if last == page else None))
    marks = (f"uncertain:{word}" for word in doubted)
    return ("ocr", f"ocr_confidence:{mean:.2f}", *marks)


def _doubted(pages: Iterable[Page], bbox: BBox | None) -> Iterable[str]:
    for page in pages:
        for word, (x0, top, x1, bottom) in page.uncertain:
            middle = (x0 + x1) / 2, (top + bottom) / 2
            if bbox is None or _inside(middle, bbox):
                yield word


def _inside(point: tuple[float, float], box: BBox) -> bool:
    x, y = point
    x0, top, x1, bottom = box
    across = x0 - _SLACK <= x <= x1 + _SLACK
    return across and top - _SLACK <= y <= bottom + _SLACK
