"""Posters: boxes side by side, each a title with the list that stands under it."""

from collections.abc import Sequence
from statistics import median

from plan_ingest.layout.celllines import Line, lines
from plan_ingest.layout.grids import Filled
from plan_ingest.text import strip_bullet

_LARGER = 1.08
"""Times the size of a box's words: a title that is not bold is set larger."""
_LEAST = 2
"""Entries that a box lists, at least."""


def is_poster(filled: Sequence[Filled]) -> bool:
    """Whether every box opens with a title and goes on with a list's entries.

    Such boxes are read one by one: what stands beside or below one is none of its row.
    A table's head says no list, so that its columns are never taken for a poster's.
    """
    full = [one for one in filled if one.words]
    abreast = len({one.box.col for one in full}) > 1
    return abreast and all(_is_titled_list(one) for one in full)


def _is_titled_list(one: Filled) -> bool:
    found = lines(word for word in one.words if word.upright)
    entries = [line for line in found if _is_entry(line)]
    if len(entries) < _LEAST or _is_entry(found[0]):
        return False
    usual = median(word.size for word in one.words)
    title = found[0]
    apart = title.bold and not all(line.bold for line in entries)
    return apart or title.size > _LARGER * usual


def _is_entry(line: Line) -> bool:
    return strip_bullet(line.text)[1] is not None
