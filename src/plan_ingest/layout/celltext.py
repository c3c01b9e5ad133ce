"""The lines of a cell to its parts: paragraphs and bullets."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from plan_ingest.layout.celllines import Line, goes_on, line_of, lines
from plan_ingest.layout.flush import ends_short, filled_to
from plan_ingest.layout.labelstrips import in_other_type, strips
from plan_ingest.layout.page import Word
from plan_ingest.model.document import Part
from plan_ingest.text import dehyphenate, ends_sentence, squash, strip_bullet

_NUMBERED = re.compile(r"^(\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_DASHES = ("–", "—", "-")
_OPENS = re.compile(r"^[\"'“‘(\[]*[A-Z0-9]")


def parts(words: Sequence[Word], x0: float, x1: float) -> tuple[Part, ...]:
    """The parts of a cell whose text runs from `x0` to `x1` points at most."""
    upright = [word for word in words if word.upright]
    turned = [word for word in words if not word.upright]
    out: list[Part] = []
    for found, left, right in strips(lines(upright), x0, x1):
        out += _parts(found, left, right)
    if turned:
        out.append(_turned(turned))
    return tuple(part for part in out if part.text)


def _parts(found: Sequence[Line], x0: float, x1: float) -> list[Part]:
    if len(found) == 1:
        return [_part(found, numbered=False)]
    left = min(line.x0 for line in found)
    limit = max(max(line.x1 for line in found), x1 - min(max(left - x0, 0.0), 9.0))
    numbered = sum(bool(_NUMBERED.match(line.text)) for line in found) > 1
    gap, edge = _usual(found), filled_to(found)
    dashes = [strip_bullet(line.text)[1] for line in found]
    listing = frozenset(d for d in _DASHES if dashes.count(d) > 1)
    groups: list[list[Line]] = []
    for line in found:
        last = groups[-1][-1] if groups else line
        anew = ends_short(last, edge) and _OPENS.match(line.text)
        if groups and not (
            anew or _opens(groups[-1], line, left, limit, gap, numbered, listing)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_part(group, numbered) for group in groups]


def _usual(found: Sequence[Line]) -> float:
    """The usual distance from line to line: the lower half's middle."""
    steps = sorted(b.mid - a.mid for a, b in pairwise(found))
    return median(steps[: len(steps) // 2 + 1]) if steps else 0.0


def _opens(
    group: list[Line],
    line: Line,
    left: float,
    limit: float,
    gap: float,
    numbered: bool,
    listing: frozenset[str],
) -> bool:
    """Whether the line opens a new part; `listing` are dashes that open several."""
    last = group[-1]
    if _marker(line.text, numbered)[1] is not None:
        return not _is_dash_within(group, line, limit, listing)
    if line.mid - last.mid > 1.35 * gap + 0.15 * line.size:
        return True
    if not _glyph_only(last) and in_other_type(last, line, limit):
        return True
    hanging = _marker(group[0].text, numbered)[1] is not None
    if hanging and line.x0 <= group[0].x0 + 0.5 and not _glyph_only(group[0]):
        return ends_sentence(last.text) or not goes_on(last, line, limit)
    if goes_on(last, line, limit):
        return False
    if ends_sentence(last.text) and _OPENS.match(line.text):
        return True
    # A bullet that was drawn, not printed, leaves its indent alone.
    stepped = abs(line.x0 - last.x0) > 0.5 * line.size
    return (stepped or last.x0 > left + 0.5 * line.size) and _early(last, line, limit)


def _is_dash_within(
    group: Sequence[Line], line: Line, limit: float, listing: frozenset[str]
) -> bool:
    """Whether a line opens with a dash of the sentence that fills the lines above.

    What follows it is written small, and no dash opens what it stands in. A sentence's
    dash opens one line of a cell, a list's opens several.
    """
    rest, dash = strip_bullet(line.text)
    last = group[-1]
    if dash not in _DASHES or dash in listing or not rest[:1].islower():
        return False
    if ends_sentence(last.text):
        return False
    listed = strip_bullet(group[0].text)[1] == dash
    flush = abs(line.x0 - last.x0) < 0.5 * line.size or len(group) == 1
    return not listed and flush and goes_on(last, line, limit)


def _early(last: Line, line: Line, limit: float) -> bool:
    """Whether the line before ended well before it had to."""
    head = line.words[0]
    return limit - last.x1 > head.x1 - head.x0 + 1.2 * last.size


def _glyph_only(line: Line) -> bool:
    return not strip_bullet(line.text)[0].strip()


def _marker(text: str, numbered: bool) -> tuple[str, str | None]:
    rest, glyph = strip_bullet(text)
    if glyph is None and numbered and (found := _NUMBERED.match(text)):
        return text[found.end() :], found.group(1)
    return rest, glyph


def _part(group: Sequence[Line], numbered: bool) -> Part:
    whole = group[0].text
    for line in group[1:]:
        whole = dehyphenate(whole, line.text)
    text, glyph = _marker(squash(whole), numbered)
    if not text:  # a tick or a dot that stands alone is what the cell says
        text, glyph = squash(whole), None
    return Part(text, glyph, _is_bold([w for line in group for w in line.words]))


def _is_bold(words: Sequence[Word]) -> bool:
    """Whether all words are bold but for bullets' glyphs."""
    plain = (word for word in words if not word.bold)
    if any(strip_bullet(word.text)[0] for word in plain):
        return False
    return any(strip_bullet(word.text)[0] for word in words)


def _turned(words: Sequence[Word]) -> Part:
    """Text that runs up the page, as most rotated heads do: strips from the left."""
    flipped = [
        Word(w.text, -w.bottom, w.x0, -w.top, w.x1, w.size, w.font, w.bold)
        for w in words
    ]
    whole = ""
    for line in lines(flipped):
        whole = dehyphenate(whole, line_of(line.words).text) if whole else line.text
    return Part(squash(whole), None, all(word.bold for word in words))
