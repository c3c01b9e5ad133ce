"""Reading order: across full-width blocks, down the columns between them."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from plan_ingest.layout.columns import Gutter, Piece, again, widest_gutter, within
from plan_ingest.layout.letters import with_letters
from plan_ingest.layout.lines import Line
from plan_ingest.layout.strokes import Stroke
from plan_ingest.model.source import BBox

_CONTIGUOUS = 0.8  # of the text size: a smaller gap goes on with the same paragraph
_EVEN = 3.0  # points by which frames in one row differ in height and width
_APART = 1.5  # of the text size: the least white between lone lines
_LEAST_NOTES = 2
_DEEPEST = 12

Run = list[Line] | int
"""Lines of one column, top to bottom, or the number of a table."""


def reading_order(
    found: Sequence[Line],
    tables: Sequence[BBox],
    gutters: Sequence[Gutter] = (),
    rules: Sequence[Stroke] = (),
) -> list[Run]:
    """Pieces of lines (see `lines.fragments`) and tables in the order they are read.

    `gutters` are known to part columns, however few lines stand in one of them; no
    column runs on over one of the `rules` across it.
    """
    pieces = [Piece(piece.box, piece.size, line=piece) for piece in found]
    size = median(piece.size for piece in pieces) if pieces else 1.0
    pieces += [Piece(box, size, table=number) for number, box in enumerate(tables)]
    pieces += [Piece((one.start, one.at, one.end, one.at), size) for one in rules]
    return [run for group in _groups(pieces, 0, gutters) for run in _runs(group)]


def _groups(
    pieces: list[Piece], depth: int, known: Sequence[Gutter]
) -> list[list[Piece]]:
    """Pieces parted by gutters into groups, each one column wide, in order."""
    gutter = None
    if depth < _DEEPEST and len(pieces) > 1:
        gutter = widest_gutter(pieces) or again(pieces, known)
    if gutter is None:
        return [pieces] if pieces else []
    inside = _trimmed(within(pieces, gutter), pieces, gutter)
    top = min(piece.box[1] for piece in inside)
    chosen = set(map(id, inside))
    rest = [piece for piece in pieces if id(piece) not in chosen]
    above = [piece for piece in rest if piece.box[1] < top]
    below = [piece for piece in rest if piece.box[1] >= top]
    left = [piece for piece in inside if piece.box[2] <= gutter.left + 0.1]
    right = [piece for piece in inside if piece.box[0] >= gutter.right - 0.1]
    parts = (above, *_bands(left, right), below)
    return [group for part in parts for group in _groups(part, depth + 1, known)]


def _bands(left: list[Piece], right: list[Piece]) -> list[list[Piece]]:
    """Two columns; or, where they are rows of frames that begin level, row by row.

    A title over the frames of the left column, beside nothing, is over all its row.
    Lines that stand apart, each level with a title of its own, are read right below it.
    """
    if titled := _noted(left, right):
        return titled
    rows = _rows(left, right)
    framed = [[one for one in row if one.table is not None] for row in rows]
    pairs = [row for row in framed if len(row) > 1]
    if len(rows) < 2 or not pairs or any(one.line for one in right):
        return [left, right]
    if all(_is_level(row) for row in pairs):
        return rows
    return [left, right]


def _noted(left: Sequence[Piece], right: Sequence[Piece]) -> list[list[Piece]]:
    """The left column, each lone line of the right one behind the title beside it.

    Empty where the right side is no such lines: an owner stands beside each title.
    """
    notes = sorted(right, key=lambda piece: piece.box[1])
    apart = all(b.box[1] - a.box[3] > _APART * a.size for a, b in pairwise(notes))
    if len(notes) < _LEAST_NOTES or not apart or any(one.line is None for one in notes):
        return []
    column = sorted(left, key=lambda piece: piece.box[1] + piece.box[3])
    out: list[list[Piece]] = []
    start = 0
    for note in notes:
        middle = (note.box[1] + note.box[3]) / 2
        at = next((n for n, p in enumerate(column) if _holds(p, middle)), None)
        if at is None or not _is_title(column[at : at + 2]):
            return []
        out += [column[start : at + 1], [note]]
        start = at + 1
    return [*out, column[start:]]


def _holds(piece: Piece, middle: float) -> bool:
    return piece.box[1] < middle < piece.box[3]


def _is_title(pair: Sequence[Piece]) -> bool:
    """Whether a line is bold or larger, and the one below it neither."""
    title, below = (piece.line for piece in (*pair, *pair)[:2])
    if len(pair) < 2 or title is None or below is None:
        return False
    larger = title.size > below.size + 0.5
    return larger or (title.bold and not below.bold)


def _rows(left: Sequence[Piece], right: Sequence[Piece]) -> list[list[Piece]]:
    """What stands in two columns, cut wherever white runs across both of them."""
    found: list[list[Piece]] = []
    low = 0.0
    for piece in sorted((*left, *right), key=lambda piece: piece.box[1]):
        if not found or piece.box[1] >= low:
            found.append([])
        found[-1].append(piece)
        low = max(low, piece.box[3])
    return found


def _is_level(row: Sequence[Piece]) -> bool:
    """Whether frames begin at one height and are as wide as each other."""
    tops = [one.box[1] for one in row]
    wide = [one.box[2] - one.box[0] for one in row]
    return all(max(found) - min(found) < _EVEN for found in (tops, wide))


def _trimmed(
    inside: list[Piece], pieces: Sequence[Piece], gutter: Gutter
) -> list[Piece]:
    """Without the last line of a full-width paragraph above, or the first below.

    One so short that it stands beside the gutter stands left of it, where its paragraph
    begins.
    """
    left = [piece for piece in inside if piece.box[2] <= gutter.left + 0.1]
    right = [piece for piece in inside if piece.box[0] >= gutter.right - 0.1]
    first = max(min(p.box[1] for p in left), min(p.box[1] for p in right))
    last = min(max(p.box[3] for p in left), max(p.box[3] for p in right))
    over = [piece for piece in left if piece.box[3] <= first]
    under = [piece for piece in left if piece.box[1] >= last]
    wide = [one for one in pieces if one not in inside and not _is_rule(one)]
    dropped = {
        id(piece)
        for side in (over, under)
        for piece in side
        if any(_goes_on(piece, other) for other in wide)
    }
    return [piece for piece in inside if id(piece) not in dropped]


def _is_rule(piece: Piece) -> bool:
    return piece.line is None and piece.table is None


def _goes_on(piece: Piece, other: Piece) -> bool:
    """Whether two pieces follow each other without a blank between."""
    gap = max(piece.box[1] - other.box[3], other.box[1] - piece.box[3])
    return gap < _CONTIGUOUS * min(piece.size, other.size)


def _runs(pieces: Sequence[Piece]) -> list[Run]:
    """One column's lines and tables from top to bottom."""
    found: list[Run] = []
    tables = sorted(
        (piece for piece in pieces if piece.table is not None),
        key=lambda piece: (piece.box[1], piece.box[0]),
    )
    waiting = with_letters(piece.line for piece in pieces if piece.line is not None)
    for table in tables:
        above = [row for row in waiting if row.top + row.bottom < 2 * table.box[1]]
        waiting = [row for row in waiting if row.top + row.bottom >= 2 * table.box[1]]
        if above:
            found.append(above)
        found.append(table.table or 0)
    if waiting:
        found.append(waiting)
    return found
