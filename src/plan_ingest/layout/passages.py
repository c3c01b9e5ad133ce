"""Lines to passages: paragraphs and entries of lists, wrapped lines made whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from plan_ingest.layout.bullets import (
    glyph_marker,
    number_marker,
    text_start,
    without_marker,
)
from plan_ingest.layout.countedlines import counted_lines
from plan_ingest.layout.flush import ends_short, filled_to
from plan_ingest.layout.leading import SAME_SIZE, gap_of, pitches
from plan_ingest.layout.lines import Line, around
from plan_ingest.model.source import BBox
from plan_ingest.text import dehyphenate, ends_sentence

_LOOSE = 1.35  # of the usual distance of lines: a larger one parts paragraphs
_INDENT = 0.8  # of the size: a smaller step is no indent
_SHORT = 0.3  # of the column's width: so much left blank is a wanted break
_DIVIDED = "-\u00ad\u2010\u0002"  # ends of a line whose word goes on in the next
_MAIN = 0.6  # of the width between margins: so wide is a page's main text at least
_ALIKE = 0.2  # of the size: lines that end nearer than this end alike
_FLUSH = 3  # lines that end alike: so many are set to a width, not by chance
_FAR = 2.5  # of the size: white between a label and its value, not between words
_LABEL_WORDS = 4
_ROOM = 0.6  # of the size: spare room a printer leaves at a line's end


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a list entry or a heading as it stands on one page.

    `x0` is where its own words begin, `edge` the left edge of its column, and
    `full` says that its last line runs to the right edge. `gap` is the blank above
    it in lines.
    """

    text: str
    page: int
    bbox: BBox
    size: float
    bold: bool = False
    italic: bool = False
    marker: str | None = None
    marker_x: float = 0.0
    x0: float = 0.0
    edge: float = 0.0
    lines: int = 1
    full: bool = False
    gap: float = 9.0
    page_end: int | None = None
    centered: bool = False
    color: int = 0


def passages(
    lines: Sequence[Line], page: int, width: float | None = None
) -> list[Passage]:
    """One column's lines, top to bottom, as passages.

    `width` is the page's in points, where its text stands in this column alone.
    """
    if not lines:
        return []
    pitch = pitches(lines)
    edges = _edges(lines, pitch, width)
    filled, counted = filled_to(lines), counted_lines(lines)
    groups: list[list[Line]] = []
    markers: list[str | None] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        marker = (
            number_marker(line)
            if index in counted
            else _marker(line, before, after, edges[1], pitch)
        )
        open_marker = markers[-1] if markers else None
        if (
            before is None
            or marker
            or (ends_short(before, filled) and _opens(line))
            or _parts(groups[-1], line, open_marker, edges, pitch)
        ):
            groups.append([line])
            markers.append(marker)
        else:
            groups[-1].append(line)
    found = []
    for group, marker in zip(groups, markers, strict=True):
        above = [line for line in lines if line.bottom <= group[0].bottom - 1]
        gap = gap_of(above[-1], group[0], pitch) if above else 9.0
        found.append(_passage(group, marker, page, edges, gap))
    return found


def joined(lines: Sequence[str]) -> str:
    """Wrapped lines as one; a soft hyphen at a line's end goes, a real one stays."""
    text = ""
    for line in lines:
        text = dehyphenate(text, line) if text else line
    return text.replace("\u0002", "-").replace("\u00ad", "")


def _edges(
    lines: Sequence[Line], pitch: dict[int, float], width: float | None
) -> tuple[float, float]:
    """The left and the right edge of a column of text.

    Where no line is known to be full, for none goes on below in lower case and no three
    end alike, a page's margins are as wide on both sides.
    """
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    if width is None or right - left < _MAIN * (width - 2 * left):
        return left, right
    alike = sum(right - line.x1 < _ALIKE * line.size for line in lines)
    wrapped = alike >= _FLUSH or any(
        after.text[:1].islower() and gap_of(line, after, pitch) <= _LOOSE
        for line, after in pairwise(lines)
    )
    return left, right if wrapped else max(right, width - left)


def _marker(
    line: Line,
    before: Line | None,
    after: Line | None,
    right: float,
    pitch: dict[int, float],
) -> str | None:
    """What opens a list entry here; numbers only where a paragraph may begin."""
    glyph = glyph_marker(line)
    marker = glyph or number_marker(line)
    if marker is None:
        return None
    if glyph and glyph not in "-–—*o":
        return marker
    start = text_start(line, marker)
    hangs = after is not None and abs(after.x0 - start) < 0.5 * line.size
    stands_off = start - line.words[0].x1 > 0.5 * line.size
    begins = before is None or (
        gap_of(before, line, pitch) > _LOOSE
        or before.x1 + _first_width(line) + _ROOM * line.size < right
        or ends_sentence(before.text)
    )
    return marker if begins or (hangs and stands_off) else None


def _first_width(line: Line) -> float:
    """The room the line's first word and a space would have needed above."""
    first = line.words[0]
    return first.x1 - first.x0 + 0.25 * line.size


def _parts(
    group: Sequence[Line],
    line: Line,
    marker: str | None,
    edges: tuple[float, float],
    pitch: dict[int, float],
) -> bool:
    """Whether a line without a marker begins a passage of its own."""
    before = group[-1]
    if abs(line.size - before.size) > SAME_SIZE * max(line.size, before.size):
        return True
    if gap_of(before, line, pitch) > _LOOSE or line.bottom <= before.bottom:
        return True
    if before.text[-1] in _DIVIDED and line.text[:1].islower():
        return False
    if not marker and (_is_labelled(line) or _is_led_in(group, line)):
        return True
    start = text_start(group[0], marker) if marker else group[0].x0
    outdented = line.x0 < start - _INDENT * line.size
    if _changes_weight(before, line) and (outdented or not marker):
        return True
    if marker and outdented:
        return not (_is_flush(group, line) and _is_wrapped(before, line, edges[1]))
    return _is_forced(group, line, start, edges[1])


def _is_flush(group: Sequence[Line], line: Line) -> bool:
    """Whether an entry's line begins below its marker, in mid-sentence."""
    below = (abs(n.x0 - group[0].x0) < _INDENT * n.size for n in (*group[1:], line))
    return all(below) and (line.text[:1].islower() or not ends_sentence(group[-1].text))


def _is_labelled(line: Line) -> bool:
    """Whether the line opens with a label, a value far to its right."""
    words = line.words[: _LABEL_WORDS + 1]
    far = (b.x0 - a.x1 > _FAR * line.size for a, b in pairwise(words))
    return any(far) and line.text[:1].isupper()


def _is_led_in(group: Sequence[Line], line: Line) -> bool:
    """Whether a bold label opens a line, below plain words that are whole.

    They are where their sentence ends, and where they stand behind such a label.
    """
    if not _is_led(line) or group[-1].words[-1].bold:
        return False
    return _is_led(group[0]) or ends_sentence(group[-1].text)


def _is_led(line: Line) -> bool:
    """Whether a line opens with bold words and a colon."""
    bold = list(takewhile(lambda word: word.bold, line.words[: _LABEL_WORDS + 1]))
    return bool(bold) and bold[-1].text.endswith(":") and bold[0].text[:1].isupper()


def _changes_weight(before: Line, line: Line) -> bool:
    """Whether one of two lines is all bold and the other not bold at all."""
    if before.bold == line.bold:
        return False
    plain = line if before.bold else before
    return not any(word.bold for word in plain.words)


def _is_wrapped(before: Line, line: Line, right: float) -> bool:
    """Whether the line before ends where its next word would not have fitted."""
    return before.x1 + _first_width(line) + _ROOM * line.size >= right


def _is_forced(group: Sequence[Line], line: Line, start: float, right: float) -> bool:
    """Whether the break before a line was wanted, not made by wrapping."""
    before, opens = group[-1], _opens(line)
    if len(group) > 2:
        right = max(line.x1 for line in group)
    if not _is_wrapped(before, line, right):
        short = right - before.x1 > _SHORT * (right - before.x0)
        return opens or short or ends_sentence(before.text)
    own = group[1].x0 if len(group) > 1 else start
    indented = line.x0 - own > _INDENT * line.size
    return indented and opens and ends_sentence(before.text)


def _opens(line: Line) -> bool:
    """Whether a line begins as a sentence does."""
    first = line.words[0].text[:1]
    return first.isupper() or first.isdigit() or first in "“\"'‘("


def _passage(
    group: Sequence[Line],
    marker: str | None,
    page: int,
    edges: tuple[float, float],
    gap: float,
) -> Passage:
    first, last = group[0], group[-1]
    texts = [line.text for line in group]
    if marker:
        texts[0] = without_marker(texts[0], marker)
    middle = (edges[0] + edges[1]) / 2
    centered = all(
        abs((line.x0 + line.x1) / 2 - middle) < line.size
        and line.x0 - edges[0] > line.size
        for line in group
    )
    return Passage(
        text=joined(texts),
        page=page,
        bbox=around([line.box for line in group]),
        size=first.size,
        bold=all(line.bold for line in group),
        italic=all(line.italic for line in group),
        marker=marker,
        marker_x=first.x0,
        x0=text_start(first, marker) if marker else first.x0,
        edge=edges[0],
        lines=len(group),
        full=last.x1 > edges[1] - 3 * last.size,
        gap=gap,
        centered=centered,
        color=first.color,
    )


def follows_on(passage: Passage, after: Passage) -> bool:
    """Whether a passage in the next column or page goes on with this one."""
    if after.marker or abs(passage.size - after.size) > SAME_SIZE * passage.size:
        return False
    if passage.bold != after.bold or ends_sentence(passage.text):
        return False
    small = after.text[:1].islower()
    return small or (passage.full and passage.lines > 1 and not passage.bold)


def continued(passage: Passage, after: Passage) -> Passage:
    """Two parts of a passage as one, from the first part's place on."""
    return replace(
        passage,
        text=joined([passage.text, after.text]),
        lines=passage.lines + after.lines,
        full=after.full,
        page_end=after.page_end or after.page,
    )
