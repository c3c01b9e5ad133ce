"""Labels with their values, one after the other on one line: "Lead: X  Due: Y"."""

from collections.abc import Iterator

from plan_ingest.extract import forms, tails
from plan_ingest.extract.lexicon import Column, Lexicon
from plan_ingest.text import squash


def told(text: str, lexicon: Lexicon) -> tuple[tuple[Column, str, str], ...]:
    """A line's labels as (column, number, value): the first opens it, more may follow.

    There are none where it opens with no label.
    """
    first = forms.labelled(squash(text), lexicon)
    return tuple(split(first, lexicon)) if first else ()


def split(
    first: tuple[Column, str, str], lexicon: Lexicon
) -> Iterator[tuple[Column, str, str]]:
    """A value and the labels that follow in it, each with its own value."""
    column, number, value = first
    marks = list(lexicon.inline.finditer(value))
    value_end = marks[0].start() if marks else len(value)
    yield column, number, tails.value(column, value[:value_end], lexicon)
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(value)
        found = lexicon.label(mark.group(1))
        if found:
            yield found, "", tails.value(found, value[mark.end() : end], lexicon)
