"""Where an item stands in a document without pages: its lines and those around."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plan_ingest.model.document import Bullet, Document, Furniture, Heading, Table
from plan_ingest.model.plan import PlanItem
from plan_ingest.text import fold

AROUND = 8
"""Lines shown before the passage, and after it."""
_LONGEST = 2000  # characters of a line shown


@dataclass(frozen=True, slots=True)
class TextView:
    """An item's passage as lines of plain text, with the lines around it."""

    before: tuple[str, ...]
    passage: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A block, or a table's row with its cells side by side; `row` is 0-based."""

    text: str
    folded: str
    row: int | None = None


def lines_of(document: Document) -> tuple[Line, ...]:
    """A document's words line by line, in reading order, running heads left out."""
    return tuple(line for line in _lines(document) if line.folded)


def text_view(lines: Sequence[Line], item: PlanItem) -> TextView | None:
    """The item among a document's lines; None where its words are not in them."""
    words = fold(item.text)
    found = _whole(lines, words, item.source.row) or _parts(lines, words)
    if found is None:
        return None
    first, last = found
    return TextView(
        _shown(lines[max(0, first - AROUND) : first]),
        _shown(lines[first : last + 1]),
        _shown(lines[last + 1 : last + 1 + AROUND]),
    )


def _lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _rows(block)
        elif isinstance(block, Heading | Bullet):
            marked = f"{block.marker} {block.text}".strip()
            yield Line(marked, fold(block.text))
        elif not isinstance(block, Furniture):
            yield Line(block.text, fold(block.text))


def _rows(table: Table) -> Iterator[Line]:
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.col))
    for row, beside in groupby(cells, key=lambda cell: cell.row):
        texts = [" ".join(cell.text.split()) for cell in beside]
        yield Line(" | ".join(texts), fold(" ".join(texts)), row)


def _whole(
    lines: Sequence[Line], words: str, row: int | None
) -> tuple[int, int] | None:
    """The line that holds all of the words; of several the one of the item's row."""
    holding = [at for at, line in enumerate(lines) if words in line.folded]
    own = [at for at in holding if lines[at].row == row]
    best = (own or holding)[:1]
    return (best[0], best[0]) if best else None


def _parts(lines: Sequence[Line], words: str) -> tuple[int, int] | None:
    """The longest run of lines that the words are put together from."""
    best: tuple[int, int] | None = None
    start = None
    for at, line in enumerate((*lines, Line("", ""))):
        if line.folded and line.folded in words:
            start = at if start is None else start
        elif start is not None:
            if best is None or at - start > best[1] - best[0] + 1:
                best = (start, at - 1)
            start = None
    return best


def _shown(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.text[:_LONGEST] for line in lines)
