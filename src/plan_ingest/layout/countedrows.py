"""Rows whose first cells count upward: which of them lacks its number."""

import re
from collections.abc import Container
from itertools import pairwise

from plan_ingest.model.document import Table

_NUMBER = re.compile(r"\(?[A-Z]{0,3}[.-]?(\d{1,3}(?:\.\d{1,3}){0,3})[.):]?(?:\s|$)")


def lacks_number(first: Table, second: Table) -> bool | None:
    """Whether the rows count upward and the one after the cut does not; None: no count.

    The number leads the words of the first column: "4 Ask every victim ...".
    """
    above, below = _leading(first), _leading(second)
    while above and above[0] is None:
        above = above[1:]
    if not below or not above or None in above or None in below[1:]:
        return None
    counts = [number for number in (*above, *below) if number is not None]
    if len(counts) < 2 or any(a >= b for a, b in pairwise(counts)):
        return None
    return below[0] is None


def lacks_more(table: Table, filled: Container[int]) -> bool:
    """Whether a row has no number, nor what every numbered row of the table has.

    `filled` are its columns with words; the last row of the table has a number.
    """
    cells = {(c.row, c.col): c.text for c in table.cells if c.parts}
    told = [row for row in range(table.rows) if _number(cells.get((row, 0), ""))]
    if 0 in filled or len(told) < 2 or told[-1] != table.rows - 1:
        return False
    words = any(len(cells[row, 0].split()) > 1 for row in told)
    blank = [col for col in range(1, table.cols) if col not in filled]
    return not words and any(all((r, c) in cells for r in told) for c in blank)


def _leading(table: Table) -> list[tuple[int, ...] | None]:
    """The number that leads each row's first cell; None where none does."""
    texts = {c.row: c.text for c in table.cells if c.col == 0}
    return [_number(texts.get(row, "")) for row in range(table.rows)]


def _number(text: str) -> tuple[int, ...] | None:
    found = _NUMBER.match(text)
    return tuple(map(int, found.group(1).split("."))) if found else None
