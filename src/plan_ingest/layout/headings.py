"""Headings: told by size, weight and numbering; levels by rank in the document."""

import re
from collections import Counter
from collections.abc import Sequence

from plan_ingest.layout.passages import Passage

_LARGER = 1.08  # of the body's size: what counts as set larger
_MUCH_LARGER = 1.3
_LONGEST = 160  # characters; a longer passage is text, however it is set
_LONGEST_BOLD = 100
_MOST_LINES = 6
_SPACED = 1.3  # lines: blank above a heading that only its colour tells
_PLAIN_TO_SEE = 80  # of 255, in one channel of a colour
_NUMBERING = re.compile(r"^(?:section |part |theme )?(\d+(?:\.\d+)*)[.):]?\s", re.I)

Look = tuple[float, bool, bool]
"""Size, bold, capitals: what headings of one level share."""


def body_size(passages: Sequence[Passage]) -> float:
    """The size most of the document's text is set in, in points."""
    weights: Counter[float] = Counter()
    for passage in passages:
        weights[round(passage.size * 2) / 2] += len(passage.text)
    if not weights:
        return 10.0
    return max(weights, key=lambda size: (weights[size], -size))


def body_color(passages: Sequence[Passage]) -> int:
    """The colour most of the document's text is set in, as 0xRRGGBB."""
    weights: Counter[int] = Counter()
    for passage in passages:
        weights[passage.color] += len(passage.text)
    return max(weights, key=lambda color: (weights[color], -color)) if weights else 0


def is_heading(passage: Passage, body: float, ink: int = 0) -> bool:
    """Whether a passage stands over text of `body` points and `ink` colour."""
    text = passage.text
    if not any(map(str.isalpha, text)) or passage.lines > _MOST_LINES:
        return False
    if passage.marker and not passage.marker[0].isalnum() and passage.marker[0] != "(":
        return False
    ends = text.rstrip()[-1:]
    if passage.size >= _MUCH_LARGER * body:
        return len(text) <= _LONGEST and ends not in ";,"
    if ends in ".;,":
        return False
    if passage.size >= _LARGER * body:
        few = passage.bold or passage.lines <= 2
        return len(text) <= _LONGEST and few
    return passage.size >= 0.9 * body and _looks_apart(passage, ink)


def _looks_apart(passage: Passage, ink: int) -> bool:
    """Whether a passage of the body's size is set bold, coloured or in capitals."""
    length, spaced = len(passage.text), passage.gap > _SPACED
    if passage.bold and spaced and length <= _LONGEST and not passage.marker:
        return True
    if length > _LONGEST_BOLD or passage.lines > 2:
        return False
    if passage.bold:
        return True
    if passage.lines == 1 and spaced and _apart(passage.color, ink):
        return not passage.marker
    return _capitals(passage.text) and length > 3 and not passage.marker


def levels(found: Sequence[Passage]) -> list[int]:
    """A level for each heading, 1 the outermost: by size, then weight and capitals."""
    looks = sorted({_look(passage) for passage in found}, reverse=True)
    ranks = {look: rank for rank, look in enumerate(looks, 1)}
    depths: dict[Look, int] = {}
    for passage in found:
        depth = _depth(passage)
        if depth:
            least = depths.get(_look(passage), depth)
            depths[_look(passage)] = min(least, depth)
    result = []
    for passage in found:
        look = _look(passage)
        deeper = max(_depth(passage) - depths.get(look, 0), 0) if look in depths else 0
        result.append(ranks[look] + deeper)
    return result


def _apart(color: int, other: int) -> bool:
    """Whether an eye tells two colours apart at once."""
    return any(
        abs((color >> shift & 255) - (other >> shift & 255)) > _PLAIN_TO_SEE
        for shift in (16, 8, 0)
    )


def _look(passage: Passage) -> Look:
    size = round(passage.size * 2) / 2
    return size, passage.bold, _capitals(passage.text)


def _depth(passage: Passage) -> int:
    """How deep a heading's own number is: 1 for "2", 2 for "2.1", 0 for none."""
    number = _NUMBERING.match(f"{passage.marker or ''} {passage.text} ".lstrip())
    return number.group(1).count(".") + 1 if number else 0


def _capitals(text: str) -> bool:
    letters = [mark for mark in text if mark.isalpha()]
    return len(letters) > 3 and all(map(str.isupper, letters))
