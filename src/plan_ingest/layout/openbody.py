"""A table's lines below its head, in pieces, and what their columns hold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_ingest.layout.celllines import Line, numeric
from plan_ingest.layout.opencolumns import Piece

_NUMBERED = re.compile(r"\(?(\d{1,3})[.):]?\s+[A-Z]")
_ALONE = re.compile(r"\(?(\d{1,3})[.):]?$")
_LEVEL = 1.5
"""Points by which a number begins beside the words below it, at most."""
WIDER = 1.3
"""Times the usual step from line to line that begins a new row."""
_LEADING = 1.8
"""Type sizes from line to line of a cell, at most."""
_UNEVEN = 1.2
"""Times the height of its words that a line takes up whose cells are not level."""
_MARGIN = 2.0
"""Type sizes between a label that fills its cell and the value beside it, at most."""


@dataclass(frozen=True, slots=True)
class Body:
    """A table's lines below its head, in pieces, and the heights of its row rules."""

    lines: tuple[Line, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    rules: tuple[float, ...]
    limits: tuple[float, ...]
    figures: frozenset[int]
    step: float


def body(
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    rules: Sequence[float],
    cols: int,
) -> Body:
    """The lines with the right limit of each column."""
    limits = [max(line.x1 for line in found)] * cols
    for col in range(cols):
        ends = [
            piece.text.x1
            for row in cut
            for piece in row
            if piece.col == piece.col_end == col and (len(row) > 1 or col)
        ]
        if ends:
            limits[col] = max(ends)
    figures = _figures(cut, cols)
    starts = [piece.text.x0 for row in cut for piece in row if piece.col == 1]
    if cols == 2 and starts and 1 not in figures:
        # Labels and values: a label has room up to where the values begin.
        limits[0] = max(limits[0], min(starts) - _MARGIN * found[0].size)
    return Body(
        tuple(found),
        tuple(tuple(row) for row in cut),
        tuple(rules),
        tuple(limits),
        figures,
        min(usual_step(cut, cols), _LEADING * max(line.size for line in found)),
    )


def counted_rows(of: Body) -> tuple[tuple[int, ...], ...]:
    """The rows of sentences that count upward; none where the numbers do not."""
    if of.figures - {0}:
        return ()
    first = {
        n: row[0].text for n, row in enumerate(of.pieces) if row and not row[0].col
    }
    counts = {n: number for n in first if (number := _number(first, n)) is not None}
    if list(counts) == [0] and _is_one_band(of):
        return (tuple(range(len(of.lines))),)
    beside = {n: number for n, number in counts.items() if len(of.pieces[n]) > 1}
    for told in (counts, beside):
        numbers = list(told.values())
        few = len(numbers) < 2 or len(of.lines) < 2.5 * len(numbers)
        if not few and all(b == a + 1 for a, b in pairwise(numbers)):
            edges = sorted({0, *_starts(of, list(told)), len(of.lines)})
            return tuple(tuple(range(a, b)) for a, b in pairwise(edges))
    return ()


def _is_one_band(of: Body) -> bool:
    """Whether a number alone opens lines that no white or rule parts: one row."""
    alone = _ALONE.match(of.pieces[0][0].text.text)
    steps = [leading(above, below) for above, below in pairwise(of.lines)]
    return bool(alone) and not of.rules and max(steps, default=0.0) < WIDER * of.step


def leading(above: Line, below: Line) -> float:
    """The step in points from a line to the next one's highest words.

    Cells set at half the height of a row have their lines half a step apart.
    """
    step = below.mid - above.mid
    tallest = max(word.bottom - word.top for word in below.words)
    if below.bottom - below.top < _UNEVEN * tallest:
        return step
    return min(step, below.top - above.top)


def _starts(of: Body, numbered: Sequence[int]) -> list[int]:
    """Where the rows of these numbers begin: at the white above a number in mid-row.

    A cell that is done sooner than the one beside it may be set at half its height.
    """
    out: list[int] = []
    steps = [leading(a, b) for a, b in pairwise(of.lines)]
    for before, n in pairwise([0, *numbered]):
        wide = [k for k in range(before + 1, n + 1) if steps[k - 1] > WIDER * of.step]
        alone = not any(piece.col == 0 for row in of.pieces[:n] for piece in row)
        first = 0 if alone else n
        out.append(n if n in wide else wide[-1] if wide else first)
    return out


def _number(first: Mapping[int, Line], n: int) -> int | None:
    """The number that opens a sentence, on its line or alone above it."""
    # A line of the cell beside may stand between two of a cell set at half height.
    text, below = first[n], first.get(n + 1, first.get(n + 2))
    if len(text.words) > 2:
        found = _NUMBERED.match(text.text)
    elif below is not None and len(below.words) > 2 and below.text[:1].isupper():
        level = abs(below.x0 - text.x0) < _LEVEL
        found = _ALONE.match(text.text) if level else None
    else:
        found = None
    return int(found.group(1)) if found else None


def _figures(cut: Sequence[Sequence[Piece]], cols: int) -> frozenset[int]:
    """The columns that hold figures."""
    out = set()
    for col in range(cols):
        texts = [p.text.text for row in cut for p in row if p.col == col]
        if texts and sum(map(numeric, texts)) >= 0.7 * len(texts):
            out.add(col)
    return frozenset(out)


def usual_step(cut: Sequence[Sequence[Piece]], cols: int) -> float:
    """The usual step between two lines of a cell, in points."""
    steps: list[float] = []
    for col in range(cols):
        texts = [p.text for row in cut for p in row if p.col == col]
        steps += [b.mid - a.mid for a, b in pairwise(texts)]
    steps = sorted(step for step in steps if step > 1)
    return steps[len(steps) // 5] if steps else 0.0
