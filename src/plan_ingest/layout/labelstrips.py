"""Labels in a cell, in type of their own; abreast, each over its own value."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from plan_ingest.layout.celllines import LARGE, Line, chunks, goes_on, line_of
from plan_ingest.text import ends_sentence

_OPENS = re.compile(r"^[\"'“‘(\[]*[A-Z0-9]")
_GAP = 1.5
"""Type sizes of white between two labels abreast, at least."""
_LEVEL = 2.0
"""Points by which a value begins beside its label's left edge."""
_LABEL_WORDS = 4

Strip = tuple[tuple[Line, ...], float, float]
"""Lines of a cell, or of one label and its value, and the sides they stand between."""


def strips(found: Sequence[Line], x0: float, x1: float) -> Iterator[Strip]:
    """A cell's lines; labels set abreast over their values taken one by one.

    So "Lead   Due" over "Head of Crime   May 2021" is read: each label, then its value.
    """
    start = at = 0
    while at + 1 < len(found):
        xs = _abreast(found[at], found[at + 1], x1)
        if not xs:
            at += 1
            continue
        if at > start:
            yield tuple(found[start:at]), x0, x1
        block = (found[at], *_below(found[at + 1 :], xs))
        for left, right in pairwise((*xs, x1)):
            yield _column(block, left, right), left, right
        start = at = at + len(block)
    if start < len(found):
        yield tuple(found[start:]), x0, x1


def _abreast(labels: Line, values: Line, x1: float) -> tuple[float, ...]:
    """Where labels that stand abreast begin, () where a line is none of such."""
    if not in_other_type(labels, values, x1):
        return ()
    names = chunks(labels, _GAP * labels.size)
    xs = tuple(name.x0 for name in names)
    short = all(len(name.words) <= _LABEL_WORDS for name in names)
    begun = [any(abs(word.x0 - x) <= _LEVEL for word in values.words) for x in xs]
    told = len(xs) > 1 and short and begun[0] and sum(begun) > 1
    return xs if told and _stands(values, xs) else ()


def _below(found: Sequence[Line], xs: Sequence[float]) -> Iterator[Line]:
    """The lines that go on below labels which begin at these sides."""
    return takewhile(lambda line: _stands(line, xs), found)


def _stands(line: Line, xs: Sequence[float]) -> bool:
    """Whether each piece of a line begins below a label, and runs under no other."""
    pieces = chunks(line, _GAP * line.size)
    return all(
        any(abs(piece.x0 - x) <= _LEVEL for x in xs)
        and not any(piece.x0 + _LEVEL < x < piece.x1 for x in xs)
        for piece in pieces
    )


def _column(block: Sequence[Line], left: float, right: float) -> tuple[Line, ...]:
    """The lines that a label and its value have between two sides."""
    inside = [
        [w for w in line.words if left - _LEVEL <= w.x0 < right - _LEVEL]
        for line in block
    ]
    return tuple(line_of(words) for words in inside if words)


def in_other_type(last: Line, line: Line, limit: float) -> bool:
    """Whether a label ends above the line, or begins in it: small, or bold.

    A label stands in type of its own, on a line with room left or as the words that
    open one; what wraps goes on in the type it began in.
    """
    if not _OPENS.match(line.text):
        return False
    small, large = sorted((_size(last), _size(line)))
    if large > LARGE * small:
        return True
    bold = line.words[0].bold
    changed = bold != last.words[-1].bold and (bold or last.bold)
    return changed and (ends_sentence(last.text) or not goes_on(last, line, limit))


def _size(line: Line) -> float:
    """The size of a line's words, its bullet's left out."""
    if all(w.size == line.size for w in line.words):
        return line.size
    said = [w.size for w in line.words if any(map(str.isalnum, w.text))]
    return max(said, default=line.size)
