"""What opens an entry of a list: bullet glyphs and numbers, told from plain words."""

import re

from plan_ingest.layout.lines import Line
from plan_ingest.layout.markers import DASHES, GLYPHS, NUMBER, SYMBOL_FONT

_LETTER_BULLET = re.compile(r"courier", re.IGNORECASE)  # Word's hollow bullet is an "o"

_SMALL = 0.85  # of the size after it: a footnote's figure is no larger


def glyph_marker(found: Line) -> str | None:
    """The bullet glyph that opens a line, None where none does."""
    first = found.words[0]
    text = first.text
    if text[0] in GLYPHS and (len(text) == 1 or text[0] not in "·"):
        return text[0]
    if len(text) == 1 and len(found.words) > 1:
        if SYMBOL_FONT.search(first.font) or text in DASHES:
            return text
        hollow = text == "o" and found.words[1].x0 - first.x1 > 0.4 * first.size
        if hollow and (_LETTER_BULLET.search(first.font) or _stands_off(found)):
            return text
    return None


def number_marker(found: Line) -> str | None:
    """The number or letter that opens a line as an entry's own, None where none.

    A figure between brackets in smaller type is a footnote's.
    """
    first = found.words[0]
    if len(found.words) < 2 or not NUMBER.match(first.text):
        return None
    noted = first.text[0] == "(" and first.size < _SMALL * found.words[1].size
    return None if noted else first.text


def without_marker(text: str, marker: str) -> str:
    """A line's text after the marker that opens it."""
    return text[len(marker) :].lstrip() if text.startswith(marker) else text


def text_start(found: Line, marker: str) -> float:
    """Where the entry's own words begin, in points from the left."""
    first = found.words[0]
    if first.text != marker and len(first.edges) > len(marker):
        return first.edges[len(marker)]
    return found.words[1].x0 if len(found.words) > 1 else first.x1


def _stands_off(found: Line) -> bool:
    """Whether the first word stands off the second like a bullet does."""
    first, second = found.words[0], found.words[1]
    return second.x0 - first.x1 > 0.8 * first.size
