"""From PDF space to the page as seen: crop box and rotation applied."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from plan_ingest.layout.glyphs import Floats

Matrix = tuple[float, float, float, float, float, float]
Number = TypeVar("Number", float, NDArray[np.float64])
Placed = tuple[Number, Number, Number, Number, Number, Number]
"""One matrix, or many at once: each of the six numbers then is a row of theirs."""


def multiply(inner: Placed[Number], outer: Matrix) -> Placed[Number]:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    k, l, m, n, o, p = outer  # noqa: E741
    return (
        a * k + b * m,
        a * l + b * n,
        c * k + d * m,
        c * l + d * n,
        e * k + f * m + o,
        e * l + f * n + p,
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box in PDF space, and the page's clockwise turn in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def width(self) -> float:
        """How wide the page is as seen, in points."""
        sideways = self.turn in (90, 270)
        return self.top - self.bottom if sideways else self.right - self.left

    @property
    def height(self) -> float:
        """How high the page is as seen, in points."""
        sideways = self.turn in (90, 270)
        return self.right - self.left if sideways else self.top - self.bottom

    @property
    def matrix(self) -> Matrix:
        """PDF space to points from the visible top left corner, y downwards."""
        if self.turn == 90:
            return (0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left)
        if self.turn == 180:
            return (-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom)
        if self.turn == 270:
            return (0.0, -1.0, -1.0, 0.0, self.top, self.right)
        return (1.0, 0.0, 0.0, -1.0, -self.left, self.top)

    def boxes(self, found: Floats) -> Floats:
        """Rows of left, top, right, bottom in PDF space, as seen on the page."""
        a, b, c, d, e, f = self.matrix
        x = found[:, (0, 2)]
        y = found[:, (1, 3)]
        across, down = (a * x + e, d * y + f) if a else (c * y + e, b * x + f)
        columns = (across.min(1), down.min(1), across.max(1), down.max(1))
        return np.stack(columns, axis=1).astype(np.float32)
