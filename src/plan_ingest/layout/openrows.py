"""Which lines of a table without row rules are one row."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_ingest.layout.celllines import Line, goes_on, numeric
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.text import ends_sentence

WIDER = 1.3
"""Times the usual step from line to line that begins a new row."""


@dataclass(frozen=True, slots=True)
class Body:
    """A table's lines below its head, in pieces, and the heights of its row rules."""

    lines: tuple[Line, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    rules: tuple[float, ...]
    limits: tuple[float, ...]

    @property
    def step(self) -> float:
        """The usual step between two lines that wrap, in points."""
        steps = sorted(
            b.mid - a.mid
            for a, b in pairwise(self.lines)
            if b.mid - a.mid > 0.6 * a.size
        )
        return steps[len(steps) // 5] if steps else 0.0


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
    return Body(
        tuple(found), tuple(tuple(row) for row in cut), tuple(rules), tuple(limits)
    )


def rows(of: Body) -> tuple[tuple[int, ...], ...]:
    """The lines of each row, from the top."""
    step = of.step
    banded = len(of.rules) >= 2
    out: list[list[int]] = []
    for n, line in enumerate(of.lines):
        if out and _joins(of, out[-1], n, line, step, banded):
            out[-1].append(n)
        else:
            out.append([n])
    return tuple(tuple(row) for row in out)


def _joins(
    of: Body, row: list[int], n: int, line: Line, step: float, banded: bool
) -> bool:
    last = of.lines[row[-1]]
    if line.mid - last.mid < 0.6 * min(last.size, line.size):
        return True
    if any(last.mid < at < line.mid for at in of.rules):
        return False
    above = _by_column(of, row)
    new = {piece.col: piece.text for piece in of.pieces[n]}
    if not banded and line.mid - last.mid > WIDER * step:
        return False
    if banded and 0 not in new:
        return True
    if 0 in new and 0 in above:
        return _label_goes_on(of, above, new)
    return _cells_go_on(above, new)


def _by_column(of: Body, row: Sequence[int]) -> dict[int, Line]:
    return {piece.col: piece.text for n in row for piece in of.pieces[n]}


def _label_goes_on(of: Body, above: dict[int, Line], new: dict[int, Line]) -> bool:
    """Whether a line with a label of its own still belongs to the row above."""
    last, label = above[0], new[0]
    if not _flows(last, label, of.limits[0]) or label.x0 < last.x0 - 1:
        return False
    if _bold(last) != _bold(label):
        return False
    rest = [col for col in new if col]
    if not rest:
        return len(above) > 1 or label.text[:1].islower()
    if len(above) == 1:
        return label.text[:1].islower()
    return all(
        col in above and not numeric(new[col].text) and _wide(above[col])
        for col in rest
    )


def _cells_go_on(above: dict[int, Line], new: dict[int, Line]) -> bool:
    """Whether a line without a label only carries on the cells above it."""
    if 0 in new:
        return False
    if any(col not in above for col in new):
        return False
    return not any(numeric(text.text) for text in new.values())


def _flows(last: Line, label: Line, limit: float) -> bool:
    if numeric(label.text) or numeric(last.text):
        return False
    if label.text[:1].islower() or last.text.endswith(
        ("-", "/", ",", "\u00ad", "\x02")
    ):
        return True
    return goes_on(last, label, limit) and not ends_sentence(last.text)


def _wide(text: Line) -> bool:
    return len(text.words) > 2


def _bold(text: Line) -> bool:
    return all(word.bold for word in text.words)
