"""Glyphs to words: gaps between glyphs decide, not what the printer called space."""

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from plan_ingest.layout.glyphs import Floats, Glyphs, Style
from plan_ingest.layout.notes import falls
from plan_ingest.layout.page import Word

_WIDE_GAP = 0.28  # of the size: a gap that parts words even without a space
_SPACE_GAP = 0.08  # of the size: the least gap a space between words leaves
_BACK = 0.5  # of the size: how far back a glyph may reach before it starts anew
_LEVEL = 0.5  # of the smaller height: overlap of glyphs on one line
_DOUBLE = 0.3  # of its width: how near a glyph stands to its twin
_BAND = 6.0  # points: words further apart stand on spots of their own
_SPACES = tuple(map(ord, "\u00a0\u2002\u2003\u2009\u200a\u200b\u202f\u3000\ufeff"))
_LINE_END = 0x02  # PDFium's mark for a hyphen at a line's end


def words(glyphs: Glyphs) -> tuple[Word, ...]:
    """The visible words, in drawing order, turned ones after the upright ones."""
    found: list[Word] = []
    turns = np.array([style.turn for style in glyphs.styles], dtype=np.int32)
    hidden = np.array([style.hidden for style in glyphs.styles], dtype=np.bool_)
    blank = _blank(glyphs.text)
    turned = turns[glyphs.style]
    inked = ~blank & ~hidden[glyphs.style]
    for turn in sorted(set(turns.tolist())):
        chosen = np.flatnonzero(inked & (turned == turn))
        if len(chosen):
            found.extend(_turned_words(glyphs, chosen, turn))
    return tuple(_once(found))


def _blank(text: str) -> NDArray[np.bool_]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    space = (codes <= 0x20) & (codes != _LINE_END)
    if int(codes.max(initial=0)) >= _SPACES[0]:
        space |= np.isin(codes, _SPACES)
    return np.asarray(space)


def _turned_words(glyphs: Glyphs, chosen: NDArray[np.intp], turn: int) -> list[Word]:
    """Words among the chosen glyphs, all of which run in the same direction."""
    boxes = _shared_out(_along(glyphs.boxes[chosen], turn))
    sizes = np.array([style.size for style in glyphs.styles], dtype=np.float32)
    size = sizes[glyphs.style[chosen]]
    letters = [glyphs.text[index] for index in chosen.tolist()]
    kept, doubled = _without_twins(letters, boxes)
    if not kept.all():
        chosen, boxes, size = chosen[kept], boxes[kept], size[kept]
        letters = [mark for mark, keep in zip(letters, kept, strict=True) if keep]
        doubled = doubled[kept]
    starts = _starts(chosen, boxes, size, falls(letters, boxes, size))
    style = glyphs.style[chosen]
    return _assembled(letters, boxes, style, doubled, starts, glyphs.styles, turn)


def _along(boxes: Floats, turn: int) -> Floats:
    """Boxes in a frame in which the text runs from left to right."""
    x0, top, x1, bottom = boxes.T
    if turn == 90:
        return np.stack((top, -x1, bottom, -x0), axis=1)
    if turn == 180:
        return np.stack((-x1, -bottom, -x0, -top), axis=1)
    if turn == 270:
        return np.stack((-bottom, x0, -top, x1), axis=1)
    return boxes


def _shared_out(boxes: Floats) -> Floats:
    """Boxes with a ligature's, which all its letters have, shared out among them."""
    same = (boxes[1:] == boxes[:-1]).all(axis=1)
    if not same.any():
        return boxes
    shared = boxes.copy()
    breaks = np.flatnonzero(np.concatenate(([True], ~same, [True])))
    for start, end in pairwise(breaks.tolist()):
        if end - start > 1:
            steps = np.linspace(boxes[start, 0], boxes[start, 2], end - start + 1)
            shared[start:end, 0], shared[start:end, 2] = steps[:-1], steps[1:]
    return shared


def _without_twins(
    letters: Sequence[str], boxes: Floats
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which glyphs to keep, and which of those were struck twice to look bold."""
    keep = np.ones(len(letters), dtype=np.bool_)
    bold = np.zeros(len(letters), dtype=np.bool_)
    if len(letters) < 2:
        return keep, bold
    width = boxes[:, 2] - boxes[:, 0]
    near = np.abs(boxes[1:, 0] - boxes[:-1, 0]) < _DOUBLE * width[1:]
    level = np.abs(boxes[1:, 1] - boxes[:-1, 1]) < _DOUBLE * width[1:]
    for index in np.flatnonzero(near & level).tolist():
        if letters[index] == letters[index + 1]:
            keep[index + 1], bold[index] = False, True
    return keep, bold


def _starts(
    chosen: NDArray[np.intp],
    boxes: Floats,
    size: Floats,
    marked: NDArray[np.bool_],
) -> NDArray[np.intp]:
    """Where, among the chosen glyphs, words and footnote marks begin."""
    x0, top, x1, bottom = boxes.T
    gap = x0[1:] - x1[:-1]
    scale = np.maximum(size[1:], size[:-1])
    shared = np.minimum(bottom[1:], bottom[:-1]) - np.maximum(top[1:], top[:-1])
    height = np.minimum(bottom[1:] - top[1:], bottom[:-1] - top[:-1])
    spaced = np.diff(chosen) > 1
    parted = (
        (shared <= _LEVEL * height)
        | (gap > _WIDE_GAP * scale)
        | (gap < -_BACK * scale)
        | (spaced & (gap > _SPACE_GAP * scale))
        | marked
    )
    return np.concatenate(([0], np.flatnonzero(parted) + 1))


def _assembled(
    letters: Sequence[str],
    boxes: Floats,
    style: NDArray[np.int32],
    doubled: NDArray[np.bool_],
    starts: NDArray[np.intp],
    styles: Sequence[Style],
    turn: int,
) -> list[Word]:
    upright = turn == 0
    ends = np.append(starts[1:], len(letters))
    low = np.minimum.reduceat(boxes, starts, axis=0)
    high = np.maximum.reduceat(boxes, starts, axis=0)
    plain = (
        np.minimum.reduceat(style, starts) == np.maximum.reduceat(style, starts)
    ).tolist()
    twice = np.logical_and.reduceat(doubled, starts).tolist()
    sides = np.stack((low[:, 0], low[:, 1], high[:, 2], high[:, 3]), axis=1)
    placed = np.round(_back(sides, turn), 2).astype(np.float64).tolist()
    left = np.round(boxes[:, 0].astype(np.float64), 2).tolist()
    right = np.round(boxes[:, 2].astype(np.float64), 2).tolist()
    whole = "".join(letters)
    first = style[starts].tolist()
    found = []
    spans = zip(starts.tolist(), ends.tolist(), placed, strict=True)
    for number, (start, end, (x0, top, x1, bottom)) in enumerate(spans):
        which = first[number]
        if not plain[number]:
            which = int(np.bincount(style[start:end]).argmax())
        set_in = styles[which]
        found.append(
            Word(
                whole[start:end],
                x0,
                top,
                x1,
                bottom,
                set_in.size,
                set_in.font,
                set_in.bold or twice[number],
                set_in.italic,
                set_in.color,
                upright,
                (*left[start:end], right[end - 1]) if upright else (),
            )
        )
    return found


def _back(boxes: Floats, turn: int) -> Floats:
    return _along(boxes, -turn % 360)


def _once(found: Sequence[Word]) -> list[Word]:
    """Words without those set a second time on the same spot."""
    alike: dict[tuple[str, int], list[Word]] = {}
    kept: list[Word] = []
    crowded = _crowded(found)
    for number, word in enumerate(found):
        if not crowded[number]:
            kept.append(word)
            continue
        band = int(word.top / _BAND)
        for near in (band - 1, band, band + 1):
            others = alike.get((word.text, near))
            if others and any(_same_spot(other, word) for other in others):
                break
        else:
            alike.setdefault((word.text, band), []).append(word)
            kept.append(word)
    return kept


def _crowded(found: Sequence[Word]) -> list[bool]:
    """Which words may be another of the same text, so near do they begin to one.

    Spots nearer than half a square's side share a square of one of four grids.
    """
    numbers: dict[str, int] = {}
    texts = [numbers.setdefault(word.text, len(numbers)) for word in found]
    text = np.array(texts, dtype=np.int64) << 40
    across = np.array([word.x0 for word in found]) / (2.1 * _BAND)
    down = np.array([word.top for word in found]) / (2.1 * _BAND)
    crowded = np.zeros(len(found), dtype=np.bool_)
    for right, low in product((0.0, 0.5), repeat=2):
        column = np.floor(across + right).astype(np.int64) & 0xFFFFF
        row = np.floor(down + low).astype(np.int64) & 0xFFFFF
        spot = text | column << 20 | row
        order = np.argsort(spot)
        same = np.flatnonzero(np.diff(spot[order]) == 0)
        crowded[order[same]] = crowded[order[same + 1]] = True
    return list(crowded.tolist())


def _same_spot(word: Word, other: Word) -> bool:
    reach = min(max(0.3 * word.size, 0.5), _BAND)
    return abs(word.x0 - other.x0) < reach and abs(word.top - other.top) < reach
