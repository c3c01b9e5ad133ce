"""Rows at a page's top that rules as long as the table before close, one by one."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from plan_ingest.layout.celllines import LARGE, Line, chunks
from plan_ingest.layout.openlines import GAP
from plan_ingest.layout.page import PageContent
from plan_ingest.layout.strokes import strokes
from plan_ingest.text import ends_sentence

_ENDS = 3.0  # points by which such a rule is longer or shorter
_CLOSE = 3.0  # type sizes of white between a row's last line and its rule, at most
_OVER = 0.25  # of the next column: a border in white lies anywhere in that white


def closed_rows(
    page: Sequence[Line], content: PageContent, xs: Sequence[float]
) -> list[Line]:
    """The lines of the rows, whatever columns they fill; `xs` are the table's borders.

    A heading ends them, and a line that runs across the columns. What is bold is a
    heading, unless one row after the other is bold in the first column alone, or a
    sentence ends in it. A rule far below a line, or one below all that the page says,
    is its foot's and closes no row, unless all of that hangs in the table's inner
    columns: text above a foot begins at the side.
    """
    ats = [
        stroke.at
        for stroke in strokes(content).across
        if abs(stroke.start - xs[0]) < _ENDS and stroke.end > xs[-1] - _ENDS
    ]
    hangs = bool(page) and min(line.x0 for line in page) > xs[1] - 1
    if not page or not any(_parts_rows(at, page, hangs) for at in ats):
        return []
    usual = median_low(line.size for line in page)
    bold = page[0].bold
    rows: list[list[Line]] = []
    for top, bottom in pairwise([0.0, *ats]):
        inside = [line for line in page if top < line.mid < bottom]
        far = inside and bottom - inside[-1].bottom > _CLOSE * inside[-1].size
        if far or not all(_is_cells(line, usual, bold, xs) for line in inside):
            break
        rows += [inside] if inside else []
    told = len(rows) > 1 or any(ends_sentence(row[-1].text) for row in rows)
    if bold and not told:
        return []
    return [line for row in rows for line in row]


def moved(xs: Sequence[float], rows: Sequence[Line]) -> tuple[float, ...]:
    """The borders, each right of what of the column before it runs over it."""
    out = list(xs)
    for n, (x, after) in enumerate(pairwise(xs)):
        found = [p for line in rows for p in _pieces(line, xs)] if n else []
        over = [p.x1 for p in found if p.x0 < x < p.x1 < x + _OVER * (after - x)]
        right = min((p.x0 for p in found if p.x0 >= x), default=after)
        if over and max(over) < right:
            out[n] = (max(over) + min(right, max(over) + 2)) / 2
    return tuple(out)


def _parts_rows(at: float, page: Sequence[Line], hangs: bool) -> bool:
    """Whether a rule stands between lines of the page, or close above the first.

    Where they hang in inner columns, one close below the last will do.
    """
    low = page[-1].bottom + _CLOSE * page[-1].size if hangs else page[-1].mid
    return page[0].top - _CLOSE * page[0].size < at < low


def _pieces(line: Line, xs: Sequence[float]) -> tuple[Line, ...]:
    return chunks(line, GAP * line.size, xs)


def _is_cells(line: Line, usual: float, bold: bool, xs: Sequence[float]) -> bool:
    """Whether a line is no heading and keeps to the columns.

    `usual` is the size most lines have; `bold` says that labels may be.
    """
    alike = line.size < LARGE * usual and line.x0 > xs[0] - 1
    across = any(
        piece.x0 < x and piece.x1 > x + _OVER * (after - x)
        for piece in _pieces(line, xs)
        for x, after in pairwise(xs[1:])
    )
    label = bold and line.words[-1].x0 < xs[1]
    return alike and not across and (label or not line.bold)
