"""The tables of a page: ruled, half-ruled and without rules."""

from typing import Final

from plan_ingest.layout.footheads import heads_at_foot
from plan_ingest.layout.listcolumns import with_list_columns
from plan_ingest.layout.open import open_tables
from plan_ingest.layout.page import PageContent
from plan_ingest.layout.picturebands import with_bands
from plan_ingest.layout.piecedrules import with_sides
from plan_ingest.layout.ruled import ruled_tables
from plan_ingest.layout.seams import FRAME, with_seams
from plan_ingest.layout.strokes import strokes
from plan_ingest.model.document import Table
from plan_ingest.model.source import BBox

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
        white = open_tables(content, free, with_seams(drawn, content, FRAME))
        found += with_list_columns(sorted(white, key=_place))
        found += heads_at_foot(content, found)
    kept = (one for one in found if not any(_over(one, box) for box in content.charts))
    return tuple(sorted(kept, key=_place))


def _over(table: Table, chart: BBox) -> bool:
    """Whether most of a table lies on a chart, or a chart on the table."""
    x0, top, x1, bottom = table.anchor.bbox or (0.0, 0.0, 0.0, 0.0)
    across = min(x1, chart[2]) - max(x0, chart[0])
    down = min(bottom, chart[3]) - max(top, chart[1])
    shared = max(across, 0.0) * max(down, 0.0)
    return shared > 0.5 * min(_area((x0, top, x1, bottom)), _area(chart))


def _area(box: BBox) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _place(table: Table) -> tuple[float, float]:
    box = table.anchor.bbox or (0.0, 0.0, 0.0, 0.0)
    return (box[1], box[0])
