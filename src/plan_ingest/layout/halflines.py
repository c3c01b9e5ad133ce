"""Lines of cells set at half the height of those beside them, made one line each.

A cell that is done sooner than the one beside it may stand in the middle of its row:
then its lines fall between those of the other cell, half a step off.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plan_ingest.layout.celllines import Line, line_of
from plan_ingest.layout.page import Word

_HALF = 0.8
"""Type sizes between lines that cannot stand one below the other, at most."""
_APART = 0.6
"""Type sizes of white between words of two cells, at least."""


def levelled(found: Sequence[Line]) -> list[Line]:
    """The lines from the top, each with those less than a line's height below it.

    Words of both must stand side by side, as those of two cells do.
    """
    out: list[Line] = []
    level = True
    for line in found:
        if out and level and _beside(out[-1], line):
            middle = (out[-1].mid + line.mid) / 2
            whole = line_of((*out[-1].words, *line.words))
            out[-1] = replace(whole, mid=middle)
            level = False
        else:
            out.append(line)
            level = True
    return out


def _beside(upper: Line, lower: Line) -> bool:
    size = min(upper.size, lower.size)
    if lower.mid - upper.mid >= _HALF * size:
        return False
    words = sorted((*upper.words, *lower.words), key=lambda word: word.x0)
    ours = set(map(id, upper.words))
    return all(
        after.x0 - word.x1 >= (_APART * size if _parted(word, after, ours) else 0)
        for word, after in pairwise(words)
    )


def _parted(word: Word, after: Word, ours: set[int]) -> bool:
    """Whether one of the words alone is of the upper line."""
    return (id(word) in ours) != (id(after) in ours)
