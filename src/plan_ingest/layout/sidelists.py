"""Bold titles at the left of lists: a table of themes and what each of them lists."""

from collections.abc import Container, Sequence
from itertools import pairwise

from plan_ingest.layout.opencolumns import Piece
from plan_ingest.text import strip_bullet

_ENTRIES = 3
"""Entries of lists beside their titles, at least."""
_LEVEL = 1.0
"""Points by which the glyphs of their entries stand apart, at most."""


def are_side_lists(cut: Sequence[Sequence[Piece]], cols: int) -> bool:
    """Whether lines in pieces are bold titles, each level with the entry of a list.

    Entries open with a bullet's glyph, all at one place, and are not bold.
    """
    if cols != 2 or any(not row or row[-1].col_end > 1 for row in cut):
        return False
    titles = [row[0] for row in cut if row[0].col == 0]
    listed = [row[-1] for row in cut if row[-1].col == 1]
    if not titles or not listed or any(one.col_end for one in titles):
        return False
    glyphs = [one.text.x0 for one in listed if _is_entry(one)]
    level = len(glyphs) >= _ENTRIES and max(glyphs) - min(glyphs) < _LEVEL
    bold = all(word.bold for one in titles for word in one.text.words)
    plain = all(not one.text.bold for one in listed)
    return level and bold and plain and all(_opens(cut[n]) for n in _starts(cut))


def side_list_rows(
    cut: Sequence[Sequence[Piece]], cols: int, ruled: Container[int] = ()
) -> tuple[tuple[int, ...], ...]:
    """The lines of each title and its list; none where they are no such.

    `ruled` are lines with a rule right above them: a title may begin there.
    """
    if not are_side_lists(cut, cols):
        return ()
    starts = [
        n
        for n, row in enumerate(cut)
        if n in _starts(cut) or (n in ruled and row[0].col == 0)
    ]
    ends = [*starts[1:], len(cut)]
    rows = [tuple(range(a, b)) for a, b in zip(starts, ends, strict=True)]
    above = tuple(range(starts[0]))
    return (above, *rows) if above else tuple(rows)


def _starts(cut: Sequence[Sequence[Piece]]) -> list[int]:
    """The lines where a title begins: there is none in the line above."""
    titled = [row[0].col == 0 for row in cut]
    return [
        n
        for n, (above, own) in enumerate(pairwise([False, *titled]))
        if own and not above
    ]


def _opens(row: Sequence[Piece]) -> bool:
    """Whether a title stands beside an entry's first line."""
    return len(row) > 1 and _is_entry(row[-1])


def _is_entry(piece: Piece) -> bool:
    """Whether a line opens with a bullet's glyph."""
    first = piece.text.words[0].text
    return len(piece.text.words) > 1 and not strip_bullet(f"{first} ")[0]
