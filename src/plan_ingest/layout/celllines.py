"""Words to lines, and whether a line goes on in the next."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, median_low

from plan_ingest.layout.page import Word

_DEEP = frozenset("gjpqyQ,;()[]|/_{}@")
_NUMBER = re.compile(r"^[\W_]*[\d.,:/%()\-–—−+<>≤≥~*†‡§\s$£€¥]*[\W_]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand side by side, from left to right."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    mid: float
    """The middle of its small letters, the same for every word set on it."""

    @property
    def text(self) -> str:
        """The words with a space between."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """The height of its type, in points."""
        return max(word.size for word in self.words)


def line_of(words: Iterable[Word]) -> Line:
    """The words as one line, sorted from left to right."""
    ordered = tuple(sorted(words, key=lambda w: (w.x0, w.x1, w.top, w.text)))
    return Line(
        ordered,
        ordered[0].x0,
        min(w.top for w in ordered),
        max(w.x1 for w in ordered),
        max(w.bottom for w in ordered),
        median_low(sorted(_mid(w) for w in ordered)),
    )


def lines(words: Iterable[Word]) -> tuple[Line, ...]:
    """Words that share a line, lines from the top; raised and lowered signs join in."""
    groups: list[list[Word]] = []
    bands: list[tuple[float, float]] = []
    for word in sorted(words, key=_by_height):
        place = _place(word, bands)
        if place is None:
            groups.append([word])
            bands.append(_band(word))
            continue
        groups[place].append(word)
        top, bottom = bands[place]
        if word.size > (bottom - top) * 1.2:
            bands[place] = _band(word)
    found = [line_of(group) for group in groups]
    return tuple(sorted(found, key=lambda one: (one.mid, one.x0)))


def chunks(line: Line, gap: float, walls: Sequence[float] = ()) -> tuple[Line, ...]:
    """The line cut where the words stand more than `gap` points apart.

    It is also cut where one of `walls`, positions on the page, stands in a gap wider
    than a space.
    """
    out: list[list[Word]] = [[line.words[0]]]
    right = line.words[0].x1
    for word in line.words[1:]:
        wide = word.x0 - right
        walled = wide > 0.35 * line.size and any(
            right - 1 <= wall <= word.x0 + 1 for wall in walls
        )
        if wide > gap or walled:
            out.append([])
        out[-1].append(word)
        right = max(right, word.x1)
    return tuple(line_of(group) for group in out)


def goes_on(first: Line, second: Line, limit: float) -> bool:
    """Whether the break between two lines was forced by the right `limit`.

    It was when the second line's first word had found no room on the first.
    """
    head = second.words[0]
    room = limit - first.x1
    return room < (head.x1 - head.x0) + 0.25 * first.size


def numeric(text: str) -> bool:
    """Whether the text is a figure, a date, a sign: nothing that wraps."""
    return bool(_NUMBER.match(text))


def leading(found: Sequence[Line]) -> float:
    """The usual distance from line to line, in points; 0 for a single line."""
    steps = [b.mid - a.mid for a, b in pairwise(found)]
    steps = [step for step in steps if step > 0.3 * found[0].size]
    return median(steps) if steps else 0.0


def _by_height(word: Word) -> tuple[float, float, float, str]:
    return (_mid(word), word.x0, word.x1, word.text)


def _mid(word: Word) -> float:
    """The middle of the small letters, whether boxes fit each glyph or the font."""
    size = word.size
    if word.bottom - word.top >= 0.98 * size:
        return (word.top + word.bottom) / 2
    if not any(char.isalnum() for char in word.text):
        return (word.top + word.bottom) / 2
    below = 0.21 * size if _DEEP & set(word.text) else 0.0
    return word.bottom - below - 0.26 * size


def _band(word: Word) -> tuple[float, float]:
    mid = _mid(word)
    return (mid - 0.5 * word.size, mid + 0.5 * word.size)


def _place(word: Word, bands: list[tuple[float, float]]) -> int | None:
    mid = _mid(word)
    low, high = _band(word)
    best, nearest = None, 0.0
    for place in range(len(bands) - 1, max(-1, len(bands) - 5), -1):
        top, bottom = bands[place]
        away = abs(mid - (top + bottom) / 2)
        inside = top <= mid <= bottom or low <= (top + bottom) / 2 <= high
        shared = min(bottom, high) - max(top, low)
        near = shared >= 0.6 * min(bottom - top, high - low)
        if inside and near and (best is None or away < nearest):
            best, nearest = place, away
    return best
