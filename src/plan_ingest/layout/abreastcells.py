"""Two fields of a form on one row, parted by white alone: label, value, and again."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.layout.grids import Filled
from plan_ingest.layout.page import Word

_WHITE = 0.8
"""Type sizes of white on both sides of the second label, at least."""
_LEVEL = 0.6
"""Type sizes by which the second label begins below its row's first words, at most."""
_LABEL_WORDS = 4

AbreastWords = tuple[list[Word], list[Word], list[Word]]
"""The words of the first value, of the second label, and of its value."""


def with_abreast(filled: Sequence[Filled]) -> list[Filled]:
    """The boxes of a form of two columns, a second label and its value in their own.

    Labels are set bold, and a bold one stands in white inside a value. What has no
    second label reaches over all columns that its value then has.
    """
    if not _is_form(filled):
        return list(filled)
    parts = {n: found for n, one in enumerate(filled) if (found := _parts(one))}
    borders = _borders(list(parts.values()))
    if borders is None:
        return list(filled)
    out: list[Filled] = []
    for n, one in enumerate(filled):
        if n in parts:
            out += _cells(one, parts[n], borders)
        elif one.box.col_end == 1:
            out.append(replace(one, box=replace(one.box, col_end=3)))
        else:
            out.append(one)
    return out


def _is_form(filled: Sequence[Filled]) -> bool:
    """Whether boxes are rows of two: a bold label, and what is not all bold."""
    if {one.box.col_end for one in filled} != {0, 1}:
        return False
    labels = [one for one in filled if one.box.col == one.box.col_end == 0]
    return all(word.bold for one in labels for word in one.words)


def _parts(one: Filled) -> AbreastWords | None:
    """What stands in the second of two columns, cut at a label; None where none is."""
    box = one.box
    beside = box.col == 1 and box.row == box.row_end
    return label_inside(one.words) if beside else None


def label_inside(words: Sequence[Word]) -> AbreastWords | None:
    """A value cut at a bold label that stands in white inside it; None where none is.

    Its words are in points from the page's top left corner.
    """
    label = [word for word in words if word.bold]
    if not 0 < len(label) <= _LABEL_WORDS:
        return None
    white = _WHITE * label[0].size
    first, last = min(w.x0 for w in label), max(w.x1 for w in label)
    left = [w for w in words if not w.bold and w.x1 <= first - white]
    right = [w for w in words if not w.bold and w.x0 >= last + white]
    if not left or not right or len(left) + len(label) + len(right) < len(words):
        return None
    low = min(w.top for w in label) - min(w.top for w in words)
    return (left, label, right) if low < _LEVEL * label[0].size else None


def _borders(found: Sequence[AbreastWords]) -> tuple[float, float] | None:
    """Where the second label's column begins and ends, the same in all rows."""
    if not found:
        return None
    lefts = max(w.x1 for left, _, _ in found for w in left)
    first = min(w.x0 for _, label, _ in found for w in label)
    last = max(w.x1 for _, label, _ in found for w in label)
    rights = min(w.x0 for _, _, right in found for w in right)
    apart = lefts < first and last < rights
    return ((lefts + first) / 2, (last + rights) / 2) if apart else None


def _cells(
    one: Filled, parts: AbreastWords, borders: tuple[float, float]
) -> list[Filled]:
    box = one.box
    xs = (box.x0, *borders, box.x1)
    return [
        Filled(
            replace(box, col=n + 1, col_end=n + 1, x0=xs[n], x1=xs[n + 1]), tuple(words)
        )
        for n, words in enumerate(parts)
    ]
