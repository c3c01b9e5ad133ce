"""Picture files (PNG, JPEG, TIFF): the pages of a scan, laid out as any other's."""

import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageSequence, UnidentifiedImageError

from plan_ingest.errors import LimitExceeded, UnreadableSource
from plan_ingest.layout.legible import PICTURE
from plan_ingest.layout.page import PageContent
from plan_ingest.model.document import Document
from plan_ingest.model.source import Source
from plan_ingest.readers.ocr_engines import Engine, engine
from plan_ingest.readers.pdf import laid_out
from plan_ingest.readers.scan_page import scanned_page
from plan_ingest.readers.scans import LARGEST, no_text
from plan_ingest.settings import Reading

_LONG_SIDE = 11.69
"""Inches of an A4 page's long side: for pictures that do not say their resolution."""
_PLAUSIBLE_DPI = (60.0, 1300.0)
_MOST_PIXELS = 150_000_000


def read(source: Source, path: Path, limits: Reading) -> Document:
    """A picture file's pages (a TIFF may hold several), read.

    Raises NoText where nothing on this machine reads pictures, or no words are seen.
    """
    read_lines = engine() if limits.ocr else None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as opened:
                frames = getattr(opened, "n_frames", 1)
                if opened.width * opened.height > _MOST_PIXELS or frames > limits.pages:
                    raise _too_large(source)
                if read_lines is None:
                    raise no_text(source.file, (PICTURE,), frames)
                return laid_out(source, _frames(opened, read_lines))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as wrong:
        raise UnreadableSource(
            source.file, "the picture is damaged", "scan or save it afresh"
        ) from wrong
    except Image.DecompressionBombError as wrong:
        raise _too_large(source) from wrong


def _frames(opened: Image.Image, read_lines: Engine) -> Iterator[PageContent]:
    for number, frame in enumerate(ImageSequence.Iterator(opened), start=1):
        dpi = _resolution(frame)
        picture = frame.convert("L")
        shrink = LARGEST / max(picture.size)
        if shrink < 1:
            picture = picture.resize(
                (int(picture.width * shrink), int(picture.height * shrink)),
                Image.Resampling.LANCZOS,
            )
            dpi *= shrink
        yield scanned_page(picture, number, dpi, read_lines)


def _resolution(frame: Image.Image) -> float:
    """Pixels an inch as the file says, else as if the picture were an A4 page."""
    told = frame.info.get("dpi", (0, 0))
    try:
        dpi = float(told[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    least, most = _PLAUSIBLE_DPI
    sides = max(frame.size) / dpi if dpi else 0.0
    fits = least <= dpi <= most and sides <= 2 * _LONG_SIDE
    return dpi if fits else max(frame.size) / _LONG_SIDE


def _too_large(source: Source) -> LimitExceeded:
    return LimitExceeded(
        source.file,
        "the picture has more pixels or pages than allowed",
        "scan it at 300 dots an inch, a file a plan",
    )
