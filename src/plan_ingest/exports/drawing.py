"""What was read, drawn over the pages: blocks, tables, cells and items in colours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from plan_ingest.errors import UnreadableSource
from plan_ingest.model.document import Document, Table
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import BBox

_SCALE = 1.5  # pixels a point: 108 dots an inch
_LEGEND = 26  # pixels
_SWATCH = 14  # pixels
_MOST_PIXELS = 6000  # an edge longer than this is drawn smaller
COLORS = {
    "heading": (0, 84, 180),
    "paragraph": (0, 120, 60),
    "bullet": (190, 90, 0),
    "table": (110, 30, 150),
    "cell": (170, 110, 210),
    "furniture": (120, 120, 120),
    "item": (200, 0, 40),
    "unread": (0, 0, 0),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A box to draw: what kind of thing, on which page, and a word beside it."""

    kind: str
    page: int
    bbox: BBox
    label: str = ""


def draw(
    document: Document, items: Sequence[PlanItem], path: Path, folder: Path
) -> tuple[Path, ...]:
    """Writes a PNG a page into `folder`: the page with everything found on it.

    `path` is the PDF the document was read from. Raises UnreadableSource when it
    cannot be drawn.
    """
    marks = list(marks_of(document, items))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as wrong:
        raise UnreadableSource(
            path, "cannot be drawn: not a PDF that opens", "draw PDF files only"
        ) from wrong
    try:
        for page in document.pages:
            here = [mark for mark in marks if mark.page == page.number]
            image = _drawn(pdf, page.number, here, page.reason)
            target = folder / f"{path.stem}-page-{page.number:04d}.png"
            image.save(target)
            written.append(target)
    finally:
        pdf.close()
    return tuple(written)


def marks_of(document: Document, items: Sequence[PlanItem]) -> Iterator[Mark]:
    """Every box of a document and its items; what has no place is left out."""
    for block in document.blocks:
        anchor = block.anchor
        if anchor.page is not None and anchor.bbox is not None:
            label = str(block.level) if block.kind in ("heading", "bullet") else ""
            yield Mark(block.kind, anchor.page, anchor.bbox, label)
        if isinstance(block, Table):
            yield from _cells(block)
    for item in items:
        source = item.source
        if source.page is not None and source.bbox is not None:
            yield Mark("item", source.page, source.bbox, str(item.item_no))


def _cells(table: Table) -> Iterator[Mark]:
    for cell in table.cells:
        if cell.page is not None and cell.bbox is not None:
            yield Mark("cell", cell.page, cell.bbox)


def _drawn(
    pdf: pdfium.PdfDocument, number: int, marks: Sequence[Mark], reason: str | None
) -> Image.Image:
    page = pdf[number - 1]
    try:
        scale = min(_SCALE, _MOST_PIXELS / max(*page.get_size(), 1.0))
        picture = page.render(scale=scale).to_pil().convert("RGBA")
    finally:
        page.close()
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for mark in sorted(marks, key=lambda mark: list(COLORS).index(mark.kind)):
        _box(pen, mark, scale)
    if reason:
        pen.text((8, 8), f"unread: {reason}", fill=(*COLORS["unread"], 255))
    return _with_legend(Image.alpha_composite(picture, layer).convert("RGB"))


def _box(pen: ImageDraw.ImageDraw, mark: Mark, scale: float) -> None:
    color = COLORS[mark.kind]
    x0, top, x1, bottom = (length * scale for length in mark.bbox)
    grown = 2 if mark.kind in ("table", "item") else 0
    shape = (
        min(x0, x1) - grown,
        min(top, bottom) - grown,
        max(x0, x1) + grown,
        max(top, bottom) + grown,
    )
    tint = 0 if mark.kind in ("table", "cell") else 36
    width = 2 if mark.kind in ("table", "item") else 1
    pen.rectangle(shape, fill=(*color, tint), outline=(*color, 255), width=width)
    if mark.label:
        pen.text(
            (max(shape[0] - 14, 0), shape[1]), mark.label, (*color, 255), _letters()
        )


def _with_legend(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    whole = Image.new("RGB", (max(width, 620), height + _LEGEND), (255, 255, 255))
    whole.paste(picture, (0, 0))
    pen = ImageDraw.Draw(whole)
    across = 6
    for kind, color in COLORS.items():
        top = height + 6
        pen.rectangle(
            (across, top, across + _SWATCH, top + _SWATCH), outline=color, width=3
        )
        pen.text((across + _SWATCH + 4, top), kind, color, _letters())
        across += _SWATCH + 12 + round(_letters().getlength(kind)) + 8
    return whole


def _letters() -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    return ImageFont.load_default(size=12)
