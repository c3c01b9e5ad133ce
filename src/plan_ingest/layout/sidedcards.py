"""Labels at the left of a card, whatever height or white sets them off their values."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.lines import Line, fragments, line, rows
from plan_ingest.layout.page import Word
from plan_ingest.layout.strokes import Stroke

_LABEL_WORDS = 4
_LEAST = 2
"""Lines of a card whose values begin at one place, and rows it must have to show it."""
_LONG = 0.8
"""Of a card's width: what a rule between its rows runs along."""
_ONE = 1.0
"""Points by which values of one card begin apart."""
_OFF = 0.4
"""Of the size: white between a label and a value, at least."""

Sided = tuple[list[Line], list[Line]]
"""A label's lines and those of the value beside it, none where it is blank."""


def labels_apart(found: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """A card's lines in pieces, a label that nearly reaches its value cut from it.

    The values of other lines tell where one begins, and its look is another there.
    """
    starts = Counter(round(pieces[1].x0) for pieces in found if len(pieces) == 2)
    at, times = max(starts.items(), key=lambda one: (one[1], -one[0]), default=(0, 0))
    for pieces in found:
        cut = _cut(pieces[0].words, at) if len(pieces) == 1 and times >= _LEAST else 0
        words = pieces[0].words
        yield [line(words[:cut]), line(words[cut:])] if cut else pieces


def _cut(words: Sequence[Word], at: float) -> int:
    """Where a value begins behind a short label in another look; 0 where none does."""
    for n, word in enumerate(words[: _LABEL_WORDS + 1]):
        if n and abs(word.x0 - at) <= _ONE:
            said = _is_said(words[:n]) and _look(words[n - 1]) != _look(word)
            return n if said else 0
    return 0


def _is_said(words: Sequence[Word]) -> bool:
    """Whether letters stand in words: no label is a bullet or a number alone."""
    return any(map(str.isalpha, "".join(word.text for word in words)))


def _look(word: Word) -> tuple[float, bool, bool, int]:
    return round(word.size, 1), word.bold, word.italic, word.color


def sided_rows(
    words: Sequence[Word], lattice: Lattice, across: Sequence[Stroke]
) -> list[Sided]:
    """What a card's ruled rows say, each a label and its value side by side.

    Labels begin at one place and values at another, in each row; a label may stand at
    half the height of its value. Empty where a row has anything else in it, or where
    white parts most values: they are columns, of a table.
    """
    full = _ruled(words, lattice, across)
    if len(full) <= _LEAST:
        return []
    left = min(word.x0 for box in full for word in box)
    begun = [piece for box in full for piece in fragments(box)]
    values = [piece.x0 for piece in begun if piece.x0 > left + piece.size]
    if not values:
        return []
    at = min(values)
    if 2 * sum(_is_parted(box, at) for box in full) > len(full):
        return []
    found = [_sided(box, at) for box in full]
    beside = [label for label, _ in found if label and abs(label[0].x0 - left) < _ONE]
    named = [one for one in found if _is_label(one[0], at)]
    return found if len(named) == len(beside) == len(found) else []


def _ruled(
    words: Sequence[Word], lattice: Lattice, across: Sequence[Stroke]
) -> list[list[Word]]:
    """A card's words by the rules across it, which may stop short of its sides."""
    x0, x1 = lattice.xs[0], lattice.xs[-1]
    low = bisect_right(across, lattice.ys[0], key=_height)
    high = bisect_left(across, lattice.ys[-1], key=_height)
    inner = [
        rule.at
        for rule in across[low:high]
        if min(rule.end, x1) - max(rule.start, x0) > _LONG * (x1 - x0)
    ]
    found: list[list[Word]] = [[] for _ in range(len(inner) + 1)]
    for word in words:
        if word.upright:
            found[bisect_left(inner, (word.top + word.bottom) / 2)].append(word)
    return [box for box in found if box]


def _height(rule: Stroke) -> float:
    return rule.at


def _sided(box: Sequence[Word], at: float) -> Sided:
    """A box's lines left of where values begin, and those from there on."""
    label = [word for word in box if word.x0 < at - _ONE]
    value = [word for word in box if word.x0 >= at - _ONE]
    one, other = ([line(row) for row in rows(some)] for some in (label, value))
    return one, other


def _is_parted(box: Sequence[Word], at: float) -> bool:
    """Whether white runs between the words of a value's line."""
    value = [word for word in box if word.x0 >= at - _ONE]
    return any(len(fragments(row)) > 1 for row in rows(value))


def _is_label(found: Sequence[Line], at: float) -> bool:
    """Whether lines are a label: few words in one look, that end before the values.

    A number without a word is none: it counts the rows of a table.
    """
    words = [word for one in found for word in one.words]
    if not _is_said(words):
        return False
    ends = all(word.x1 + _OFF * word.size < at for word in words)
    return 0 < len(words) <= _LABEL_WORDS and ends and len(set(map(_look, words))) == 1
