"""An HTML table's rows and cells on one grid, spans kept."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from plan_ingest.model.document import Cell, Table
from plan_ingest.readers.drafts import PLACE, BodyPart, cell_parts, is_frame

if TYPE_CHECKING:
    from plan_ingest.readers.html import Setting, Walk

_LONGEST_SPAN = 1000
"""HTML's own limit on a colspan."""


def table_parts(
    table: etree._Element, setting: "Setting", walk: "Walk"
) -> list[BodyPart]:
    """A table with its caption before it; one that only lays out gives its content."""
    found: list[BodyPart] = []
    for caption in table.findall("caption"):
        found.extend(_content(caption, replace(setting, bold=True), walk))
    rows = list(_rows(table))
    contents: list[list[BodyPart]] = []
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        c = 0
        for element in row.iterchildren("td", "th"):
            while (r, c) in taken:
                c += 1
            down = _span(element.get("rowspan"), len(rows) - r)
            across = _span(element.get("colspan"), _LONGEST_SPAN)
            taken.update((r + i, c + j) for i in range(down) for j in range(across))
            bold = setting.bold or element.tag == "th"
            content = _content(element, replace(setting, bold=bold, depth=-1), walk)
            contents.append(content)
            parts = cell_parts(content)
            cells.append(Cell(r, c, r + down - 1, c + across - 1, parts))
            c += across
    if is_frame(contents, _in_a_line(cells)):
        found.extend(part for content in contents for part in content)
    elif any(cell.parts for cell in cells):
        found.append(Table(tuple(cells), PLACE, header_rows=_header_rows(rows)))
    return found


def _content(
    element: etree._Element, setting: "Setting", walk: "Walk"
) -> list[BodyPart]:
    inner = type(walk)()
    inner.inside(element, setting)
    inner.close()
    walk.characters += inner.characters
    return inner.parts


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The table's own rows, not those of tables within it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _span(text: str | None, most: int) -> int:
    """A span as given; 0, which means to the end, and nonsense are made to fit."""
    digits = (text or "1").strip()
    if not digits.isdecimal() or len(digits) > 6:
        return 1
    return min(int(digits) or most, most)


def _in_a_line(cells: list[Cell]) -> bool:
    return len({cell.row for cell in cells}) <= 1 or len({c.col for c in cells}) <= 1


def _header_rows(rows: list[etree._Element]) -> int | None:
    """Leading rows that mark-up says are header: in a thead, or all th."""
    count = 0
    for row in rows:
        above = row.getparent()
        in_head = above is not None and above.tag == "thead"
        own = list(row.iterchildren("td", "th"))
        if not in_head and not (own and all(cell.tag == "th" for cell in own)):
            break
        count += 1
    return count if 0 < count < len(rows) else None
