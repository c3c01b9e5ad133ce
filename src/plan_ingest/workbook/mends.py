"""The columns of a pack for corrections of what was read: written and read back."""

import json
import re
from collections.abc import Mapping, Sequence

from plan_ingest.errors import RecordError
from plan_ingest.model.review import Amendment, Change
from plan_ingest.review.amendments import wrong_value
from plan_ingest.review.corrections import CHANGES, change_of, shown_value, value_of

FIX, VALUE = "Correction", "Corrected value"
"""Titles of the columns, each with a number, from 1."""


def fix_titles(room: int) -> list[str]:
    """The titles of so many corrections."""
    return [t for n in range(1, room + 1) for t in (f"{FIX} {n}", f"{VALUE} {n}")]


def fix_cells(standing: Mapping[Change, str], room: int) -> list[str]:
    """The cells of a row: what stands, by change, then room for more."""
    said = [cell for change in sorted(standing) for cell in (change, standing[change])]
    return said + [""] * (2 * room - len(said))


def returned_fixes(cells: Mapping[str, str], place: str) -> dict[Change, str]:
    """The corrections of a row that came back, values as they are shown.

    Raises RecordError that names the row, for a change or a value that is none.
    """
    found: dict[Change, str] = {}
    for number in _numbers(cells):
        where = f"{place}, {FIX} {number}"
        said = cells.get(f"{FIX} {number}", "")
        value = cells.get(f"{VALUE} {number}", "")
        if not said:
            if value:
                raise RecordError(f"{where}: a value, but no correction; choose one")
            continue
        change = change_of(said)
        if change is None:
            listed = ", ".join(CHANGES)
            raise RecordError(f"{where}: no correction {said!r}; choose {listed}")
        given = value_of(change, value)
        wrong = wrong_value(Amendment("", "", "", "", change, given))
        if wrong:
            raise RecordError(f"{where}: {wrong}")
        if found.setdefault(change, shown_value(given)) != shown_value(given):
            raise RecordError(f"{where}: {change} twice; keep one")
    return found


def has_fixes(titles: Sequence[str]) -> bool:
    """Whether a table has the columns at all; packs of an earlier form have not."""
    return f"{FIX} 1" in titles


def exported_fixes(cell: str) -> dict[Change, str]:
    """The corrections a row went out with, from its cell of what was exported."""
    found = json.loads(cell)
    told = found[2] if len(found) > 2 else {}
    return {c: str(told[c]) for c in CHANGES if c in told}


def _numbers(cells: Mapping[str, str]) -> list[str]:
    found = (re.fullmatch(rf"(?:{FIX}|{VALUE}) (\d+)", title) for title in cells)
    return sorted({match.group(1) for match in found if match}, key=int)
