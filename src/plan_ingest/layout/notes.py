"""Footnote marks: small figures raised at a word's end, no part of what is said."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from plan_ingest.layout.glyphs import Floats
from plan_ingest.layout.page import Word

_SMALL = 0.85  # of the size before it: a mark is no larger
_RAISED = 0.1  # of the size before it: how far a mark's foot stands above the line
_NEAR = 0.4  # of the size before it: the widest gap before a mark
_FIGURES = 2  # a mark's most figures


def falls(letters: Sequence[str], boxes: Floats, size: Floats) -> NDArray[np.bool_]:
    """For each glyph but the first, whether a raised small figure begins there."""
    found = size[1:] < _SMALL * size[:-1]
    for at in np.flatnonzero(found).tolist():
        foot = boxes[at, 3] - boxes[at + 1, 3]
        raised = foot > _RAISED * size[at]
        found[at] = raised and letters[at + 1].isdigit() and not letters[at].isdigit()
    return np.asarray(found, dtype=np.bool_)


def noted(words: Sequence[Word]) -> tuple[tuple[Word, ...], list[Word]]:
    """A page's words without the footnote marks among them, and the marks."""
    marks = [mark for word, mark in pairwise(words) if _marks(word, mark)]
    taken = set(map(id, marks))
    return tuple(word for word in words if id(word) not in taken), marks


def _marks(word: Word, mark: Word) -> bool:
    """Whether a word is a footnote mark of the word before it."""
    if not (mark.text.isdigit() and len(mark.text) <= _FIGURES and mark.upright):
        return False
    if mark.size >= _SMALL * word.size or word.text[-1:].isdigit():
        return False
    foot, gap = word.bottom - mark.bottom, mark.x0 - word.x1
    level = mark.bottom > word.top and foot > _RAISED * word.size
    return level and -_NEAR * word.size < gap < _NEAR * word.size
