"""Cells that begin or end in the middle of a sentence where their column's do not."""

from collections.abc import Mapping, Sequence

from plan_ingest.model.document import Cell, Part, Table
from plan_ingest.text import dehyphenate, ends_in_joint, ends_sentence

SENTENCE = 6
"""Words that are more than a label."""
_SEVERAL = 3
"""Cells of a column that show how its sentences begin and end."""
_MOST = 0.75
"""Of a column's cells: so many are what the others should be too."""
_LINKS = 3
"""Letters of a small word, as "of" or "and", that ends no label."""
_OPENING = "([\"'“‘"

Cells = Mapping[int, Cell]
"""Cells of one row that hold words, by the column they begin in."""


def runs_on(above: Cell, cell: Cell) -> bool | None:
    """Whether a cell's text is the rest of the text above: None where it may be.

    It is where it begins in lower case, or below an "and" or "of" that ends nothing.
    """
    if not above.parts:
        return False
    ended = ends_sentence(above.parts[-1].text)
    begins = cell.parts[0]
    if begins.text[:1].islower() and not begins.bullet:
        return not ended or None
    if begins.bullet or ended:
        return None if begins.bullet else False
    aside = begins.text.lstrip(_OPENING)  # a name in brackets or quotes goes on too
    if not aside[:1].isalpha():
        return False
    return True if ends_in_joint(above.parts[-1].text) else None


def opens_small(first: Table, second: Table, last: Cells, new: Cells) -> bool:
    """Whether a cell opens in lower case where all others of its column do not.

    A row does not begin in the middle of a sentence, whatever stands above ("etc.").
    Where a cell beside ends in mid-sentence the words may be the rest of that one;
    where the first column and another begin anew it is a row, if an odd one.
    """
    small = [col for col, cell in new.items() if _is_small(cell)]
    if not small:
        return False
    columns = _columns(first, second)
    for col in small:
        beside = [cell for at, cell in last.items() if at != col and cell.parts]
        ended = all(ends_sentence(cell.parts[-1].text) for cell in beside)
        anew = any(runs_on(last[at], new[at]) is False for at in new if at != col)
        others = [c.parts[0].text[:1] for c in columns[col] if c is not new[col]]
        told = len(others) >= _SEVERAL and "".join(others).isupper()
        if ended and told and not (anew and 0 in new):
            return True
    return False


def small_by_habit(
    first: Table, second: Table, last: Cells, new: Cells
) -> frozenset[int]:
    """The columns whose cells open in lower case though no sentence goes on there.

    Either most of a column's cells open so, or some do and the first column and
    another begin anew, in capitals, after a full stop.
    """
    small = [col for col, cell in new.items() if _is_small(cell)]
    if not small:
        return frozenset()
    columns = _columns(first, second)
    anew = _label_begins(last, new)
    out = []
    for col in small:
        others = [c for c in columns[col] if c is not new[col] and c is not last[col]]
        lows = sum(map(_is_small, others))
        sure = not lows and len(others) >= _SEVERAL
        if 2 * lows > len(others) or (anew and not sure):
            out.append(col)
    return frozenset(out)


def _label_begins(last: Cells, new: Cells) -> bool:
    """Whether the first column opens with a capital and one beside after an end."""
    if 0 not in new or not new[0].parts[0].text[:1].isupper():
        return False
    return any(
        runs_on(last[col], cell) is False and cell.parts[0].text[:1].isupper()
        for col, cell in new.items()
        if col and last[col].parts
    )


def ends_open(first: Table, second: Table, last: Cells, new: Cells) -> bool:
    """Whether a cell above ends in mid-sentence where most of its column do not.

    One full stop may be forgotten: a cell beside it has to stand open as well. Nor
    are they forgotten where all that was filled begins anew, with a capital. Two cells
    tell of a column where the row after the cut lacks what all other rows have.
    """
    open_ = [
        col
        for col, cell in new.items()
        if last[col].parts and not cell.parts[0].bullet
        if not ends_sentence(last[col].parts[-1].text)
    ]
    if len(open_) < 2 or _begins_anew(last, new):
        return False
    columns = _columns(first, second)
    least = _SEVERAL - (not _usual(first, second) <= new.keys())
    for col in open_:
        others = [
            ends_sentence(cell.parts[-1].text)
            for cell in columns[col]
            if cell is not last[col] and cell is not new[col]
            if len(cell.text.split()) >= SENTENCE
        ]
        told = len(others) >= least and sum(others) >= _MOST * len(others)
        if told and len(last[col].parts[-1].text.split()) >= SENTENCE:
            return True
    return False


def _usual(first: Table, second: Table) -> set[int]:
    """The columns that all rows but the second table's first fill, titles left out."""
    rows: dict[int, set[int]] = {}
    for cell in first.cells:
        if cell.parts:
            rows.setdefault(cell.row, set()).add(cell.col)
    for cell in second.cells:
        if cell.parts and cell.row:
            rows.setdefault(first.rows + cell.row, set()).add(cell.col)
    full = [cols for cols in rows.values() if len(cols) > 1]
    return set.intersection(*full) if full else set()


def join_parts(first: Sequence[Part], second: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of a cell and of its rest: one sentence made whole across the cut.

    A full stop before lower case is an abbreviation's ("etc."), but not where the
    writer begins all parts so.
    """
    if not first or not second:
        return (*first, *second)
    last, begins = first[-1], second[0]
    small = begins.text[:1].islower() and not first[0].text[:1].islower()
    short = small and last.text.rstrip().endswith(".")
    if begins.bullet or (ends_sentence(last.text) and not short):
        return (*first, *second)
    text = dehyphenate(last.text, begins.text)
    bold = last.bold and begins.bold
    return (*first[:-1], Part(text, last.bullet, bold), *second[1:])


def open_columns(table: Table) -> tuple[int, ...]:
    """The columns whose last cell ends in mid-sentence where most others do not."""
    bottom = table.rows - 1
    out = []
    for col, cells in sorted(_columns(table).items()):
        *others, last = cells
        ended = [ends_sentence(cell.parts[-1].text) for cell in others]
        told = len(ended) >= _SEVERAL and sum(ended) >= _MOST * len(ended)
        said = last.parts[-1].text
        if told and last.row_end == bottom and len(said.split()) >= SENTENCE:
            out += [] if ends_sentence(said) else [col]
    return tuple(out)


def _is_small(cell: Cell) -> bool:
    """Whether a cell opens with a word in lower case, and no name such as "eBook"."""
    word = cell.parts[0].text.split(maxsplit=1)[:1]
    small = bool(word) and word[0][:1].islower() and word[0] == word[0].lower()
    return small and not cell.parts[0].bullet


def _begins_anew(last: Cells, new: Cells) -> bool:
    """Whether all columns filled above are filled again, in capitals, with a label."""
    filled = all(col in new for col, cell in last.items() if cell.parts)
    capital = all(cell.parts[0].text[:1].isupper() for cell in new.values())
    if not (filled and capital and 0 in new):
        return False
    said = last[0].parts[-1].text.split() if last[0].parts else [""]
    link = len(said) > 1 and said[-1].islower() and len(said[-1]) <= _LINKS
    return not (link and len(said) < SENTENCE)


def _is_sentence(cell: Cell) -> bool:
    said = cell.parts[-1].text if cell.parts else ""
    return len(said.split()) >= SENTENCE and ends_sentence(said)


def _columns(first: Table, second: Table | None = None) -> dict[int, Sequence[Cell]]:
    """The cells with words by the column they begin in, those of the head left out.

    What ends a sentence in the first row is no name: the row was cut by a page.
    """
    out: dict[int, list[Cell]] = {}
    more = second.cells if second else ()
    for cell in (*(c for c in first.cells if c.row or _is_sentence(c)), *more):
        if cell.parts:
            out.setdefault(cell.col, []).append(cell)
    return {col: tuple(cells) for col, cells in out.items()}
