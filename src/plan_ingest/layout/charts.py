"""Charts: rules with a scale of figures beside them are no table's rows."""

from collections import defaultdict
from collections.abc import Sequence

from plan_ingest.layout.lines import around
from plan_ingest.layout.marks import Stroke
from plan_ingest.layout.page import Word
from plan_ingest.model.source import BBox

_SHORTEST = 60.0  # points: a shorter rule is no gridline
_LEAST = 3  # gridlines with a figure
_LEVEL = 0.3  # of the text size: a figure's middle stands so near its gridline
_BESIDE = 3.0  # of the text size: how far off a gridline its figure stands
_NEAR = 3.0  # points: where gridlines of one chart end


def charts(rules: Sequence[Stroke], words: Sequence[Word]) -> tuple[BBox, ...]:
    """The boxes of a page's charts: gridlines with the figures level with them."""
    groups: dict[tuple[int, int], list[Stroke]] = defaultdict(list)
    for rule in rules:
        x0, top, x1, bottom = rule.box
        if x1 - x0 >= _SHORTEST and bottom - top < _NEAR:
            groups[round(x0 / _NEAR), round(x1 / _NEAR)].append(rule)
    found = []
    scales = [lines for lines in groups.values() if len(lines) >= _LEAST]
    told = (
        [word for word in words if any(map(str.isdigit, word.text))] if scales else ()
    )
    for lines in scales:
        figures = [word for word in told if _is_beside(word, lines[0])]
        scaled = [word for word in figures if any(_is_level(word, n) for n in lines)]
        if len({round(word.top) for word in scaled}) >= _LEAST:
            boxes = [line.box for line in lines]
            boxes += [(w.x0, w.top, w.x1, w.bottom) for w in scaled]
            found.append(around(boxes))
    return tuple(sorted(found))


def _is_beside(word: Word, rule: Stroke) -> bool:
    reach = _BESIDE * word.size
    left = -1 < rule.box[0] - word.x1 < reach
    return left or -1 < word.x0 - rule.box[2] < reach


def _is_level(word: Word, rule: Stroke) -> bool:
    middle = (word.top + word.bottom) / 2
    return abs(middle - (rule.box[1] + rule.box[3]) / 2) < _LEVEL * word.size
