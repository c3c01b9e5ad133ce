"""A Word table's grid: which column each cell truly stands in.

Word keeps a column for every edge any row ever had. Edges that no cell uses go, and
edges a hair apart, moved by hand in some rows, become one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from plan_ingest.readers.docx_package import W
from plan_ingest.readers.drafts import BodyPart
from plan_ingest.readers.numbering import whole

WIDEST = 200
"""Columns no table has more of; a hostile gridSpan is cut to it."""
_SNAP = 142
"""Twentieths of a point (2.5 mm): edges nearer than this are one."""


@dataclass(slots=True)
class OpenCell:
    """A cell while its table is read: rows inclusive, columns half-open."""

    row: int
    row_end: int
    start: int
    end: int
    content: list[BodyPart] = field(default_factory=list)
    flags: tuple[str, ...] = ()


def grid_edges(element: etree._Element) -> list[int]:
    """Where the grid's columns begin, in twentieths of a point."""
    edges = [0]
    for column in element.findall(f"{W}tblGrid/{W}gridCol")[: WIDEST * 2]:
        edges.append(edges[-1] + max(0, whole(column.get(f"{W}w"), 0)))
    return edges


def snap(cells: list[OpenCell], edges: Sequence[int]) -> None:
    """Edges no cell uses go; edges a hair apart become one where no cell is lost."""
    used = sorted({at for cell in cells for at in (cell.start, cell.end)})
    known = len(edges) > max(used)
    groups: list[list[int]] = []
    for at in used:
        near = known and groups and 0 <= edges[at] - edges[groups[-1][0]] < _SNAP
        if near and not _between(cells, groups[-1], at):
            groups[-1].append(at)
        else:
            groups.append([at])
    column = {at: number for number, group in enumerate(groups) for at in group}
    for cell in cells:
        cell.start, cell.end = column[cell.start], column[cell.end]


def _between(cells: Sequence[OpenCell], group: Sequence[int], at: int) -> bool:
    """Whether a cell lies wholly between the edges that would become one."""
    return any(cell.start in group and cell.end == at for cell in cells)
