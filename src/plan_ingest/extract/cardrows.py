"""What each row of a box says: fields, or words without a label and their number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_ingest.extract import forms
from plan_ingest.extract.cardlabels import (
    KNOWN,
    above,
    alone,
    bare_field,
    inside,
    noted,
)
from plan_ingest.extract.columns import TEXTS, is_ref
from plan_ingest.extract.forms import Field
from plan_ingest.extract.grid import Row
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.model.document import Part

_LEADING = re.compile(
    r"(\d{1,3}(?:\.\d{1,3})*)(?:[.):]|(?<=\.\d))\s+(?=[A-Z])"
    r"|([A-Z]{1,3}[.-]?\d{1,3}(?:\.\d{1,3})*)[.):]?\s+(?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Told:
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


def read(rows: Sequence[Row], lexicon: Lexicon) -> list[Told]:
    """What the rows say one by one, a row of labels with the values below it.

    Labels without a colon are told where they open all cells of a row, and differ.
    A number in the column of such labels has the others' values beside it: a page break
    stood between, and the labels printed again below it have been taken out.
    """
    bare = any(_all_bare(row, lexicon) for row in rows)
    told: list[Told] = []
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
        told.append(Told(row, found) if found else _one(row, lexicon, bare))
    return told


def _all_bare(row: Row, lexicon: Lexicon) -> bool:
    found = [bare_field(row.parts[col][0], lexicon) for col in row.filled()]
    roles = {one.column.role for one in found if one}
    return len(found) > 1 and all(found) and len(roles) == len(found)


def _one(row: Row, lexicon: Lexicon, bare: bool) -> Told:
    filled = row.filled()
    told = [inside(row, col, lexicon, bare) for col in filled]
    if any(told):
        # A label alone beside labels with their values has not been filled in.
        blank = [alone(row, col, lexicon) for col in filled]
        told = [one or other for one, other in zip(told, blank, strict=True)]
    aside = [any(told) and noted(row, col, lexicon) for col in filled]
    if all(map(any, zip(told, aside, strict=True))):
        return Told(row, tuple(f for fields in told for f in fields))
    if beside := tuple(forms.row_fields(row, lexicon)):
        said = forms.label(row.own(filled[0]), lexicon)
        if said and said[0].role in KNOWN and all(f.parts for f in beside):
            return Told(row, beside)
        if said and len(filled) == 1 and said[0].role in INLINE:
            return Told(row, beside)  # nothing has been filled in
        if said and len(filled) == 1 and said[0].role == "ref" and said[1]:
            return Told(row, (Field(said[0], (Part(said[1]),), "", row),))
    ref, words = _numbered(row, filled)
    return Told(row, (), ref, words)


def _numbered(row: Row, filled: Sequence[int]) -> tuple[str, tuple[Part, ...]]:
    """The number a row opens with, on its own or before its words, and its words."""
    words = tuple(part for col in filled for part in row.parts[col])
    if len(words) > 1 and is_ref(words[0].text):
        return words[0].text.rstrip(".):"), words[1:]
    if words and (number := _LEADING.match(words[0].text)):
        rest = replace(words[0], text=words[0].text[number.end() :])
        return number.group(number.lastindex or 1), (rest, *words[1:])
    return "", words
