"""Strokes and filled boxes of a page to the rules and fills an eye would see.

Readers find the marks; what is visible, what is a line and what a shade, is
decided here, the same for every PDF library.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.layout.page import Fill, Rule
from plan_ingest.model.source import BBox

_THICKEST_RULE = 3.0  # points; a filled box thicker than this is a shade
_LONGER = 2.0  # a thin box is a rule only when this many times longer than thick
_WHITE = 0xFFFFFF
_ALIKE = 8  # of 255, a channel: colours an eye does not tell apart
_PAGE_SHARE = 0.9  # of the page: a box this large is its background
_INSIDE = 1.0  # points


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line or a filled box; `drawn` counts up in drawing order."""

    box: BBox
    width: float
    color: int = 0
    visible: bool = True
    drawn: int = 0


def rules_and_fills(
    strokes: Sequence[Stroke], boxes: Sequence[Stroke], width: float, height: float
) -> tuple[tuple[Rule, ...], tuple[Fill, ...]]:
    """The rules and the fills of a page of the given size that are seen."""
    lines = [*strokes, *(box for box in boxes if _is_line(box))]
    shades = [box for box in boxes if not _is_line(box) and box.visible]
    paper = [box for box in shades if _covers_page(box, width, height)]
    grounds = [box for box in shades if box not in paper] if paper else shades
    ground = _Ground(grounds, paper[-1].color if paper else _WHITE)
    rules = [
        _rule(line)
        for line in sorted(lines, key=lambda line: line.drawn)
        if line.visible and not ground.hides(line)
    ]
    fills = [
        Fill(*box.box, color=box.color) for box in grounds if not ground.hides(box)
    ]
    return tuple(dict.fromkeys(rules)), tuple(fills)


def _is_line(box: Stroke) -> bool:
    across, down = box.box[2] - box.box[0], box.box[3] - box.box[1]
    thick, long = min(across, down), max(across, down)
    return thick <= _THICKEST_RULE and long >= _LONGER * max(thick, 0.5)


def _covers_page(box: Stroke, width: float, height: float) -> bool:
    x0, top, x1, bottom = box.box
    return x1 - x0 >= _PAGE_SHARE * width and bottom - top >= _PAGE_SHARE * height


class _Ground:
    """What marks are drawn on: the paper, and the shades drawn before them."""

    def __init__(self, shades: Sequence[Stroke], paper: int) -> None:
        self.paper = paper
        self.colors = [shade.color for shade in shades]
        self.known = {paper, *self.colors}
        self.suspects: dict[int, bool] = {}
        self.drawn = np.array([shade.drawn for shade in shades])
        self.boxes = np.array([shade.box for shade in shades]).reshape(-1, 4)

    def hides(self, mark: Stroke) -> bool:
        """Whether a mark has the colour of what it was drawn on."""
        color = mark.color
        if color not in self.suspects:
            self.suspects[color] = any(_alike(color, other) for other in self.known)
        if not self.suspects[color]:
            return False
        return _alike(color, self._under(mark) if self.colors else self.paper)

    def _under(self, mark: Stroke) -> int:
        """The colour of the last shade drawn before a mark that holds all of it."""
        x0, top, x1, bottom = mark.box
        left, above, right, below = self.boxes.T
        holds = (left <= x0 + _INSIDE) & (right >= x1 - _INSIDE)
        holds &= (above <= top + _INSIDE) & (below >= bottom - _INSIDE)
        found = np.flatnonzero(holds & (self.drawn < mark.drawn))
        return self.colors[found[-1]] if len(found) else self.paper


def _alike(color: int, other: int) -> bool:
    return all(
        abs((color >> shift & 255) - (other >> shift & 255)) <= _ALIKE
        for shift in (16, 8, 0)
    )


def _rule(line: Stroke) -> Rule:
    """A line as a rule: a thin box becomes the line through its middle."""
    x0, top, x1, bottom = line.box
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Rule(x0, middle, x1, middle, width=line.width, color=line.color)
    middle = (x0 + x1) / 2
    return Rule(middle, top, middle, bottom, width=line.width, color=line.color)
