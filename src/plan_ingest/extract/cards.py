"""Records set in blocks: an item's words across, its labelled fields in rows below."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plan_ingest.extract import cells, forms, tails
from plan_ingest.extract.cardlists import entered
from plan_ingest.extract.cardrows import Told, read
from plan_ingest.extract.columns import TEXTS
from plan_ingest.extract.draft import Draft, place_in
from plan_ingest.extract.forms import Field, Form, names_columns
from plan_ingest.extract.grid import Row, grid
from plan_ingest.extract.inside import parted
from plan_ingest.extract.lexicon import INLINE, Column, Lexicon
from plan_ingest.model.document import Block, Part, Table
from plan_ingest.text import ends_sentence, squash

_TITLE_WORDS = 15
_ITEM = Column("action", "action")


@dataclass(slots=True)
class _Walk:
    numbered: bool
    made: list[tuple[Form, tuple[str, ...]]] = field(default_factory=list)
    form: Form = field(default_factory=Form)
    titles: tuple[str, ...] = ()
    role: Column = _ITEM
    """What the last field was: words without a label may go on with it."""


def is_cards(rows: Sequence[Row], lexicon: Lexicon) -> bool:
    """Whether a table's rows are records: words across, labels with values below.

    A head that names a column of the items' own words makes it a table of columns.
    """
    if any(names_columns(row, lexicon) for row in rows):
        return False
    told = read(rows, lexicon)
    values = [f.parts[0].text for one in told for f in one.fields if f.parts]
    if told and all(one.whole for one in told):
        return not any(forms.label(value, lexicon) for value in values)
    if _all_labelled(told):
        return True
    roles = {role for one in told for role in one.roles}
    first = next((n for n, one in enumerate(told) if one.roles), len(told))
    words = any(one.words or one.opens for one in told[:first])
    labelled = sum(len(one.fields) > 0 for one in told)
    named = any(f.column.role in TEXTS for one in told[:first] for f in one.fields)
    if len(roles) + named < 2 or not words or 3 * labelled < len(told):
        return False
    found = [form for form, _ in _walked(told) if form.text_role]
    return 2 * sum(bool(INLINE & set(form.values)) for form in found) >= len(found)


def _all_labelled(told: Sequence[Told]) -> bool:
    """Whether all that rows say stands under a label: an item's words, and fields."""
    roles = {role for one in told for role in one.roles}
    told_above = (f for one in told for f in one.fields if f.row is not one.row)
    named = any(f.column.role in TEXTS and f.parts for f in told_above)
    return len(roles) > 1 and named and all(one.fields for one in told)


def untold(rows: Sequence[Row], lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """The fields of a box's records that no number and no label of their words tells.

    Empty where a table is told, or none.
    """
    told = read(rows, lexicon) if is_cards(rows, lexicon) else []
    if not told or any(one.opens for one in told):
        return ()
    return tuple(frozenset(form.values) for form, _ in _walked(told) if form.text_role)


@dataclass(frozen=True, slots=True)
class Lone:
    """A box of words and at most one field: its role and value, "" for words alone."""

    words: str
    ref: str
    role: str = ""
    value: str = ""


def one_field(rows: Sequence[Row], lexicon: Lexicon) -> Lone | None:
    """What a box says that has one field below its words, or none; else None."""
    told = read(rows, lexicon)
    words = [one for one in told if one.words and not one.fields]
    fields = [f for one in told for f in one.fields]
    if not told or words != told[: len(words)] or len(words) != 1:
        return None
    box = Lone(_squashed(words[0].words), words[0].ref)
    if len(told) == 1:
        return box
    if len(fields) > 1 or not fields[0].parts or fields[0].column.role not in INLINE:
        return None
    return replace(box, role=fields[0].column.role, value=_squashed(fields[0].parts))


def _squashed(parts: Sequence[Part]) -> str:
    return squash(" ".join(part.text for part in parts))


def drafts(
    table: Table,
    rows: Sequence[Row],
    number: int,
    headings: tuple[str, ...],
    lexicon: Lexicon,
) -> tuple[Draft, ...]:
    """The items of a table of records."""
    return tuple(
        _draft(table, one, number, (*headings, *titles), lexicon)
        for form, titles in _walked(read(rows, lexicon))
        if form.text_role
        for one in entered(form, lexicon)
    )


def _draft(
    table: Table,
    form: Form,
    number: int,
    headings: tuple[str, ...],
    lexicon: Lexicon,
) -> Draft:
    """A record's item; words in brackets that close it name what it is about."""
    said = form.values[form.text_role]
    own, fields = parted(said, lexicon)
    words, theme = cells.without_theme(own or said, inline=False)
    form.values[form.text_role] = list(words)
    above = (*headings, theme) if theme else headings
    places = [cell for row in form.rows for cell in row.cells]
    row = form.rows[0].index if form.rows else None
    made = forms.draft(form, above, place_in(table, number, row, places))
    return tails.with_values(made, fields if own else {})


def _walked(told: Sequence[Told]) -> list[tuple[Form, tuple[str, ...]]]:
    """The records of a table's rows, each with the titles it stands under."""
    walk = _Walk(numbered=any(one.opens for one in told))
    for one, after in zip(told, (*told[1:], None), strict=True):
        if one.fields:
            for value in one.fields:
                _take(walk, value)
        elif title := _title(walk, one, after):
            _close(walk)
            walk.titles = (title,)
        else:
            _words(walk, one)
    _close(walk)
    return walk.made


def _words(walk: _Walk, one: Told) -> None:
    """Words without a label: they open a record, or go on with what is above them."""
    fields = INLINE & set(walk.form.values)
    anew = bool(one.ref) or (bool(fields) and not walk.numbered)
    if (one.ref and walk.form.text_role) or (anew and fields):
        _close(walk)
    if one.ref:
        _take(walk, Field(Column("ref"), (Part(one.ref),), "", one.row))
    column = _ITEM if anew else walk.role
    forms.take(walk.form, Field(column, one.words, "", one.row))
    walk.role = column


def _take(walk: _Walk, value: Field) -> None:
    if forms.begins_anew(walk.form, value.column.role):
        _close(walk)
    forms.take(walk.form, value)
    walk.role = _ITEM if value.column.role == "ref" else value.column


def _close(walk: _Walk) -> None:
    if walk.form.values:
        walk.made.append((walk.form, walk.titles))
    walk.form, walk.role = Form(), _ITEM


def _title(walk: _Walk, one: Told, after: Told | None) -> str:
    """The title of the records below, where numbers or labels open all of them."""
    words = squash(" ".join(part.text for part in one.words))
    alone = walk.numbered and not one.ref and after is not None and after.opens
    short = len(words.split()) <= _TITLE_WORDS and not ends_sentence(words)
    return words if alone and short and len(one.row.filled()) == 1 else ""


def joined(blocks: Sequence[Block], lexicon: Lexicon) -> tuple[Block, ...]:
    """The blocks, a table of records that a page break cut made whole again."""
    out: list[Block] = []
    for block in blocks:
        above = out[-1] if out else None
        if isinstance(above, Table) and isinstance(block, Table):
            whole = _whole(above, block, lexicon)
            out[-1:] = [whole] if whole else [above, block]
        else:
            out.append(block)
    return tuple(out)


def _whole(above: Table, below: Table, lexicon: Lexicon) -> Table | None:
    """Both tables as one, where the second opens with fields that the first lacks."""
    last, first = above.anchor.page_end, below.anchor.page
    if last is None or first != last + 1 or forms.is_form(grid(above), lexicon):
        return None
    opens = read(grid(below), lexicon)
    if not opens or opens[0].opens or not opens[0].roles:
        return None
    start = above.rows
    cells = [
        replace(cell, row=cell.row + start, row_end=cell.row_end + start)
        for cell in below.cells
    ]
    anchor = replace(above.anchor, page_end=below.anchor.page_end or first)
    whole = replace(above, cells=(*above.cells, *cells), anchor=anchor)
    found = _walked(read(grid(above), lexicon))
    lacks = not found or not opens[0].roles & set(found[-1][0].values)
    return whole if lacks and is_cards(grid(whole), lexicon) else None
