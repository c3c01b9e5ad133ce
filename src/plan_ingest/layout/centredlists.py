"""Bold titles at half the height of the lists beside them: rows by their middles."""

from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import Line
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.text import strip_bullet

_ENTRIES = 3
"""Entries of the lists together, at least."""
_LEVEL = 1.0
"""Points by which the glyphs of their entries stand apart, at most."""
_APART = 0.8
"""Type sizes of white between two titles, at least."""
_OFF = 0.6
"""Type sizes by which the middle of a title is off that of its list, at most."""

_Row = tuple[int, ...]


def centred_rows(cut: Sequence[Sequence[Piece]], cols: int) -> tuple[_Row, ...]:
    """The lines of each title and its list; none where titles stand otherwise.

    The first list begins with the first line, and each ends as far below the middle of
    its title as it began above it, where an entry of the next one opens. So the first
    title tells where the second list begins, and the last must end with the lines.
    """
    if cols != 2 or any(not row or row[-1].col_end > 1 for row in cut):
        return ()
    titles = _titles([row[0].text for row in cut if row[0].col == 0])
    listed = {n: row[-1] for n, row in enumerate(cut) if row[-1].col == 1}
    if not titles or not _are_lists(list(listed.values())):
        return ()
    ends = _ends(titles, [piece.text for piece in listed.values()])
    if not ends:
        return ()
    numbers = list(listed)
    edges = [0, *(numbers[end] for end in ends[:-1]), len(cut)]
    rows = tuple(tuple(range(first, last)) for first, last in pairwise(edges))
    return rows if _keep_titles(rows, cut, titles) else ()


def _titles(lines: Sequence[Line]) -> list[list[Line]]:
    """The bold lines of each title; none where one of them is not bold."""
    out: list[list[Line]] = []
    for line in lines:
        if not all(word.bold for word in line.words):
            return []
        if out and line.top - out[-1][-1].bottom < _APART * line.size:
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _are_lists(pieces: Sequence[Piece]) -> bool:
    """Whether lines are plain, and open with a bullet's glyph where entries begin."""
    glyphs = [piece.text.x0 for piece in pieces if _is_entry(piece.text)]
    if len(glyphs) < _ENTRIES or any(piece.text.bold for piece in pieces):
        return False
    return _is_entry(pieces[0].text) and max(glyphs) - min(glyphs) < _LEVEL


def _ends(titles: Sequence[Sequence[Line]], lines: Sequence[Line]) -> list[int]:
    """For each title the line after the last of its list; none where one has no end."""
    out, first = [], 0
    opens = [n for n, line in enumerate(lines) if _is_entry(line)] + [len(lines)]
    for title in titles:
        middle = (title[0].top + title[-1].bottom) / 2
        after = [n for n in opens if n > first]
        if not after:
            return []
        off = {
            n: abs((lines[first].top + lines[n - 1].bottom) / 2 - middle) for n in after
        }
        end = min(after, key=lambda n: off[n])
        if off[end] > _OFF * title[0].size:
            return []
        out.append(end)
        first = end
    return out if first == len(lines) else []


def _keep_titles(
    rows: Sequence[_Row],
    cut: Sequence[Sequence[Piece]],
    titles: Sequence[Sequence[Line]],
) -> bool:
    """Whether each row holds the lines of its title, and off the list's first line."""
    held = [[cut[n][0].text for n in row if cut[n][0].col == 0] for row in rows]
    return held == [list(title) for title in titles]


def _is_entry(line: Line) -> bool:
    first = line.words[0].text
    return len(line.words) > 1 and not strip_bullet(f"{first} ")[0]
