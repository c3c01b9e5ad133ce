"""Header rows: one line or two, cut by a page, printed anew for each strand."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.extract.columns import TEXTS, Columns, columns, fit, inferred
from plan_ingest.extract.grid import Row
from plan_ingest.extract.lexicon import Column, Lexicon
from plan_ingest.extract.timelines import with_periods
from plan_ingest.text import squash

_HEADER_WORDS = 8
_LONGEST = 16
"""Words of a name among others that are known, at most."""
_OTHERS = 2
_SECOND_WORDS = 4
"""Words of a cell in a header's second line."""


def header(row: Row, lexicon: Lexicon) -> tuple[Column | None, ...] | None:
    """The columns a header row names; None where the row is no header."""
    filled = row.filled()
    texts = [row.own(col) for col in filled]
    if len(row.parts) == 1 and filled:
        only = lexicon.label(texts[0])
        return (only,) if only and only.role in TEXTS else None
    if len(row.parts) == 2 and _opens_glossary(row, lexicon):
        return tuple(lexicon.column(row.own(0)) for _ in row.parts)
    long = [text for text in texts if len(text.split()) > _HEADER_WORDS]
    if len(filled) < 2 or (long and not _all_but_one(texts, long, lexicon)):
        return None
    if any(text.endswith(".") and len(text.split()) > _SECOND_WORDS for text in texts):
        return None  # a sentence names no column
    names = sum(lexicon.label(text) is not None for text in texts[1:])
    colons = [text.endswith(":") for text in texts]
    if colons[0] and names < 2 and not all(colons):
        return None  # a label, its value beside it
    names_of = [row.own(col) for col in range(len(row.parts))]
    found = [lexicon.column(_shortened(text)) if text else None for text in names_of]
    named = with_periods(found, names_of, lexicon)
    roles = {column.role for column in named if column}
    count = sum(column is not None for column in named)
    # "What we know | What this means": two notes, and no item beside its answer.
    notes = roles <= {"note", "next"} and names == count - 1 == len(texts) - 1
    aside = count >= 2 and (notes or min(roles).startswith("other:"))
    told = len(roles) >= 2 or aside
    # "Area 1 | Train all response officers | DCI Brown" only holds a name's words.
    # So does "Publish a page | No | DI Green | Complete": answers are no names there.
    names_told = [texts[0], *(t for t in texts[1:] if not _is_answer(t, lexicon))]
    whole = count >= len(filled) or any(map(lexicon.label, names_told))
    return named if told and whole and count * 2 >= len(filled) else None


def _is_answer(text: str, lexicon: Lexicon) -> bool:
    return any(lexicon.words[name].has(text) for name in ("answer", "status"))


def _all_but_one(texts: Sequence[str], long: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether one name alone is long, and others that are known show it to be one.

    "Recommendation from the inspectorate and what it asks of us | Owner | Due".
    """
    rest = [lexicon.label(text) for text in texts if text not in long]
    told = {column.role for column in rest if column}
    sure = all(rest) and len(rest) >= _OTHERS and len(told) == len(rest)
    return sure and len(long) == 1 and len(long[0].split()) <= _LONGEST


def _shortened(text: str) -> str:
    """A name's first words, which say what its column holds."""
    words = text.split()
    return " ".join(words[:_HEADER_WORDS]) if len(words) > _HEADER_WORDS else text


def second_line(
    row: Row, above: Row, named: tuple[Column | None, ...], lexicon: Lexicon
) -> tuple[Column | None, ...] | None:
    """The columns after a second line of header, None where the row is no such."""
    filled = row.filled()
    if not filled or any(len(row.own(col).split()) > _SECOND_WORDS for col in filled):
        return None
    spread = any(cell.col_end > cell.col for cell in above.cells)
    lower: dict[int, Column] = {}
    for col in filled:
        joined = lexicon.label(squash(f"{above.text(col)} {row.own(col)}"))
        found = joined or (lexicon.column(row.own(col)) if spread else None)
        if found is None:
            return None
        lower[col] = found
    return tuple(lower.get(col, column) for col, column in enumerate(named))


def with_names(found: Columns | None, rows: Sequence[Row]) -> Columns | None:
    """The columns with the words that a header's rows print over each."""
    if found is None:
        return None
    names = (
        squash(" ".join(row.text(col) for row in rows))
        for col in range(len(found.roles))
    )
    return replace(found, names=tuple(names))


def filled_in(found: Columns, before: Columns) -> Columns:
    """A header cut in the middle keeps the roles its first printing gave."""
    pairs = zip(found.roles, before.roles, strict=True)
    return replace(found, roles=tuple(now or then for now, then in pairs))


def header_per_strand(rows: Sequence[Row], lexicon: Lexicon) -> bool:
    """Whether the header is printed anew for each strand: a label mostly follows it."""
    named = [place for place, row in enumerate(rows[:-1]) if header(row, lexicon)]
    labelled = sum(bool(rows[place + 1].own(0)) for place in named)
    return len(named) > 2 and labelled * 3 >= len(named) * 2


def _opens_glossary(row: Row, lexicon: Lexicon) -> bool:
    first = lexicon.label(row.own(0))
    return first is not None and first.role == "other:glossary"


def without_header(
    rows: Sequence[Row],
    heads: Sequence[tuple[Column | None, ...] | None],
    lexicon: Lexicon,
    before: Columns | None,
) -> Columns | None:
    """The columns of the rows above the first header, or where there is none.

    `heads` holds for each row the columns that it names, None where it is no header;
    `before` are the columns of the table right above.
    """
    first = next((at for at, named in enumerate(heads) if named), None)
    if first is not None:
        return _before_head(rows, first, lexicon)
    found = inferred(rows, lexicon)
    return before if before and fit(before, rows) else found


def _before_head(rows: Sequence[Row], at: int, lexicon: Lexicon) -> Columns | None:
    """The columns of rows above a head printed again: theirs ends the page before."""
    above = [row for row in rows[:at] if len(row.filled()) > 2]
    named = header(rows[at], lexicon)
    found = columns(named, rows[at + 1 :], lexicon) if above and named else None
    return found if found and found.of("ref") and fit(found, above) else None
