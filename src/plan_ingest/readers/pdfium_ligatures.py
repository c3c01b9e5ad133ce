"""Ligatures in turned text: their letters one after the other in reading direction.

PDFium gives each letter of one glyph, "f" and "i" of "fi", an equal share of the
glyph's box, always from left to right; where text runs up or down the sheet (as on a
landscape page that is stored upright) the letters then stand abreast, and a word falls
apart at them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from plan_ingest.layout.glyphs import Floats, Style

_MET = 0.01
"""Points between two shares of one glyph."""


def in_reading_order(
    boxes: Floats, style: NDArray[np.int32], styles: Sequence[Style], page_turn: int
) -> Floats:
    """The boxes in PDF space, a ligature's shared out along its line.

    Rows are left, top, right, bottom; `page_turn` is the page's, in degrees.
    """
    turns = np.array([(one.turn - page_turn) % 360 for one in styles])
    if not np.any(turns % 180):
        return boxes
    out = boxes.copy()
    turn = turns[style]
    for start, end in _shared(boxes, turn % 180 == 90):
        left, right = boxes[start:end, 0].min(), boxes[start:end, 2].max()
        ends = np.linspace(boxes[start, 1], boxes[start, 3], end - start + 1)
        if turn[start] == 270:
            ends = ends[::-1]
        out[start:end, 0], out[start:end, 2] = left, right
        out[start:end, 1] = np.maximum(ends[:-1], ends[1:])
        out[start:end, 3] = np.minimum(ends[:-1], ends[1:])
    return out


def _shared(boxes: Floats, turned: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The first glyph of each ligature in turned text, and the first after it."""
    before, after = boxes[:-1], boxes[1:]
    level = np.all(np.abs(after[:, 1::2] - before[:, 1::2]) < _MET, axis=1)
    meet = np.minimum(
        np.abs(after[:, 0] - before[:, 2]), np.abs(after[:, 2] - before[:, 0])
    )
    wide = before[:, 2] - before[:, 0] > _MET
    joined = turned[:-1] & turned[1:] & level & (meet < _MET) & wide
    out: list[tuple[int, int]] = []
    for at in np.flatnonzero(joined).tolist():
        if out and out[-1][1] == at + 1:
            out[-1] = out[-1][0], at + 2
        else:
            out.append((at, at + 2))
    return out
