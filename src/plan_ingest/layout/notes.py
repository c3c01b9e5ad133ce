"""Footnote marks: small figures raised at a word's end, no part of what is said."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from plan_ingest.layout.glyphs import Floats
from plan_ingest.layout.page import Word

_SMALL = 0.85  # of the size before it: a mark is no larger
_RAISED = 0.1  # of the size before it: how far a mark's foot stands above the line
_NEAR = 0.4  # of the size before it: the widest gap before a mark
_TOUCHING = 0.08  # of the size: the white between what is set as one word
_UNIT = re.compile(r"\d ?(?:km|cm|mm|m|ft|yd|mi)$")  # what is squared or cubed
_OPEN = ("(", "[")
_FIGURES = 2  # a mark's most figures


def falls(letters: Sequence[str], boxes: Floats, size: Floats) -> NDArray[np.bool_]:
    """For each glyph but the first, whether a raised small figure begins there.

    Or ends: the full stop after a mark is no part of it.
    """
    found = np.zeros(max(len(letters) - 1, 0), dtype=np.bool_)
    for at in np.flatnonzero(size[1:] < _SMALL * size[:-1]).tolist():
        foot = boxes[at, 3] - boxes[at + 1, 3]
        raised = foot > _RAISED * size[at]
        if not raised or letters[at].isdigit() or not letters[at + 1].isdigit():
            continue
        found[at] = True
        end = at + 1
        while end < len(letters) and letters[end].isdigit() and end <= at + _FIGURES:
            end += 1
        if end < len(letters) and size[end - 1] < _SMALL * size[end]:
            found[end - 1] = True
    return found


def noted(words: Sequence[Word]) -> tuple[tuple[Word, ...], list[Word]]:
    """A page's words without the footnote marks among them, and the marks.

    A word with a mark reaches as far as the mark did, for its line is as long as it was
    printed; a full stop close behind the mark is the word's. A mark between brackets
    of its own, which opens a note, stays as small as it is: it numbers no entry.
    """
    kept: list[Word] = []
    marks: list[Word] = []
    marked = False
    for before, word in zip((None, *words), words, strict=False):
        if before is not None and _marks(before, word) and not marked:
            if kept[-1].text in _OPEN:
                kept[-1] = replace(kept[-1], size=word.size)
            own = _is_own(" ".join(one.text for one in kept[-2:]))
            kept[-1] = _longer(kept[-1], word.text if own else "", word)
            marks.extend(() if own else (word,))
            marked = True
            continue
        if marked and kept[-1].upright and _is_close(kept[-1], word):
            kept[-1] = _longer(kept[-1], word.text, word)
        else:
            kept.append(word)
        marked = False
    return tuple(kept), marks


def _is_own(said: str) -> bool:
    """Whether words keep a raised figure: it squares a unit, or stands in brackets."""
    return said.endswith(_OPEN) or _UNIT.search(said) is not None


def _longer(word: Word, text: str, end: Word) -> Word:
    """A word with a text behind it, as far as where another ends."""
    if not word.edges:
        return replace(word, text=word.text + text, x1=max(word.x1, end.x1))
    edges = word.edges if text else (*word.edges[:-1], max(word.x1, end.x1))
    if text:
        step = (end.x1 - end.x0) / len(text)
        own = end.edges[1:] or tuple(end.x0 + step * (n + 1) for n in range(len(text)))
        edges = (*word.edges, *own)
    return replace(word, text=word.text + text, x1=edges[-1], edges=edges)


def _is_close(word: Word, after: Word) -> bool:
    """Whether a full stop or a bracket goes on with a word right behind its mark."""
    near = abs(after.x0 - word.x1) < _TOUCHING * word.size
    level = after.upright and abs(after.bottom - word.bottom) < _RAISED * word.size
    return near and level and not after.text[0].isalnum()


def _marks(word: Word, mark: Word) -> bool:
    """Whether a word is a footnote mark of the word before it."""
    if not (mark.text.isdigit() and len(mark.text) <= _FIGURES and mark.upright):
        return False
    if mark.size >= _SMALL * word.size or word.text[-1:].isdigit():
        return False
    foot, gap = word.bottom - mark.bottom, mark.x0 - word.x1
    level = mark.bottom > word.top and foot > _RAISED * word.size
    return level and -_NEAR * word.size < gap < _NEAR * word.size
