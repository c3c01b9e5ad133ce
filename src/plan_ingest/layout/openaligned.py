"""Gutters that what stands beside them bears out: words spread over lines make others.

A printer that fills its lines leaves white that runs through several of them by chance.
"""

from collections.abc import Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import EVEN, Line, numeric
from plan_ingest.layout.openlines import Gap
from plan_ingest.layout.page import Word
from plan_ingest.text import strip_bullet

_ENTRIES = 2
"""Entries of a list in a column, at least."""
_FEW = 0.34
"""Of a table's lines: in more of them words are not spread by chance."""
_WIDE = 1.5
"""Type sizes of white that words spread to fill a line seldom leave."""


def aligned(found: Sequence[Line], gutters: list[Gap], size: float) -> list[Gap]:
    """The gutters less thin ones by chance, where justified words were spread.

    What stands right of a true gutter begins, ends or centres at one place. Words
    spread to fill a line end at one place too, but begin in the middle of a sentence.
    """
    out = []
    for n, (low, high) in enumerate(gutters):
        after = gutters[n + 1][0] if n + 1 < len(gutters) else float("inf")
        cells = [
            cell
            for line in found
            if (
                cell := [
                    w for w in line.words if high - 1 <= w.x0 and w.x1 <= after + 1
                ]
            )
        ]
        lefts = _alike_starts(cells)
        rights = _alike([max(w.x1 for w in cell) for cell in cells])
        middles = _alike(
            [(min(w.x0 for w in cell) + max(w.x1 for w in cell)) / 2 for cell in cells]
        )
        if 2 * lefts <= len(cells) < _FEW * len(found) and _are_spread(cells):
            continue
        wide = high - low > _WIDE * size or len(cells) < 2
        if _fill_lines(found, (low, high), gutters):
            continue
        if wide or 2 * max(lefts, rights, middles) > len(cells):
            out.append((low, high))
    return out


def _alike_starts(cells: Sequence[Sequence[Word]]) -> int:
    """How many cells begin at one place; where there are lists, at that of entries too.

    An entry's glyph is set in from where a paragraph begins, its wrapped lines further.
    """
    firsts = [min(cell, key=lambda w: w.x0) for cell in cells]
    starts = sorted(word.x0 for word in firsts)
    listed = sum(not strip_bullet(f"{word.text} ")[0] for word in firsts)
    if listed < _ENTRIES:
        return _alike(starts)
    groups = [0]
    for before, x in pairwise([starts[0], *starts]):
        groups = [*groups[:-1], groups[-1] + 1] if x - before < 1 else [*groups, 1]
    return sum(sorted(groups)[-3:])


def _are_spread(cells: Sequence[Sequence[Word]]) -> bool:
    """Whether most cells begin in the middle of a sentence, in lower case."""
    firsts = [min(cell, key=lambda w: w.x0).text for cell in cells]
    return 2 * sum(text[:1].islower() for text in firsts) > len(firsts)


def _fill_lines(found: Sequence[Line], gutter: Gap, gutters: Sequence[Gap]) -> bool:
    """Whether a gutter's white is the white between words spread to fill their lines.

    A printer that fills a line makes all its gaps alike; a column's are so by chance.
    Columns set one as far from the next as the other are alike by design: the white of
    other `gutters` tells only where it is thin and a word in lower case follows.
    """
    even = told = 0
    for line in found:
        pairs = list(pairwise(line.words))
        gaps = [b.x0 - a.x1 for a, b in pairs]
        for n, (a, b) in enumerate(pairs):
            if not _in_gutter(a, b, gutter) or numeric(b.text):
                continue
            told += 1
            even += any(
                abs(gaps[n] - gaps[k]) < EVEN
                and (
                    not any(_in_gutter(*pairs[k], one) for one in gutters)
                    or _goes_on(b, pairs[k][1], gaps[n])
                )
                for k in (n - 1, n + 1)
                if 0 <= k < len(gaps)
            )
    return even > 1 and 3 * even >= 2 * told


def _goes_on(word: Word, other: Word, white: float) -> bool:
    """Whether one of two words that such white stands before goes on in a sentence."""
    small = word.text[:1].islower() or other.text[:1].islower()
    return small and white <= _WIDE * word.size


def _in_gutter(word: Word, after: Word, gutter: Gap) -> bool:
    """Whether the white between two words runs through a gutter."""
    return word.x1 <= gutter[0] + 1 and gutter[1] - 1 <= after.x0


def _alike(values: Sequence[float]) -> int:
    """How many of the positions lie within two points of one of them, at most."""
    ordered = sorted(values)
    most = first = after = 0
    for value in ordered:
        while value - ordered[first] >= 2:
            first += 1
        while after < len(ordered) and ordered[after] - value < 2:
            after += 1
        most = max(most, after - first)
    return most
