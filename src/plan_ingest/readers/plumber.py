"""Pages of a PDF by pdfplumber: slow, kept as the reference to measure against."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from plan_ingest.errors import EncryptedSource, UnreadableSource
from plan_ingest.layout.assemble import assembled
from plan_ingest.layout.glyphs import Glyphs, Style
from plan_ingest.layout.marks import Stroke
from plan_ingest.layout.page import PageContent
from plan_ingest.model.source import BBox, Source

_UNKNOWN = "\ufffd"  # pdfminer writes (cid:31) for what its font does not say
_BOLD_NAMES = ("bold", "black", "heavy")


def open_pages(source: Source, path: Path) -> tuple[int, Iterator[PageContent]]:
    """How many pages a PDF has, and the pages one by one.

    Raises EncryptedSource or UnreadableSource.
    """
    try:
        with path.open("rb") as stream, pdfplumber.open(stream) as document:
            return len(document.pages), _pages(path)
    except PdfminerException as wrong:
        if wrong.args and isinstance(wrong.args[0], PDFPasswordIncorrect):
            raise EncryptedSource(
                source.file, "the PDF is locked by a password", "save it unlocked"
            ) from wrong
        raise UnreadableSource(
            source.file, "the PDF is damaged", "open it in a viewer and save it anew"
        ) from wrong


def _pages(path: Path) -> Iterator[PageContent]:
    with path.open("rb") as stream, pdfplumber.open(stream) as document:
        for page in document.pages:
            yield _page(page)
            page.close()


def _page(page: Any) -> PageContent:
    left, top = float(page.bbox[0]), float(page.bbox[1])
    strokes = [
        Stroke(_box(mark, left, top), float(mark.get("linewidth") or 0))
        for mark in page.lines
    ]
    boxes = []
    for mark in (*page.rects, *page.curves):
        box = _box(mark, left, top)
        if mark.get("stroke"):
            strokes.extend(_sides(box, float(mark.get("linewidth") or 0)))
        if mark.get("fill") and mark["object_type"] == "rect":
            color = _color(mark.get("non_stroking_color"))
            boxes.append(Stroke(box, min(box[2] - box[0], box[3] - box[1]), color))
    numbered = [
        Stroke(mark.box, mark.width, mark.color, drawn=drawn)
        for drawn, mark in enumerate(boxes)
    ]
    return assembled(
        page.page_number,
        (float(page.width), float(page.height)),
        _glyphs(page.chars, left, top),
        strokes,
        numbered,
        [_box(image, left, top) for image in page.images],
    )


def _glyphs(characters: Iterable[Mapping[str, Any]], left: float, top: float) -> Glyphs:
    numbers: dict[Style, int] = {}
    letters: list[str] = []
    boxes: list[BBox] = []
    style: list[int] = []
    for character in characters:
        number = numbers.setdefault(_style(character), len(numbers))
        said = character["text"]
        for letter in _UNKNOWN if said.startswith("(cid:") else said:
            letters.append(letter)
            boxes.append(_box(character, left, top))
            style.append(number)
    text = "".join(letters)
    return Glyphs(
        text,
        np.array(boxes, dtype=np.float32).reshape(-1, 4),
        np.array(style, dtype=np.int32),
        tuple(numbers) or (Style(1.0),),
        np.array([letter == _UNKNOWN for letter in text], dtype=np.bool_),
    )


def _style(character: Mapping[str, Any]) -> Style:
    name = str(character["fontname"]).split("+")[-1]
    upright = bool(character["upright"])
    return Style(
        size=round(float(character["size"]), 2),
        font=name,
        bold=any(word in name.casefold() for word in _BOLD_NAMES),
        italic="italic" in name.casefold() or "oblique" in name.casefold(),
        color=_color(character.get("non_stroking_color")),
        turn=0 if upright else 270 if character["matrix"][1] > 0 else 90,
    )


def _box(mark: Mapping[str, Any], left: float, top: float) -> BBox:
    return (
        float(mark["x0"]) - left,
        float(mark["top"]) - top,
        float(mark["x1"]) - left,
        float(mark["bottom"]) - top,
    )


def _sides(box: BBox, width: float) -> list[Stroke]:
    x0, top, x1, bottom = box
    sides = (
        (x0, top, x1, top),
        (x0, bottom, x1, bottom),
        (x0, top, x0, bottom),
        (x1, top, x1, bottom),
    )
    return [Stroke(side, width) for side in sides]


def _color(parts: Any) -> int:
    """A colour as 0xRRGGBB: grey, RGB or CMYK; black where it is something else."""
    if not isinstance(parts, (tuple, list)):
        parts = (parts,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return 0
    if len(parts) == 1:
        parts = parts * 3
    if len(parts) == 4:
        cyan, magenta, yellow, key = parts
        parts = [(1 - ink) * (1 - key) for ink in (cyan, magenta, yellow)]
    if len(parts) != 3:
        return 0
    red, green, blue = (min(max(round(float(p) * 255), 0), 255) for p in parts)
    return red << 16 | green << 8 | blue
