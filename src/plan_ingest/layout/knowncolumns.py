"""Boxes at a page's top, parted where the table of the page before has its columns."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plan_ingest.layout.lattice import Box, Lattice
from plan_ingest.layout.page import PageContent, Word

_SAME = 3.0
"""Points between a border of a table and the same border on the next page."""
_WHITE = 15.0
"""Points of white in which a border may have been taken to lie."""
_REACH = 5.0
"""Points by which words of another row reach into the white around a border."""
_LABEL = 4
"""Words in a label, at most."""


def parted(every: Sequence[Lattice], content: PageContent) -> tuple[Lattice, ...]:
    """The lattices, the one that opens the page in all columns of the page before.

    Where only some columns are shaded, its rules and shades show no others. Each of
    its borders must be one of the table's, and no word may stand across a new one,
    but a title that is a row.
    """
    return tuple(_parted(one, content) for one in every)


def goes_on_whole(lattice: Lattice, content: PageContent) -> bool:
    """Whether boxes one over another open a page, as wide as the table before.

    They are rows over all its columns: a label with what it names in the box below, or
    the rest of a cell that ended in mid-sentence.
    """
    known = content.columns
    if len(lattice.xs) != 2 or len(known) < 3 or not _opens(lattice, content):
        return False
    ends = ((lattice.xs[0], known[0]), (lattice.xs[-1], known[-1]))
    top = [w for w in content.words if lattice.ys[0] < w.top < lattice.ys[1]]
    label = len(lattice.ys) > 2 and 0 < len(top) <= _LABEL and not _parts_at(top, known)
    as_wide = all(abs(x - at) < _SAME for x, at in ends)
    return as_wide and (label or bool(content.unended))


def _parts_at(top: Sequence[Word], known: Sequence[float]) -> bool:
    """Whether words of a line are parted at a border: they name columns, each its own.

    Unlike words of one label they stand farther apart than words do.
    """
    ordered = sorted(top, key=lambda word: word.x0)
    return any(
        left.x1 <= at <= right.x0 and right.x0 - left.x1 > left.size
        for left, right in pairwise(ordered)
        for at in known[1:-1]
    )


def _parted(lattice: Lattice, content: PageContent) -> Lattice:
    known = content.columns
    if not 2 < len(lattice.xs) < len(known) or not _opens(lattice, content):
        return lattice
    inner = known[1:-1]
    sides = abs(lattice.xs[0] - known[0]) < _SAME
    words = [word for word in content.words if _within(word, lattice)]
    same = {x: _in_white(x, inner, words) for x in lattice.xs[1:-1]}
    if not sides or None in same.values():
        return lattice
    titles = [box for box in lattice.boxes if _is_title(box, words)]
    rows = [word for word in words if not any(_holds(box, word) for box in titles)]
    added = [_clear(x, rows) for x in inner if x not in same.values()]
    if None in added:
        return lattice
    xs = tuple(sorted((*lattice.xs, *(x for x in added if x is not None))))
    columns = list(pairwise(xs))
    filled = {n for n, (a, b) in enumerate(columns) if any(a <= w.x0 < b for w in rows)}
    if len(filled) < len(columns):
        return lattice
    boxes = tuple(
        part
        for box in lattice.boxes
        for part in ([_wide(box, xs)] if box in titles else _parts(box, xs))
    )
    return replace(lattice, xs=xs, boxes=boxes)


def _in_white(x: float, known: Sequence[float], words: Sequence[Word]) -> float | None:
    """The known border that one drawn at `x` is, None where there is none.

    One that white alone told lies anywhere between the words of two columns.
    """
    near = min(known, key=lambda at: abs(at - x))
    left, right = sorted((x, near))
    white = right - left < _WHITE and not any(
        word.x0 < right and left < word.x1 for word in words
    )
    return near if white or right - left < _SAME else None


def _opens(lattice: Lattice, content: PageContent) -> bool:
    """Whether the first words of the page stand in the lattice."""
    upright = [word for word in content.words if word.upright]
    first = min(upright, key=lambda word: word.top, default=None)
    return first is not None and _within(first, lattice)


def _parts(box: Box, xs: Sequence[float]) -> list[Box]:
    """A box as one for each column that it lies over."""
    return [
        replace(box, col=n, col_end=n, x0=max(a, box.x0), x1=min(b, box.x1))
        for n, (a, b) in enumerate(pairwise(xs))
        if box.x0 - 1 < (a + b) / 2 < box.x1 + 1
    ]


def _clear(x: float, words: Sequence[Word]) -> float | None:
    """A border that no word stands across, in the white nearest to a known one.

    White alone told where it is, and the words of other rows reach farther into it.
    """
    across = [word for word in words if word.x0 < x - 1 and x + 1 < word.x1]
    if not across:
        return x
    sides = (max(word.x1 for word in across), min(word.x0 for word in across))
    for at in sorted(sides, key=lambda at: abs(at - x)):
        free = not any(word.x0 < at - 1 and at + 1 < word.x1 for word in words)
        if free and abs(at - x) < _REACH:
            return at
    return None


def _is_title(box: Box, words: Sequence[Word]) -> bool:
    """Whether a box holds a line of bold words alone, that begins at its left."""
    held = [word for word in words if _holds(box, word)]
    if not held or not all(word.bold for word in held):
        return False
    first = min(held, key=lambda word: word.x0)
    level = all(abs(word.bottom - first.bottom) < 0.5 * first.size for word in held)
    return level and first.x0 - box.x0 < _WHITE


def _holds(box: Box, word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 <= x < box.x1 and box.top <= y < box.bottom


def _wide(box: Box, xs: Sequence[float]) -> Box:
    """A box over all the columns that lie in it."""
    at = [one.col for one in _parts(box, xs)]
    return replace(box, col=min(at), col_end=max(at))


def _within(word: Word, lattice: Lattice) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return lattice.xs[0] <= x < lattice.xs[-1] and lattice.ys[0] <= y < lattice.ys[-1]
