"""Pages as pictures to look at: drawn in a child under limits, given as PNG.

The visible part of a page as it is turned when read, so that a box in points from
its top left corner lies on the picture where it lies on the page.
"""

import warnings
from concurrent.futures import TimeoutError as TimedOut
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
from pebble import ProcessExpired, ProcessPool
from PIL import Image, UnidentifiedImageError

from plan_ingest.errors import LimitExceeded, SourceError, UnreadableSource
from plan_ingest.readers import sniff
from plan_ingest.readers.children import children
from plan_ingest.settings import Reading

VERSION = 1
"""Raised whenever a picture of the same page would come out otherwise."""
HAVE_PAGES = frozenset({sniff.PDF, sniff.PNG, sniff.JPEG, sniff.TIFF})
"""Media types whose pages can be drawn."""
_MOST_EDGE = 6000  # pixels; a larger page is drawn smaller
_MOST_SECONDS = 30.0
_MOST_PIXELS = 150_000_000
_PAGES_A_CHILD = 200
"""Pages a child draws before a fresh one takes over: leaks stay small."""
_MEND = "look at the file itself"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to draw: `page` is 1-based, `width` the page's width in points."""

    file: str
    path: Path
    media_type: str
    page: int
    width: float
    scale: float
    """Pixels a point."""


class Drawer:
    """A child that draws pages, started when first asked and kept for the next."""

    def __init__(self, limits: Reading) -> None:
        self._limits = replace(limits, seconds=min(limits.seconds, _MOST_SECONDS))
        self._lock, self._open = Lock(), ExitStack()
        self._pool: ProcessPool | None = None

    def picture(self, wanted: Wanted) -> bytes:
        """The page as PNG. Raises SourceError where it cannot be drawn."""
        seconds = self._limits.seconds
        try:
            task = self._child().schedule(drawn, (wanted,), timeout=seconds)
            found: bytes | SourceError = task.result()
        except TimedOut as wrong:
            raise LimitExceeded(
                wanted.file, f"page {wanted.page} takes too long to draw", _MEND
            ) from wrong
        except (ProcessExpired, BrokenProcessPool) as wrong:
            raise UnreadableSource(
                wanted.file, f"page {wanted.page} cannot be drawn", _MEND
            ) from wrong
        if isinstance(found, SourceError):
            raise found
        return found

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._open.close()
            self._pool = None

    def _child(self) -> ProcessPool:
        with self._lock:
            if self._pool is None or not self._pool.active:
                self._open.close()
                self._pool = self._open.enter_context(
                    children(1, _PAGES_A_CHILD, self._limits, (__name__,))
                )
            return self._pool


def drawn(wanted: Wanted) -> bytes | SourceError:
    """What a child does: one page as PNG, or the reason why there is none."""
    try:
        is_pdf = wanted.media_type == sniff.PDF
        return _png(_pdf_page(wanted) if is_pdf else _frame(wanted))
    except Exception as wrong:
        words = " ".join(f"{type(wrong).__name__}: {wrong}".split())[:200]
        what = f"page {wanted.page} cannot be drawn ({words})"
        return UnreadableSource(wanted.file, what, _MEND)


def _pdf_page(wanted: Wanted) -> Image.Image:
    document = pdfium.PdfDocument(wanted.path)
    try:
        document.init_forms()
        page = document[wanted.page - 1]
        scale = min(wanted.scale, _MOST_EDGE / max(*page.get_size(), 1.0))
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    return picture


def _frame(wanted: Wanted) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(wanted.path) as opened:
            opened.seek(wanted.page - 1)
            if opened.width * opened.height > _MOST_PIXELS:
                raise UnidentifiedImageError("more pixels than are drawn")
            picture = opened.convert("RGB")
    shrink = min(
        wanted.width * wanted.scale / picture.width, _MOST_EDGE / max(picture.size)
    )
    size = (
        max(1, round(picture.width * shrink)),
        max(1, round(picture.height * shrink)),
    )
    return picture.resize(size, Image.Resampling.LANCZOS)


def _png(picture: Image.Image) -> bytes:
    made = BytesIO()
    picture.save(made, "PNG", compress_level=4)
    return made.getvalue()
