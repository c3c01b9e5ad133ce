"""What opens an entry of a list: bullet glyphs and numbers, told from plain words."""

import re

from plan_ingest.layout.lines import Line

_GLYPHS = frozenset("•▪●◦‣·⁃∙■□▫○◆◇♦➢➤►▶▸✓✔✗✘❖★☐☑\uf0b7\uf0a7\uf0d8\uf0a8\uf076\uf0fc")
_DASHES = frozenset("-–—*")
_SYMBOL_FONT = re.compile(r"wingdings|webdings|symbol|dingbats", re.IGNORECASE)
_LETTER_BULLET = re.compile(r"courier", re.IGNORECASE)  # Word's hollow bullet is an "o"
_NUMBER = re.compile(
    r"^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?"
    r"|[A-Z][.)]|[A-Z]\.?\d{1,2}(?:\.\d{1,2})*[.):]?)$"
)


def glyph_marker(found: Line) -> str | None:
    """The bullet glyph that opens a line, None where none does."""
    first = found.words[0]
    text = first.text
    if text[0] in _GLYPHS and (len(text) == 1 or text[0] not in "·"):
        return text[0]
    if len(text) == 1 and len(found.words) > 1:
        if _SYMBOL_FONT.search(first.font) or text in _DASHES:
            return text
        hollow = text == "o" and found.words[1].x0 - first.x1 > 0.4 * first.size
        if hollow and (_LETTER_BULLET.search(first.font) or _stands_off(found)):
            return text
    return None


def number_marker(found: Line) -> str | None:
    """The number or letter that opens a line as an entry's own, None where none."""
    text = found.words[0].text
    if len(found.words) > 1 and _NUMBER.match(text):
        return text
    return None


def without_marker(text: str, marker: str) -> str:
    """A line's text after the marker that opens it."""
    return text[len(marker) :].lstrip() if text.startswith(marker) else text


def text_start(found: Line, marker: str) -> float:
    """Where the entry's own words begin, in points from the left."""
    first = found.words[0]
    if first.text != marker and len(first.edges) > len(marker):
        return first.edges[len(marker)]
    return found.words[1].x0 if len(found.words) > 1 else first.x1


def is_marker(found: Line) -> bool:
    """Whether a piece of a line is nothing but a bullet or a number."""
    if len(found.words) != 1:
        return False
    text = found.words[0].text
    lone = len(text) == 1 and (
        text in _GLYPHS
        or text in _DASHES
        or text == "o"
        or bool(_SYMBOL_FONT.search(found.words[0].font))
    )
    return lone or bool(_NUMBER.match(text))


def _stands_off(found: Line) -> bool:
    """Whether the first word stands off the second like a bullet does."""
    first, second = found.words[0], found.words[1]
    return second.x0 - first.x1 > 0.8 * first.size
