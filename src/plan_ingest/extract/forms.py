"""Label and value: one small table, or one run of paragraphs, for one item."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from plan_ingest.extract.columns import TEXTS
from plan_ingest.extract.draft import Draft, Place, place_in
from plan_ingest.extract.grid import Row
from plan_ingest.extract.lexicon import INLINE, Column, Lexicon, item_kind
from plan_ingest.model.document import Part, Table
from plan_ingest.text import squash

_LABEL_WORDS = 8
_WIDE = 3
"""Cells beside a row's first from which it is a table's row, where none is a label."""
_LABELLED = re.compile(
    r"([A-Za-z][^:]{0,40}?)\s*[:–-]\s+(?=\S)|([A-Za-z][^:]{0,40}):\s*$"
)
_OF_DAY = re.compile(r"\s+(?:as\s+)?(?:at|of|to|on|in|for|by)$")
_COUNTED = re.compile(r"(.*?\D)\s*((?:[A-Z]{1,3}[.-]?)?\d{1,3}(?:\.\d{1,3}){0,2})")


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a form: what it is, its words, and the number in its label."""

    column: Column
    parts: tuple[Part, ...]
    number: str = ""
    row: Row | None = None


@dataclass(slots=True)
class Form:
    """The values of one item, as they are gathered."""

    values: dict[str, list[Part]] = field(default_factory=dict)
    number: str = ""
    kind: str = "action"
    rows: list[Row] = field(default_factory=list)

    def words(self, role: str) -> str:
        """A role's words on one line."""
        return " ".join(part.text for part in self.values.get(role, ()))

    @property
    def text_role(self) -> str:
        """The most telling role that is filled, "" where none is."""
        return next((role for role in TEXTS if self.values.get(role)), "")


@lru_cache(maxsize=4096)
def label(text: str, lexicon: Lexicon) -> tuple[Column, str] | None:
    """What a label says, and the number in it ("Action 3"); None if it is none.

    A plan's cells are asked again and again, and labels come again in each of its rows.
    """
    bare = squash(text).rstrip(":").strip()
    if not bare or len(bare.split()) > _LABEL_WORDS:
        return None
    if found := lexicon.label(bare):
        return found, ""
    counted = _COUNTED.fullmatch(bare)
    if counted and (found := lexicon.label(counted.group(1))):
        return found, counted.group(2)
    two = _of_two(bare.split(), lexicon)
    return _dated(bare.split(), lexicon) or ((two[0], "") if two else None)


def _dated(words: Sequence[str], lexicon: Lexicon) -> tuple[Column, str] | None:
    """What a label says that tells of what day it is: "Update (May 2021)"."""
    told = words and any(map(str.isdigit, words[-1]))
    for size in range(1, len(words)) if told else ():
        name = _OF_DAY.sub("", " ".join(words[:size]).rstrip(" ,(–-"))
        said = lexicon.label(name)
        if said is None or said.role != "response":
            continue
        if lexicon.read_date(" ".join(words[size:]).strip("(),")):
            return said, ""
    return None


def _of_two(words: Sequence[str], lexicon: Lexicon) -> tuple[Column, Column] | None:
    """Two labels set as one, for nothing stands beside the second but a list."""
    for size in range(1, len(words)):
        second = lexicon.label(" ".join(words[size:]))
        first = lexicon.label(" ".join(words[:size])) if second else None
        if first and second and words[size][:1].isupper() and first != second:
            return first, second
    return None


def labelled(text: str, lexicon: Lexicon) -> tuple[Column, str, str] | None:
    """A paragraph "Owner: Head of Crime" as (column, number, value), else None."""
    found = _LABELLED.match(text)
    if not found:
        return None
    said = label(found.group(1) or found.group(2), lexicon)
    return (*said, text[found.end() :].strip()) if said else None


def is_form(rows: Sequence[Row], lexicon: Lexicon) -> bool:
    """Whether a table sets labels beside their values instead of above them."""
    if len(rows) < 2 or len(rows[0].parts) < 2:
        return False
    if any(names_columns(row, lexicon) for row in rows[:2]):
        return False
    firsts = [_first(row, lexicon) for row in rows if row.filled()]
    roles = {found[0].role for found in firsts if found}
    roles |= {said.role for row in rows if (said := _second(row.own(0), lexicon))}
    told = sum(found is not None for found in firsts)
    across = sum(
        label(rows[0].own(col), lexicon) is not None for col in rows[0].filled()
    )
    # Where no label but the items' has a value, each row is an item of its own.
    alike = len(set(firsts)) == 1 and len(rows[0].parts) == 2
    several = len(roles & {*TEXTS, "response", "target", "lead", "status", "ref"}) >= 2
    return (
        told * 5 >= 3 * len(firsts)
        and (several or alike)
        and bool(roles & set(TEXTS))
        and across < len(rows[0].filled())
    )


def _first(row: Row, lexicon: Lexicon) -> tuple[Column, str] | None:
    """The label a row opens with; "Action 3" before cells without label counts rows."""
    found = label(row.own(0), lexicon)
    others = row.filled()[1:]
    counts = found is not None and found[1] and len(others) >= _WIDE
    if counts and not any(label(row.own(col), lexicon) for col in others):
        return None
    return found


def names_columns(row: Row, lexicon: Lexicon) -> bool:
    """Whether a row is a table's head: names alone, that of the items among them."""
    said = [label(row.own(col), lexicon) for col in row.filled()]
    roles = {found[0].role for found in said if found}
    return len(said) > 2 and all(said) and bool(roles & set(TEXTS))


def rest(rows: Sequence[Row], lexicon: Lexicon) -> Mapping[str, str]:
    """Fields of a form that a page break cut off it; empty where a table is none."""
    values: dict[str, str] = {}
    for row in rows:
        fields = list(row_fields(row, lexicon))
        if not fields:
            return {}
        for value in fields:
            words = " ".join(part.text for part in value.parts)
            values[value.column.role] = f"{values.get(value.column.role, '')} {words}"
    told = all(role in INLINE for role in values)
    return {role: squash(words) for role, words in values.items()} if told else {}


def cut_off(rows: Sequence[Row], lexicon: Lexicon) -> int:
    """How many rows at a table's top are the rest of the form before it.

    They are fields alone, and the first form below has fields of its own for them.
    """
    told = [[value.column.role for value in row_fields(row, lexicon)] for row in rows]
    count = 0
    while count < len(told) and all(role in INLINE for role in told[count]):
        count += 1
    above = {role for roles in told[:count] for role in roles}
    form = Form()
    for row in rows[count:]:
        for value in row_fields(row, lexicon):
            if begins_anew(form, value.column.role):
                return 0
            take(form, value)
            if form.text_role and value.column.role in above:
                return count
    return 0


def drafts(
    table: Table,
    rows: Sequence[Row],
    number: int,
    headings: tuple[str, ...],
    lexicon: Lexicon,
) -> tuple[Draft, ...]:
    """The items of a table of labels and values, often just one."""
    found: list[Form] = []
    title, form = "", Form()
    for row in rows:
        fields = list(row_fields(row, lexicon))
        if not fields and len(row.filled()) == 1 and not form.text_role:
            title = squash(row.own(row.filled()[0]))
            continue
        for value in fields:
            if begins_anew(form, value.column.role):
                found.append(form)
                form = Form()
            take(form, value)
    found.append(form)
    above = (*headings, title) if title else headings
    return tuple(
        draft(form, above, _place(table, form, number))
        for form in found
        if form.text_role
    )


def begins_anew(form: Form, role: str) -> bool:
    """Whether a label of this role opens the next item: the form has it already."""
    if not form.text_role:
        return False
    if role == "ref":
        return bool(form.values.get("ref")) or len(form.values) > 1
    return role in TEXTS and bool(form.values.get(role))


def take(form: Form, value: Field) -> None:
    """Adds one value to a form."""
    form.values.setdefault(value.column.role, []).extend(value.parts)
    form.number = form.number or value.number
    if value.column.role in TEXTS and form.text_role == value.column.role:
        form.kind = value.column.kind
    if value.row is not None and value.row not in form.rows:
        form.rows.append(value.row)


def draft(form: Form, headings: tuple[str, ...], place: Place) -> Draft:
    """A form's item."""
    text_role = form.text_role
    about = [form.words(role) for role in ("strand", *TEXTS) if role != text_role]
    return Draft(
        kind=item_kind(form.kind),
        text="\n".join(part.text for part in form.values[text_role]),
        headings=(*headings, *(words for words in about if words)),
        place=place,
        ref=form.words("ref") or form.number,
        response=tuple(part.text for part in form.values.get("response", ())),
        target=form.words("target"),
        lead=form.words("lead"),
        status_text=form.words("status"),
        measure_text=form.words("measure"),
        dated=bool(form.values.get("target")),
    )


def row_fields(row: Row, lexicon: Lexicon) -> Iterator[Field]:
    """Values of a row: each label's is the cells to its right, up to the next label."""
    said: tuple[Column, str] | None = None
    parts: list[Part] = []
    for col in row.filled():
        found = label(row.own(col), lexicon)
        if found and (said is None or parts):
            if said:
                yield Field(said[0], tuple(parts), said[1], row)
            said, parts = found, []
        elif said is None and (inside := labelled(row.own(col), lexicon)):
            yield Field(inside[0], (Part(inside[2]),), inside[1], row)
        elif said is not None:
            parts.extend(row.parts[col])
    if said:
        yield from _with_list(Field(said[0], tuple(parts), said[1], row), lexicon)


def _with_list(value: Field, lexicon: Lexicon) -> Iterator[Field]:
    """A row's last value; of two labels set as one the second has the list below it."""
    row = value.row
    said = _second(row.own(row.filled()[0]), lexicon) if row else None
    listed = [part.bullet is not None for part in value.parts]
    if said is None or not any(listed) or listed[0]:
        yield value
        return
    at = listed.index(True)
    yield replace(value, parts=value.parts[:at])
    yield Field(said, value.parts[at:], "", row)


@lru_cache(maxsize=4096)
def _second(text: str, lexicon: Lexicon) -> Column | None:
    """What the second of two labels set as one says; None where there is one."""
    words = squash(text).rstrip(":").split()
    known = len(words) > _LABEL_WORDS or lexicon.label(" ".join(words)) is not None
    two = None if known else _of_two(words, lexicon)
    return two[1] if two else None


def _place(table: Table, form: Form, number: int) -> Place:
    cells = [cell for row in form.rows for cell in row.cells]
    row = form.rows[0].index if form.rows else None
    return place_in(table, number, row, cells)
