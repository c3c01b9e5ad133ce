"""The rows of two pieces of a table put together, a row cut in two made whole."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from plan_ingest.layout.countedrows import lacks_more, lacks_number
from plan_ingest.layout.cutcards import goes_on_in_cell
from plan_ingest.layout.cutsentences import (
    SENTENCE,
    Cells,
    ends_open,
    join_parts,
    opens_small,
    runs_on,
    small_by_habit,
)
from plan_ingest.layout.keycolumns import is_merged, key_column, told_rows
from plan_ingest.layout.loneheads import is_head
from plan_ingest.model.document import Cell, Table
from plan_ingest.text import ends_sentence, fold

OVER = "continued_over_page"
REPEATED = "repeated_header"


def joined_rows(first: Table, second: Table, repeated: int) -> Table:
    """The rows of both, less the `repeated` head rows of the second."""
    rest = _without(second, repeated)
    before = first.rows
    cut = goes_on_in_cell(first, rest) or is_cut(first, rest)
    cells = list(first.cells)
    shift = before - 1 if cut else before
    later = [
        replace(c, row=c.row + shift, row_end=c.row_end + shift) for c in rest.cells
    ]
    if cut:
        cells, later = _whole_row(cells, later, before - 1)
    else:
        habit = _habit(first, rest)
        cells, later = _going_on(cells, later, before, habit)
    flags = set(first.flags) | set(second.flags) | ({REPEATED} if repeated else set())
    start = before if rest.rows > (1 if cut else 0) else None
    anchor = replace(
        first.anchor, page_end=second.anchor.page_end or second.anchor.page
    )
    return replace(
        first,
        cells=tuple(sorted((*cells, *later), key=lambda c: (c.row, c.col))),
        anchor=anchor,
        page_rows=first.page_rows + ((start,) if start is not None else ()),
        pages=first.pages + tuple(p for p in second.pages if p not in first.pages),
        flags=tuple(sorted(flags)),
    )


def is_cut(first: Table, second: Table) -> bool:
    """Whether the second table's first row is the rest of the first one's last.

    It is when the column that every row fills is blank in it, when rows are numbered
    and it is not, or when its text goes on in lower case where the text above it did
    not end.
    """
    bottom = first.rows - 1
    last = {c.col: c for c in first.cells if c.row_end == bottom}
    rest = {c.col: c for c in second.cells if c.row == 0}
    new = {col: c for col, c in rest.items() if c.parts}
    if not new or any(col not in last for col in new) or is_head(first):
        return False
    if any(c.row < bottom and c.row_end > c.row for c in last.values()):
        new = {col: c for col, c in new.items() if last[col].row == bottom}
    if not new or any(_spans_all(c, second) for c in new.values()):
        return False
    if set(new) == {0} and first.cols > 2 and last[0].parts:
        return _label_runs_on(last[0], new[0])
    key = key_column(first, second)
    if key is not None and key not in new and last.get(key) and last[key].parts:
        if told_rows(first) + told_rows(second) < 2 and _begins_anew(
            last, new, last[key]
        ):
            return False
        return any(last[col].parts for col in new) or len(new) == 1
    counted = lacks_number(first, second)
    if counted is not None:
        return counted
    if lacks_more(first, new) or opens_small(first, second, last, new):
        return True
    habit = small_by_habit(first, second, last, new)
    told = {col: cell for col, cell in new.items() if col not in habit}
    if any(
        _mid_sentence(last[c], x) and not is_merged(first, c) for c, x in told.items()
    ):
        return True  # a row is cut at one height, whatever ended there in other cells
    runs = {col: runs_on(last[col], cell) for col, cell in new.items()}
    sure = any(runs[col] for col in told) or ends_open(first, second, last, new)
    return all(run is not False for run in runs.values()) and sure


def _label_runs_on(above: Cell, cell: Cell) -> bool:
    """Whether a first cell alone is the rest of a label, and no title of its own.

    Bold words below plain ones that ended their sentence are a title.
    """
    said = above.parts[-1].text.split()
    ended = ends_sentence(said[-1]) and cell.parts[0].bold and not above.parts[-1].bold
    open_end = len(said) > 1 and said[-1].islower() and not ended
    return cell.parts[0].text[:1].islower() or open_end


def _begins_anew(last: Cells, new: Cells, label: Cell) -> bool:
    """Whether a sentence begins beside a blank label and none goes on.

    One row alone does not say that all have a label: it may be its strand's. A number
    would be its own.
    """
    runs = [runs_on(last[col], cell) for col, cell in new.items()]
    ended = any(
        last[col].parts and run is False
        for (col, _), run in zip(new.items(), runs, strict=True)
    )
    numbered = any(sign.isdigit() for sign in label.text)
    return ended and True not in runs and not numbered


def column_edges(table: Table) -> list[float]:
    """Where the columns begin and end on the page; empty where no cell says."""
    edges: dict[int, list[float]] = {}
    for cell in table.cells:
        if cell.bbox is None:
            return []
        edges.setdefault(cell.col, []).append(cell.bbox[0])
        edges.setdefault(cell.col_end + 1, []).append(cell.bbox[2])
    if len(edges) != table.cols + 1:
        return []
    return [sorted(at)[len(at) // 2] for _, at in sorted(edges.items())]


def _spans_all(cell: Cell, table: Table) -> bool:
    return table.cols > 1 and cell.col == 0 and cell.col_end >= table.cols - 1


def _without(table: Table, count: int) -> Table:
    """The table without its first rows.

    A cell that reaches below them is kept, blank: its words are a name of the head,
    printed again over a cell that goes on without a rule between.
    """
    cells = [
        replace(
            c,
            row=max(c.row - count, 0),
            row_end=c.row_end - count,
            parts=c.parts if c.row >= count else (),
        )
        for c in table.cells
        if c.row_end >= count
    ]
    return replace(table, cells=tuple(cells))


def _whole_row(
    cells: list[Cell], later: list[Cell], row: int
) -> tuple[list[Cell], list[Cell]]:
    """The cells of the cut row put together; later ones keep to the rows below."""
    rest = {c.col: c for c in later if c.row == row}
    out = []
    for cell in cells:
        more = rest.pop(cell.col, None) if cell.row_end == row else None
        out.append(_whole(cell, more) if more else cell)
    kept = [c for c in later if c.row != row]
    taken = {(r, k) for c in out for r, k in _places(c)}
    for cell in rest.values():
        free = replace(cell, row=max(cell.row, row))
        if not taken & set(_places(free)):
            kept.append(free)
            taken |= set(_places(free))
        elif cell.parts:
            out = _into(out, cell, row)
    return out, [c for c in kept if not _hidden(c, out)]


def _hidden(cell: Cell, others: Sequence[Cell]) -> bool:
    places = set(_places(cell))
    return not cell.parts and any(places & set(_places(o)) for o in others)


def _into(cells: list[Cell], cell: Cell, row: int) -> list[Cell]:
    """A cell of the cut row whose columns lie in a wider one above: joined to it."""
    for n, other in enumerate(cells):
        if other.row_end == row and other.col <= cell.col <= other.col_end:
            cells[n] = _whole(other, replace(cell, row_end=max(cell.row_end, row)))
            break
    return cells


def _places(cell: Cell) -> list[tuple[int, int]]:
    return [
        (r, c)
        for r in range(cell.row, cell.row_end + 1)
        for c in range(cell.col, cell.col_end + 1)
    ]


def _whole(cell: Cell, more: Cell) -> Cell:
    parts = join_parts(cell.parts, more.parts)
    flags = tuple(sorted({*cell.flags, *more.flags, *((OVER,) if more.parts else ())}))
    page_end = (more.page_end or more.page) if more.parts else cell.page_end
    return replace(
        cell,
        parts=parts,
        row_end=max(cell.row_end, more.row_end),
        page_end=page_end,
        flags=flags,
    )


def _habit(first: Table, second: Table) -> frozenset[int]:
    """The columns in which lower case at the page's top tells of no cut."""
    bottom = first.rows - 1
    last = {c.col: c for c in first.cells if c.row_end == bottom}
    top = (c for c in second.cells if c.row == 0 and c.parts)
    return small_by_habit(first, second, last, {c.col: c for c in top if c.col in last})


def _going_on(
    cells: list[Cell], later: list[Cell], before: int, habit: Container[int]
) -> tuple[list[Cell], list[Cell]]:
    """A merged cell above the cut taken on over the blank cell that carries it on."""
    top = {c.col: c for c in later if c.row == before}
    out = []
    for cell in cells:
        rest = top.get(cell.col)
        if rest is None or cell.row_end != before - 1 or cell.row == 0:
            out.append(cell)
            continue
        merged = cell.row_end > cell.row or rest.row_end > rest.row
        merged = merged or (cell.col not in habit and _mid_sentence(cell, rest))
        carried = _carries(cell, rest) or _with_strand(cell, rest, cells, top)
        if merged and rest.col_end == cell.col_end and carried:
            flags = tuple(sorted({*cell.flags, OVER}))
            whole = _whole(cell, rest)
            out.append(replace(whole, page_end=rest.page_end or rest.page, flags=flags))
            later.remove(rest)
        else:
            out.append(cell)
    return out, later


def _mid_sentence(cell: Cell, rest: Cell) -> bool:
    """Whether a long sentence runs from one cell into the other."""
    said = cell.parts[-1].text.split() if cell.parts else []
    return len(said) >= SENTENCE and bool(rest.parts) and _carries(cell, rest)


def _with_strand(
    cell: Cell, rest: Cell, cells: Sequence[Cell], top: Mapping[int, Cell]
) -> bool:
    """Whether a list in a cell merged as its strand's label is goes on as that does."""
    listed = cell.parts and rest.parts and cell.parts[-1].bullet == rest.parts[0].bullet
    if not listed or not rest.parts[0].bullet or cell.row_end == cell.row:
        return False
    return any(
        label.row == cell.row
        and label.row_end == cell.row_end
        and label.col < cell.col
        and (blank := top.get(label.col)) is not None
        and not blank.parts
        and blank.row_end == rest.row_end
        for label in cells
    )


def _carries(cell: Cell, rest: Cell) -> bool:
    if not rest.parts:
        return bool(cell.parts)
    if fold(rest.text) == fold(cell.text):
        return False
    return runs_on(cell, rest) is True
