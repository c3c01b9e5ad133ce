"""Rows near a page's edge that tell its number, alone or behind the plan's name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plan_ingest.layout.lines import line
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.text import fold

SMALLER = 0.4
"""Points: a foot's type is smaller than the body's by as much."""
_EDGE = 0.09
"""Of the page's height: where a lone page number may stand."""
_CLEAR = 1.5
"""Of the body's size: white between the body and its foot."""
_ALONE = re.compile(
    r"^[-|\s]*(?:page|p\.?|pg\.?)?\s*(\d{1,4})(?:\s*(?:of|/|\|)\s*\d+)?[-|\s.]*$"
)

Key = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row near an edge of a page; `away` is how far from that edge, in points.

    `keys` are its text as printed and with its page's number told as such: what may
    be that number may be a year, which is the same on each page.
    """

    page: int
    words: tuple[Word, ...]
    keys: tuple[Key, ...]
    away: float
    size: float
    tabled: bool = False


def is_counted(candidate: Candidate) -> bool:
    """Whether a row says nothing but a number of a page, however large."""
    return bool(_alone(candidate))


def _alone(candidate: Candidate) -> re.Match[str] | None:
    return _ALONE.match(fold(" ".join(word.text for word in candidate.words)))


def is_page_number(candidate: Candidate, content: PageContent) -> bool:
    """A number that is this page's, alone at the very edge of the page."""
    found = _alone(candidate)
    edge = candidate.away < _EDGE * content.height
    return bool(found and edge and int(found.group(1)) == content.number)


def says_page(candidate: Candidate, content: PageContent) -> bool:
    """Whether a page's number stands alone behind the word for it: "Page 6"."""
    return candidate.words[0].text.isalpha() and is_page_number(candidate, content)


def tells_page(candidate: Candidate, content: PageContent, usual: float) -> bool:
    """Whether a row at the very edge ends with this page's number, below a title.

    So the foot of a document's only page is known: it is set smaller than the body,
    and stands off it.
    """
    row = line(candidate.words)
    edge = candidate.away < _EDGE * content.height
    said = {word for text, _ in candidate.keys for word in text.split()[-3:]}
    counted = any(word.split("/")[0] == "#0" for word in said)
    smaller = row.size < usual - SMALLER
    return edge and counted and smaller and is_clear(content, candidate.words, usual)


def is_clear(content: PageContent, row: Sequence[Word], usual: float) -> bool:
    """Whether no other word of the page is near a row."""
    whole = line(row)
    ours = {id(word) for word in row}
    clear = _CLEAR * usual
    return not any(
        word.top < whole.bottom + clear and word.bottom > whole.top - clear
        for word in content.words
        if id(word) not in ours
    )
