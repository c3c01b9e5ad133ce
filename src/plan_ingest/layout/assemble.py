"""Glyphs and marks of a page to its content, the same for every PDF library."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from plan_ingest.layout.charts import charts
from plan_ingest.layout.dotted import with_whole_rules
from plan_ingest.layout.drawnbullets import Dot, with_drawn_bullets
from plan_ingest.layout.glyphs import Glyphs
from plan_ingest.layout.marks import Stroke, rules_and_fills
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.turning import turn_of, upright_glyphs, upright_strokes
from plan_ingest.layout.words import words
from plan_ingest.model.source import BBox

_BEAD = 3.0  # points across: larger discs in a row are no dotted rule
_SCAN_SHARE = 0.5  # of the page: an image this large under hidden text is a scan


def assembled(
    number: int,
    size: tuple[float, float],
    glyphs: Glyphs,
    strokes: Sequence[Stroke],
    boxes: Sequence[Stroke],
    images: Sequence[BBox],
    dots: Sequence[Dot] = (),
) -> PageContent:
    """A page's words, rules and fills; `size` is width and height in points.

    A page most of whose text runs sideways is turned upright, `turn` says how far.
    """
    width, height = size
    turn = turn_of(glyphs, width, height)
    if turn.degrees:
        glyphs = upright_glyphs(glyphs, turn)
        strokes, boxes = upright_strokes(strokes, turn), upright_strokes(boxes, turn)
        images = [turn.upright(image) for image in images]
        dots = [replace(dot, box=turn.upright(dot.box)) for dot in dots]
        if turn.degrees in (90, 270):
            width, height = height, width
    scanned = _is_scan(glyphs, images, width * height)
    hidden = int(np.count_nonzero(_hidden(glyphs)))
    if scanned:
        styles = tuple(replace(style, hidden=False) for style in glyphs.styles)
        glyphs, hidden = replace(glyphs, styles=styles), 0
    shown = [word for word in words(glyphs) if _on_page(word, width, height)]
    strokes, boxes = _whole(strokes, boxes, dots)
    rules, fills = rules_and_fills(strokes, boxes, width, height)
    return PageContent(
        number,
        width,
        height,
        with_drawn_bullets(shown, dots),
        rules,
        fills,
        tuple(images),
        unmapped=int(np.count_nonzero(glyphs.unmapped)),
        hidden=hidden,
        scanned=scanned,
        turn=turn.degrees,
        charts=charts([*strokes, *boxes], shown),
    )


def _whole(
    strokes: Sequence[Stroke],
    boxes: Sequence[Stroke],
    dots: Sequence[Dot],
) -> tuple[list[Stroke], list[Stroke]]:
    """The strokes and the boxes, rows of dots and dashes among them made strokes."""
    lines, dashed = with_whole_rules(strokes)
    shades, dotted = with_whole_rules(boxes)
    discs = [Stroke(dot.box, dot.box[3] - dot.box[1]) for dot in dots]
    _, beaded = with_whole_rules([disc for disc in discs if disc.width <= _BEAD])
    return [*lines, *dashed, *dotted, *beaded], shades


def _is_scan(glyphs: Glyphs, images: Sequence[BBox], area: float) -> bool:
    """Whether most text is hidden over a picture of the page: the text of a scan."""
    if not images or not glyphs.text.strip():
        return False
    largest = max((x1 - x0) * (bottom - top) for x0, top, x1, bottom in images)
    return bool(largest >= _SCAN_SHARE * area and _hidden(glyphs).mean() > 0.5)


def _hidden(glyphs: Glyphs) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    flags = np.array([style.hidden for style in glyphs.styles], dtype=np.bool_)
    return flags[glyphs.style]


def _on_page(word: Word, width: float, height: float) -> bool:
    """Whether a word's middle lies on the visible page."""
    across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return 0 <= across <= width and 0 <= down <= height
