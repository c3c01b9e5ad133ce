"""Cards: frames that stand apart, each with the words and the labels of one record."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from plan_ingest.layout.abreastcells import label_inside
from plan_ingest.layout.alikecards import alike_cards
from plan_ingest.layout.bands import (
    Band,
    alike_in_one_label,
    is_card,
    wraps,
)
from plan_ingest.layout.bullets import glyph_marker, number_marker
from plan_ingest.layout.cardlabels import (
    LABEL_WORDS,
    ends_as_label,
    has_label,
    is_short,
    label_of,
    looks,
)
from plan_ingest.layout.cardpieces import pieces_of_cards
from plan_ingest.layout.cardtables import card_table, with_turned
from plan_ingest.layout.frames import framed_words
from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.lines import Line, fragments, line, rows
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.sidedcards import Sided, labels_apart, sided_rows
from plan_ingest.layout.strokes import strokes
from plan_ingest.model.document import Table
from plan_ingest.text import ends_sentence

_INDENT = 0.5  # of the size: fragments that begin so near are of one column or line
_LEAST = 2
"""Entries of a list, at least."""
_ROWS = 3
"""Lines that stand level in two columns below their names: rows of a table."""
_NAME_LINES = 2
"""Lines of a label with a name or a date, the label's own among them."""
_BLANK = 1.6
"""Times the least step from line to line of a card: so far below a label the next one
stands where nothing has been filled in between them."""
_FRAME = 0.6
"""Of a page: what frames so much of it frames the page."""


def cards(
    lattices: Sequence[Lattice], content: PageContent
) -> list[tuple[Lattice, Table]]:
    """The frames of a page that are cards, each as a table: a row for what it says.

    A label that stands above its value is the first part of the value's cell.
    """
    most = _FRAME * content.width * content.height
    frames = [one for one in lattices if len(one.xs) == 2 and _area(one) <= most]
    held = list(framed_words(frames, content))
    told = [
        _told(lattice, inside, alike, content)
        for lattice, inside, alike in zip(frames, held, alike_cards(held), strict=True)
    ]
    sides = [(lattice.xs[0], lattice.xs[-1]) for lattice in frames]
    alike = alike_in_one_label(told, sides)
    pieces = pieces_of_cards(told, held, sides, content)
    like = [same or piece for same, piece in zip(alike, pieces, strict=True)]
    found = []
    for lattice, inside, bands, same in zip(frames, held, told, like, strict=True):
        card = same or is_card(bands)
        if card and bands and not _holds_items(bands, lattice.xs[-1]):
            turned = [word for word in inside if not word.upright]
            made = card_table(bands, lattice, content.number)
            found.append((lattice, with_turned(made, turned)))
    return found


def _told(
    lattice: Lattice,
    inside: Sequence[Word],
    alike: Sequence[Sided],
    content: PageContent,
) -> list[Band]:
    """What a frame says, band by band: by its labels' sides, its boxes or its like."""
    bands = _sided(sided_rows(inside, lattice, strokes(content).across))
    if not bands:
        right = lattice.xs[-1]
        boxed = _boxed(inside, lattice)
        bands = [band for words in boxed for band in _bands(words, right)]
    return _sided(alike) or bands if not is_card(bands) else bands


def _sided(found: Sequence[Sided]) -> list[Band]:
    """Labels and their values, side by side, as bands."""
    return [Band([some for some in _abreast(one) if some], True) for one in found]


def _abreast(found: Sided) -> Sequence[list[Line]]:
    """A label and its value, and the label and value that stand in its white."""
    label, value = found
    inside = label_inside([word for one in value for word in one.words])
    if inside is None or not all(word.bold for one in label for word in one.words):
        return found
    return [label, *([line(row) for row in rows(words)] for words in inside)]


def _area(lattice: Lattice) -> float:
    across, down = lattice.xs[-1] - lattice.xs[0], lattice.ys[-1] - lattice.ys[0]
    return across * down


def _boxed(words: Sequence[Word], lattice: Lattice) -> Iterator[list[Word]]:
    """The words of each box of a frame, from the top."""
    for box in sorted(lattice.boxes, key=lambda box: box.row):
        yield [w for w in words if box.top <= (w.top + w.bottom) / 2 < box.bottom]


def _holds_items(bands: Sequence[Band], right: float) -> bool:
    """Whether a frame is around a list or a table of items, and no record of one."""
    listed = any(_is_list(column) for band in bands for column in band.columns)
    return listed or any(_is_table(band, right) for band in bands)


def _is_list(column: Sequence[Line]) -> bool:
    """Whether entries stand below a name or a date, which leads no list in.

    Below "Progress:", or a sentence, they are what the label says.
    """
    label = label_of(column)
    if label is None:
        return False
    entries = [one for one in column if glyph_marker(one) or number_marker(one)]
    if len(entries) < _LEAST or label in entries:
        return False
    above = [one for one in column if one.bottom < entries[0].bottom - 1]
    said = " ".join(one.text for one in above)
    led = said.endswith(":") or ends_sentence(said) or len(above) > _NAME_LINES
    return not led and (len(above) > 1 or has_label(label))


def _is_table(band: Band, right: float) -> bool:
    """Whether lines stand level in several columns, broken where nothing broke them.

    They are the rows of a table: a value that wraps fills its lines. Lists below labels
    with a colon end where they will, rows fill the columns alike.
    """
    long = {len(column) for column in band.columns}
    if len(long) > 1 and all(map(ends_as_label, band.columns)):
        return False
    ends = [column[0].x0 for column in band.columns[1:]] + [right]
    broken = [
        {round(after.top) for after in _broken(column, end)}
        for column, end in zip(band.columns, ends, strict=True)
    ]
    level = [
        len(one & other) for one, other in combinations([b for b in broken if b], 2)
    ]
    return max(level, default=0) >= _ROWS


def _broken(column: Sequence[Line], end: float) -> Iterator[Line]:
    """The lines whose first word would have stood in the line above."""
    for above, after in pairwise(column):
        first = after.words[0]
        if above.x1 + first.x1 - first.x0 + above.size < end:
            yield after


def _bands(words: Sequence[Word], right: float) -> list[Band]:
    """The words of a box cut where the look of the type changes, or a label begins."""
    found: list[Band] = []
    found_rows = rows(word for word in words if word.upright)
    lines = list(labels_apart([fragments(row) for row in found_rows]))
    steps = (below[0].top - above[0].top for above, below in pairwise(lines))
    told = (step for step in steps if step > _INDENT * words[0].size)
    blank = _BLANK * min(told, default=0.0)
    for pieces in lines:
        if found and wraps(found[-1], pieces, right):
            found[-1].columns[-1].append(pieces[0])
        elif not found or _begins(found[-1], pieces, blank):
            found.append(Band([[piece] for piece in pieces], _is_sided(pieces)))
        else:
            for piece in pieces:
                at = _column(found[-1], piece)
                if at is not None:
                    found[-1].columns[at].append(piece)
    return found


def _begins(band: Band, pieces: Sequence[Line], blank: float) -> bool:
    """Whether a line begins what the band above it does not say.

    `blank` is how far in points a line stands below another at least where the one
    between them has been left blank.
    """
    places = [_column(band, piece) for piece in pieces]
    if None in places or len(set(places)) < len(places):
        return True
    if band.sided:
        return places[0] == 0 and not _goes_on(band.columns[0], pieces[0])
    return any(
        _breaks(band.columns[at], piece, blank)
        for at, piece in zip(places, pieces, strict=True)
        if at is not None
    )


def _goes_on(label: Sequence[Line], piece: Line) -> bool:
    """Whether a label beside its value goes on below, in its look and in lower case."""
    words = label[0].words, piece.words
    first, after = (found[0].text[:1] for found in words)
    wrapped = first.isupper() and after.islower() and len(words[1]) <= LABEL_WORDS
    return wrapped and looks(label[-1])[-1] == looks(piece)[0]


def _column(band: Band, piece: Line) -> int | None:
    """The column of a band that a piece of a line goes on with, None where none."""
    near = _INDENT * piece.size
    starts = [column[0].x0 for column in band.columns]
    at = max((n for n, x in enumerate(starts) if x <= piece.x0 + near), default=None)
    if at is None:
        return None
    over = at + 1 < len(starts) and piece.x1 > starts[at + 1] - near
    return None if over else at


def _breaks(column: Sequence[Line], piece: Line, blank: float) -> bool:
    """Whether a line under others is no more of them: a label, or in another look.

    A label far below one that stands alone, and in its look, is the next: what the
    first one asks for has been left blank.
    """
    if has_label(piece):
        return True
    last, first = column[-1], looks(piece)
    if looks(last)[-1] == first[0]:
        below = piece.top - last.top >= blank and is_short(piece, [piece])
        return below and is_short(last, column)
    return len(set(first)) == 1 and not is_short(last, column)


def _is_sided(pieces: Sequence[Line]) -> bool:
    """Whether a line is a label and its value beside it."""
    if len(pieces) != 2 or len(pieces[0].words) > LABEL_WORDS or has_label(pieces[1]):
        return False
    return looks(pieces[0])[-1] != looks(pieces[1])[0]
