"""Frames of one page that have the same labels at the left, each beside its value."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.lines import Line, fragments, line, rows
from plan_ingest.layout.page import Word
from plan_ingest.layout.sidedcards import Sided

_LABEL_WORDS = 4
_LEAST = 2
"""Labels of a frame, and frames that have them, at least."""
_ONE = 1.0
"""Points by which labels, or values, of one frame begin apart."""
_LEVEL = 0.4
"""Of the size: so near a label stands to its value's first line, or to its middle."""


def alike_cards(frames: Sequence[Sequence[Word]]) -> list[list[Sided]]:
    """For each frame its labels and their values; empty for one that is no such card.

    Nothing in their look may set labels off: that other frames have the same ones does.
    What stands level with a label, or around its height, is
    its value; where nothing does, it has been left blank.
    """
    found = [_sided([word for word in words if word.upright]) for words in frames]
    times = Counter(
        said for one in found for said in {_said(label) for label, _ in one}
    )
    return [
        one if all(times[_said(label)] >= _LEAST for label, _ in one) else []
        for one in found
    ]


def _said(label: Sequence[Line]) -> str:
    return label[0].text


def _sided(words: Sequence[Word]) -> list[Sided]:
    """A frame's labels with their values from the top; empty where it has none."""
    pieces = fragments(words)
    left = min((piece.x0 for piece in pieces), default=0.0)
    labels = [piece for piece in pieces if piece.x0 - left < _ONE]
    beside = [piece for piece in pieces if piece.x0 - left >= _ONE]
    at = min((piece.x0 for piece in beside), default=0.0)
    short = all(len(n.words) <= _LABEL_WORDS and n.x1 + n.size < at for n in labels)
    named = all(any(map(str.isalpha, n.text[1:])) for n in labels)  # and no markers
    if len(labels) < _LEAST or not (beside and short and named):
        return []
    values = [line(row) for row in rows(w for piece in beside for w in piece.words)]
    out: list[Sided] = []
    for n, label in enumerate(labels):
        last = n + 1 == len(labels)
        count = len(values) if last else _reach(label, values, labels[n + 1])
        if count and not _is_beside(label, values[:count]):
            return []
        out.append(([label], values[:count]))
        values = values[count:]
    return out


def _reach(label: Line, values: Sequence[Line], after: Line) -> int:
    """How many lines are a label's value: up to the widest white before the next."""
    fit = [
        n
        for n in range(1, len(values) + 1)
        if _is_beside(label, values[:n])
        and _mid(values[n - 1]) < _mid(after) - _LEVEL * after.size
    ]
    white = [below.top - above.bottom for above, below in pairwise(values)]
    return max(fit, key=lambda n: white[n - 1] if n <= len(white) else 0.0, default=0)


def _is_beside(label: Line, value: Sequence[Line]) -> bool:
    """Whether a label is level with a value's first line, or with its middle."""
    middle = (value[0].top + value[-1].bottom) / 2
    off = min(abs(_mid(label) - middle), abs(_mid(label) - _mid(value[0])))
    return off < _LEVEL * label.size


def _mid(found: Line) -> float:
    return (found.top + found.bottom) / 2
