"""Rows without rules or white between them: all cells of a line begin anew on it."""

from collections.abc import Sequence
from itertools import pairwise

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
    some of their lines begin in the middle of a sentence, with a small letter.
    """
    cols = len(of.limits)
    if cols < _FULL or len(of.rules) > 1 or of.figures - {0}:
        return ()
    full = [n for n, line in enumerate(of.pieces) if len(_columns(line)) == cols]
    few = 2 if _counts(of, full) else _FULL
    if len(full) < max(few, _SHARE * len(of.lines)) or full[0]:
        return ()
    if any(piece.text.text[:1].islower() for n in full for piece in of.pieces[n]):
        return ()
    out: list[list[int]] = []
    for n, line in enumerate(of.pieces):
        if n in full or _opens(line) or _stands_off(of, n):
            out.append([n])
        else:
            out[-1].append(n)
    return tuple(tuple(row) for row in out)


def _counts(of: Body, full: Sequence[int]) -> bool:
    """Whether the first cells of these lines count up from one to the next."""
    firsts = [of.pieces[n][0].text.text.rstrip(".)") for n in full]
    counted = all(first.isdecimal() for first in firsts)
    return counted and all(int(b) == int(a) + 1 for a, b in pairwise(firsts))


def _columns(line: Sequence[Piece]) -> set[int]:
    return {col for piece in line for col in range(piece.col, piece.col_end + 1)}


def _stands_off(of: Body, n: int) -> bool:
    """Whether a label stands alone below wide white: a title among the rows."""
    wide = leading(of.lines[n - 1], of.lines[n]) > WIDER * of.step
    return wide and 0 in _columns(of.pieces[n])


def _opens(line: Sequence[Piece]) -> bool:
    """Whether a line begins a row that lacks a cell: its first two have words."""
    return {0, 1} <= _columns(line) and not any(p.text.text[:1].islower() for p in line)
