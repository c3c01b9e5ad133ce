"""An item on its way: words and place found, attributes and id still to come."""

from collections.abc import Sequence
from dataclasses import dataclass

from plan_ingest.model.document import Cell, Table
from plan_ingest.model.plan import ItemKind
from plan_ingest.model.source import Anchor, BBox


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft stands: block order, pages, box, and table and row, 0-based."""

    order: int
    page: int | None = None
    page_end: int | None = None
    bbox: BBox | None = None
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One item before it has attributes.

    `lead_above` is the lead of the workstream it stands under. `evidence_row` is the
    row of its table whose response it shares; `shared` says that the response printed
    on its own row answers other items too. `prose` marks a sentence of a report;
    `context` is the line that leads its list in. `dated` marks a row whose table
    has a target column. `part` is the part of the document it stands in. `asked` is
    the header of its status cell, `done` the day its row says that it was done. `noted`
    are cells that are no field's, each with its header.
    """

    kind: ItemKind
    text: str
    headings: tuple[str, ...]
    place: Place
    ref: str = ""
    response: tuple[str, ...] = ()
    target: str = ""
    lead: str = ""
    lead_above: str = ""
    status_text: str = ""
    asked: str = ""
    done: str = ""
    noted: tuple[tuple[str, str], ...] = ()
    measure_text: str = ""
    evidence_row: int | None = None
    shared: bool = False
    prose: bool = False
    dated: bool = False
    context: str = ""
    part: int = 0
    flags: tuple[str, ...] = ()


def place_in(
    table: Table, number: int, row: int | None, cells: Sequence[Cell]
) -> Place:
    """Where a table's cells stand; the box is that of the first page they are on.

    Cells merged over further rows count only where there are no others: they go on
    where the row does not.
    """
    cells = [cell for cell in cells if cell.row == cell.row_end] or cells
    pages = [p for cell in cells for p in (cell.page, cell.page_end) if p is not None]
    page = min(pages, default=table.anchor.page)
    boxes = [cell.bbox for cell in cells if cell.bbox and cell.page == page]
    box = around(boxes) or (table.anchor.bbox if page == table.anchor.page else None)
    last = max(pages, default=table.anchor.page_end or page)
    return Place(table.anchor.order, page, last, box, number, row)


def place_at(anchor: Anchor) -> Place:
    """Where a block stands."""
    return Place(anchor.order, anchor.page, anchor.page_end or anchor.page, anchor.bbox)


def place_of(anchors: Sequence[Anchor]) -> Place:
    """Where blocks stand, one at least; the box is that of the first one's page."""
    first = anchors[0]
    boxes = [one.bbox for one in anchors if one.bbox and one.page == first.page]
    pages = [one.page_end or one.page for one in anchors]
    last = max((page for page in pages if page is not None), default=None)
    return Place(first.order, first.page, last, around(boxes))


def around(boxes: Sequence[BBox]) -> BBox | None:
    """The smallest box around all of them."""
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
