"""Boxes and the words in them to a Table."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plan_ingest.layout.celltext import parts
from plan_ingest.layout.lattice import Box
from plan_ingest.layout.page import Word
from plan_ingest.model.document import Cell, Table
from plan_ingest.model.source import Anchor

NARROWEST = 9.0
"""Points a column must be wide to count as one when nothing stands in it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A box and the words that stand in it."""

    box: Box
    words: tuple[Word, ...] = ()


def fill(
    xs: Sequence[float],
    ys: Sequence[float],
    boxes: Iterable[Box],
    words: Iterable[Word],
) -> tuple[Filled, ...]:
    """Each word in the box its middle lies in; a word on two boxes is cut in two."""
    order = sorted(boxes, key=lambda b: (b.row, b.col))
    at = {
        (r, c): n
        for n, b in enumerate(order)
        for r in range(b.row, b.row_end + 1)
        for c in range(b.col, b.col_end + 1)
    }
    inside: list[list[Word]] = [[] for _ in order]
    rows = [_walls(order, at, row, xs) for row in range(len(ys) - 1)]
    for word in words:
        row = _between(ys, (word.top + word.bottom) / 2)
        if row is None:
            continue
        walls = [b for b in rows[row] if word.x0 < b < word.x1]
        for piece in cut(word, walls):
            col = _between(xs, (piece.x0 + piece.x1) / 2)
            if col is not None and (row, col) in at:
                inside[at[row, col]].append(piece)
    return tuple(Filled(b, tuple(w)) for b, w in zip(order, inside, strict=True))


def cut(word: Word, walls: Sequence[float]) -> list[Word]:
    """The word in pieces where a border runs between two of its characters."""
    if not walls or len(word.edges) != len(word.text) + 1:
        return [word]
    cuts = [0]
    for wall in walls:
        near = min(range(len(word.edges)), key=lambda k: abs(word.edges[k] - wall))
        if cuts[-1] < near < len(word.text) and abs(word.edges[near] - wall) < 2.5:
            cuts.append(near)
    cuts.append(len(word.text))
    return [
        replace(
            word,
            text=word.text[a:b],
            x0=word.edges[a],
            x1=word.edges[b],
            edges=word.edges[a : b + 1],
        )
        for a, b in pairwise(cuts)
    ]


def table(filled: Sequence[Filled], page: int, title: str | None = None) -> Table:
    """The table of these boxes, its narrow empty columns and flat empty rows left out.

    `anchor.order` is 0: the reader numbers its blocks.
    """
    kept = without_empty(filled)
    cells = tuple(
        Cell(
            one.box.row,
            one.box.col,
            one.box.row_end,
            one.box.col_end,
            parts(one.words, one.box.x0, one.box.x1),
            page=page,
            bbox=(one.box.x0, one.box.top, one.box.x1, one.box.bottom),
        )
        for one in kept
    )
    box = (
        min(one.box.x0 for one in kept),
        min(one.box.top for one in kept),
        max(one.box.x1 for one in kept),
        max(one.box.bottom for one in kept),
    )
    return Table(cells, Anchor(0, page, page, box), title, pages=(page,))


def without_empty(filled: Sequence[Filled]) -> tuple[Filled, ...]:
    """The grid without columns and rows that only space out the others."""
    cols = _needed(filled, columns=True)
    rows = _needed(filled, columns=False)
    last_col = max((one.box.col_end for one in filled), default=0)
    last_row = max((one.box.row_end for one in filled), default=0)
    if len(cols) > last_col and len(rows) > last_row:
        return tuple(filled)
    out = []
    for one in filled:
        b = one.box
        c = [k for k in range(b.col, b.col_end + 1) if k in cols]
        r = [k for k in range(b.row, b.row_end + 1) if k in rows]
        if c and r:
            box = replace(
                b,
                row=rows[r[0]],
                row_end=rows[r[-1]],
                col=cols[c[0]],
                col_end=cols[c[-1]],
            )
            out.append(replace(one, box=box))
    return tuple(out)


def _needed(filled: Sequence[Filled], columns: bool) -> dict[int, int]:
    """Old to new numbers of the columns (or rows) that hold something of their own."""
    least = NARROWEST if columns else 5.0
    keep: set[int] = set()
    wide: list[range] = []
    for one in filled:
        b = one.box
        first, last = (b.col, b.col_end) if columns else (b.row, b.row_end)
        size = b.x1 - b.x0 if columns else b.bottom - b.top
        if first < last:
            wide += [range(first, last + 1)] if one.words else []
        elif one.words or size >= least:
            keep.add(first)
    for span in sorted(wide, key=len):
        if not keep & set(span):
            keep.add(span[0])
    return {old: new for new, old in enumerate(sorted(keep))}


def _between(at: Sequence[float], value: float) -> int | None:
    place = bisect_right(at, value) - 1
    return place if 0 <= place < len(at) - 1 else None


def _walls(
    boxes: Sequence[Box], at: dict[tuple[int, int], int], row: int, xs: Sequence[float]
) -> list[float]:
    out = []
    for c in range(1, len(xs) - 1):
        a, b = at.get((row, c - 1)), at.get((row, c))
        if a != b and (a is None or boxes[a].col_end == c - 1):
            out.append(xs[c])
    return out
