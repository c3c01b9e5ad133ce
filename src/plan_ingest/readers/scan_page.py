"""A scanned page read: what was seen in the picture, as the page's geometry."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, median

import numpy as np
from PIL import Image

from plan_ingest.layout.page import PageContent, Rule, Word
from plan_ingest.model.source import BBox
from plan_ingest.readers.ocr_engines import Engine, SeenLine, SeenWord
from plan_ingest.readers.scan_image import (
    Ink,
    Run,
    ink_of,
    rules_of,
    skew_of,
    stroke_of,
)

_POINTS_AN_INCH = 72.0
_TYPE_OF_LINE = 0.72
"""Points of type in a point of a line's box, which holds ascenders and some paper."""
_ALIKE = 1.18
"""How much two lines' heights differ at most that are set in one size."""
_BOLDER = 1.28
"""How much thicker than the page's usual strokes bold ones are."""
_UNSURE = 0.7
"""Confidence below which a word may well be misread."""
_ROUND = (0.12, 0.5)
"""A bullet's height as a share of its line's: a dot is smaller, a letter larger."""


def scanned_page(
    image: Image.Image, number: int, dpi: float, read_lines: Engine
) -> PageContent:
    """The words and rules in a picture of a page at `dpi` pixels an inch.

    The picture is turned level first. Words carry how sure the reader is of them.
    """
    level, ink = _levelled(image)
    runs, bare = rules_of(ink, dpi)
    lines = read_lines(_without_rules(level, ink, bare))
    scale = _POINTS_AN_INCH / dpi
    sizes = _sizes([line.bottom - line.top for line in lines])
    strokes = [_stroke(bare, line) for line in lines]
    usual = median(strokes) if strokes else 0.0
    words: list[Word] = []
    for line, size, stroke in zip(lines, sizes, strokes, strict=True):
        bold = usual > 0 and stroke > usual * _BOLDER
        seen = _with_bullet(_tightened(line, bare), bare)
        words.extend(_word(word, line, size, bold, scale) for word in seen)
    return PageContent(
        number=number,
        width=level.width * scale,
        height=level.height * scale,
        words=tuple(words),
        rules=tuple(_rule(run, scale) for run in runs),
        scanned=True,
        recognised=True,
    )


def confidence(content: PageContent) -> float | None:
    """How sure OCR is of the page's words in the mean; None where text was there."""
    if not content.recognised or not content.words:
        return None
    return round(fmean(word.confidence for word in content.words), 3)


def uncertain(content: PageContent) -> tuple[tuple[str, BBox], ...]:
    """The words OCR may have misread, with their places."""
    return tuple(
        (word.text, (word.x0, word.top, word.x1, word.bottom))
        for word in content.words
        if word.confidence < _UNSURE
    )


def _levelled(image: Image.Image) -> tuple[Image.Image, Ink]:
    grey = image.convert("L")
    ink = ink_of(grey)
    angle = skew_of(ink)
    if not angle:
        return grey, ink
    paper = int(np.median(np.asarray(grey)))
    level = grey.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=paper)
    return level, ink_of(level)


def _without_rules(level: Image.Image, ink: Ink, bare: Ink) -> Image.Image:
    """The picture with its rules painted over: to a reader of words they are noise."""
    grey = np.array(level)
    paper = np.uint8(np.median(grey))
    gone = ink & ~bare
    for rows in (-1, 0, 1):
        for cols in (-1, 0, 1):
            near = np.roll(np.roll(gone, rows, axis=0), cols, axis=1)
            grey[near & ~bare] = paper
    return Image.fromarray(grey)


def _sizes(heights: Sequence[float]) -> list[float]:
    """Each line's height, those nearly alike made one: a page has few sizes."""
    groups: list[list[float]] = []
    for height in sorted(heights):
        if groups and height <= median(groups[-1]) * _ALIKE:
            groups[-1].append(height)
        else:
            groups.append([height])
    usual = {height: median(group) for group in groups for height in group}
    return [usual[height] for height in heights]


def _stroke(ink: Ink, line: SeenLine) -> float:
    x0 = min(word.x0 for word in line.words) if line.words else 0.0
    x1 = max(word.x1 for word in line.words) if line.words else 0.0
    return stroke_of(ink, (int(x0), int(line.top), int(x1) + 1, int(line.bottom) + 1))


def _tightened(line: SeenLine, ink: Ink) -> SeenLine:
    """The line's ends where its ink begins and ends: readers give room to spare."""
    if not line.words:
        return line
    first, last = line.words[0], line.words[-1]
    left, right = max(0, int(first.x0)), int(last.x1) + 1
    filled = np.flatnonzero(ink[int(line.top) : int(line.bottom), left:right].any(0))
    if not len(filled):
        return line
    x0, x1 = float(left + filled[0]), float(left + filled[-1] + 1)
    words = list(line.words)
    words[0] = replace(words[0], x0=min(x0, words[0].x1 - 1))
    words[-1] = replace(words[-1], x1=max(x1, words[-1].x0 + 1))
    return replace(line, words=tuple(words))


def _with_bullet(line: SeenLine, ink: Ink) -> tuple[SeenWord, ...]:
    """The line's words, before them a round sign that the reader passed over."""
    if not line.words:
        return ()
    height = line.bottom - line.top
    right = int(line.words[0].x0 - height * 0.1)
    left = max(0, int(right - height * 2.2))
    part = ink[int(line.top) : int(line.bottom), left:right]
    if part.size == 0 or not part.any():
        return line.words
    rows, cols = np.nonzero(part)
    tall, wide = int(np.ptp(rows)) + 1, int(np.ptp(cols)) + 1
    solid = len(rows) >= 0.55 * tall * wide
    fits = _ROUND[0] * height <= tall <= _ROUND[1] * height and tall * 0.5 <= wide
    if not (solid and fits and wide <= tall * 2):
        return line.words
    x0 = float(left + int(cols.min()))
    return (SeenWord("•", x0, x0 + wide, 1.0), *line.words)


def _word(
    seen: SeenWord, line: SeenLine, size: float, bold: bool, scale: float
) -> Word:
    x0, x1 = seen.x0 * scale, seen.x1 * scale
    step = (x1 - x0) / max(1, len(seen.text))
    return Word(
        text=seen.text,
        x0=x0,
        top=line.top * scale,
        x1=x1,
        bottom=line.bottom * scale,
        size=round(size * scale * _TYPE_OF_LINE, 1),
        bold=bold,
        edges=tuple(x0 + step * n for n in range(len(seen.text) + 1)),
        confidence=round(seen.confidence, 3),
    )


def _rule(run: Run, scale: float) -> Rule:
    x0, y0, x1, y1 = run
    if x1 - x0 >= y1 - y0:
        middle = (y0 + y1) / 2 * scale
        return Rule(x0 * scale, middle, x1 * scale, middle, (y1 - y0) * scale)
    middle = (x0 + x1) / 2 * scale
    return Rule(middle, y0 * scale, middle, y1 * scale, (x1 - x0) * scale)
