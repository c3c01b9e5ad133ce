"""Words to lines, and whether a line goes on in the next."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.sealed import sealed

_CUT = re.compile(r"\d[-–]$")
"""How a date ends that goes on below."""
EVEN = 0.4
"""Points by which gaps between words differ that were spread to fill a line."""
LARGE = 1.15
"""Times the type size of what stands around: a larger line is a title."""
_DEEP = frozenset("gjpqyQ,;()[]|/_{}@")
_NUMBER = re.compile(r"^[\W_]*[\d.,:/%()\-–—−+<>≤≥~*†‡§\s$£€¥]*[\W_]*$")
_ACROSS = attrgetter("x0", "x1", "top", "text")
_Placed = tuple[float, float, float, str, int, Word]
"""A word behind what lines are found by: its middle, its sides, its text, its turn."""


@sealed(frozen=True, slots=True)
class Line:
    """Words that stand side by side, from left to right."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    mid: float
    """The middle of its small letters, the same for every word set on it."""
    size: float
    """The height of its type, in points."""

    @property
    def text(self) -> str:
        """The words with a space between."""
        return " ".join([word.text for word in self.words])

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.bold for word in self.words)


def line_of(words: Iterable[Word]) -> Line:
    """The words as one line, sorted from left to right."""
    found = list(words)
    return _line(found, sorted(map(_mid, found)))


@lru_cache(maxsize=4)
def page_lines(content: PageContent) -> tuple[Line, ...]:
    """The lines of a page's upright words: found once, many rules ask for them."""
    return lines(word for word in content.words if word.upright)


def lines_among(words: Sequence[Word], content: PageContent) -> tuple[Line, ...]:
    """The lines of the upright ones among some of a page's words, or among all."""
    if len(words) == len(content.words):
        return page_lines(content)
    return lines(word for word in words if word.upright)


def lines(words: Iterable[Word]) -> tuple[Line, ...]:
    """Words that share a line, lines from the top; raised and lowered signs join in."""
    placed: list[_Placed] = sorted(
        [(_mid(w), w.x0, w.x1, w.text, n, w) for n, w in enumerate(words)]
    )
    if len(placed) == 1:
        return (_line([placed[0][5]], [placed[0][0]]),)
    groups: list[list[_Placed]] = []
    bands: list[tuple[float, float]] = []
    for one in placed:
        mid, size = one[0], one[5].size
        # Most words stand on the very line of the one before.
        level = bool(bands) and bands[-1][0] == mid
        place = len(bands) - 1 if level else _place(mid, size, bands)
        if place is None:
            groups.append([one])
            bands.append((mid, size))
            continue
        groups[place].append(one)
        if size > bands[place][1] * 1.2:
            bands[place] = (mid, size)
    found = [_line([one[5] for one in row], [one[0] for one in row]) for row in groups]
    return tuple(sorted(found, key=lambda one: (one.mid, one.x0)))


def _line(words: Sequence[Word], mids: Sequence[float]) -> Line:
    """The line of some words; `mids` are their middles from the top."""
    if len(words) == 1:
        word = words[0]
        place = word.x0, word.top, word.x1, word.bottom
        return Line((word,), *place, mids[0], word.size)
    ordered = tuple(sorted(words, key=_ACROSS))
    top, right = ordered[0].top, ordered[0].x1
    bottom, size = ordered[0].bottom, ordered[0].size
    for word in ordered:
        if word.top < top:
            top = word.top
        if word.x1 > right:
            right = word.x1
        if word.bottom > bottom:
            bottom = word.bottom
        if word.size > size:
            size = word.size
    middle = mids[(len(mids) - 1) // 2]
    return Line(ordered, ordered[0].x0, top, right, bottom, middle, size)


def chunks(line: Line, gap: float, walls: Sequence[float] = ()) -> tuple[Line, ...]:
    """The line cut where the words stand more than `gap` points apart.

    It is also cut where one of `walls`, positions on the page, stands in a gap wider
    than a space. Words that were spread evenly to fill a line stand together.
    """
    least = 0.35 * line.size
    white = [after.x0 - word.x1 for word, after in pairwise(line.words)]
    widest = max(white, default=0.0)
    if widest <= gap and (not walls or widest <= least):
        return (line,)
    gap = max(gap, 1.1 * _spread(line.words, gap))
    starts = [0]
    right = line.words[0].x1
    for n, word in enumerate(line.words):
        wide = word.x0 - right
        if wide > gap or (
            wide > least and any(right - 1 <= wall <= word.x0 + 1 for wall in walls)
        ):
            starts.append(n)
        if word.x1 > right:
            right = word.x1
    if len(starts) == 1:
        return (line,)
    ends = [*starts[1:], len(line.words)]
    return tuple(line_of(line.words[a:b]) for a, b in zip(starts, ends, strict=True))


def _spread(words: Sequence[Word], gap: float) -> float:
    """The gap between words that a printer spread to fill a line; 0 where none are.

    Such gaps are all alike, and what follows goes on in lower case here or there.
    """
    wide = [
        (white, after.text[:1].islower())
        for word, after in pairwise(words)
        if (white := after.x0 - word.x1) > gap
    ]
    found = 0.0
    for (one, small), (other, lower) in pairwise(wide):
        if (small or lower) and abs(one - other) < EVEN:
            found = max(found, one, other)
    return found


def goes_on(first: Line, second: Line, limit: float) -> bool:
    """Whether the break between two lines was forced by the right `limit`.

    It was when the second line's first word had found no room on the first.
    """
    head = second.words[0]
    room = limit - first.x1
    return room < (head.x1 - head.x0) + 0.25 * first.size


def numeric(text: str) -> bool:
    """Whether the text is a figure, a date, a sign: nothing that wraps."""
    return bool(_NUMBER.match(text)) and not _CUT.search(text)


def _mid(word: Word) -> float:
    """The middle of the small letters, whether boxes fit each glyph or the font."""
    size = word.size
    if word.bottom - word.top >= 0.98 * size:
        return (word.top + word.bottom) / 2
    if not any(char.isalnum() for char in word.text):
        return (word.top + word.bottom) / 2
    below = 0.21 * size if _DEEP & set(word.text) else 0.0
    return word.bottom - below - 0.26 * size


def _place(mid: float, size: float, bands: Sequence[tuple[float, float]]) -> int | None:
    """The nearest of the last lines, given by middle and type size, to join."""
    best, nearest = None, 0.0
    for place in range(len(bands) - 1, max(-1, len(bands) - 5), -1):
        at, other = bands[place]
        away = abs(mid - at)
        if 2 * away > max(size, other) or (best is not None and away >= nearest):
            continue
        shared = min(size, other, 0.5 * (size + other) - away)
        if shared >= 0.6 * min(size, other):
            best, nearest = place, away
    return best
