"""Bullets that were drawn instead of set: browsers print a disc, not a character."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from plan_ingest.layout.page import Word
from plan_ingest.model.source import BBox

_NEAR, _FAR = 0.15, 3.0  # of the text size: how far off its entry a bullet stands
_SMALLEST, _LARGEST = 0.12, 0.75  # of the text size, across
_CLEAR = 0.6  # of the text size: blank before a bullet
_MOST = 2000  # dots on a page; more are a picture
GLYPHS = {"disc": "•", "ring": "○", "square": "▪"}


@dataclass(frozen=True, slots=True)
class Dot:
    """A small drawn shape, about as wide as high."""

    box: BBox
    shape: Literal["disc", "ring", "square"] = "disc"


def with_drawn_bullets(words: Sequence[Word], dots: Sequence[Dot]) -> tuple[Word, ...]:
    """The words, and a bullet for each dot that stands before one of them."""
    if not dots or not words or len(dots) > _MOST:
        return tuple(words)
    boxes = np.array([(word.x0, word.top, word.x1, word.bottom) for word in words])
    sizes = np.array([word.size for word in words])
    bullets: dict[int, Word] = {}
    for dot in dots:
        at = _entry(dot, boxes, sizes)
        if at is not None and at not in bullets and words[at].upright:
            bullets[at] = _bullet(dot, words[at])
    found: list[Word] = []
    for at, word in enumerate(words):
        if at in bullets:
            found.append(bullets[at])
        found.append(word)
    return tuple(found)


def _entry(
    dot: Dot,
    boxes: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    sizes: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> int | None:
    """The word a dot stands before; None where it stands before none."""
    x0, top, x1, bottom = dot.box
    middle, across = (top + bottom) / 2, x1 - x0
    left, above, right, below = boxes.T
    level = (above < middle) & (middle < below)
    off = left - x1
    fits = (across >= _SMALLEST * sizes) & (across <= _LARGEST * sizes)
    near = (off >= _NEAR * sizes) & (off <= _FAR * sizes)
    chosen = np.flatnonzero(level & fits & near)
    if not len(chosen):
        return None
    at = int(chosen[np.argmin(off[chosen])])
    before = level & (right > x0 - _CLEAR * sizes[at]) & (left < x0)
    return None if before.any() else at


def _bullet(dot: Dot, word: Word) -> Word:
    x0, _, x1, _ = dot.box
    return Word(
        GLYPHS[dot.shape],
        round(x0, 2),
        word.top,
        round(x1, 2),
        word.bottom,
        word.size,
        color=word.color,
        edges=(round(x0, 2), round(x1, 2)),
    )
