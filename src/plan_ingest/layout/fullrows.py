"""Rows without rules or white between them: all cells of a line begin anew on it."""

from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import goes_on
from plan_ingest.layout.openbody import WIDER, Body, leading
from plan_ingest.layout.opencolumns import Piece

_FULL = 3
"""Lines with words in all columns, at least, and columns."""
_SHARE = 0.3
"""Of all lines, those with words in all columns, at least: others go on a cell."""


def full_rows(of: Body) -> tuple[tuple[int, ...], ...]:
    """Each row from a line whose cells all begin anew; none where one goes on.

    The short cells of a row are done sooner than the long one: a line that has words
    in all columns begins a row, unless all of the cells run over several lines. Then
    some of their lines begin in the middle of a sentence, with a small letter. Where
    white parts rows, it tells them better.
    """
    cols = len(of.limits)
    if cols < _FULL or len(of.rules) > 1 or of.figures - {0} or _has_white(of):
        return ()
    full = [n for n, line in enumerate(of.pieces) if _columns(line) >= set(range(cols))]
    themed = [n for n, line in enumerate(of.pieces) if _is_full(line, cols)]
    few = 2 if _counts(of, full) else _FULL
    if len(themed) < max(few, _SHARE * len(of.lines)) or len(full) < 2 or full[0]:
        return ()
    if any(piece.text.text[:1].islower() for n in themed for piece in of.pieces[n]):
        return ()
    out: list[list[int]] = []
    for n in range(len(of.pieces)):
        if n in themed or _opens(of, n):
            out.append([n])
        else:
            out[-1].append(n)
    return tuple(tuple(row) for row in out)


def _has_white(of: Body) -> bool:
    """Whether lines are an uneven step apart."""
    steps = [leading(above, below) for above, below in pairwise(of.lines)]
    return any(step > WIDER * of.step for step in steps)


def _is_full(line: Sequence[Piece], cols: int) -> bool:
    """Whether a line has words in all columns; a theme may stand above in the first."""
    return _columns(line) >= set(range(1, cols))


def _counts(of: Body, full: Sequence[int]) -> bool:
    """Whether the first cells of these lines count up from one to the next."""
    firsts = [of.pieces[n][0].text.text.rstrip(".)") for n in full]
    counted = all(first.isdecimal() for first in firsts)
    return counted and all(int(b) == int(a) + 1 for a, b in pairwise(firsts))


def _columns(line: Sequence[Piece]) -> set[int]:
    return {col for piece in line for col in range(piece.col, piece.col_end + 1)}


def _opens(of: Body, n: int) -> bool:
    """Whether a line begins a row that lacks a cell, or is a bold title of rows.

    Its first cell and another begin anew; or it stands alone where there was still
    room for its first word above.
    """
    line, above = of.pieces[n], of.pieces[n - 1]
    if line[0].col or any(piece.text.text[:1].islower() for piece in line):
        return False
    if len(_columns(line)) > 1 and len(line) > 1:
        return True
    alone = line[0].text
    last = next((piece.text for piece in above if piece.col == 0), None)
    if last is None or alone.bold != last.bold:
        return True
    return not goes_on(last, alone, of.limits[0])
