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
_AT_ONCE = 64  # marks whose ground is looked for together


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
    ordered = sorted((n for n in lines if n.visible), key=lambda line: line.drawn)
    rules = [_rule(line) for line in ground.shown(ordered)]
    fills = [Fill(*box.box, color=box.color) for box in ground.shown(grounds)]
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

    def shown(self, marks: Sequence[Stroke]) -> list[Stroke]:
        """The marks less those that have the colour of what they were drawn on."""
        doubted = [n for n, mark in enumerate(marks) if self._is_suspect(mark.color)]
        hidden: set[int] = set()
        for start in range(0, len(doubted), _AT_ONCE):
            some = doubted[start : start + _AT_ONCE]
            under = self._under([marks[n] for n in some])
            hidden |= {
                n
                for n, ground in zip(some, under, strict=True)
                if _alike(marks[n].color, ground)
            }
        return [mark for n, mark in enumerate(marks) if n not in hidden]

    def _is_suspect(self, color: int) -> bool:
        """Whether the paper or any shade has a colour."""
        if color not in self.suspects:
            self.suspects[color] = any(_alike(color, other) for other in self.known)
        return self.suspects[color]

    def _under(self, marks: Sequence[Stroke]) -> list[int]:
        """The colour of the last shade drawn before each mark that holds all of it."""
        if not self.colors:
            return [self.paper] * len(marks)
        drawn = np.array([mark.drawn for mark in marks])[:, None]
        x0, top, x1, bottom = np.array([mark.box for mark in marks]).T[:, :, None]
        left, above, right, below = self.boxes.T
        holds = (left <= x0 + _INSIDE) & (right >= x1 - _INSIDE)
        holds &= (above <= top + _INSIDE) & (below >= bottom - _INSIDE)
        holds &= self.drawn < drawn
        last = holds.shape[1] - 1 - holds[:, ::-1].argmax(axis=1)
        return [
            self.colors[n] if held else self.paper
            for n, held in zip(last.tolist(), holds.any(axis=1).tolist(), strict=True)
        ]


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
