"""A paragraph's own lines: typed bullets and numbers, and breaks that part entries.

Writers press Shift+Enter inside a paragraph or a cell both to wrap a line and to
begin the next point; what stands at the next line's beginning tells which.
"""

import re
from dataclasses import dataclass

from plan_ingest.text import squash, strip_bullet

_NUMBER = re.compile(
    r"\s*(?P<mark>\d{1,3}[.)]|\(\d{1,3}\)|\(?[a-z]\)|\(?[ivx]{1,6}\)"
    r"|\d{1,3}(?:\.\d{1,3}){1,3}[.)]?(?=\t|\s\s|\s+[A-Z]))\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph or one point of a list, its typed marker taken off."""

    text: str
    marker: str | None = None


def typed_entries(text: str, wrapped: bool = True) -> tuple[Entry, ...]:
    """The entries in one paragraph's text; "\\n" is a break within it.

    `wrapped` says that a break may just as well wrap a line; where lines wrap by
    themselves, as in a spreadsheet's cell, only a small letter after it says so.
    """
    joined: list[str] = []
    apart = True
    for line in text.split("\n"):
        if not line.strip():
            apart = True
            continue
        new = not wrapped and not line.lstrip()[:1].islower()
        if apart or new or entry(line).marker is not None:
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1].rstrip()} {line.lstrip()}"
        apart = False
    return tuple(entry(line) for line in joined)


def entry(line: str) -> Entry:
    """One line with its typed bullet or number, where it has one, taken off."""
    rest, sign = strip_bullet(line)
    if sign is not None and rest.strip():
        return Entry(squash(rest), sign)
    if found := _NUMBER.match(line):
        return Entry(squash(line[found.end() :]), found.group("mark"))
    return Entry(squash(line))
