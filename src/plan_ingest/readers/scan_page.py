"""A scanned page read: what was seen in the picture, as the page's geometry."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, median

import numpy as np
from PIL import Image

from plan_ingest.layout.page import Fill, PageContent, Rule, Word
from plan_ingest.model.source import BBox
from plan_ingest.readers.ocr_engines import Engine, SeenLine, SeenWord
from plan_ingest.readers.scan_image import (
    Ink,
    Run,
    body_rows,
    ink_of,
    rules_of,
    skew_of,
    stroke_of,
)
from plan_ingest.readers.scan_shades import Shade, shades_of, with_dark_words
from plan_ingest.readers.scan_words import placed_words

_POINTS_AN_INCH = 72.0
_SMALL_LETTER, _CAPITAL = 0.52, 0.72
"""Height of small letters' bodies, and of capitals and figures, in a size of type."""
_ABOVE, _BELOW = 0.78, 0.22
"""How far a line of type reaches above and below where its letters stand."""
_ALIKE = 1.15
"""How much two lines' sizes differ at most that are set in one size."""
_BOLDER = 1.18
"""How much thicker than the page's usual strokes, size for size, bold ones are."""
_LEAST_LETTERS = 3
"""Letters a line must have before its strokes say anything."""
_UNSURE = 0.7
"""Confidence below which a word may well be misread."""
_ROUND = (0.2, 0.62)
"""A bullet's height as a share of the size of type: a dot is smaller."""


def scanned_page(
    image: Image.Image, number: int, dpi: float, read_lines: Engine
) -> PageContent:
    """The words and rules in a picture of a page at `dpi` pixels an inch.

    The picture is turned level first. Words carry how sure the reader is of them.
    """
    level = _levelled(image)
    pixels = np.array(level)
    shades = shades_of(pixels, dpi)
    level = Image.fromarray(with_dark_words(pixels, shades))
    ink = ink_of(level)
    runs, bare = rules_of(ink, dpi)
    lines = read_lines(_without_rules(level, ink, bare))
    scale = _POINTS_AN_INCH / dpi
    sizes = _alike([_size(line, bare) for line in lines])
    strokes = [
        _stroke(line, bare) / size for line, size in zip(lines, sizes, strict=True)
    ]
    usual = median(filter(None, strokes)) if any(strokes) else 0.0
    words: list[Word] = []
    for line, size, stroke in zip(lines, sizes, strokes, strict=True):
        bold = stroke > usual * _BOLDER
        seen = _with_bullet(placed_words(line, size, bare), size, bare)
        beside = (_beside_rules(word, line, runs) for word in seen)
        seat = _seated(line, size, bare)
        words.extend(_word(word, seat, size, bold, scale) for word in beside)
    return PageContent(
        number=number,
        width=level.width * scale,
        height=level.height * scale,
        words=tuple(words),
        rules=tuple(_rule(run, scale) for run in runs),
        fills=tuple(_fill(shade, scale) for shade in shades),
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


def _levelled(image: Image.Image) -> Image.Image:
    """The picture in greys, turned so that its lines lie level."""
    grey = image.convert("L")
    angle = skew_of(ink_of(grey))
    if not angle:
        return grey
    paper = int(np.median(np.asarray(grey)))
    return grey.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=paper)


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


def _alike(sizes: Sequence[float]) -> list[float]:
    """Each line's size, those nearly alike made one: a page has few sizes."""
    groups: list[list[float]] = []
    for size in sorted(sizes):
        if groups and size <= median(groups[-1]) * _ALIKE:
            groups[-1].append(size)
        else:
            groups.append([size])
    usual = {size: median(group) for group in groups for size in group}
    return [usual[size] for size in sizes]


def _box(line: SeenLine) -> Run:
    x0 = min((word.x0 for word in line.words), default=0.0)
    x1 = max((word.x1 for word in line.words), default=0.0)
    return int(x0), int(line.top), int(x1) + 1, int(line.bottom) + 1


def _size(line: SeenLine, ink: Ink) -> float:
    """The size of a line's type in pixels."""
    small = sum(sign.islower() for word in line.words for sign in word.text)
    every = sum(len(word.text) for word in line.words)
    share = _SMALL_LETTER if small * 2 > every else _CAPITAL
    first, last = body_rows(ink, _box(line))
    size = (last - first) / share
    # A box can hold a speck or two lines: then its height is the better guide.
    height = line.bottom - line.top
    return size if 0.4 * height <= size <= 1.5 * height else 0.75 * height


def _seated(line: SeenLine, size: float, ink: Ink) -> SeenLine:
    """A measured line from where its letters stand: its box ends with its own tails."""
    if not line.exact:
        return line
    _, stand = body_rows(ink, _box(line))
    top, bottom = stand - _ABOVE * size, stand + _BELOW * size
    inside = line.top - size * 0.4 <= top and bottom <= line.bottom + size * 0.4
    return replace(line, top=top, bottom=bottom) if inside else line


def _stroke(line: SeenLine, ink: Ink) -> float:
    letters = sum(sign.isalpha() for word in line.words for sign in word.text)
    return stroke_of(ink, _box(line)) if letters >= _LEAST_LETTERS else 0.0


def _with_bullet(line: SeenLine, size: float, ink: Ink) -> tuple[SeenWord, ...]:
    """The line's words, before them a round sign that the reader passed over."""
    if not line.words:
        return ()
    right = int(line.words[0].x0 - size * 0.2)
    left = max(0, int(right - size * 3))
    part = ink[int(line.top) : int(line.bottom), left : max(left, right)]
    if part.size == 0 or not part.any():
        return line.words
    rows, cols = np.nonzero(part)
    tall, wide = int(np.ptp(rows)) + 1, int(np.ptp(cols)) + 1
    solid = len(rows) >= 0.6 * tall * wide
    fits = _ROUND[0] * size <= tall <= _ROUND[1] * size
    if not (solid and fits and tall <= wide * 1.5 and wide <= tall * 1.5):
        return line.words
    x0 = float(left + int(cols.min()))
    return (SeenWord("•", x0, x0 + wide, 1.0), *line.words)


def _beside_rules(word: SeenWord, line: SeenLine, runs: Sequence[Run]) -> SeenWord:
    """The word on that side of an upright rule on which most of it is.

    No rule runs through a word; readers only guess where in a line each one stands.
    """
    middle = (line.top + line.bottom) / 2
    for x0, top, x1, bottom in runs:
        upright = x1 - x0 < bottom - top and top <= middle <= bottom
        rule = (x0 + x1) / 2
        if not (upright and word.x0 < rule < word.x1):
            continue
        if rule - word.x0 > word.x1 - rule:
            word = replace(word, x1=max(word.x0 + 1, x0 - 1))
        else:
            word = replace(word, x0=min(word.x1 - 1, x1 + 1))
    return word


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
        size=round(size * scale, 1),
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


def _fill(shade: Shade, scale: float) -> Fill:
    x0, y0, x1, y1 = (edge * scale for edge in shade.box)
    return Fill(x0, y0, x1, y1, shade.level * 0x010101)
