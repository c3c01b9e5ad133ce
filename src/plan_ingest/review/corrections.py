"""A correction as a person writes it, in a cell, a form or at a prompt."""

import re
from typing import get_args

from plan_ingest.model.review import AmendmentValue, Change

CHANGES: tuple[Change, ...] = tuple(c for c in get_args(Change) if c != "retract")
_YES, _NO = ("true", "yes", "y", "1"), ("false", "no", "n", "0")


def change_of(said: str) -> Change | None:
    """The change that a person names, spaces and case aside; None for another word."""
    asked = "_".join(said.casefold().replace("_", " ").split())
    return next((change for change in CHANGES if change == asked), None)


def value_of(change: Change, said: str) -> AmendmentValue:
    """The value of a change, as written: parts of a split on lines of their own.

    `||` divides parts as well; ids to merge stand apart by spaces or commas. What
    does not fit the change stays as it is, to be refused by name.
    """
    plain = said.strip()
    if change in ("not_an_item", "retract"):
        return None
    if change == "split":
        return tuple(p.strip() for p in re.split(r"\|\||\n", plain) if p.strip())
    if change == "merge":
        return tuple(i for i in re.split(r"[\s,;|]+", plain) if i)
    if change == "measure" and plain.casefold() in (*_YES, *_NO):
        return plain.casefold() in _YES
    if change in ("kind", "evidence"):
        return plain.casefold()
    if change in ("owner", "date", "force", "period"):
        return plain or None
    return plain


def shown_value(value: AmendmentValue) -> str:
    """A value as a person reads it, and as `value_of` takes it back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return " || ".join(value)
    return value or ""
