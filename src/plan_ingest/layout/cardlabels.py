"""The lines of a card that are labels, by their look and their colon."""

from collections.abc import Sequence

from plan_ingest.layout.lines import Line

LABEL_WORDS = 4
"""Words in a label, at most."""

Look = tuple[float, bool, bool, int]
"""A word's size, whether it is bold and italic, and its colour."""


def label_of(column: Sequence[Line]) -> Line | None:
    """The line that labels a column: short, in one look, the value below in another;
    or one that has its value behind a colon."""
    first = column[0]
    if has_label(first):
        return first
    if len(column) < 2 or not is_short(first, column[:1]):
        return None
    return first if looks(first)[-1] != looks(column[1])[0] else None


def ends_as_label(column: Sequence[Line]) -> bool:
    """Whether a value stands below a label that a colon ends."""
    return len(column) > 1 and has_label(column[0]) and column[0].text.endswith(":")


def has_label(piece: Line) -> bool:
    """Whether a line opens with a label and a colon."""
    said = [word.text for word in piece.words[:LABEL_WORDS]]
    at = next((n for n, text in enumerate(said) if text.endswith(":")), None)
    return at is not None and said[0][:1].isupper() and at < LABEL_WORDS


def is_short(last: Line, column: Sequence[Line]) -> bool:
    """Whether a column's last line stands alone, in one look, short as a label."""
    alone = len(column) == 1 and len(set(looks(last))) == 1
    return alone and len(last.words) <= LABEL_WORDS


def looks(piece: Line) -> list[Look]:
    """The looks of a line's lettered words, left to right."""
    told = [w for w in piece.words if any(map(str.isalnum, w.text))] or piece.words
    return [(round(w.size, 1), w.bold, w.italic, w.color) for w in told]
