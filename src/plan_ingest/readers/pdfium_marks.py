"""What is drawn on a page beside text: strokes, filled boxes and pictures.

A stroke here is any straight horizontal or vertical line, whether it was drawn as
a line, a polyline, the side of a rectangle or a thin filled box.
"""

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from plan_ingest.layout.drawnbullets import Dot
from plan_ingest.layout.marks import Stroke
from plan_ingest.model.source import BBox
from plan_ingest.readers import pdfium_calls as calls
from plan_ingest.readers.pdfium_boxes import PlainBox, plain_boxes
from plan_ingest.readers.pdfium_frame import Frame, Matrix, multiply
from plan_ingest.readers.pdfium_paths import (
    Subpath,
    points_of,
    straight_strokes,
    subpaths,
)

_PATH, _IMAGE, _SHADING, _FORM = _DRAWN = 2, 3, 4, 5
_MOST_SEGMENTS = 60_000  # a dotted table has a third, boxes counted as one each
_MOST_DEPTH = 8
_LEAST_DOT, _MOST_DOT = 1.2, 9.0  # points across a drawn bullet
_MODES, _INK = (ctypes.c_int * 2)(), (ctypes.c_uint * 4)()
_MATRIX, _WIDTH = (ctypes.c_float * 6)(), ctypes.c_float()
_MODES_AT, _INK_AT = ctypes.addressof(_MODES), ctypes.addressof(_INK)
_MATRIX_AT, _WIDTH_AT = ctypes.addressof(_MATRIX), ctypes.addressof(_WIDTH)
_THIN = 1.5  # points across: a filled shape this thin is a line, however cornered


@dataclass(slots=True)
class Marks:
    """What was found so far, in drawing order, and how much may still come.

    `clips` are the boxes of clip paths, by their first segment and how they are placed:
    most marks of a page share a few.
    """

    strokes: list[Stroke] = field(default_factory=list)
    boxes: list[Stroke] = field(default_factory=list)
    images: list[BBox] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    drawn: int = 0
    segments_left: int = _MOST_SEGMENTS
    clips: dict[tuple[int | None, int, Matrix], BBox] = field(default_factory=dict)


def read_marks(page: int, frame: Frame) -> Marks:
    """The strokes, filled boxes and pictures of an open page."""
    marks = Marks()
    seen: BBox = (0.0, 0.0, frame.width, frame.height)
    count = max(calls.count_objects(page), 0)
    objects = map(calls.page_object, repeat(page), range(count))
    _walk(list(objects), frame.matrix, seen, marks, 0)
    return marks


def _walk(
    objects: list[int | None], matrix: Matrix, seen: BBox, marks: Marks, depth: int
) -> None:
    kinds = map(calls.object_type, objects)
    drawn = [
        (found, kind)
        for found, kind in zip(objects, kinds, strict=True)
        if found and kind in _DRAWN
    ]
    boxes = plain_boxes([found for found, kind in drawn if kind == _PATH], matrix)
    for found, kind in drawn:
        if kind == _PATH and marks.segments_left > 0:
            if (plain := next(boxes)) is None:
                _path(found, matrix, seen, marks)
            else:
                _plain(plain, _clipped(found, matrix, seen, marks), marks)
        elif kind in (_IMAGE, _SHADING):
            box = overlap(_bounds(found, matrix), seen)
            if box:
                marks.images.append(box)
        elif kind == _FORM and depth < _MOST_DEPTH:
            parts = range(calls.count_form_objects(found))
            inner = list(map(calls.form_object, repeat(found), parts))
            placed = multiply(_matrix(found), matrix)
            _walk(inner, placed, _clipped(found, matrix, seen, marks), marks, depth + 1)


def _plain(plain: PlainBox, clip: BBox, marks: Marks) -> None:
    """Notes a filled box; a dot of a dotted rule is one of thousands, and soon read."""
    marks.segments_left -= 1
    marks.drawn += 1
    whole, color, alpha = plain
    thickness = min(whole[2] - whole[0], whole[3] - whole[1])
    box = overlap(whole, clip)
    if box and alpha > 0 and _is_dot(whole):
        marks.dots.append(Dot(whole, "square"))
    visible = box is not None and alpha > 0 and thickness > 0
    marks.boxes.append(Stroke(box or whole, thickness, color, visible, marks.drawn))


def _path(found: int, matrix: Matrix, seen: BBox, marks: Marks) -> None:
    modes = _MODES
    modes[0] = modes[1] = 0
    calls.draw_mode(found, _MODES_AT, _MODES_AT + 4)
    fill, stroke = modes
    if not (fill or stroke):
        return
    count = calls.count_segments(found)
    placed = multiply(_matrix(found), matrix)
    marks.segments_left -= count
    if marks.segments_left < 0:
        return
    clip = _clipped(found, matrix, seen, marks)
    parts = subpaths(found, count, placed)
    if fill:
        _fill(found, parts, clip, marks)
    if stroke:
        _stroke(found, parts, placed, clip, marks)


def _fill(found: int, parts: list[Subpath], clip: BBox, marks: Marks) -> None:
    color, alpha = _color(calls.fill_color, found)
    for part in parts:
        marks.drawn += 1
        whole = part.box
        thickness = min(whole[2] - whole[0], whole[3] - whole[1])
        if _is_dot(whole) and alpha > 0 and overlap(whole, clip):
            round_ = not part.rectangular
            marks.dots.append(Dot(whole, "disc" if round_ else "square"))
        if thickness >= _THIN and not (part.rectangular or part.rounded):
            continue
        box = overlap(whole, clip)
        visible = box is not None and alpha > 0 and thickness > 0
        marks.boxes.append(Stroke(box or whole, thickness, color, visible, marks.drawn))


def _stroke(
    found: int, parts: list[Subpath], placed: Matrix, clip: BBox, marks: Marks
) -> None:
    color, alpha = _color(calls.stroke_color, found)
    _WIDTH.value = 0.0
    calls.stroke_width(found, _WIDTH_AT)
    width = _WIDTH.value
    scale = math.sqrt(abs(placed[0] * placed[3] - placed[1] * placed[2]))
    for part in parts:
        marks.drawn += 1
        if any(part.curved) and _is_dot(part.box) and alpha > 0:
            marks.dots.append(Dot(part.box, "ring"))
        for line in straight_strokes(part):
            box = overlap(line, clip)
            visible = box is not None and alpha > 0
            marks.strokes.append(
                Stroke(box or line, width * scale, color, visible, marks.drawn)
            )


def _is_dot(box: BBox) -> bool:
    """Whether a shape is as small and as wide as high as a bullet."""
    across, down = box[2] - box[0], box[3] - box[1]
    return _LEAST_DOT <= across <= _MOST_DOT and 0.7 * across <= down <= 1.4 * across


def _color(call: Callable[..., Any], found: int) -> tuple[int, int]:
    at = _INK_AT
    if not call(found, at, at + 4, at + 8, at + 12):
        return 0, 255
    red, green, blue, alpha = _INK
    return red << 16 | green << 8 | blue, alpha


def _matrix(found: int) -> Matrix:
    if not calls.object_matrix(found, _MATRIX_AT):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    a, b, c, d, e, f = _MATRIX
    return (a, b, c, d, e, f)


def _bounds(found: int, matrix: Matrix) -> BBox:
    parts = (ctypes.c_float * 4)()
    at = ctypes.addressof(parts)
    calls.object_bounds(found, at, at + 4, at + 8, at + 12)
    left, bottom, right, top = parts
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    across = [a * x + c * y + e for x, y in corners]
    down = [b * x + d * y + f for x, y in corners]
    return min(across), min(down), max(across), max(down)


def _clipped(found: int, matrix: Matrix, seen: BBox, marks: Marks) -> BBox:
    """The part of `seen` that the object's clip path leaves visible, by its box."""
    clip = calls.clip_path(found)
    for index in range(max(calls.count_clips(clip), 0) if clip else 0):
        count = calls.count_clip_segments(clip, index)
        if not 0 < count <= 64:
            continue
        known = calls.clip_segment(clip, index, 0), count, matrix
        box = marks.clips.get(known) or _clip_box(clip, index, count, matrix)
        marks.clips[known] = box
        seen = overlap(box, seen) or (seen[0], seen[1], seen[0], seen[1])
    return seen


def _clip_box(clip: int, index: int, count: int, matrix: Matrix) -> BBox:
    segments = [calls.clip_segment(clip, index, part) for part in range(count)]
    across, down = zip(*points_of(segments, matrix), strict=True)
    return min(across), min(down), max(across), max(down)


def overlap(box: BBox, other: BBox) -> BBox | None:
    """What two boxes share; None when they do not touch."""
    x0, top = max(box[0], other[0]), max(box[1], other[1])
    x1, bottom = min(box[2], other[2]), min(box[3], other[3])
    return (x0, top, x1, bottom) if x1 >= x0 and bottom >= top else None
