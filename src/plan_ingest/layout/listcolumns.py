"""Columns of lists, told apart by white alone: each is read from its top to its end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_ingest.model.document import Cell, Part, Table
from plan_ingest.model.source import BBox
from plan_ingest.text import dehyphenate

_LEAST = 2
"""Entries that a column lists, at least."""
_NEAR = 40.0
"""Points from the titles of columns to the columns."""


def with_list_columns(found: Sequence[Table]) -> list[Table]:
    """Tables found by their white, from the top, columns of lists made one row each.

    What seem rows of such columns are none where a bold line ends a cell in the midst
    of entries: it leads in the list that stands below it. Bold lines above, over each
    column, are titles.
    """
    out: list[Table] = []
    for table in found:
        if not _are_lists(table):
            out.append(table)
            continue
        titles = out.pop() if out and _are_titles(out[-1], table) else None
        out.append(_whole(table, titles))
    return out


def _are_lists(table: Table) -> bool:
    """Whether all columns are lists below bold lines that are not level."""
    if table.rows < _LEAST or table.cols < _LEAST:
        return False
    columns = [_parts(table, col) for col in range(table.cols)]
    if not all(map(_is_titled_list, columns)):
        return False
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.parts:
            rows.setdefault(cell.row, []).append(cell)
    return any(_is_uneven(rows[row]) for row in sorted(rows)[:-1])


def _is_uneven(row: Sequence[Cell]) -> bool:
    """Whether a bold line ends one cell of a row, behind or beside a list's entries."""
    led = any(_is_title(cell.parts[-1]) for cell in row)
    return led and any(part.bullet for cell in row for part in cell.parts)


def _parts(table: Table, col: int) -> list[Part]:
    cells = sorted((c for c in table.cells if c.col == col), key=lambda cell: cell.row)
    return [part for cell in cells for part in cell.parts]


def _is_titled_list(parts: Sequence[Part]) -> bool:
    entries = sum(part.bullet is not None for part in parts)
    return entries >= _LEAST and bool(parts) and _is_title(parts[0])


def _is_title(part: Part) -> bool:
    return part.bold and not part.bullet


def _are_titles(above: Table, table: Table) -> bool:
    """Whether a table right above holds bold lines alone, some over each column."""
    upper, lower = above.anchor.bbox, table.anchor.bbox
    if upper is None or lower is None or above.cols != table.cols:
        return False
    columns = [_parts(above, col) for col in range(above.cols)]
    bold = all(parts and all(map(_is_title, parts)) for parts in columns)
    return bold and 0 <= lower[1] - upper[3] < _NEAR


def _whole(table: Table, titles: Table | None) -> Table:
    """The table as one row, the columns' titles first."""
    cells = tuple(_cell(table, titles, col) for col in range(table.cols))
    box = _around([table, *([titles] if titles else [])])
    anchor = replace(table.anchor, bbox=box)
    return replace(table, cells=cells, anchor=anchor, header_rows=None)


def _cell(table: Table, titles: Table | None, col: int) -> Cell:
    held = [cell for cell in table.cells if cell.col == col]
    over = [cell for cell in titles.cells if cell.col == col] if titles else []
    named = " ".join(part.text for part in _parts(titles, col)) if titles else ""
    parts = (
        *([Part(named, None, bold=True)] if named else []),
        *_joined(_parts(table, col)),
    )
    box = _around([*over, *held])
    return Cell(0, col, 0, col, parts, page=held[0].page, bbox=box)


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, an entry's plain lines below the row's end made part of it."""
    held: Part | None = None
    for part in parts:
        if held and held.bullet and not part.bullet and not part.bold:
            held = replace(held, text=dehyphenate(held.text, part.text))
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _around(held: Sequence[Table | Cell]) -> BBox | None:
    boxes = [one.anchor.bbox if isinstance(one, Table) else one.bbox for one in held]
    known = [box for box in boxes if box]
    if not known:
        return None
    return (
        min(box[0] for box in known),
        min(box[1] for box in known),
        max(box[2] for box in known),
        max(box[3] for box in known),
    )
