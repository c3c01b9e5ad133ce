"""Bytes to words: the encoding of a text found in the text, not in its name."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
"""Bytes looked at to tell text from other things."""
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f")


def decode(data: bytes) -> str:
    """The text, with line ends made one "\\n" and no byte order mark.

    UTF-8, UTF-16 and UTF-32 are recognised; all else is Windows-1252, whose five
    unused bytes become U+FFFD.
    """
    text = _decoded(data)
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def is_text(data: bytes) -> bool:
    """Whether bytes are text in one of the encodings that `decode` knows."""
    head = data[:_SAMPLE]
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return True
    if _utf16_without_mark(head):
        return True
    odd = sum(byte in _CONTROLS for byte in head)
    return 0 not in head and odd * 200 <= len(head)


def _decoded(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    if name := _utf16_without_mark(data[:_SAMPLE]):
        return data.decode(name, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _utf16_without_mark(head: bytes) -> str:
    """The UTF-16 whose every other byte is zero, as English text has it; else ""."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    low, high = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if high * 10 >= pairs * 7 and low * 20 <= pairs:
        return "utf-16-le"
    if low * 10 >= pairs * 7 and high * 20 <= pairs:
        return "utf-16-be"
    return ""
