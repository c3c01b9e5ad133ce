"""Products of rows and tables that do not depend on the company of a row.

The last digits of a sum of floats depend on the order of its terms, and a library
chooses that by the shape of the whole product and a row's place in it. Here the shape
is always the same and the sums have twice the digits of what is kept of them, so that a
text has the same scores alone, in its plan and among a million others.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

AT_ONCE = 128
"""Rows that are multiplied together; what they make stays in the processor's memory."""


def times(rows: Floats, table: NDArray[np.floating]) -> Floats:
    """rows @ table."""
    found = np.empty((len(rows), table.shape[1]), np.float32)
    exact = np.asarray(table, np.float64)
    for at, some in blocks(rows):
        found[at] = (some @ exact)[: at.stop - at.start]
    return found


def blocks(rows: Floats) -> Iterator[tuple[slice, NDArray[np.float64]]]:
    """Some rows at a time and where they stand; zeros fill the last ones up."""
    some = np.empty((AT_ONCE, rows.shape[1]), np.float64)
    for start in range(0, len(rows), AT_ONCE):
        at = slice(start, min(start + AT_ONCE, len(rows)))
        some[: at.stop - start] = rows[at]
        some[at.stop - start :] = 0
        yield at, some
