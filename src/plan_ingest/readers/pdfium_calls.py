"""PDFium's functions called many thousand times a document, bound lean.

The bindings of pypdfium2 check and convert every argument. Bound here with plain
addresses, `map` can call one for all glyphs of a page without leaving C.
"""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

_HANDLE, _INT, _UINT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_FLOAT, _ULONG = ctypes.c_float, ctypes.c_ulong


def _bound(name: str, result: Any, *arguments: Any) -> Any:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


char_box = _bound("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _HANDLE)
char_code = _bound("FPDFText_GetUnicode", _UINT, _HANDLE, _INT)
char_object = _bound("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
char_unmapped = _bound("FPDFText_HasUnicodeMapError", _INT, _HANDLE, _INT)
char_matrix = _bound("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _HANDLE)
char_size = _bound("FPDFText_GetFontSize", ctypes.c_double, _HANDLE, _INT)
page_text = _bound("FPDFText_GetText", _INT, _HANDLE, _INT, _INT, _HANDLE)

text_font = _bound("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
text_mode = _bound("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
font_name = _bound("FPDFFont_GetBaseFontName", ctypes.c_size_t, *[_HANDLE] * 2, _ULONG)
font_weight = _bound("FPDFFont_GetWeight", _INT, _HANDLE)
font_flags = _bound("FPDFFont_GetFlags", _INT, _HANDLE)
font_slant = _bound("FPDFFont_GetItalicAngle", _INT, _HANDLE, _HANDLE)

count_objects = _bound("FPDFPage_CountObjects", _INT, _HANDLE)
page_object = _bound("FPDFPage_GetObject", _HANDLE, _HANDLE, _INT)
count_form_objects = _bound("FPDFFormObj_CountObjects", _INT, _HANDLE)
form_object = _bound("FPDFFormObj_GetObject", _HANDLE, _HANDLE, _ULONG)
object_type = _bound("FPDFPageObj_GetType", _INT, _HANDLE)
object_bounds = _bound("FPDFPageObj_GetBounds", _INT, *[_HANDLE] * 5)
object_matrix = _bound("FPDFPageObj_GetMatrix", _INT, *[_HANDLE] * 2)
fill_color = _bound("FPDFPageObj_GetFillColor", _INT, *[_HANDLE] * 5)
stroke_color = _bound("FPDFPageObj_GetStrokeColor", _INT, *[_HANDLE] * 5)
stroke_width = _bound("FPDFPageObj_GetStrokeWidth", _INT, *[_HANDLE] * 2)

draw_mode = _bound("FPDFPath_GetDrawMode", _INT, *[_HANDLE] * 3)
count_segments = _bound("FPDFPath_CountSegments", _INT, _HANDLE)
path_segment = _bound("FPDFPath_GetPathSegment", _HANDLE, _HANDLE, _INT)
segment_point = _bound("FPDFPathSegment_GetPoint", _INT, *[_HANDLE] * 3)
segment_type = _bound("FPDFPathSegment_GetType", _INT, _HANDLE)
segment_closes = _bound("FPDFPathSegment_GetClose", _INT, _HANDLE)
clip_path = _bound("FPDFPageObj_GetClipPath", _HANDLE, _HANDLE)
count_clips = _bound("FPDFClipPath_CountPaths", _INT, _HANDLE)
count_clip_segments = _bound("FPDFClipPath_CountPathSegments", _INT, _HANDLE, _INT)
clip_segment = _bound("FPDFClipPath_GetPathSegment", _HANDLE, _HANDLE, _INT, _INT)
