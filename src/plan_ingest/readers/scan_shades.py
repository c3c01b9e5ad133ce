"""Shaded and dark boxes on a scanned page: bands of tables, squares with a letter."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_ingest.readers.scan_image import Run, bands_of

_BLOCK = 8
"""Pixels of the side of the blocks a page is looked at in."""
_LEVELS = ((0.0, 0.6), (0.6, 0.93))
"""Shares of the paper's brightness between which boxes are of one shade."""
_DARK = 0.6
"""Share of the paper's brightness below which the words on a box are light."""
_FULL = 0.8
"""Share of a box that is of its shade."""
_LEAST_INCHES = 0.14
_LARGEST = 0.5
"""Share of the page above which a shade is the paper's own."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A box of one shade; `level` is its brightness, 0 to 255."""

    box: Run
    level: int
    dark: bool


def shades_of(grey: NDArray[np.uint8], dpi: float) -> list[Shade]:
    """The shaded boxes of a level page, top to bottom."""
    rows, cols = grey.shape[0] // _BLOCK, grey.shape[1] // _BLOCK
    if rows < 4 or cols < 4:
        return []
    cut = grey[: rows * _BLOCK, : cols * _BLOCK].astype(np.float32)
    blocks = cut.reshape(rows, _BLOCK, cols, _BLOCK).swapaxes(1, 2)
    flat = np.sort(blocks.reshape(rows, cols, -1), axis=2)
    # Words darken a block's mean, not its brighter half; on dark boxes words are light.
    bright = flat[:, :, _BLOCK * _BLOCK // 2 :].mean(axis=2)
    mean = flat.mean(axis=2)
    paper = float(np.median(bright))
    least = max(2, int(_LEAST_INCHES * dpi / _BLOCK))
    found: list[Shade] = []
    for low, high in _LEVELS:
        shown = mean if high <= _DARK else bright
        mask = (shown >= low * paper) & (shown < high * paper)
        for band in bands_of(mask):
            shade = _shade(band, mask, shown, least, high <= _DARK)
            found.extend([] if shade is None else [shade])
    return sorted(found, key=lambda shade: (shade.box[1], shade.box[0]))


def _shade(
    band: Run,
    mask: NDArray[np.bool_],
    shown: NDArray[np.float32],
    least: int,
    dark: bool,
) -> Shade | None:
    x0, y0, x1, y1 = band
    inside = mask[y0:y1, x0:x1]
    small = min(x1 - x0, y1 - y0) < least
    if small or inside.mean() < _FULL or inside.size > _LARGEST * mask.size:
        return None
    level = int(np.median(shown[y0:y1, x0:x1][inside]))
    box = (x0 * _BLOCK, y0 * _BLOCK, x1 * _BLOCK, y1 * _BLOCK)
    return Shade(box, level, dark)


def with_dark_words(grey: NDArray[np.uint8], shades: list[Shade]) -> NDArray[np.uint8]:
    """The page with the light words on its dark boxes made dark on light."""
    paper = int(np.median(grey))
    turned = grey.copy()
    for shade in shades:
        if not shade.dark:
            continue
        # The box is known to a block: its edges are where its dark rows begin.
        x0, y0, x1, y1 = shade.box
        reach = (
            slice(max(0, y0 - _BLOCK), y1 + _BLOCK),
            slice(max(0, x0 - _BLOCK), x1 + _BLOCK),
        )
        part = turned[reach]
        dark = part < _DARK * paper
        rows, cols = dark.mean(axis=1) > 0.4, dark.mean(axis=0) > 0.4
        box = np.ix_(np.flatnonzero(rows), np.flatnonzero(cols))
        light = part[box].astype(np.int16)
        part[box] = np.clip(paper - np.maximum(light - shade.level, 0), 0, 255)
    return turned
