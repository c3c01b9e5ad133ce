"""Tables whose first column goes on over a page without a rule of its own."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.layout.cutrows import column_edges
from plan_ingest.layout.keycolumns import is_merged
from plan_ingest.layout.passages import Passage
from plan_ingest.model.document import Cell, Furniture, Part, Table
from plan_ingest.text import ends_sentence

Found = Passage | Table | Furniture

_SAME = 8.0
"""Points by which a column's edge may differ from page to page."""
_WORDS = 6
"""Words in a name of a table's head, at most."""


def with_strands(found: Sequence[Found], above: Sequence[Found]) -> tuple[Found, ...]:
    """What a page holds, its table with the first column of the page before.

    `above` is what that page held. A strand that holds for several rows has no rule
    below it where all the rows of the next page are its own: they have the table's
    other columns, and the first has no words on that page, or stands beside the rows.
    """
    first = next((p for p in above[::-1] if not isinstance(p, Furniture)), None)
    table = next((p for p in found if isinstance(p, Table)), None)
    if not isinstance(first, Table) or table is None or not is_merged(first, 0):
        return tuple(found)
    edges, later = column_edges(first), column_edges(table)
    alike = len(later) == len(edges) - 1 and all(
        abs(x - at) < _SAME for x, at in zip(later, edges[1:], strict=True)
    )
    if not alike:
        return tuple(found)
    labels = [p for p in found if _is_beside(p, table, edges)]
    before = found[: found.index(table)]
    parted = any(not isinstance(p, Furniture) and p not in labels for p in before)
    if parted or (not labels and _opens_with_names(table)):
        return tuple(found)
    wide = _widened(table, [p for p in labels if isinstance(p, Passage)], edges[0])
    kept = [p for p in found if p not in labels]
    return tuple(wide if part is table else part for part in kept)


def _is_beside(part: Found, table: Table, edges: Sequence[float]) -> bool:
    """Whether words stand in the first column, beside a table's rows."""
    if not isinstance(part, Passage):
        return False
    x0, top, x1, bottom = part.bbox
    _, high, _, low = table.anchor.bbox or (0.0, 0.0, 0.0, 0.0)
    return edges[0] - 1 < x0 and x1 < edges[1] + 1 and high < (top + bottom) / 2 < low


def _opens_with_names(table: Table) -> bool:
    """Whether a table's first row names its columns: it is another one."""
    told = [cell.text for cell in table.cells if cell.row == 0 and cell.parts]
    short = all(len(text.split()) <= _WORDS for text in told)
    return short and not any(map(ends_sentence, told))


def _widened(table: Table, labels: Sequence[Passage], left: float) -> Table:
    """The table with a first column: each label down to the next, blank above all."""
    x0, top, x1, bottom = table.anchor.bbox or (left, 0.0, left, 0.0)
    count = table.rows
    tops = [top] * count
    for cell in table.cells:
        if cell.bbox:
            tops[cell.row] = max(tops[cell.row], cell.bbox[1])
    said: dict[int, tuple[Part, ...]] = {0: ()}
    for label in sorted(labels, key=lambda one: one.bbox[1]):
        middle = (label.bbox[1] + label.bbox[3]) / 2
        row = max(sum(at < middle for at in tops) - 1, 0)
        said[row] = (*said.get(row, ()), Part(label.text, bold=label.bold))
    rows = sorted(said)
    ends = [*(row - 1 for row in rows[1:]), count - 1]
    page = table.pages[0] if table.pages else None
    strands = [
        Cell(row, 0, end, 0, said[row], page, page, (left, tops[row], x0, low))
        for row, end in zip(rows, ends, strict=True)
        for low in [tops[end + 1] if end + 1 < count else bottom]
    ]
    moved = [replace(c, col=c.col + 1, col_end=c.col_end + 1) for c in table.cells]
    return replace(
        table,
        cells=tuple(sorted((*strands, *moved), key=lambda c: (c.row, c.col))),
        anchor=replace(table.anchor, bbox=(left, top, x1, bottom)),
    )
