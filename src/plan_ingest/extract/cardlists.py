"""Lists in records: entries that are items each, or an item with several owners."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.extract import tails
from plan_ingest.extract.forms import Form
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import Part
from plan_ingest.text import ends_sentence

_NAMED = ("lead", "target", "status")
"""Roles whose value is a name or a date: a list of others below one is none of it."""
_ITEM = "action"
_ITEM_WORDS = 4
"""Mean words of entries that are no sentences, from which they may be items."""


def entered(form: Form, lexicon: Lexicon) -> list[Form]:
    """A record's items: each entry of the list that its label of actions opens.

    Or that stands below its owner or date, which no list but one of names or dates
    goes on with: then the box's own words are the entries' title.
    """
    stray = [part for role in _NAMED for part in form.values.get(role, ())]
    entries = [part for part in stray if part.bullet]
    if len(entries) > 1 and _are_items(entries, lexicon):
        values = {
            role: [part for part in parts if role not in _NAMED or not part.bullet]
            for role, parts in form.values.items()
        }
        title = values.pop(form.text_role)
        values["strand"] = [*values.get("strand", ()), *title]
        form, role = replace(form, values=values), _ITEM
    else:
        role = form.text_role
        entries = form.values[role]
    if len(entries) < 2 or not all(part.bullet for part in entries):
        return [form]
    return [
        replace(form, values={**form.values, role: [part]}, number="")
        for part in entries
    ]


def _are_items(entries: Sequence[Part], lexicon: Lexicon) -> bool:
    """Whether entries say something, and are no names, dates or states."""
    if all(ends_sentence(part.text) for part in entries):
        return True
    words = sum(len(part.text.split()) for part in entries)
    named = all(tails.role_of(part.text, lexicon) for part in entries)
    return words >= _ITEM_WORDS * len(entries) and not named
