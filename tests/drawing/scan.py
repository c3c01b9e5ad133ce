"""A plan as a scanner gives it: pages as skewed, noisy pictures without any text."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DPI = 180
SKEW = 0.5
NOISE = 8.0
QUALITY = 60


def scan(printed: Path, path: Path, pages: int | None = None) -> None:
    """Pictures of a PDF's first pages at 180 dpi, turned by half a degree, as JPEG."""
    document = pdfium.PdfDocument(printed)
    canvas = None
    for number in range(min(pages or len(document), len(document))):
        page = document[number]
        width, height = page.get_size()
        canvas = canvas or Canvas(str(path), invariant=1)
        canvas.setPageSize((width, height))
        picture = page.render(scale=DPI / 72).to_pil().convert("L")
        held = BytesIO()
        _worn(picture, number).save(held, "JPEG", quality=QUALITY)
        held.seek(0)
        canvas.drawImage(ImageReader(held), 0, 0, width=width, height=height)
        canvas.showPage()
    document.close()
    if canvas:
        canvas.save()


def _worn(picture: Image.Image, seed: int) -> Image.Image:
    """The page a little askew, with the grain of a scanner; always the same grain."""
    turned = picture.rotate(SKEW, Image.Resampling.BICUBIC, fillcolor=255)
    grain = np.random.default_rng(seed).normal(0.0, NOISE, turned.size[::-1])
    grey = np.clip(np.asarray(turned, dtype=np.float64) + grain, 0, 255)
    return Image.fromarray(grey.astype(np.uint8))
