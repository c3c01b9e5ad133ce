"""A page's glyphs from PDFium: characters, boxes and how they are set."""

import ctypes
import math
import re
from collections import deque
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from plan_ingest.layout.glyphs import Floats, Glyphs, Style
from plan_ingest.readers import pdfium_calls as calls
from plan_ingest.readers.pdfium_frame import Frame

_BOLD_NAME = re.compile(r"bold|black|heavy|demi(?!n)", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 700
_HIDDEN_MODES = (3, 7)  # neither filled nor stroked
_STROKED_MODES = (2, 6)  # filled and stroked: how printers fake a bold face
_LEAST_SIZE = 0.5
_MATRIX, _INK = (ctypes.c_float * 6)(), (ctypes.c_uint * 4)()
_MATRIX_AT, _INK_AT = ctypes.addressof(_MATRIX), ctypes.addressof(_INK)
_STRIDE = 12  # glyphs between two of which the object is asked


def read_glyphs(text_page: int, frame: Frame, count: int) -> Glyphs:
    """All glyphs of an open text page, `count` of them, in drawing order."""
    objects = _objects(text_page, count)
    starts = np.flatnonzero(np.diff(objects, prepend=np.uint64(0)))
    style, styles = _styles(text_page, objects, starts, frame)
    text = _text(text_page, count)
    return Glyphs(
        text=text,
        boxes=frame.boxes(_boxes(text_page, count)),
        style=style,
        styles=styles,
        unmapped=_unmapped(text_page, starts, text),
    )


def _boxes(text_page: int, count: int) -> Floats:
    found = np.zeros((count, 4), dtype=np.float32)
    start, step = found.ctypes.data, found.strides[0] if count else 16
    addresses = range(start, start + step * count, step)
    deque(map(calls.char_box, repeat(text_page), range(count), addresses), maxlen=0)
    return found


def _text(text_page: int, count: int) -> str:
    """A character a glyph; PDFium's bulk text unless it left glyphs out."""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    calls.page_text(text_page, 0, count, ctypes.addressof(buffer))
    text = buffer.raw[: 2 * count].decode("utf-16-le", "surrogatepass")
    if len(text) == count and "\0" not in text:
        return text.replace("\ufffe", "\u0002")
    codes = map(calls.char_code, repeat(text_page), range(count))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)


def _objects(text_page: int, count: int) -> NDArray[np.uint64]:
    """The text object of each glyph; blanks PDFium made up have that before them.

    Glyphs of one object follow each other, so that most need not be asked.
    """
    probed = [
        handle or 0
        for handle in map(
            calls.char_object, repeat(text_page), range(0, count, _STRIDE)
        )
    ]
    objects = np.repeat(np.array(probed, dtype=np.uint64), _STRIDE)[:count]
    for block, (first, after) in enumerate(pairwise([*probed, 0])):
        if first != after or not first:
            start, end = block * _STRIDE, min((block + 1) * _STRIDE, count)
            found = map(calls.char_object, repeat(text_page), range(start, end))
            objects[start:end] = [handle or 0 for handle in found]
    last = np.maximum.accumulate(np.where(objects > 0, np.arange(count), 0))
    return objects[last] if count else objects


def _styles(
    text_page: int, objects: NDArray[np.uint64], starts: NDArray[np.intp], frame: Frame
) -> tuple[NDArray[np.int32], tuple[Style, ...]]:
    """A style a glyph: looked up once for each text object, not each glyph."""
    numbers: dict[Style, int] = {}
    fonts: dict[int, tuple[str, bool, bool]] = {}
    chosen: list[int] = []
    for start in starts.tolist():
        found = _style(text_page, start, int(objects[start]), frame, fonts)
        chosen.append(numbers.setdefault(found, len(numbers)))
    lengths = np.diff(starts, append=len(objects))
    style = np.zeros(len(objects), dtype=np.int32)
    style[len(objects) - lengths.sum() :] = np.repeat(chosen, lengths)
    return style, tuple(numbers) or (Style(_LEAST_SIZE),)


def _style(
    text_page: int,
    index: int,
    text_object: int,
    frame: Frame,
    fonts: dict[int, tuple[str, bool, bool]],
) -> Style:
    font = calls.text_font(text_object)
    if font not in fonts:
        fonts[font] = _font(font)
    name, bold, italic = fonts[font]
    mode = calls.text_mode(text_object)
    matrix = _MATRIX
    calls.char_matrix(text_page, index, _MATRIX_AT)
    size = calls.char_size(text_page, index) * math.hypot(matrix[2], matrix[3])
    color, alpha = _color(text_object)
    return Style(
        size=max(round(size, 2), _LEAST_SIZE),
        font=name,
        bold=bold or mode in _STROKED_MODES,
        italic=italic or (matrix[1] == 0 and abs(matrix[2]) > 0.1 * abs(matrix[3])),
        color=color,
        turn=_turn(matrix[0], matrix[1], frame.turn),
        hidden=mode in _HIDDEN_MODES or alpha == 0,
    )


def _font(font: int | None) -> tuple[str, bool, bool]:
    if not font:
        return "", False, False
    buffer = ctypes.create_string_buffer(256)
    calls.font_name(font, ctypes.addressof(buffer), 256)
    name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
    slant = ctypes.c_int()
    calls.font_slant(font, ctypes.addressof(slant))
    heavy = calls.font_weight(font) >= _BOLD_WEIGHT
    forced = bool(max(calls.font_flags(font), 0) & _FORCE_BOLD)
    return (
        name,
        bool(_BOLD_NAME.search(name)) or heavy or forced,
        bool(_ITALIC_NAME.search(name)) or slant.value != 0,
    )


def _color(text_object: int) -> tuple[int, int]:
    parts, at = _INK, _INK_AT
    if not calls.fill_color(text_object, at, at + 4, at + 8, at + 12):
        return 0, 255
    return parts[0] << 16 | parts[1] << 8 | parts[2], parts[3]


def _turn(across: float, up: float, page_turn: int) -> int:
    """The quarter turn, clockwise as seen, that a text's direction is nearest."""
    drawn = -math.degrees(math.atan2(up, across))
    return round((drawn + page_turn) / 90) * 90 % 360


def _unmapped(text_page: int, starts: NDArray[np.intp], text: str) -> NDArray[np.bool_]:
    """Glyphs without a known character; a font is asked by a run's first glyph."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    private = (codes >= 0xE000) & (codes <= 0xF8FF)
    symbol = (codes >= 0xF020) & (codes <= 0xF0FF)  # Symbol and Wingdings bullets
    found = (private & ~symbol) | (codes == 0xFFFD)
    for start, end in pairwise([*starts.tolist(), len(text)]):
        if calls.char_unmapped(text_page, start) > 0:
            flags = map(calls.char_unmapped, repeat(text_page), range(start, end))
            found[start:end] |= np.fromiter(flags, dtype=np.int32) > 0
    return np.asarray(found)
