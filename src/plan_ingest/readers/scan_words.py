"""Where the words of a scanned line truly stand, by the white between them.

Readers of pictures tell what a line says, and only roughly where each word is; now
and then they lose a space. The line's own ink says both.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from plan_ingest.readers.ocr_engines import SeenLine, SeenWord
from plan_ingest.readers.scan_image import Ink, runs_of

_NARROW, _WIDE = frozenset("iljtfrI.,;:'’!|()[]1 "), frozenset("mwMW@%—")
_LEAST_GAP = 0.17
"""White between words as a share of the size of type, at least."""
_USUAL_GAP = 0.29
"""The same where a line is too short to tell its own."""
_SHARE_OF_GAP = 0.7
"""Share of a line's usual gap between words from which white parts words."""
_LONE = frozenset("aAI&-–•") | frozenset("0123456789")
"""Signs that are words by themselves."""
_IN_NUMBERS = frozenset("0123456789-/.,:%£")
"""Signs that stand together in numbers and dates."""
_FAR_OFF = 1.6
"""Letters by which a cut may miss the gap."""
_ENOUGH = 4
"""Words a line needs before its own gaps are trusted."""


def placed_words(line: SeenLine, size: float, ink: Ink) -> SeenLine:
    """The line with lost spaces found and its words' ends where their ink ends.

    `size` is that of the line's type in pixels; `ink` the page's without its rules.
    """
    if not line.words or line.exact:
        return line
    parts = _parted(_pieces(line, ink), len(line.words), size)
    words, false = _split(line.words, parts)
    for gap in false:
        at = next(n for n, part in enumerate(parts) if part[1] == gap[0])
        parts[at : at + 2] = [(parts[at][0], parts[at + 1][1])]
    if len(words) == len(parts):
        words = [
            replace(word, x0=float(x0), x1=float(x1))
            for word, (x0, x1) in zip(words, parts, strict=True)
        ]
    return replace(line, words=tuple(words))


def _pieces(line: SeenLine, ink: Ink) -> list[tuple[int, int]]:
    """The stretches of ink along a line, to where its words begin and end."""
    first, last = line.words[0], line.words[-1]
    reach = (line.bottom - line.top) // 2
    left, right = max(0, int(first.x0 - reach)), int(last.x1 + reach) + 1
    rows = ink[int(line.top) : int(line.bottom), left:right]
    columns = np.asarray(rows.any(axis=0), dtype=np.bool_)
    runs = [(left + x0, left + x1) for x0, x1 in runs_of(columns, gap=1)]
    return [run for run in runs if run[1] > first.x0 and run[0] < last.x1]


def _parted(
    pieces: Sequence[tuple[int, int]], words: int, size: float
) -> list[tuple[int, int]]:
    """Stretches of ink joined to words: white wide enough for a space parts them."""
    if not pieces:
        return []
    gaps = sorted(b[0] - a[1] for a, b in pairwise(pieces))
    spaces = gaps[len(gaps) - (words - 1) :] if 1 < words <= len(gaps) + 1 else []
    usual = median(spaces) if len(spaces) >= _ENOUGH else _USUAL_GAP * size
    least = max(usual * _SHARE_OF_GAP, _LEAST_GAP * size)
    parts = [pieces[0]]
    for x0, x1 in pieces[1:]:
        if x0 - parts[-1][1] >= least:
            parts.append((x0, x1))
        else:
            parts[-1] = (parts[-1][0], x1)
    return parts


def _split(
    words: Sequence[SeenWord], parts: Sequence[tuple[int, int]]
) -> tuple[list[SeenWord], list[tuple[int, int]]]:
    """The words, those cut in two that run over a gap no other word begins at.

    Also the gaps that are none between words: white beside a figure one.
    """
    lost = len(parts) - len(words)
    found = list(words)
    false: list[tuple[int, int]] = []
    if lost <= 0:
        return found, false
    gaps = [(a[1], b[0]) for a, b in pairwise(parts)]
    known = [(a.x1 + b.x0) / 2 for a, b in pairwise(words)]
    for gap in sorted(gaps, key=lambda gap: (-_from_nearest(gap, known), gap))[:lost]:
        middle = (gap[0] + gap[1]) / 2
        at = next((n for n, w in enumerate(found) if w.x0 < middle < w.x1), None)
        cut = None if at is None else _cut(found[at], gap)
        if at is None or cut is None:
            false.append(gap)
        else:
            found[at : at + 1] = cut
    return found, false


def _from_nearest(gap: tuple[int, int], known: Sequence[float]) -> float:
    middle = (gap[0] + gap[1]) / 2
    return min((abs(middle - one) for one in known), default=1e9)


def _cut(word: SeenWord, gap: tuple[int, int]) -> tuple[SeenWord, SeenWord] | None:
    """A word cut where its letters' usual widths put the gap; None within a number."""
    inked = (word.x1 - word.x0) - (gap[1] - gap[0])
    share = (gap[0] - word.x0) / max(inked, 1.0)
    widths = [_width(sign) for sign in word.text]
    places = [n for n in range(1, len(widths)) if _may_part(word.text, n)]
    if not places:
        return None
    at = min(places, key=lambda n: abs(sum(widths[:n]) / sum(widths) - share))
    if abs(sum(widths[:at]) / sum(widths) - share) * len(widths) > _FAR_OFF:
        return None
    head = replace(word, text=word.text[:at], x1=float(gap[0]))
    return head, replace(word, text=word.text[at:], x0=float(gap[1]))


def _may_part(text: str, at: int) -> bool:
    """Whether a space may be lost here: not in a number, nor beside a lone letter."""
    head, tail = text[:at], text[at:]
    numbers = {head[-1], tail[0]} <= _IN_NUMBERS
    lone = any(len(one) == 1 and one not in _LONE for one in (head, tail))
    return not numbers and not lone


def _width(sign: str) -> float:
    """A letter's usual width in a size of type."""
    if sign in _NARROW:
        return 0.28
    if sign in _WIDE:
        return 0.85
    return 0.68 if sign.isupper() else 0.53
