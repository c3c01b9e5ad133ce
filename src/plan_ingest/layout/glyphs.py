"""Glyphs of a page side by side in arrays: cheap to keep and quick to group.

All lengths are points from the visible page's top left corner.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of glyphs is set; `turn` is its clockwise turn in degrees."""

    size: float
    font: str = ""
    bold: bool = False
    italic: bool = False
    color: int = 0
    turn: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """One page's glyphs in the order they were drawn, white space included.

    `boxes` has a row x0, top, x1, bottom a glyph; `style` indexes `styles`.
    `unmapped` is true where the font does not say what character a glyph is.
    """

    text: str
    boxes: Floats
    style: NDArray[np.int32]
    styles: tuple[Style, ...]
    unmapped: NDArray[np.bool_]
