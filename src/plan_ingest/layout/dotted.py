"""Dotted and dashed rules: rows of small marks drawn as the one line they make."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from plan_ingest.layout.marks import Stroke

_LONGEST = 9.0  # points: a longer mark is a rule by itself
_THICKEST = 3.0  # points
_LEAST_MARKS = 6  # in a row
_SHORTEST = (60.0, 12.0)  # points, across and down: a shorter row is a key's sample
_GAP = 1.6  # times a mark's length: the widest gap to the next one
_SPARE = 0.6  # points added to that gap
_LEVEL = 4  # steps a point: marks on one line lie in one step


def with_whole_rules(marks: Sequence[Stroke]) -> tuple[list[Stroke], list[Stroke]]:
    """The marks less those that make a dotted rule, and the rules they make."""
    small = [mark for mark in marks if _is_small(mark)]
    if len(small) < _LEAST_MARKS:
        return list(marks), []
    rules: list[Stroke] = []
    used: set[int] = set()
    for along in (0, 1):
        for row in _rows(small, along):
            rule = _rule(row, along)
            if rule.box[along + 2] - rule.box[along] >= _SHORTEST[along]:
                rules.append(rule)
                used |= set(map(id, row))
    return [mark for mark in marks if id(mark) not in used], rules


def _is_small(mark: Stroke) -> bool:
    x0, top, x1, bottom = mark.box
    across, down = x1 - x0, bottom - top
    thin = min(across, down) <= _THICKEST and max(across, down) <= _LONGEST
    return mark.visible and thin and max(across, down) > 0


def _rows(small: Sequence[Stroke], along: int) -> list[list[Stroke]]:
    """Marks that follow each other with gaps no wider than a mark allows."""
    thick = 1 - along

    def place(mark: Stroke) -> tuple[int, int, float]:
        middle = (mark.box[thick] + mark.box[thick + 2]) / 2
        return round(middle * _LEVEL), mark.color, mark.box[along]

    flat = [
        mark for mark in small if mark.box[thick + 2] - mark.box[thick] <= _THICKEST
    ]
    found = []
    for _, level in groupby(sorted(flat, key=place), key=lambda mark: place(mark)[:2]):
        row: list[Stroke] = []
        for mark in level:
            if row and not _follows(row[-1], mark, along):
                found.append(row)
                row = []
            row.append(mark)
        found.append(row)
    return [row for row in found if len(row) >= _LEAST_MARKS]


def _follows(mark: Stroke, after: Stroke, along: int) -> bool:
    long = max(one.box[along + 2] - one.box[along] for one in (mark, after))
    thick = after.box[3 - along] - after.box[1 - along]
    gap = after.box[along] - mark.box[along + 2]
    return gap <= _GAP * max(long, thick) + _SPARE


def _rule(row: Sequence[Stroke], along: int) -> Stroke:
    first, last = row[0].box, row[-1].box
    start, end = first[along], last[along + 2]
    low, high = first[1 - along], first[3 - along]
    box = (start, low, end, high) if along == 0 else (low, start, high, end)
    return replace(row[0], box=box, width=max(high - low, row[0].width))
