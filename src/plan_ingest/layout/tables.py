"""The tables of a page: ruled, half-ruled and without rules."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plan_ingest.layout.footheads import heads_at_foot
from plan_ingest.layout.listcolumns import with_list_columns
from plan_ingest.layout.open import open_tables
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.picturebands import with_bands
from plan_ingest.layout.piecedrules import with_sides
from plan_ingest.layout.ruled import ruled_tables
from plan_ingest.layout.seams import FRAME, with_seams
from plan_ingest.layout.strokes import strokes
from plan_ingest.model.document import Table
from plan_ingest.model.source import BBox

_WIDE = 0.6
"""Of the width of a page's text: a table as wide leaves nothing beside it."""
STRATEGIES: Final = ("ruled", "open")
"""The ways to find tables: by the boxes that rules close, by words and white."""


def find_tables(content: PageContent, strategy: str | None = None) -> tuple[Table, ...]:
    """The page's tables from the top, each word of a table in exactly one cell.

    Both ways are tried, or only the one of STRATEGIES that is asked for.
    `anchor.order` is 0 in each: the reader numbers its blocks. Words inside a
    table's `anchor.bbox` belong to it; its caption stands outside.
    """
    content = with_bands(with_sides(content))
    drawn = strokes(content)
    found: list[Table] = []
    free = content.words
    if strategy != "open":
        found, free = ruled_tables(content, with_seams(drawn, content))
    if strategy != "ruled":
        seams = with_seams(drawn, content, FRAME)
        white: list[Table] = []
        for n, words in enumerate(_bands(free, found)):
            here = replace(content, columns=()) if n else content
            white += open_tables(here, words, seams) if words else []
        found += with_list_columns(sorted(white, key=_place))
        found += heads_at_foot(content, found)
    kept = (one for one in found if not any(_over(one, box) for box in content.charts))
    return tuple(sorted(kept, key=_place))


def _bands(free: Sequence[Word], found: Sequence[Table]) -> list[list[Word]]:
    """The words above, between and below the tables that are found, from the top.

    What stands above a table makes no other with what stands below it. Beside a narrow
    one text goes on.
    """
    boxes = [_box(one) for one in found]
    x0 = min([*(w.x0 for w in free), *(box[0] for box in boxes)], default=0.0)
    x1 = max([*(w.x1 for w in free), *(box[2] for box in boxes)], default=0.0)
    wide = [box for box in boxes if box[2] - box[0] > _WIDE * (x1 - x0)]
    mids = sorted((box[1] + box[3]) / 2 for box in wide)
    out: list[list[Word]] = [[] for _ in range(len(mids) + 1)]
    for word in free:
        out[bisect_left(mids, (word.top + word.bottom) / 2)].append(word)
    return out


def _over(table: Table, chart: BBox) -> bool:
    """Whether most of a table lies on a chart, or a chart on the table."""
    x0, top, x1, bottom = _box(table)
    across = min(x1, chart[2]) - max(x0, chart[0])
    down = min(bottom, chart[3]) - max(top, chart[1])
    shared = max(across, 0.0) * max(down, 0.0)
    return shared > 0.5 * min(_area((x0, top, x1, bottom)), _area(chart))


def _area(box: BBox) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _place(table: Table) -> tuple[float, float]:
    box = _box(table)
    return (box[1], box[0])


def _box(table: Table) -> BBox:
    return table.anchor.bbox or (0.0, 0.0, 0.0, 0.0)
