"""How tall a row of a sheet must be for its wrapped texts."""

from collections.abc import Iterable
from math import ceil
from typing import Any

from plan_ingest.exports.listing import Value

_LINE, _TALLEST = 14.5, 190.0
"""Height of a line of text and of the tallest row, in points."""
_PER_WIDTH = 0.95
"""Characters of running text that fit a column for each unit of its width."""


def fit_row(
    sheet: Any, row: int, values: Iterable[Value], widths: Iterable[float]
) -> None:
    """Sets a row's height to what its wrapped texts need, up to a limit."""
    fit(sheet, row, values, rooms_of(widths))


def rooms_of(widths: Iterable[float]) -> list[float]:
    """How many characters of running text fit a line in columns of these widths."""
    return [width * _PER_WIDTH for width in widths]


def fit(sheet: Any, row: int, values: Iterable[Value], rooms: Iterable[float]) -> None:
    """As `fit_row`, for columns whose `rooms_of` are reckoned already."""
    lines = 1
    for value, room in zip(values, rooms, strict=False):
        if value.__class__ is not str:
            continue
        text = str(value)
        if "\n" in text:
            each = max(1.0, room)
            needed = sum(max(1, ceil(len(x) / each)) for x in text.split("\n"))
        elif len(text) > room:
            needed = ceil(len(text) / max(1.0, room))
        else:
            continue
        lines = max(lines, needed)
    if lines > 1:
        sheet.set_row(row, min(lines * _LINE, _TALLEST))
