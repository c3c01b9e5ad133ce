"""Signs of symbol fonts, as files store them, and the signs a reader sees."""

_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x7A: "✗", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x97: "●", 0xA3: "☐"}
_SYMBOL = {
    0x2D: "-", 0xA3: "≤", 0xA7: "♣", 0xA8: "♦", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xD6: "√", 0xDE: "⇒",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_ANY_FONT = {**_WINGDINGS, 0xB7: "•", 0x2D: "-"}
_PRIVATE = range(0xE000, 0xF900)
_ROUND = "•"


def glyph(code: int, font: str = "") -> str:
    """The sign a character code of a symbol font looks like.

    Symbol fonts sit at U+F000 and above in files; a sign nobody knows, in a font
    that is no symbol font either, is a round bullet: something was printed there.
    """
    known = _FONTS.get(font.strip().lower(), _ANY_FONT)
    if code in _PRIVATE:
        return known.get(code & 0xFF, _ROUND)
    if font.strip().lower() in _FONTS:
        return known.get(code, _ROUND if code > 0x20 else " ")
    return chr(code) if 0x20 <= code < 0x110000 and not _surrogate(code) else ""


def readable(text: str, font: str = "") -> str:
    """Text with its private-use signs replaced by those they look like."""
    if not any(ord(sign) in _PRIVATE for sign in text):
        return text
    return "".join(
        glyph(ord(sign), font) if ord(sign) in _PRIVATE else sign for sign in text
    )


def _surrogate(code: int) -> bool:
    return 0xD800 <= code < 0xE000
