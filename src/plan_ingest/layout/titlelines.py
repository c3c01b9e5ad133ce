"""Titles of rows between shaded rows: parted from the rows that no edge parts them."""

from collections.abc import Iterator, Sequence

from plan_ingest.layout.celllines import Line
from plan_ingest.layout.openbody import WIDER, usual_step
from plan_ingest.layout.opencolumns import Piece

_RULED = 2
"""Rules or edges of shades that part rows in a table, at least."""
_MOST = 3
"""Lines of a title, at most."""
_HABIT = 0.6
"""Of the rows: where so many open in bold, their cells do, and none has a title."""

_BLANK = 1.8
"""Steps from line to line that a cell never leaves between two lines of its own."""
_LEVEL = 0.25
"""Type sizes by which the cells of a line that begins them differ in height."""

_Title = tuple[int, int]
"""The first line of a title, and the first line after it."""


def title_seams(
    found: Sequence[Line], cut: Sequence[Sequence[Piece]], wide: Sequence[float]
) -> list[float]:
    """The heights above and below titles of rows where no rule or shade's edge is.

    A bold line that begins in the first column and has nothing beside it is no part of
    the row below or above, though the ground is the same: it runs past its column, or
    as much white parts it from both as parts rows. `wide` are the heights of what parts
    the rows.
    """
    if len(wide) < _RULED:
        return []
    alone = list(_titles(found, cut))
    titles = [one for one in alone if _runs_across(one, cut)]
    within = [one for one in alone if one not in titles]
    titles += _parted_by_white(within, found, cut, wide)
    out: list[float] = []
    for first, after in sorted(titles):
        for below in (first, after):
            if 0 < below < len(found) and not _parted(found, below, wide):
                out.append((found[below - 1].bottom + found[below].top) / 2)
    return out


def _titles(found: Sequence[Line], cut: Sequence[Sequence[Piece]]) -> Iterator[_Title]:
    """The bold lines that stand alone above a row, as titles do."""
    n = 0
    while n < len(found):
        after = n
        while after < len(found) and _alone(found[after], cut[after]):
            after += 1
        row = after < len(found) and not found[after].bold
        if row and 0 < after - n <= _MOST:
            yield n, after
        n = after + 1


def _runs_across(title: _Title, cut: Sequence[Sequence[Piece]]) -> bool:
    """Whether a title runs past the first column."""
    return any(cut[k][0].col_end for k in range(*title))


def _parted_by_white(
    titles: Sequence[_Title],
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    wide: Sequence[float],
) -> list[_Title]:
    """The titles in the first column with a row's white, or an edge, on both sides.

    The blank end of a cell above does as well, and cells that begin level right below.
    One is enough where the row below begins several cells at once; where it has but
    one, another title must show the habit. Where nearly all open so, their cells do.
    """
    cols = 1 + max(piece.col_end for row in cut for piece in row)
    step = usual_step(cut, cols)
    least = WIDER * step
    bands = 1 + sum(_parted(found, n, wide) for n in range(1, len(found)))

    def off(below: int) -> bool:
        far = found[below].mid - found[below - 1].mid > least
        return not below or far or _parted(found, below, wide)

    def stands_apart(first: int, after: int) -> bool:
        above = off(first) or _leaves_blank(first, found, cut, _BLANK * step)
        # Cells that begin below a title, all on one line, begin a row there.
        return above and (off(after) or _is_level(cut[after]))

    apart = [one for one in titles if stands_apart(*one)]
    level = [_is_level(cut[after]) for _, after in apart]
    bare = [_is_bare(after, found, cut, wide) for _, after in apart]
    told = any(found[after - 1].text.endswith(":") for _, after in apart)
    few = not any(level) and len(apart) < 2
    if told or few or len(apart) >= _HABIT * bands:
        return []
    return [one for one, *begun in zip(apart, level, bare, strict=True) if any(begun)]


def _leaves_blank(
    first: int, found: Sequence[Line], cut: Sequence[Sequence[Piece]], least: float
) -> bool:
    """Whether the first column is blank for lines above a title: its cell had ended."""
    above = (found[k].mid for k in range(first - 1, -1, -1) if not cut[k][0].col)
    return found[first].mid - next(above, found[first].mid) > least


def _is_level(row: Sequence[Piece]) -> bool:
    """Whether a line begins several cells, none of them set at half a row's height."""
    mids = [piece.text.mid for piece in row]
    return len(mids) > 1 and max(mids) - min(mids) < _LEVEL * row[0].text.size


def _is_bare(
    first: int,
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    wide: Sequence[float],
) -> bool:
    """Whether a row up to the next edge has words in the first column alone."""
    ends = (n for n in range(first + 1, len(found)) if _parted(found, n, wide))
    end = next(ends, len(found))
    return not any(piece.col for row in cut[first:end] for piece in row)


def _parted(found: Sequence[Line], below: int, wide: Sequence[float]) -> bool:
    """Whether a rule or an edge runs between a line and the one above it."""
    return any(found[below - 1].mid < at < found[below].mid for at in wide)


def _alone(line: Line, pieces: Sequence[Piece]) -> bool:
    """Whether a line is bold, and all in one piece that begins in the first column."""
    return line.bold and len(pieces) == 1 and not pieces[0].col
