"""Forms whose number alone a page break left above them, where a heading stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plan_ingest.extract import forms
from plan_ingest.extract.columns import TEXTS
from plan_ingest.extract.grid import Row, grid
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.outline import Section
from plan_ingest.model.document import Table
from plan_ingest.text import fold


def with_numbers(
    sections: Sequence[Section], lexicon: Lexicon
) -> tuple[tuple[Section, ...], Mapping[int, str]]:
    """The sections without such headings, and for each that had one the number in it.

    It is one where the first form below lacks a number, and others of the plan open
    with the same label, or its own words are called so: "Recommendation 3" above
    "Recommendation: ...". A title "Item 2" above forms with their own is a title.
    """
    openings = _openings(sections, lexicon)
    numbers = {
        at: number
        for at, section in enumerate(sections)
        if (number := _number(section.title, openings) or _called_so(section, lexicon))
        and _lacks_number(section, lexicon)
    }
    cut = {sections[at].headings for at in numbers}
    if not cut:
        return tuple(sections), {}
    return tuple(replace(one, headings=_kept(one, cut)) for one in sections), numbers


def _openings(sections: Sequence[Section], lexicon: Lexicon) -> tuple[str, ...]:
    """The labels before the number that the plan's forms open with."""
    found = (
        _opening(grid(block), lexicon)
        for section in sections
        for block in section.blocks
        if isinstance(block, Table)
    )
    return tuple(dict.fromkeys(label for label in found if label))


def _opening(rows: Sequence[Row], lexicon: Lexicon) -> str:
    """The label a form opens with where its number stands beside it, else ""."""
    if not rows or not forms.is_form(rows, lexicon):
        return ""
    said = forms.label(rows[0].own(0), lexicon)
    return rows[0].own(0) if said and said[0].role == "ref" else ""


def _cut_number(line: str, first: str) -> str:
    """The number of a form whose first line alone a page break left behind, else "".

    `line` stands above the form; `first` is the label that opens the others.
    """
    words, known = fold(line).split(), fold(first).split()
    said = line.split()[len(known) :]
    told = bool(known) and words[: len(known)] == known and len(said) == 1
    return said[0] if told and any(sign.isdigit() for sign in said[0]) else ""


def _number(title: str, openings: Sequence[str]) -> str:
    told = (_cut_number(title, label) for label in openings)
    return next((number for number in told if number), "")


def _lacks_number(section: Section, lexicon: Lexicon) -> bool:
    """Whether a section opens with a form that has no number of its own."""
    first = section.blocks[0] if section.blocks else None
    if not isinstance(first, Table):
        return False
    rows = grid(first)
    if not forms.is_form(rows, lexicon):
        return False
    made = forms.drafts(first, rows, 0, (), lexicon)
    return bool(made) and not made[0].ref and all(draft.ref for draft in made[1:])


def _called_so(section: Section, lexicon: Lexicon) -> str:
    """The number in a title that counts what the first form below says, else ""."""
    said = forms.label(section.title, lexicon) if section.title else None
    first = section.blocks[0] if section.blocks else None
    if said is None or not said[1] or not isinstance(first, Table):
        return ""
    labels = [forms.label(row.own(0), lexicon) for row in grid(first)]
    roles = {found[0].role for found in labels if found}
    own = next((role for role in TEXTS if role in roles), "")
    return said[1] if said[0].role == own else ""


def _kept(section: Section, cut: set[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(
        title
        for depth, title in enumerate(section.headings, 1)
        if section.headings[:depth] not in cut
    )
