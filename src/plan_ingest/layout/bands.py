"""What a card says, band by band, and whether so many labels make a frame a card."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from plan_ingest.layout.cardlabels import has_label, label_of, looks
from plan_ingest.layout.lines import Line

_LEAST = 2
"""Labels that a frame must show to be a card."""
_RUN = 2.5
"""Type sizes of white between a value and the next label of a line that runs on."""
_INDENT = 0.5
"""Type sizes: lines that begin so near are of one column."""
_ALIKE = 2
"""Frames of a page with one label each, the same: cards, each by its like."""
_SAME = 2.0
"""Points by which the sides of frames of one design differ."""


@dataclass(slots=True)
class Band:
    """Lines of a card that say one thing, in columns where several stand abreast."""

    columns: list[list[Line]] = field(default_factory=list)
    sided: bool = False
    """Labels stand at the left of their values."""

    @property
    def labels(self) -> int:
        """How many of its columns open with a label."""
        if self.sided:
            return 1
        return sum(label_of(column) is not None for column in self.columns)


def is_card(bands: Sequence[Band]) -> bool:
    """Whether words stand above labels, and more labels than a head of columns has.

    Labels abreast that end in a colon are no head's: names of columns have none.
    """
    told = [place for place, band in enumerate(bands) if band.labels]
    labels = sum(band.labels for band in bands)
    if labels < _LEAST or not told:
        return False
    first = bands[told[0]].columns
    abreast = told[0] == 1 and all(has_label(column[0]) for column in first)
    return len(told) > 1 or told[0] > 1 or abreast


def alike_in_one_label(
    frames: Sequence[Sequence[Band]], sides: Sequence[tuple[float, float]]
) -> list[bool]:
    """Which frames of a page are cards by their like: words above one same label.

    A frame of words alone between the same sides is one that lacks the label's value.
    """
    labels = [_one_label(bands) for bands in frames]
    times = Counter(label for label in labels if label)
    alike = [times[label] >= _ALIKE for label in labels]
    own = [side for side, same in zip(sides, alike, strict=True) if same]
    return [
        same or (is_words(bands) and any(is_level(side, one) for one in own))
        for same, bands, side in zip(alike, frames, sides, strict=True)
    ]


def _one_label(bands: Sequence[Band]) -> str:
    """The one label of a frame, below words that have none; else ""."""
    told = [band for band in bands if band.labels]
    if len(told) != 1 or told[0] is bands[0] or told[0].sided:
        return ""
    label = label_of(told[0].columns[0]) if len(told[0].columns) == 1 else None
    if label is None or ":" not in label.text:
        return ""
    return label.text.split(":")[0]


def is_words(bands: Sequence[Band]) -> bool:
    """Whether a frame holds one run of words, and no label."""
    return len(bands) == 1 and len(bands[0].columns) == 1 and not bands[0].labels


def is_level(side: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two frames stand between the same sides."""
    return all(abs(a - b) < _SAME for a, b in zip(side, other, strict=True))


def wraps(band: Band, pieces: Sequence[Line], right: float) -> bool:
    """Whether a line goes on at the left with the last of labels set in one line.

    That one's words reach the right side, those of the first had room for more or end
    where the next label begins: they are no column.
    """
    if band.sided or len(band.columns) < _LEAST or len(pieces) > 1:
        return False
    if not all(has_label(column[0]) for column in band.columns):
        return False
    first, *_, last = (column[-1] for column in band.columns)
    (piece,) = pieces
    if has_label(piece) or looks(last)[-1] != looks(piece)[0]:
        return False
    if abs(piece.x0 - first.x0) > _INDENT * piece.size:
        return False
    word = piece.words[0]
    room = word.x1 - word.x0 + _INDENT * piece.size
    after = band.columns[1][0].x0
    runs_on = after - first.x1 < _RUN * piece.size or first.x1 + room < after
    return runs_on and last.x1 + room > right - piece.size
