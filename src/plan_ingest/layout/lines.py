"""Words to lines: what stands side by side on one baseline, in reading direction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plan_ingest.layout.markers import is_marker
from plan_ingest.layout.page import Word
from plan_ingest.model.source import BBox

_LEVEL = 0.5  # of the smaller height: overlap of words on one line
_WIDE_GAP = 1.0  # of the size: a gap on a line that may part columns
_MARKER_GAP = 5.0  # of the size: the gap after a bullet or number parts nothing
_NO_GAP = 0.06  # of the size: words this near were one word, set in two styles


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, left to right. `bold` when all of them are."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    color: int = 0

    @property
    def text(self) -> str:
        """The line's words with a space wherever a gap was printed."""
        parts = [self.words[0].text]
        for left, right in zip(self.words, self.words[1:], strict=False):
            near = right.x0 - left.x1 < _NO_GAP * min(left.size, right.size)
            parts.append(right.text if near else f" {right.text}")
        return "".join(parts)

    @property
    def box(self) -> BBox:
        """Its place on the page."""
        return self.x0, self.top, self.x1, self.bottom


def line(words: Iterable[Word]) -> Line:
    """One line of the given words."""
    ordered = tuple(sorted(words, key=lambda word: (word.x0, word.top)))
    looks: dict[tuple[float, int], int] = {}
    for word in ordered:
        look = word.size, word.color
        looks[look] = looks.get(look, 0) + len(word.text)
    size, color = max(looks, key=lambda look: (looks[look], look))
    lettered = [word for word in ordered if any(map(str.isalnum, word.text))] or ordered
    return Line(
        ordered,
        min(word.x0 for word in ordered),
        min(word.top for word in ordered),
        max(word.x1 for word in ordered),
        max(word.bottom for word in ordered),
        size,
        all(word.bold for word in lettered),
        all(word.italic for word in lettered),
        color,
    )


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped by baseline, top to bottom, each row from left to right."""
    found: list[list[Word]] = []
    core: Word | None = None
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        if core is not None and _level(word, core):
            found[-1].append(word)
            if word.size > core.size:
                core = word
        else:
            found.append([word])
            core = word
    for row in found:
        row.sort(key=lambda word: (word.x0, word.top))
    return found


def lines(words: Iterable[Word]) -> list[Line]:
    """Words of one column to its lines, top to bottom."""
    return [line(row) for row in rows(words)]


def fragments(words: Iterable[Word]) -> list[Line]:
    """Lines cut wherever a gap is wide enough to part two columns."""
    found: list[Line] = []
    for row in rows(words):
        start = 0
        for index in range(1, len(row)):
            gap = row[index].x0 - max(word.x1 for word in row[start:index])
            size = min(row[index].size, row[index - 1].size)
            alone = index == start + 1 and is_marker(row[start])
            if gap > (_MARKER_GAP if alone else _WIDE_GAP) * size:
                found.append(line(row[start:index]))
                start = index
        found.append(line(row[start:]))
    return found


def _level(word: Word, core: Word) -> bool:
    shared = min(word.bottom, core.bottom) - max(word.top, core.top)
    return shared > _LEVEL * min(word.bottom - word.top, core.bottom - core.top)


def around(boxes: Sequence[BBox]) -> BBox:
    """The smallest box around some boxes."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
