"""Titles of rows between shaded rows: parted from the rows that no edge parts them."""

from collections.abc import Iterator, Sequence

from plan_ingest.layout.celllines import Line
from plan_ingest.layout.opencolumns import Piece

_RULED = 2
"""Rules or edges of shades that part rows in a table, at least."""
_MOST = 3
"""Lines of a title, at most."""


def title_seams(
    found: Sequence[Line], cut: Sequence[Sequence[Piece]], wide: Sequence[float]
) -> list[float]:
    """The heights above and below titles of rows where no rule or shade's edge is.

    A bold line that begins in the first column, runs past it and has nothing beside it
    is no part of the row below or above, though the ground is the same. `wide` are the
    heights of what parts the rows.
    """
    if len(wide) < _RULED:
        return []
    out: list[float] = []
    for first, after in _titles(found, cut):
        for below in (first, after):
            if 0 < below < len(found):
                top, bottom = found[below - 1].mid, found[below].mid
                if not any(top < at < bottom for at in wide):
                    out.append((found[below - 1].bottom + found[below].top) / 2)
    return out


def _titles(
    found: Sequence[Line], cut: Sequence[Sequence[Piece]]
) -> Iterator[tuple[int, int]]:
    """The first line of each title, and the first line after it."""
    n = 0
    while n < len(found):
        after = n
        while after < len(found) and _alone(found[after], cut[after]):
            after += 1
        across = any(cut[k][0].col_end for k in range(n, after))
        row = after < len(found) and not found[after].bold
        if across and row and after - n <= _MOST:
            yield n, after
        n = after + 1


def _alone(line: Line, pieces: Sequence[Piece]) -> bool:
    """Whether a line is bold, and all in one piece that begins in the first column."""
    return line.bold and len(pieces) == 1 and not pieces[0].col
