"""Words to lines: what stands side by side on one baseline, in reading direction."""

from collections.abc import Iterable, Sequence

from plan_ingest.layout.markers import is_marker
from plan_ingest.layout.page import Word
from plan_ingest.layout.sealed import sealed
from plan_ingest.model.source import BBox

_LEVEL = 0.7  # of the smaller height: twice how far middles of one line differ
_UNLIKE = 1.4  # times the size: a letter over several lines is level with one of them
_BASELINE = 0.4  # of the smaller height: lower edges of one line, in unlike sizes
_RAISED = 3  # characters: the longest footnote mark or ordinal's end
_WIDE_GAP = 1.0  # of the size: a gap on a line that may part columns
_MARKER_GAP = 5.0  # of the size: the gap after a bullet or number parts nothing
_NO_GAP = 0.06  # of the size: words this near were one word, set in two styles


@sealed(frozen=True, slots=True)
class Line:
    """Words on one baseline, left to right. `bold` when all of them are.

    `core` is its longest word: a bullet may reach higher or lower than its line.
    """

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    color: int
    core: Word

    @property
    def text(self) -> str:
        """The line's words with a space wherever a gap was printed."""
        parts = [self.words[0].text]
        for left, right in zip(self.words, self.words[1:], strict=False):
            gap = right.x0 - left.x1
            near = gap < _NO_GAP * left.size and gap < _NO_GAP * right.size
            parts.append(right.text if near else f" {right.text}")
        return "".join(parts)

    @property
    def box(self) -> BBox:
        """Its place on the page."""
        return self.x0, self.top, self.x1, self.bottom


def line(words: Iterable[Word]) -> Line:
    """One line of the given words."""
    ordered = tuple(sorted(words, key=_across))
    first = core = ordered[0]
    longest = 0
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    size, color = first.size, first.color
    bold = italic = alike = True
    for word in ordered:
        if word.top < top:
            top = word.top
        if word.bottom > bottom:
            bottom = word.bottom
        if word.x1 > x1:
            x1 = word.x1
        length = len(word.text)
        if length > longest:
            core, longest = word, length
        if word.size != size or word.color != color:
            alike = False
        plain = (bold and not word.bold) or (italic and not word.italic)
        if plain and _is_lettered(word.text):
            bold, italic = bold and word.bold, italic and word.italic
    if not alike:
        size, color = _usual_look(ordered)
    return Line(ordered, x0, top, x1, bottom, size, bold, italic, color, core)


def _usual_look(words: Iterable[Word]) -> tuple[float, int]:
    """The size and colour that most characters have."""
    looks: dict[tuple[float, int], int] = {}
    for word in words:
        look = word.size, word.color
        looks[look] = looks.get(look, 0) + len(word.text)
    return max(looks, key=lambda look: (looks[look], look))


def _across(word: Word) -> tuple[float, float]:
    return word.x0, word.top


def _is_lettered(text: str) -> bool:
    return text.isalnum() or any(map(str.isalnum, text))


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped by baseline, top to bottom, each row from left to right."""
    found: list[list[Word]] = []
    core: Word | None = None
    for word in sorted(words, key=_down):
        if core is not None and _level(word, core):
            found[-1].append(word)
            if word.size > core.size:
                core = word
        else:
            found.append([word])
            core = word
    for row in found:
        row.sort(key=_across)
    return found


def _down(word: Word) -> tuple[float, float]:
    return word.top + word.bottom, word.x0


def lines(words: Iterable[Word]) -> list[Line]:
    """Words of one column to its lines, top to bottom."""
    return [line(row) for row in rows(words)]


def fragments(words: Iterable[Word]) -> list[Line]:
    """Lines cut wherever a gap is wide enough to part two columns."""
    found: list[Line] = []
    for row in rows(words):
        start, right = 0, row[0].x1
        for index in range(1, len(row)):
            gap = row[index].x0 - right
            size = row[index].size
            if row[index - 1].size < size:
                size = row[index - 1].size
            if gap > _WIDE_GAP * size:
                alone = index == start + 1 and is_marker(row[start])
                if not alone or gap > _MARKER_GAP * size:
                    found.append(line(row[start:index]))
                    start = index
            if row[index].x1 > right:
                right = row[index].x1
        found.append(line(row[start:]))
    return found


def merged(pieces: Iterable[Line]) -> list[Line]:
    """Pieces of lines of one column as whole lines, top to bottom."""
    found: list[list[Line]] = []
    core: Word | None = None
    for piece in sorted(pieces, key=_placed):
        word = piece.core
        if core is not None and _level(word, core):
            found[-1].append(piece)
            if word.size > core.size:
                core = word
        else:
            found.append([piece])
            core = word
    return [
        row[0] if len(row) == 1 else line(word for piece in row for word in piece.words)
        for row in found
    ]


def _placed(piece: Line) -> tuple[float, float]:
    return piece.core.top + piece.core.bottom, piece.x0


def _level(word: Word, core: Word) -> bool:
    """Whether two words stand on one line; of unlike sizes, by their lower edges."""
    height, other = word.bottom - word.top, core.bottom - core.top
    least = height if height < other else other
    if abs(word.bottom - core.bottom) < _BASELINE * least:
        return True
    if word.size > _UNLIKE * core.size or core.size > _UNLIKE * word.size:
        raised = len(word.text) <= _RAISED and word.size < core.size
        return raised and core.top - least < word.top < core.top + 0.5 * other
    middle = word.top + word.bottom - core.top - core.bottom
    return abs(middle) < _LEVEL * least


def around(boxes: Sequence[BBox]) -> BBox:
    """The smallest box around some boxes."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
