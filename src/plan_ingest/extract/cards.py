"""Records set in blocks: an item's words across, its labelled fields in rows below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plan_ingest.extract import cells, forms, tails
from plan_ingest.extract.cardlabels import (
    KNOWN,
    above,
    alone,
    bare_field,
    inside,
    noted,
)
from plan_ingest.extract.cardlists import entered
from plan_ingest.extract.columns import TEXTS, is_ref
from plan_ingest.extract.draft import Draft, place_in
from plan_ingest.extract.forms import Field, Form, names_columns
from plan_ingest.extract.grid import Row, grid
from plan_ingest.extract.inside import parted
from plan_ingest.extract.lexicon import INLINE, Column, Lexicon
from plan_ingest.model.document import Block, Part, Table
from plan_ingest.text import ends_sentence, squash

_TITLE_WORDS = 15
_LEADING = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)(?:[.)]|(?<=\.\d))\s+(?=[A-Z])")
_ITEM = Column("action", "action")


@dataclass(frozen=True, slots=True)
class _Told:
    """What one row says: fields, or words without a label, and the number before."""

    row: Row
    fields: tuple[Field, ...] = ()
    ref: str = ""
    words: tuple[Part, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether a record begins here, told by its number or its label."""
        anew = any(f.column.role in (*TEXTS, "ref") for f in self.fields)
        return bool(self.ref) or anew

    @property
    def whole(self) -> bool:
        """Whether a row is a record: the item's words first, all cells labelled."""
        roles = [f.column.role for f in self.fields]
        told = bool(roles) and roles[0] in TEXTS and len(set(roles)) == len(roles)
        filled = [f for f in self.fields if f.parts]
        return told and len(filled) > 1 and filled[0] is self.fields[0]

    @property
    def roles(self) -> set[str]:
        """The roles of its fields that are no item's own words."""
        return {f.column.role for f in self.fields} & INLINE


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
    told = _read(rows, lexicon)
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


def _all_labelled(told: Sequence[_Told]) -> bool:
    """Whether all that rows say stands under a label: an item's words, and fields."""
    roles = {role for one in told for role in one.roles}
    told_above = (f for one in told for f in one.fields if f.row is not one.row)
    named = any(f.column.role in TEXTS and f.parts for f in told_above)
    return len(roles) > 1 and named and all(one.fields for one in told)


def untold(rows: Sequence[Row], lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """The fields of a box's records that no number and no label of their words tells.

    Empty where a table is told, or none.
    """
    told = _read(rows, lexicon) if is_cards(rows, lexicon) else []
    if not told or any(one.opens for one in told):
        return ()
    return tuple(frozenset(form.values) for form, _ in _walked(told) if form.text_role)


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
        for form, titles in _walked(_read(rows, lexicon))
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


def _walked(told: Sequence[_Told]) -> list[tuple[Form, tuple[str, ...]]]:
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


def _words(walk: _Walk, one: _Told) -> None:
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


def _title(walk: _Walk, one: _Told, after: _Told | None) -> str:
    """The title of the records below, where numbers or labels open all of them."""
    words = squash(" ".join(part.text for part in one.words))
    alone = walk.numbered and not one.ref and after is not None and after.opens
    short = len(words.split()) <= _TITLE_WORDS and not ends_sentence(words)
    return words if alone and short and len(one.row.filled()) == 1 else ""


def _read(rows: Sequence[Row], lexicon: Lexicon) -> list[_Told]:
    """What the rows say one by one, a row of labels with the values below it.

    Labels without a colon are told where they open all cells of a row, and differ.
    A number in the column of such labels has the others' values beside it: a page break
    stood between, and the labels printed again below it have been taken out.
    """
    bare = any(_all_bare(row, lexicon) for row in rows)
    told: list[_Told] = []
    labels: Row | None = None
    at = 0
    while at < len(rows):
        row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
        found = above(row, below, lexicon) if below else ()
        if found and len(found) > 1 and found[0].column.role == "ref":
            labels = row
        at += 2 if found else 1
        if not found and labels and is_ref(row.own(0)):
            found = tuple(replace(f, row=row) for f in above(labels, row, lexicon))
        told.append(_Told(row, found) if found else _one(row, lexicon, bare))
    return told


def _all_bare(row: Row, lexicon: Lexicon) -> bool:
    found = [bare_field(row.parts[col][0], lexicon) for col in row.filled()]
    roles = {one.column.role for one in found if one}
    return len(found) > 1 and all(found) and len(roles) == len(found)


def _one(row: Row, lexicon: Lexicon, bare: bool) -> _Told:
    filled = row.filled()
    told = [inside(row, col, lexicon, bare) for col in filled]
    if any(told):
        # A label alone beside labels with their values has not been filled in.
        blank = [alone(row, col, lexicon) for col in filled]
        told = [one or other for one, other in zip(told, blank, strict=True)]
    aside = [any(told) and noted(row, col, lexicon) for col in filled]
    if all(map(any, zip(told, aside, strict=True))):
        return _Told(row, tuple(f for fields in told for f in fields))
    if beside := tuple(forms.row_fields(row, lexicon)):
        said = forms.label(row.own(filled[0]), lexicon)
        if said and said[0].role in KNOWN and all(f.parts for f in beside):
            return _Told(row, beside)
        if said and len(filled) == 1 and said[0].role in INLINE:
            return _Told(row, beside)  # nothing has been filled in
        if said and len(filled) == 1 and said[0].role == "ref" and said[1]:
            return _Told(row, (Field(said[0], (Part(said[1]),), "", row),))
    ref, words = _numbered(row, filled)
    return _Told(row, (), ref, words)


def _numbered(row: Row, filled: Sequence[int]) -> tuple[str, tuple[Part, ...]]:
    """The number a row opens with, on its own or before its words, and its words."""
    words = tuple(part for col in filled for part in row.parts[col])
    if len(words) > 1 and is_ref(words[0].text):
        return words[0].text.rstrip(".):"), words[1:]
    if words and (number := _LEADING.match(words[0].text)):
        rest = replace(words[0], text=words[0].text[number.end() :])
        return number.group(1), (rest, *words[1:])
    return "", words


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
    opens = _read(grid(below), lexicon)
    if not opens or opens[0].opens or not opens[0].roles:
        return None
    start = above.rows
    cells = [
        replace(cell, row=cell.row + start, row_end=cell.row_end + start)
        for cell in below.cells
    ]
    anchor = replace(above.anchor, page_end=below.anchor.page_end or first)
    whole = replace(above, cells=(*above.cells, *cells), anchor=anchor)
    found = _walked(_read(grid(above), lexicon))
    lacks = not found or not opens[0].roles & set(found[-1][0].values)
    return whole if lacks and is_cards(grid(whole), lexicon) else None
