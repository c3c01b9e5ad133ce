"""What opens an entry of a list: bullet glyphs and numbers, told from plain words."""

import re

from plan_ingest.layout.lines import Line
from plan_ingest.layout.markers import DASHES, GLYPHS, NUMBER, SYMBOL_FONT
from plan_ingest.layout.page import Word

_LETTER_BULLET = re.compile(r"courier", re.IGNORECASE)  # Word's hollow bullet is an "o"

_SMALL = 0.85  # of the size after it: a footnote's figure is no larger
_RAISED = 0.1  # of the size after it: how far its foot stands above the line
_TALL = 1.4  # of its size: no letter is taller


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

    A raised figure between brackets is a footnote's.
    """
    first = found.words[0]
    if len(found.words) < 2 or not NUMBER.match(first.text):
        return None
    return None if _opens_note(first, found.words[1]) else first.text


def _opens_note(first: Word, after: Word) -> bool:
    """Whether a number in brackets is a footnote's mark: smaller, and raised.

    Brackets as large as the text count as small as the figure that stood between them,
    and are then taller than their size. In small type on the line it is an entry's.
    """
    if first.text[0] != "(" or first.size >= _SMALL * after.size:
        return False
    raised = after.bottom - first.bottom > _RAISED * after.size
    return raised or first.bottom - first.top > _TALL * first.size


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
