"""Frames side by side, each around a list, their titles right above the frames.

A title stands on the page or on a coloured box of its own: the frame is below it, as
wide as it may be.
"""

from collections.abc import Sequence
from statistics import median

from plan_ingest.layout.celllines import Line, lines
from plan_ingest.layout.celltext import parts
from plan_ingest.layout.frames import framed_words
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.page import Fill, PageContent, Word
from plan_ingest.model.document import Cell, Part, Table
from plan_ingest.model.source import Anchor
from plan_ingest.text import dehyphenate, squash, strip_bullet

_LEVEL = 6.0
"""Points by which the tops of frames that stand in one row differ."""
_LEAST = 2
"""Entries that a frame lists, at least; and frames in a row."""
_NEAR = 3.0
"""Type sizes from a title to its frame, at most."""
_CLOSE = 1.7
"""Type sizes from line to line of a title, at most."""
_BAR = 120.0
"""Points of a title and its bar, at most."""
_LINES = 5
"""Lines of a title, at most."""
_ALIKE = 1.15
"""Times the size of a title's line: what stands above it in larger type heads both."""
_LARGER = 1.4
"""Times the size of the title beside it: a letter that counts the boxes."""

Titled = tuple[tuple[Lattice, ...], Table, tuple[Word, ...]]
"""Frames in one row, the table they make (a cell a frame), and all their words."""
_Held = tuple[Lattice, tuple[Word, ...], tuple[Line, ...]]


def titled_frames(every: Sequence[Lattice], content: PageContent) -> list[Titled]:
    """The rows of frames around lists, a title right above each of a row.

    A title is bold, and stands between the sides of its frame.
    """
    frames = [one for one in every if len(one.xs) == 2]
    if len(frames) < _LEAST:
        return []
    held = [
        (frame, words)
        for frame, words in zip(frames, framed_words(frames, content), strict=True)
        if _is_list(words)
    ]
    inside = {id(word) for _, words in held for word in words}
    found = []
    for row in _rows(held):
        free = [word for word in content.words if id(word) not in inside]
        titles = _titles(row, free, content)
        if titles:
            whole = [(*one, title) for one, title in zip(row, titles, strict=True)]
            found.append(_titled(whole, content.number))
    return found


def _is_list(words: Sequence[Word]) -> bool:
    found = lines(word for word in words if word.upright)
    return sum(strip_bullet(line.text)[1] is not None for line in found) >= _LEAST


def _rows(
    held: Sequence[tuple[Lattice, tuple[Word, ...]]],
) -> list[list[tuple[Lattice, tuple[Word, ...]]]]:
    """The frames that begin level, from the left; those alone are no row."""
    rows: list[list[tuple[Lattice, tuple[Word, ...]]]] = []
    for one in sorted(held, key=lambda pair: (pair[0].ys[0], pair[0].xs[0])):
        if rows and one[0].ys[0] - rows[-1][0][0].ys[0] < _LEVEL:
            rows[-1].append(one)
        else:
            rows.append([one])
    ordered = [sorted(row, key=lambda pair: pair[0].xs[0]) for row in rows]
    return [row for row in ordered if len(row) >= _LEAST]


def _titles(
    row: Sequence[tuple[Lattice, tuple[Word, ...]]],
    free: Sequence[Word],
    content: PageContent,
) -> list[tuple[Line, ...]]:
    """The title above each of a row's frames; none where one has none."""
    top = min(frame.ys[0] for frame, _ in row)
    reach = top - _BAR
    near = [w for w in free if w.upright and reach < w.top and w.bottom <= top + 1]
    titles = []
    for frame, _ in row:
        over = [w for w in near if w.x1 > frame.xs[0] and w.x0 < frame.xs[-1]]
        titles.append(_above(lines(over), top, _bars(frame, content)))
    titles = _below_larger(titles)
    for (frame, _), title in zip(row, titles, strict=True):
        left, right = frame.xs[0], frame.xs[-1]
        sided = all(left <= one.x0 and one.x1 <= right for one in title)
        if not title or not sided or not all(one.bold for one in title):
            return []
    return titles


def _below_larger(titles: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """The titles without larger lines above them, which head the whole row.

    Where each title of the row has one, as a large number, they are the titles' own.
    """
    out = []
    for title in titles:
        sizes = [_size(line) for line in title]
        larger = [n for n, size in enumerate(sizes) if size > _ALIKE * sizes[-1]]
        out.append(title[larger[-1] + 1 :] if larger else title)
    own = all(len(cut) < len(title) for cut, title in zip(out, titles, strict=True))
    return list(titles) if own else out


def _bars(frame: Lattice, content: PageContent) -> list[Fill]:
    """The shades as wide as a frame, no higher than a title is."""
    return [
        fill
        for fill in content.fills
        if abs(fill.x0 - frame.xs[0]) < _LEVEL
        and abs(fill.x1 - frame.xs[-1]) < _LEVEL
        and fill.bottom - fill.top < _BAR
    ]


def _above(found: Sequence[Line], top: float, bars: Sequence[Fill]) -> tuple[Line, ...]:
    """The lines that stand close above a height, and close to each other.

    A line on a bar stands as close as the bar does.
    """
    title: list[Line] = []
    for line in reversed(found):
        ends = [bar.bottom for bar in bars if bar.top < line.mid < bar.bottom]
        end = line.bottom if title else max([line.bottom, *ends])
        gap = (title[0].top if title else top) - end
        most = _CLOSE - 1 if title else _NEAR
        if gap > most * line.size:
            break
        title.insert(0, line)
    return tuple(title) if len(title) <= _LINES else ()


def _size(one: Line) -> float:
    """The size of most words of a line, in points."""
    return median(word.size for word in one.words)


def _titled(row: Sequence[_Held], page: int) -> Titled:
    cells = tuple(_cell(one, col, page) for col, one in enumerate(row))
    boxes = [cell.bbox for cell in cells if cell.bbox]
    box = (
        min(one[0] for one in boxes),
        min(one[1] for one in boxes),
        max(one[2] for one in boxes),
        max(one[3] for one in boxes),
    )
    words = [word for _, inside, _ in row for word in inside]
    words += [word for _, _, title in row for line in title for word in line.words]
    frames = tuple(frame for frame, _, _ in row)
    return frames, Table(cells, Anchor(0, page, page, box), pages=(page,)), tuple(words)


def _cell(held: _Held, col: int, page: int) -> Cell:
    frame, words, title = held
    box = (frame.xs[0], title[0].top, frame.xs[-1], frame.ys[-1])
    said = (*_title(title), *parts(words, frame.xs[0], frame.xs[-1]))
    return Cell(0, col, 0, col, said, page=page, bbox=box)


def _title(title: Sequence[Line]) -> list[Part]:
    """A title in one part; a large letter beside its lines is a part before it."""
    words = [word for line in title for word in line.words]
    usual = median(word.size for word in words)
    letters = [w for w in words if len(w.text) == 1 and w.size >= _LARGER * usual]
    rest = [word for word in words if word not in letters]
    if len(letters) != 1 or not rest or letters[0].x1 > min(w.x0 for w in rest):
        letters, rest = [], words
    whole = ""
    for line in lines(rest):
        whole = dehyphenate(whole, line.text) if whole else line.text
    return [
        *(Part(word.text, None, bold=True) for word in letters),
        Part(squash(whole), None, bold=True),
    ]
