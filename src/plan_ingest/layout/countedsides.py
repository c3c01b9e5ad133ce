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

_Count = tuple[str, int]
"""What stands before an entry's own number, and that number."""


def counted_apart(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the lines of both sides count on, entry by entry, and share no number.

    What is told of a row in the cell beside it has the row's number, or none.
    """
    one, other = _counts(left), _counts(right)
    if not (_count_on(one) and _count_on(other)) or set(one) & set(other):
        return False
    return one[0][0].count(".") == other[0][0].count(".")


def is_counted(lines: Sequence[Line]) -> bool:
    """Whether the lines of a column are a list whose numbers count on."""
    return _count_on(_counts(lines))


def _counts(lines: Sequence[Line]) -> list[_Count]:
    """The numbers at the left edge of some lines, top to bottom."""
    found = [
        (line, told.groups())
        for line in lines
        if len(line.words) > 1 and (told := _NUMBER.match(line.words[0].text))
    ]
    edge = min((line.x0 for line, _ in found), default=0.0)
    return [
        (before, int(number))
        for line, (before, number) in found
        if line.x0 - edge < _EDGE * line.size
    ]


def _count_on(found: Sequence[_Count]) -> bool:
    return len(found) >= _LEAST and all(
        before == other and after == number + 1
        for (before, number), (other, after) in pairwise(found)
    )
