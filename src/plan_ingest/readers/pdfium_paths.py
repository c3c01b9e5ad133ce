"""A drawn path taken apart: its corners, and which of its sides are straight."""

import ctypes
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

from plan_ingest.model.source import BBox
from plan_ingest.readers import pdfium_calls as calls
from plan_ingest.readers.pdfium_frame import Matrix

_BEZIER_TO, _MOVE_TO = 1, 2
_STRAIGHT = 0.6  # points a line may lean before it is a slant
_SHORTEST = 0.5  # points
_MOSTLY = 0.5  # of a side: so much of it is straight where its corners are round
_MOST_CORNERS = 9  # a rectangle drawn with a point in the middle of each side


@dataclass(slots=True)
class Subpath:
    """Corners in page points; `curved[i]` when the side to corner i is a curve."""

    points: list[tuple[float, float]]
    curved: list[bool]

    @property
    def box(self) -> BBox:
        """The smallest box around the corners."""
        across, down = zip(*self.points, strict=True)
        return min(across), min(down), max(across), max(down)

    @property
    def rectangular(self) -> bool:
        """Whether the corners, and all four of them, are the box's corners."""
        if len(self.points) > _MOST_CORNERS or any(self.curved):
            return False
        x0, top, x1, bottom = self.box
        corners = set()
        for x, y in self.points:
            left, above = x - x0 < _STRAIGHT, y - top < _STRAIGHT
            if not (left or x1 - x < _STRAIGHT) or not (
                above or bottom - y < _STRAIGHT
            ):
                return False
            corners.add((left, above))
        return len(corners) == 4

    @property
    def rounded(self) -> bool:
        """Whether it is a rectangle but for its corners, small curves.

        All its straight sides lie on the box's, and most of each of those is straight.
        """
        if not any(self.curved):
            return False
        x0, top, x1, bottom = self.box
        runs = [0.0, 0.0, 0.0, 0.0]
        sides = zip(pairwise(self.points), self.curved[1:], strict=True)
        for ((ax, ay), (bx, by)), curved in sides:
            if curved or abs(bx - ax) + abs(by - ay) < _STRAIGHT:
                continue
            on = [
                max(abs(ay - at), abs(by - at)) < _STRAIGHT for at in (top, bottom)
            ] + [max(abs(ax - at), abs(bx - at)) < _STRAIGHT for at in (x0, x1)]
            if True not in on:
                return False
            runs[on.index(True)] += abs(bx - ax) + abs(by - ay)
        wide, high = _MOSTLY * (x1 - x0), _MOSTLY * (bottom - top)
        return min(runs[:2]) >= wide and min(runs[2:]) >= high


def _segments(path: int, count: int) -> list[int | None]:
    return list(map(calls.path_segment, repeat(path), range(count)))


def points_of(
    segments: Sequence[int | None], matrix: Matrix
) -> list[tuple[float, float]]:
    """Where segments of a path end, placed by `matrix`."""
    found = (ctypes.c_float * (2 * len(segments)))()
    at = ctypes.addressof(found)
    end = at + 8 * len(segments)
    across, down = range(at, end, 8), range(at + 4, end, 8)
    deque(map(calls.segment_point, segments, across, down), maxlen=0)
    a, b, c, d, e, f = matrix
    return [
        (a * x + c * y + e, b * x + d * y + f)
        for x, y in zip(found[::2], found[1::2], strict=True)
    ]


def subpaths(path: int, count: int, matrix: Matrix) -> list[Subpath]:
    """The closed or open runs of a path of `count` segments, placed by `matrix`."""
    found: list[Subpath] = []
    segments = _segments(path, count)
    points = points_of(segments, matrix)
    kinds, closes = (
        map(calls.segment_type, segments),
        map(calls.segment_closes, segments),
    )
    for point, kind, closing in zip(points, kinds, closes, strict=True):
        if kind == _MOVE_TO or not found:
            found.append(Subpath([point], [False]))
            continue
        last = found[-1]
        last.points.append(point)
        last.curved.append(kind == _BEZIER_TO)
        if closing and point != last.points[0]:
            last.points.append(last.points[0])
            last.curved.append(False)
    return [part for part in found if len(part.points) > 1]


def straight_strokes(part: Subpath) -> list[BBox]:
    """The sides that run straight across or down, flat bends joined to one."""
    runs: list[BBox] = []
    open_run = False
    for (x0, y0), (x1, y1) in pairwise(part.points):
        level, plumb = abs(y1 - y0) < _STRAIGHT, abs(x1 - x0) < _STRAIGHT
        if level and plumb and not open_run:
            continue
        if not (level or plumb):
            open_run = False
            continue
        box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        joined = _joined(runs[-1], box) if open_run else None
        if joined:
            runs[-1] = joined
        else:
            runs.append(box)
        open_run = True
    return [box for box in runs if max(box[2] - box[0], box[3] - box[1]) > _SHORTEST]


def _joined(run: BBox, box: BBox) -> BBox | None:
    """Two sides that follow each other as one, if they make one straight line."""
    x0, top = min(run[0], box[0]), min(run[1], box[1])
    x1, bottom = max(run[2], box[2]), max(run[3], box[3])
    flat = bottom - top < _STRAIGHT or x1 - x0 < _STRAIGHT
    return (x0, top, x1, bottom) if flat else None
