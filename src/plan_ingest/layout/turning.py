"""Pages whose text runs sideways: turned to be read, boxes turned back after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from plan_ingest.layout.glyphs import Floats, Glyphs
from plan_ingest.layout.marks import Stroke
from plan_ingest.model.document import Block, Cell, Table
from plan_ingest.model.source import Anchor, BBox

_MOST = 0.6  # of a page's glyphs: so many sideways make the page sideways


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page's text is turned, clockwise in degrees, on a page of this size."""

    degrees: int
    width: float
    height: float

    def upright(self, box: BBox) -> BBox:
        """A box of the page as printed, in the frame where its text is upright."""
        x0, top, x1, bottom = box
        if self.degrees == 90:
            return top, self.width - x1, bottom, self.width - x0
        if self.degrees == 180:
            return (
                self.width - x1,
                self.height - bottom,
                self.width - x0,
                self.height - top,
            )
        if self.degrees == 270:
            return self.height - bottom, x0, self.height - top, x1
        return box

    def printed(self, box: BBox) -> BBox:
        """A box of the upright frame on the page as printed."""
        if self.degrees in (90, 270):
            back = Turn(360 - self.degrees, self.height, self.width)
            return back.upright(box)
        return self.upright(box)


def turn_of(glyphs: Glyphs, width: float, height: float) -> Turn:
    """The direction in which most of a page's text runs."""
    turns = np.array([style.turn for style in glyphs.styles], dtype=np.int32)
    counts = np.bincount(turns[glyphs.style], minlength=1)
    most = int(counts.argmax())
    sideways = most and counts[most] >= _MOST * max(len(glyphs.text), 1)
    return Turn(most if sideways else 0, width, height)


def upright_glyphs(glyphs: Glyphs, turn: Turn) -> Glyphs:
    """The glyphs as on a page turned so that most of them stand upright."""
    styles = tuple(
        replace(style, turn=(style.turn - turn.degrees) % 360)
        for style in glyphs.styles
    )
    return replace(glyphs, boxes=_upright(glyphs.boxes, turn), styles=styles)


def upright_strokes(strokes: Sequence[Stroke], turn: Turn) -> list[Stroke]:
    """Strokes and filled boxes on the page so turned."""
    return [replace(stroke, box=turn.upright(stroke.box)) for stroke in strokes]


def _upright(boxes: Floats, turn: Turn) -> Floats:
    x0, top, x1, bottom = boxes.T
    width, height = np.float32(turn.width), np.float32(turn.height)
    if turn.degrees == 90:
        return np.stack((top, width - x1, bottom, width - x0), axis=1)
    if turn.degrees == 180:
        return np.stack((width - x1, height - bottom, width - x0, height - top), axis=1)
    return np.stack((height - bottom, x0, height - top, x1), axis=1)


def printed_blocks(
    blocks: Sequence[Block], turns: Mapping[int, Turn]
) -> tuple[Block, ...]:
    """The blocks with their boxes, and their cells', as the pages were printed."""
    if not turns:
        return tuple(blocks)
    return tuple(_printed(block, turns) for block in blocks)


def _printed(block: Block, turns: Mapping[int, Turn]) -> Block:
    anchor = _placed(block.anchor, turns)
    if not isinstance(block, Table):
        return replace(block, anchor=anchor)
    cells = tuple(_printed_cell(cell, turns) for cell in block.cells)
    return replace(block, anchor=anchor, cells=cells)


def _printed_cell(cell: Cell, turns: Mapping[int, Turn]) -> Cell:
    turn = turns.get(cell.page or 0)
    if turn is None or cell.bbox is None:
        return cell
    return replace(cell, bbox=turn.printed(cell.bbox))


def _placed(anchor: Anchor, turns: Mapping[int, Turn]) -> Anchor:
    turn = turns.get(anchor.page or 0)
    if turn is None or anchor.bbox is None:
        return anchor
    return replace(anchor, bbox=turn.printed(anchor.bbox))
