"""A page's glyphs from PDFium: characters, boxes and how they are set."""

import ctypes
import math
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from plan_ingest.layout.glyphs import Floats, Glyphs, Style
from plan_ingest.readers import pdfium_calls as calls
from plan_ingest.readers.pdfium_arrays import addresses, inks
from plan_ingest.readers.pdfium_frame import Frame
from plan_ingest.readers.pdfium_ligatures import in_reading_order
from plan_ingest.readers.pdfium_pairs import whole_characters

_BOLD_NAME = re.compile(r"bold|black|heavy|demi(?!n)", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 700
_HIDDEN_MODES = (3, 7)  # neither filled nor stroked
_STROKED_MODES = (2, 6)  # filled and stroked: how printers fake a bold face
_LEAST_SIZE = 0.5
_STRIDE = 12  # glyphs between two of which the object is asked

_Face = tuple[str, bool, bool]
"""A font's name, whether it is bold, and whether italic."""
_Look = tuple[int | None, int, float, tuple[float, ...], tuple[int, ...]]
"""How a text object is set: font, mode, size, matrix without its place, and ink."""


def read_glyphs(text_page: int, frame: Frame, count: int) -> Glyphs:
    """All glyphs of an open text page, `count` of them, in drawing order."""
    objects = _objects(text_page, count)
    starts = np.flatnonzero(np.diff(objects, prepend=np.uint64(0)))
    style, styles = _styles(text_page, objects, starts, frame)
    text = _text(text_page, count)
    boxes = in_reading_order(_boxes(text_page, count), style, styles, frame.turn)
    return whole_characters(
        Glyphs(
            text=text,
            boxes=frame.boxes(boxes),
            style=style,
            styles=styles,
            unmapped=_unmapped(text_page, starts, text),
        )
    )


def _boxes(text_page: int, count: int) -> Floats:
    found = np.zeros((count, 4), dtype=np.float32)
    into = addresses(found)
    deque(map(calls.char_box, repeat(text_page), range(count), into), maxlen=0)
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
    probed = _asked(text_page, range(0, count, _STRIDE))
    objects = np.repeat(probed, _STRIDE)[:count]
    mixed = np.flatnonzero(
        (probed != np.append(probed[1:], np.uint64(0))) | (probed == 0)
    )
    inside = (mixed[:, None] * _STRIDE + np.arange(_STRIDE)).ravel()
    inside = inside[inside < count]
    objects[inside] = _asked(text_page, inside.tolist())
    last = np.maximum.accumulate(np.where(objects > 0, np.arange(count), 0))
    return objects[last] if count else objects


def _asked(text_page: int, places: Sequence[int]) -> NDArray[np.uint64]:
    """The text objects of the glyphs at some places; 0 for a blank made up."""
    found = map(calls.char_object, repeat(text_page), places)
    return np.array([handle or 0 for handle in found], dtype=np.uint64)


def _styles(
    text_page: int, objects: NDArray[np.uint64], starts: NDArray[np.intp], frame: Frame
) -> tuple[NDArray[np.int32], tuple[Style, ...]]:
    """A style a glyph: looked up once for each text object, not each glyph."""
    numbers: dict[Style, int] = {}
    known: dict[_Look, int] = {}
    fonts: dict[int | None, _Face] = {}
    chosen: list[int] = []
    for look in _looks(text_page, objects[starts].tolist(), starts.tolist()):
        number = known.get(look)
        if number is None:
            font = look[0]
            if font not in fonts:
                fonts[font] = _font(font)
            found = _style(look, fonts[font], frame)
            number = known[look] = numbers.setdefault(found, len(numbers))
        chosen.append(number)
    lengths = np.diff(starts, append=len(objects))
    style = np.zeros(len(objects), dtype=np.int32)
    style[len(objects) - lengths.sum() :] = np.repeat(chosen, lengths)
    return style, tuple(numbers) or (Style(_LEAST_SIZE),)


def _looks(
    text_page: int, objects: Sequence[int], starts: Sequence[int]
) -> Iterator[_Look]:
    """How each text object is set; `starts` are the places of their first glyphs."""
    matrices = np.zeros((len(starts), 6), dtype=np.float32)
    into = addresses(matrices)
    deque(map(calls.char_matrix, repeat(text_page), starts, into), maxlen=0)
    return zip(
        map(calls.text_font, objects),
        map(calls.text_mode, objects),
        map(calls.char_size, repeat(text_page), starts),
        map(tuple, matrices[:, :4].tolist()),
        map(tuple, inks(objects).tolist()),
        strict=False,
    )


def _style(look: _Look, face: _Face, frame: Frame) -> Style:
    _, mode, size, (along, rise, lean, up), (red, green, blue, alpha) = look
    name, bold, italic = face
    size *= math.hypot(lean, up)
    return Style(
        size=max(round(size, 2), _LEAST_SIZE),
        font=name,
        bold=bold or mode in _STROKED_MODES,
        italic=italic or (rise == 0 and abs(lean) > 0.1 * abs(up)),
        color=red << 16 | green << 8 | blue,
        turn=_turn(along, rise, frame.turn),
        hidden=mode in _HIDDEN_MODES or alpha == 0,
    )


def _font(font: int | None) -> _Face:
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
    firsts = map(calls.char_unmapped, repeat(text_page), starts.tolist())
    runs = zip(firsts, pairwise([*starts.tolist(), len(text)]), strict=True)
    for start, end in (run for flag, run in runs if flag > 0):
        flags = map(calls.char_unmapped, repeat(text_page), range(start, end))
        found[start:end] |= np.fromiter(flags, dtype=np.int32) > 0
    return np.asarray(found)
