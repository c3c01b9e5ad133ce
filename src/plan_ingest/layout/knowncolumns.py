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
_LABEL = 4
"""Words in a label, at most."""


def parted(every: Sequence[Lattice], content: PageContent) -> tuple[Lattice, ...]:
    """The lattices, the one that opens the page in all columns of the page before.

    Where only some columns are shaded, its rules and shades show no others. Each of
    its borders must be one of the table's, and no word may stand across a new one.
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
    added = [x for x in inner if x not in same.values()]
    if any(word.x0 < x - 1 and x + 1 < word.x1 for word in words for x in added):
        return lattice
    xs = tuple(sorted((*lattice.xs, *added)))
    columns = list(pairwise(xs))
    filled = {
        n for n, (a, b) in enumerate(columns) if any(a <= w.x0 < b for w in words)
    }
    if len(filled) < len(columns):
        return lattice
    boxes = tuple(part for box in lattice.boxes for part in _parts(box, xs))
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


def _nearest(x: float, others: Sequence[float]) -> float:
    return min((abs(x - at) for at in others), default=float("inf"))


def _within(word: Word, lattice: Lattice) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return lattice.xs[0] <= x < lattice.xs[-1] and lattice.ys[0] <= y < lattice.ys[-1]
