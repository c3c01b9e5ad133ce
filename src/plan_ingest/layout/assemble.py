"""Glyphs and marks of a page to its content, the same for every PDF library."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from plan_ingest.layout.glyphs import Glyphs
from plan_ingest.layout.marks import Stroke, rules_and_fills
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.words import words
from plan_ingest.model.source import BBox

_SCAN_SHARE = 0.5  # of the page: an image this large under hidden text is a scan


def assembled(
    number: int,
    size: tuple[float, float],
    glyphs: Glyphs,
    strokes: Sequence[Stroke],
    boxes: Sequence[Stroke],
    images: Sequence[BBox],
) -> PageContent:
    """A page's words, rules and fills; `size` is width and height in points."""
    width, height = size
    scanned = _is_scan(glyphs, images, width * height)
    if scanned:
        glyphs = replace(
            glyphs,
            styles=tuple(replace(style, hidden=False) for style in glyphs.styles),
        )
    hidden = np.array([style.hidden for style in glyphs.styles])[glyphs.style]
    seen, unseen, fills = rules_and_fills(strokes, boxes, width, height)
    return PageContent(
        number,
        width,
        height,
        tuple(word for word in words(glyphs) if _on_page(word, width, height)),
        seen,
        fills,
        tuple(images),
        unmapped=int(np.count_nonzero(glyphs.unmapped)),
        hidden_rules=unseen,
        hidden=int(np.count_nonzero(hidden)),
        scanned=scanned,
    )


def _is_scan(glyphs: Glyphs, images: Sequence[BBox], area: float) -> bool:
    """Whether all text is hidden over a picture of the page: a text layer of OCR."""
    if not glyphs.text.strip() or not images:
        return False
    largest = max((x1 - x0) * (bottom - top) for x0, top, x1, bottom in images)
    hidden = np.array([style.hidden for style in glyphs.styles])[glyphs.style]
    return bool(largest >= _SCAN_SHARE * area and hidden.mean() > 0.5)


def _on_page(word: Word, width: float, height: float) -> bool:
    """Whether a word's middle lies on the visible page."""
    across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return 0 <= across <= width and 0 <= down <= height
