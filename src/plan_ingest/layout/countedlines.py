"""Lines whose numbers count on down one left edge: each opens an entry of a list."""

import re
from collections.abc import Iterator, Sequence

from plan_ingest.layout.bullets import number_marker
from plan_ingest.layout.lines import Line

_CLOSED = re.compile(r"^(\(?)(\d{1,3}|[a-z]|[ivx]{2,5})([.)])$")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_EDGE = 0.3
"""Sizes between two entries' left edges."""


def counted_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The places of the lines, top to bottom, that count on or are counted on from.

    "2." below "1." at the same left edge is no end of the sentence above it, however
    full the line above is and whatever it ends with.
    """
    found: set[int] = set()
    last: dict[tuple[str, str, int], int] = {}
    for place, line in enumerate(lines):
        for opened, number, closed in _numbers(line):
            before = last.get((opened, closed, number - 1))
            if before is not None and _is_level(lines[before], line):
                found.update((before, place))
            last[opened, closed, number] = place
    return frozenset(found)


def _numbers(line: Line) -> Iterator[tuple[str, int, str]]:
    """What a line's marker may count: "i)" is the ninth letter or the first numeral."""
    told = _CLOSED.match(number_marker(line) or "")
    if not told:
        return
    opened, said, closed = told.groups()
    if said.isdecimal():
        yield opened + "1", int(said), closed
    elif len(said) == 1:
        yield opened + "a", ord(said) - ord("a") + 1, closed
    if said in _ROMAN:
        yield opened + "i", _ROMAN.index(said) + 1, closed


def _is_level(one: Line, other: Line) -> bool:
    return abs(one.x0 - other.x0) < _EDGE * min(one.size, other.size)
