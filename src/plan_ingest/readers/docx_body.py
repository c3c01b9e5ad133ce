"""A Word file's body in order: drafts of paragraphs and tables, a merged cell once.

Text boxes stand where they are anchored. Tables hold paragraphs hold boxes hold
tables: the three are read by one recursion, which libxml2's limit on depth bounds.
"""

from collections.abc import Sequence

from lxml import etree

from plan_ingest.model.document import Cell, Table
from plan_ingest.readers.docx_grid import WIDEST, OpenCell, grid_edges, snap
from plan_ingest.readers.docx_package import W
from plan_ingest.readers.docx_paragraphs import Story, children, left_over, paragraph
from plan_ingest.readers.docx_styles import switched
from plan_ingest.readers.drafts import PLACE, BodyPart, cell_parts, is_frame
from plan_ingest.readers.numbering import value, whole


def body_parts(container: etree._Element, story: Story) -> list[BodyPart]:
    """What a body, a cell, a text box, a header or a note holds, in order."""
    found: list[BodyPart] = []
    for child in children(container):
        if child.tag == f"{W}p":
            gathered, draft = paragraph(child, story)
            for box in gathered.early:
                found.extend(body_parts(box, story))
            found.extend([] if draft is None else [draft])
            for box in gathered.late:
                found.extend(body_parts(box, story))
        elif child.tag == f"{W}tbl":
            found.extend(table_parts(child, story))
    last = left_over(story)
    return found if last is None else [*found, last]


def table_parts(element: etree._Element, story: Story) -> list[BodyPart]:
    """A w:tbl as a Table; a table that only frames or lays out gives its content."""
    rows = [row for row in children(element) if not _deleted(row)]
    cells = _cells(rows, story)
    in_a_line = (
        len({cell.row for cell in cells}) == 1
        or len({cell.start for cell in cells}) == 1
    )
    if is_frame([cell.content for cell in cells], in_a_line):
        return [part for cell in cells for part in cell.content]
    snap(cells, grid_edges(element))
    made = tuple(
        Cell(
            row=cell.row,
            col=cell.start,
            row_end=cell.row_end,
            col_end=cell.end - 1,
            parts=cell_parts(cell.content),
            flags=cell.flags,
        )
        for cell in cells
    )
    if not any(cell.parts for cell in made):
        return []
    return [Table(made, PLACE, header_rows=_header_rows(rows))]


def _deleted(row: etree._Element) -> bool:
    return row.tag != f"{W}tr" or row.find(f"{W}trPr/{W}del") is not None


def _cells(rows: Sequence[etree._Element], story: Story) -> list[OpenCell]:
    found: list[OpenCell] = []
    above: dict[int, OpenCell] = {}
    for at, row in enumerate(rows):
        here: dict[int, OpenCell] = {}
        col = _before(row)
        for element in children(row):
            if element.tag != f"{W}tc":
                continue
            properties = element.find(f"{W}tcPr")
            span = min(max(whole(value(properties, "gridSpan"), 1), 1), WIDEST)
            cell = _merged(properties, above.get(col), here)
            if cell is None:
                cell = OpenCell(at, at, col, col + span, flags=_flags(row))
                found.append(cell)
            cell.row_end = at
            cell.end = max(cell.end, col + span)
            cell.content.extend(body_parts(element, story))
            here[col] = cell
            col += span
        above = here
    return found


def _before(row: etree._Element) -> int:
    skipped = whole(value(row.find(f"{W}trPr"), "gridBefore"), 0)
    return min(max(skipped, 0), WIDEST)


def _flags(row: etree._Element) -> tuple[str, ...]:
    return ("hidden_row",) if switched(row.find(f"{W}trPr"), "hidden") else ()


def _merged(
    properties: etree._Element | None,
    above: OpenCell | None,
    here: dict[int, OpenCell],
) -> OpenCell | None:
    """The cell this one goes on from: that above it, or (old files) before it."""
    down = None if properties is None else properties.find(f"{W}vMerge")
    if down is not None and down.get(f"{W}val", "continue") == "continue":
        return above
    across = value(properties, "hMerge")
    if across == "continue" and here:
        return here[max(here)]
    return None


def _header_rows(rows: Sequence[etree._Element]) -> int | None:
    count = 0
    for row in rows:
        if not switched(row.find(f"{W}trPr"), "tblHeader"):
            break
        count += 1
    return count if 0 < count < len(rows) else None
