"""Filled boxes, most of what is drawn on a page, read many at once.

A dotted rule has thousands, a table of shades hundreds; taken one by one, each costs
more than a word does.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from plan_ingest.model.source import BBox
from plan_ingest.readers import pdfium_calls as calls
from plan_ingest.readers.pdfium_arrays import ends, inks, matrices, modes
from plan_ingest.readers.pdfium_frame import Matrix, multiply

_LINE_TO = 0
_AT_ONCE = 512  # paths

PlainBox = tuple[BBox, int, int]
"""A box, its fill's colour as 0xRRGGBB, and how opaque that is, of 255."""


def plain_boxes(paths: Sequence[int], matrix: Matrix) -> Iterator[PlainBox | None]:
    """For each path the box it fills; None where it is stroked, or is no plain box.

    A plain box has four corners, and sides that run along the page's. It may be drawn
    back to where it began.
    """
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        known = dict(_known(some, matrix))
        yield from map(known.get, range(len(some)))


def _known(paths: Sequence[int], matrix: Matrix) -> Iterator[tuple[int, PlainBox]]:
    """The plain boxes among some paths, each behind its place among them."""
    places = _candidates(paths)
    if not places:
        return
    chosen = [paths[n] for n in places]
    x, y = _corners(chosen, matrix)
    level = (y[0] == y[1]) & (x[1] == x[2])
    plumb = (x[0] == x[1]) & (y[1] == y[2])
    closed = ((x[3] == x[0]) & (y[3] == y[2])) | ((x[3] == x[2]) & (y[3] == y[0]))
    boxes = np.stack((x.min(0), y.min(0), x.max(0), y.max(0)), axis=1).tolist()
    colors = inks(chosen).tolist()
    for n in np.flatnonzero((level | plumb) & closed).tolist():
        x0, top, x1, bottom = boxes[n]
        red, green, blue, alpha = colors[n]
        yield places[n], ((x0, top, x1, bottom), red << 16 | green << 8 | blue, alpha)


def _candidates(paths: Sequence[int]) -> list[int]:
    """The places of the paths with as many straight sides as a box, filled alone."""
    drawn = modes(paths)
    counts = np.array(list(map(calls.count_segments, paths)))
    filled = (drawn[:, 0] > 0) & (drawn[:, 1] == 0) & ((counts == 4) | (counts == 5))
    places = np.flatnonzero(filled)
    for index in (2, -1):
        chosen = [paths[n] for n in places.tolist()]
        sides = (counts[places] - 1).tolist() if index < 0 else [index] * len(chosen)
        kinds = list(map(calls.segment_type, map(calls.path_segment, chosen, sides)))
        places = places[np.array(kinds, dtype=np.int64) == _LINE_TO]
    return [int(place) for place in places.tolist()]


def _corners(
    paths: Sequence[int], matrix: Matrix
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the first four corners of each path are on the page, a row a corner."""
    a, b, c, d, e, f = multiply(matrices(paths), matrix)
    x, y = np.stack([ends(paths, index) for index in range(4)]).transpose(2, 0, 1)
    return a * x + c * y + e, b * x + d * y + f
