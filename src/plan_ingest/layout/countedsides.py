"""Lists side by side that are counted each by itself: no rows, however level."""

import re
from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.lines import Line

_NUMBER = re.compile(r"(\(?[A-Z]{0,3}[.-]?(?:\d{1,2}\.){0,3})(\d{1,3})[.):]?$")
_LEAST = 3
"""Entries of a list, at least."""
_EDGE = 1.0
"""Type sizes between the left edges of two numbers, set flush right or left."""

_LEVEL = 0.5
"""Type sizes between the tops of two lines that are level, at most."""

_Count = tuple[str, int]
"""What stands before an entry's own number, and that number."""


def counted_apart(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the lines of both sides count on, entry by entry, and share no number.

    What is told of a row in the cell beside it has the row's number, or none; or it
    begins level with the row, however many lines the cells before it took.
    """
    one, other = _counts(left), _counts(right)
    if _in_rows(left, right) and not _count_on([*one[-1:], *other], 2):
        return False
    if not (_count_on(one) and _count_on(other)) or set(one) & set(other):
        return False
    return one[0][0].count(".") == other[0][0].count(".")


def is_counted(lines: Sequence[Line]) -> bool:
    """Whether the lines of a column are a list whose numbers count on."""
    return _count_on(_counts(lines))


def _counts(lines: Sequence[Line]) -> list[_Count]:
    """The numbers at the left edge of some lines, top to bottom."""
    return [count for _, count in _entries(lines)]


def _in_rows(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether entries begin level though one of a pair takes up more lines.

    Entries of lists that only stand side by side lose the level there. Where pairs of
    several lines are alike, letters tell rows: those of measures are their own.
    """
    sides = [(lines, [line for line, _ in _entries(lines)]) for lines in (left, right)]
    (_, one), (_, other) = sides
    if len(one) != len(other) or len(one) < _LEAST:
        return False
    level = all(
        abs(a.top - b.top) < _LEVEL * a.size for a, b in zip(one, other, strict=True)
    )
    taken = [
        [sum(a.top <= line.top < b.top for line in lines) for a, b in pairwise(starts)]
        for lines, starts in sides
    ]
    lettered = all(before[:1].isalpha() for before, _ in _counts((*left, *right)))
    several = any(count > 1 for side in taken for count in side)
    return level and (taken[0] != taken[1] or (lettered and several))


def _entries(lines: Sequence[Line]) -> list[tuple[Line, _Count]]:
    """The lines that a number at their left edge opens, top to bottom."""
    found = [
        (line, told.groups())
        for line in lines
        if len(line.words) > 1 and (told := _NUMBER.match(line.words[0].text))
    ]
    edge = min((line.x0 for line, _ in found), default=0.0)
    return [
        (line, (before, int(number)))
        for line, (before, number) in found
        if line.x0 - edge < _EDGE * line.size
    ]


def _count_on(found: Sequence[_Count], least: int = _LEAST) -> bool:
    return len(found) >= least and all(
        before == other and after == number + 1
        for (before, number), (other, after) in pairwise(found)
    )
