"""Posters: boxes side by side, each a title with the list that stands under it."""

from collections.abc import Sequence
from statistics import median

from plan_ingest.layout.celllines import Line, lines
from plan_ingest.layout.frames import framed_words
from plan_ingest.layout.grids import Filled, table
from plan_ingest.layout.lattice import Box, Lattice, lattices
from plan_ingest.layout.markers import is_marker
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.strokes import strokes
from plan_ingest.model.document import Table
from plan_ingest.text import strip_bullet

_LARGER = 1.08
"""Times the size of a box's words: a title that is not bold is set larger."""
_LEAST = 2
"""Entries that a box lists, at least."""
_ABREAST = 3
"""Lists in one row: two may be an item and its answer."""
_FEWEST = 2 * _LEAST
"""Entries of a poster's boxes, at least."""
_LEVEL = 6.0
"""Points by which the tops of frames that stand in one row differ."""

Poster = tuple[tuple[Lattice, ...], Table]
"""Frames in one row, and the table they make: one row, a cell a frame."""


def is_poster(filled: Sequence[Filled]) -> bool:
    """Whether every box opens with a title and goes on with a list's entries.

    Such boxes are read one by one: what stands beside or below one is none of its row.
    A table's head says no list, so that its columns are taken for a poster's only where
    three or more of them list entries in the one row below it.
    """
    full = [one for one in filled if one.words]
    body = [one for one in full if one.box.row]
    rows = {(one.box.row, one.box.row_end) for one in body}
    if len(rows) == 1 and len(body) >= _ABREAST:
        heads = [one for one in full if not one.box.row]
        listed = all(_entries(one.words) >= _LEAST for one in body)
        if listed and not any(_entries(one.words) for one in heads):
            return True
    abreast = len({one.box.col for one in full}) > 1
    return abreast and all(_is_titled_list(one.words) for one in full)


def posters(content: PageContent) -> list[Poster]:
    """Frames that begin level and stand apart, each around a titled list.

    They are those the page draws: where borders are drawn in pieces, as those with
    round corners are, nothing that goes on between two frames makes them one.
    """
    drawn = content.rules or content.fills
    if not drawn or sum(map(is_marker, content.words)) < _FEWEST:
        return []
    frames = [one for one in lattices(strokes(content)) if len(one.xs) == 2]
    held = zip(frames, framed_words(frames, content), strict=True)
    lists = [(one, words) for one, words in held if _is_titled_list(words)]
    rows: list[list[tuple[Lattice, tuple[Word, ...]]]] = []
    for one, words in sorted(lists, key=lambda pair: pair[0].ys[0]):
        if rows and one.ys[0] - rows[-1][0][0].ys[0] < _LEVEL:
            rows[-1].append((one, words))
        else:
            rows.append([(one, words)])
    return [_poster(row, content.number) for row in rows if len(row) > 1]


def _poster(row: list[tuple[Lattice, tuple[Word, ...]]], page: int) -> Poster:
    row = sorted(row, key=lambda pair: pair[0].xs[0])
    cells = [
        Filled(Box(0, n, 0, n, one.xs[0], one.ys[0], one.xs[-1], one.ys[-1]), words)
        for n, (one, words) in enumerate(row)
    ]
    return tuple(one for one, _ in row), table(cells, page)


def _entries(words: Sequence[Word]) -> int:
    return sum(map(_is_entry, lines(word for word in words if word.upright)))


def _is_titled_list(words: Sequence[Word]) -> bool:
    found = lines(word for word in words if word.upright)
    entries = [line for line in found if _is_entry(line)]
    if len(entries) < _LEAST or _is_entry(found[0]):
        return False
    usual = median(word.size for word in words)
    title = found[0]
    apart = title.bold and not all(line.bold for line in entries)
    return apart or title.size > _LARGER * usual


def _is_entry(line: Line) -> bool:
    return strip_bullet(line.text)[1] is not None
