"""Strokes and filled boxes of a page to the rules and fills an eye would see.

Readers find the marks; what is visible, what is a line and what a shade, is
decided here, the same for every PDF library.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

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
) -> tuple[tuple[Rule, ...], tuple[Rule, ...], tuple[Fill, ...]]:
    """Visible rules, invisible rules, and fills of a page of the given size."""
    lines = [*strokes, *(box for box in boxes if _is_line(box))]
    shades = [box for box in boxes if not _is_line(box) and box.visible]
    paper = [box for box in shades if _covers_page(box, width, height)]
    grounds = [box for box in shades if box not in paper] if paper else shades
    colors = {box.color for box in shades} | {_WHITE}
    seen: list[Rule] = []
    unseen: list[Rule] = []
    for line in sorted(lines, key=lambda line: line.drawn):
        shown = line.visible and not _blends(line, colors, grounds, paper)
        (seen if shown else unseen).append(_rule(line))
    fills = [
        Fill(*box.box, color=box.color)
        for box in grounds
        if not _blends(box, colors, grounds, paper)
    ]
    return tuple(dict.fromkeys(seen)), tuple(dict.fromkeys(unseen)), tuple(fills)


def _blends(
    mark: Stroke,
    colors: Collection[int],
    grounds: Sequence[Stroke],
    paper: Sequence[Stroke],
) -> bool:
    """Whether a mark has the colour of what it was drawn on, and so is not seen."""
    if not any(_alike(mark.color, color) for color in colors):
        return False
    return _alike(mark.color, _ground(mark, grounds, paper))


def _is_line(box: Stroke) -> bool:
    across, down = box.box[2] - box.box[0], box.box[3] - box.box[1]
    thick, long = min(across, down), max(across, down)
    return thick <= _THICKEST_RULE and long >= _LONGER * max(thick, 0.5)


def _covers_page(box: Stroke, width: float, height: float) -> bool:
    x0, top, x1, bottom = box.box
    return x1 - x0 >= _PAGE_SHARE * width and bottom - top >= _PAGE_SHARE * height


def _ground(mark: Stroke, grounds: Sequence[Stroke], paper: Sequence[Stroke]) -> int:
    """The colour a mark was drawn on: the last shade before it that holds it."""
    color = paper[-1].color if paper else _WHITE
    x0, top, x1, bottom = mark.box
    for ground in grounds:
        if ground.drawn >= mark.drawn:
            break
        left, above, right, below = ground.box
        across = left - _INSIDE <= x0 and x1 <= right + _INSIDE
        down = above - _INSIDE <= top and bottom <= below + _INSIDE
        if across and down:
            color = ground.color
    return color


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
