"""What PDFium says of many things, asked in one go, as arrays with a row each."""

from collections import deque
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plan_ingest.readers import pdfium_calls as calls
from plan_ingest.readers.pdfium_frame import Placed

_BLACK = (0, 0, 0, 255)
_UNMOVED = (1, 0, 0, 1, 0, 0)


def addresses(table: NDArray[Any], column: int = 0) -> range:
    """The addresses of a column's cells, row by row, for PDFium to write into."""
    start, step = table.ctypes.data, table.itemsize * table.shape[1]
    start += table.itemsize * column
    return range(start, start + step * len(table), step)


def inks(objects: Sequence[int]) -> NDArray[np.int64]:
    """Red, green, blue and opacity of each object's fill; black where it has none."""
    table = np.zeros((len(objects), 4), dtype=np.uint32)
    places = (addresses(table, column) for column in range(4))
    filled = np.array(list(map(calls.fill_color, objects, *places)))
    return np.where(filled[:, None] > 0, table, _BLACK)


def matrices(objects: Sequence[int]) -> Placed[NDArray[np.float64]]:
    """The matrices that objects are placed by."""
    table = np.zeros((len(objects), 6), dtype=np.float32)
    placed = np.array(list(map(calls.object_matrix, objects, addresses(table))))
    a, b, c, d, e, f = np.where(placed[:, None] > 0, table, _UNMOVED).astype(float).T
    return a, b, c, d, e, f


def modes(paths: Sequence[int]) -> NDArray[np.int32]:
    """How each path is filled and whether it is stroked: 0 where it is not."""
    table = np.zeros((len(paths), 2), dtype=np.int32)
    places = addresses(table), addresses(table, 1)
    deque(map(calls.draw_mode, paths, *places), maxlen=0)
    return table


def ends(paths: Sequence[int], index: int) -> NDArray[np.float64]:
    """Where the segment with a number ends, in each of the paths."""
    table = np.zeros((len(paths), 2), dtype=np.float32)
    segments = map(calls.path_segment, paths, repeat(index))
    places = addresses(table), addresses(table, 1)
    deque(map(calls.segment_point, segments, *places), maxlen=0)
    return table.astype(np.float64)
