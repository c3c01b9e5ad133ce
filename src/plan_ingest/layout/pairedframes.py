"""Frames side by side whose first lines come again: the cells of rows, drawn apart.

"You said" in the left box and "We did" in the right one, down the whole page.
"""

from collections import Counter
from collections.abc import Sequence

from plan_ingest.layout.celllines import Line, lines
from plan_ingest.layout.celltext import parts
from plan_ingest.layout.frames import framed_words
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.model.document import Cell, Part, Table
from plan_ingest.model.source import Anchor

_EVEN = 3.0
"""Points by which frames in one row differ in height."""
_LABEL_WORDS = 6
"""Words of a frame's first line, at most."""
_AGAIN = 2
"""Rows of a page whose frames open with the same lines, at least."""

Paired = tuple[tuple[Lattice, ...], Table]
"""Frames in one row, and the row of cells they make."""
_Labelled = tuple[Lattice, tuple[Line, ...]]


def paired_frames(every: Sequence[Lattice], content: PageContent) -> list[Paired]:
    """The rows of frames, two at least, that open with the same bold lines.

    Frames of a row are as high as each other, and open with lines that differ.
    """
    frames = [one for one in every if len(one.boxes) == 1]
    if len(frames) < 2 * _AGAIN:
        return []
    inside = framed_words(frames, content)
    rows: list[list[_Labelled]] = []
    for frame, words in zip(frames, inside, strict=True):
        found = _labelled(words)
        if found and rows and _is_level(rows[-1][0][0], frame):
            rows[-1].append((frame, found))
        elif found:
            rows.append([(frame, found)])
    pairs = [sorted(row, key=lambda one: one[0].xs) for row in rows if len(row) > 1]
    times = Counter(map(_titles, pairs))
    return [
        _row(pair, content.number)
        for pair in pairs
        if times[_titles(pair)] >= _AGAIN and len(set(_titles(pair))) == len(pair)
    ]


def _labelled(words: Sequence[Word]) -> tuple[Line, ...]:
    """A frame's lines where the first is a short bold one over others; else none."""
    found = lines(word for word in words if word.upright)
    if len(found) < _AGAIN or len(found[0].words) > _LABEL_WORDS:
        return ()
    return found if found[0].bold and not found[1].bold else ()


def _is_level(one: Lattice, other: Lattice) -> bool:
    tops, ends = abs(one.ys[0] - other.ys[0]), abs(one.ys[-1] - other.ys[-1])
    return max(tops, ends) < _EVEN


def _titles(row: Sequence[_Labelled]) -> tuple[str, ...]:
    return tuple(found[0].text for _, found in row)


def _row(row: Sequence[_Labelled], page: int) -> Paired:
    cells = tuple(
        _cell(frame, found, col, page) for col, (frame, found) in enumerate(row)
    )
    frames = tuple(frame for frame, _ in row)
    box = (
        min(one.xs[0] for one in frames),
        min(one.ys[0] for one in frames),
        max(one.xs[-1] for one in frames),
        max(one.ys[-1] for one in frames),
    )
    return frames, Table(cells, Anchor(0, page, page, box), pages=(page,))


def _cell(frame: Lattice, found: Sequence[Line], col: int, page: int) -> Cell:
    title, *below = found
    words = [word for line in below for word in line.words]
    said = (Part(title.text, None, bold=True), *parts(words, frame.xs[0], frame.xs[-1]))
    box = (frame.xs[0], frame.ys[0], frame.xs[-1], frame.ys[-1])
    return Cell(0, col, 0, col, said, page=page, bbox=box)
