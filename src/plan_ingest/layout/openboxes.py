"""The boxes of a table without column rules: from the lines of its head and rows."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plan_ingest.layout.celllines import Line
from plan_ingest.layout.grids import Filled
from plan_ingest.layout.lattice import Box
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.layout.openheads import HeadCell


def head_heights(found: Sequence[Line], bottom: float, depth: int) -> list[float]:
    """The borders of the head's rows, which share its height evenly."""
    top = min(found[0].top, bottom - depth)
    return [*(top + (bottom - top) * k / max(depth, 1) for k in range(depth)), bottom]


def lower(one: Filled, depth: int) -> Filled:
    """The box moved down by the rows of the head."""
    box = one.box
    return replace(
        one, box=replace(box, row=box.row + depth, row_end=box.row_end + depth)
    )


def row_heights(
    found: Sequence[Line], top: int, depth: int, groups: Sequence[Sequence[int]]
) -> list[float]:
    """The borders between rows: the head shared out evenly, then between the lines."""
    start = found[0].top
    rest = found[top:]
    end = (found[top - 1].bottom + rest[0].top) / 2 if rest else found[-1].bottom
    ys = (
        [start + (end - start) * k / depth for k in range(depth + 1)]
        if depth
        else [start]
    )
    for before, after in pairwise(groups):
        low = max(rest[k].bottom for k in before)
        high = min(rest[k].top for k in after)
        ys.append(max((low + high) / 2, ys[-1] + 0.1))
    if groups:
        ys.append(max(max(rest[k].bottom for k in groups[-1]), ys[-1] + 0.1))
    return ys


def head_box(cell: HeadCell, xs: Sequence[float], ys: Sequence[float]) -> Filled:
    """The box of a cell of the head with its words."""
    box = _box(cell.row, cell.row_end, cell.col, cell.col_end, xs, ys)
    return Filled(box, tuple(w for text in cell.texts for w in text.words))


def row_boxes(
    row: int,
    cut: Sequence[Sequence[Piece]],
    xs: Sequence[float],
    ys: Sequence[float],
) -> list[Filled]:
    """A row's cells; what runs over several columns in any line is one cell."""
    alone = len([p for line in cut for p in line]) == 1
    spans: list[list[int]] = []
    for piece in sorted((p for line in cut for p in line), key=lambda p: p.col):
        end = piece.col if alone and piece.col == 0 else piece.col_end
        if spans and piece.col <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([piece.col, end])
    out = []
    for col, col_end in spans:
        words = [
            w
            for line in cut
            for p in line
            if col <= p.col <= col_end
            for w in p.text.words
        ]
        out.append(Filled(_box(row, row, col, col_end, xs, ys), tuple(words)))
    return out


def with_blanks(
    filled: Sequence[Filled], xs: Sequence[float], ys: Sequence[float]
) -> list[Filled]:
    """The boxes, and an empty one wherever the grid has none."""
    taken = {
        (r, c)
        for one in filled
        for r in range(one.box.row, one.box.row_end + 1)
        for c in range(one.box.col, one.box.col_end + 1)
    }
    blank = [
        Filled(_box(r, r, c, c, xs, ys))
        for r in range(len(ys) - 1)
        for c in range(len(xs) - 1)
        if (r, c) not in taken
    ]
    return sorted([*filled, *blank], key=lambda one: (one.box.row, one.box.col))


def _box(
    row: int,
    row_end: int,
    col: int,
    col_end: int,
    xs: Sequence[float],
    ys: Sequence[float],
) -> Box:
    return Box(
        row, col, row_end, col_end, xs[col], ys[row], xs[col_end + 1], ys[row_end + 1]
    )
