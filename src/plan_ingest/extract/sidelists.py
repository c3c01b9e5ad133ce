"""Lists beside their titles: a table without header, of themes and what each lists."""

from collections.abc import Iterable, Iterator

from plan_ingest.extract.columns import TEXTS, is_ref
from plan_ingest.extract.grid import grid
from plan_ingest.extract.headers import header
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.model.document import Block, Bullet, Cell, Heading, Paragraph, Table
from plan_ingest.model.source import Anchor
from plan_ingest.text import ends_sentence, squash

_NAMED = (INLINE | set(TEXTS)) - {"issue"}
"""What labels of a form say: "Challenges" may be a list's own title."""
_TITLE_WORDS = 12
"""Words of a title that is not set bold, at most."""
_BOLD_WORDS = 25
_BOLD_ROWS = 2
"""Rows whose titles are all set bold, at least; of plain titles one more."""


def least_rows(tables: Iterable[Table], lexicon: Lexicon) -> int:
    """Rows that tell side lists: one where several tables of a plan are such a row."""
    alone = sum(is_side_lists(table, lexicon, 1) for table in tables if table.rows == 1)
    return 1 if alone >= _BOLD_ROWS else _BOLD_ROWS


def is_side_lists(table: Table, lexicon: Lexicon, least: int) -> bool:
    """Whether each row of a table is a short title, and a list or its one entry.

    There are `least` rows or more, one more where titles are not bold. A label of a
    form ("Action", "Owner") is no such title, nor a date or a number.
    """
    rows = _rows(table)
    if table.cols != len(("title", "list")) or table.header_rows or not all(rows):
        return False
    titles = [title for title, _ in rows]
    bold = all(part.bold for title in titles for part in title.parts)
    if len(rows) < least + (not bold):
        return False
    if len({squash(title.text) for title in titles}) < len(titles):
        return False
    if not all(_is_title(title, lexicon) for title in titles):
        return False
    lists = [_lists(below) for _, below in rows]
    several = sum(below.parts[-1] != below.parts[0] for _, below in rows)
    whole = all(_lists(below) or len(below.parts) == 1 for _, below in rows)
    return (
        whole
        and 2 * sum(lists) > len(rows)
        and several > 0
        and header(grid(table)[0], lexicon) is None
    )


def below(table: Table, level: int) -> Iterator[Block]:
    """Each title as a heading of this level, what its list holds as entries below."""
    for title, listed in _rows(table):
        yield Heading(squash(title.text), level, _place(title))
        place = _place(listed)
        for part in listed.parts:
            if not part.bullet and len(listed.parts) > 1:
                yield Paragraph(part.text, place, part.bold)
            else:
                yield Bullet(part.text, place, part.bullet or "•", bold=part.bold)


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    """The rows as title and list; a row that is anything else is ()."""
    found: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col)):
        found.setdefault(cell.row, []).append(cell)
    pairs = [cells for cells in found.values() if any(cell.parts for cell in cells)]
    return [tuple(cells) if _is_pair(cells) else () for cells in pairs]


def _is_pair(cells: list[Cell]) -> bool:
    two = [(cell.col, cell.col_end) for cell in cells] == [(0, 0), (1, 1)]
    return two and all(cell.parts for cell in cells)


def _is_title(cell: Cell, lexicon: Lexicon) -> bool:
    text = squash(cell.text)
    most = _BOLD_WORDS if all(part.bold for part in cell.parts) else _TITLE_WORDS
    if any(part.bullet for part in cell.parts) or len(text.split()) > most:
        return False
    said = lexicon.label(text.rstrip(":"))
    if (said and said.role in _NAMED) or lexicon.read_date(text) or is_ref(text):
        return False
    return not ends_sentence(text.removesuffix(":"))


def _lists(cell: Cell) -> bool:
    """Whether a cell holds entries, but for a line that leads them in."""
    first, *below = cell.parts
    entries = below if below and first.text.endswith(":") else cell.parts
    return all(part.bullet for part in entries)


def _place(cell: Cell) -> Anchor:
    return Anchor(0, cell.page, cell.page_end, cell.bbox)
