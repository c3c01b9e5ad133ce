"""Running heads, feet and page numbers: known by repeating at one place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plan_ingest.layout.lines import Line, line, rows
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.text import fold, squash

_BAND = 0.16  # of the page's height: where furniture may stand, top and bottom
_EDGE = 0.09  # of the page's height: where a lone page number may stand
_MOST_ROWS = 4  # rows of furniture at either end
_STEP = 4.0  # points: furniture nearer than this on two pages stands at one place
_LEAST_PAGES = 3
_LARGE = 1.15  # of the body's size: what is larger is a title, even repeated
_NUMBER = re.compile(r"\d+")
_ALONE = re.compile(
    r"^[-–—|\s]*(?:page|p\.?|pg\.?)?\s*(\d+)(?:\s*(?:of|/)\s*\d+)?[-–—|\s.]*$", re.I
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row near the top or bottom of a page, and how far from that edge."""

    page: int
    words: tuple[Word, ...]
    text: str
    place: tuple[bool, int]
    size: float


def split_furniture(
    pages: Sequence[PageContent],
) -> tuple[list[tuple[Word, ...]], list[list[Line]]]:
    """For each page its body's words, and its furniture as lines."""
    candidates = [list(_candidates(content)) for content in pages]
    found = _repeated(candidates, len(pages))
    body: list[tuple[Word, ...]] = []
    furniture: list[list[Line]] = []
    for content, rows_here in zip(pages, candidates, strict=True):
        out = [
            candidate
            for candidate in rows_here
            if _key(candidate) in found or _is_page_number(candidate, content)
        ]
        taken = {id(word) for candidate in out for word in candidate.words}
        body.append(tuple(word for word in content.words if id(word) not in taken))
        furniture.append([line(candidate.words) for candidate in out])
    return body, furniture


def _candidates(content: PageContent) -> Iterable[Candidate]:
    upright = [word for word in content.words if word.upright]
    low, high = _BAND * content.height, (1 - _BAND) * content.height
    top = rows(word for word in upright if word.bottom < low)
    foot = rows(word for word in upright if word.top > high)
    for at_top, chosen in ((True, top[:_MOST_ROWS]), (False, foot[-_MOST_ROWS:])):
        for row in chosen:
            whole = line(row)
            middle = (whole.top + whole.bottom) / 2
            away = middle if at_top else content.height - middle
            yield Candidate(
                content.number,
                tuple(row),
                whole.text,
                (at_top, round(away)),
                whole.size,
            )


def _key(candidate: Candidate) -> tuple[str, bool, int]:
    at_top, away = candidate.place
    return _masked(candidate), at_top, round(away / _STEP)


def _masked(candidate: Candidate) -> str:
    """The folded text; a number that could count pages is masked."""
    text = fold(candidate.text)
    if _ALONE.match(text):
        return "#"
    return _NUMBER.sub(
        lambda found: "#" if int(found.group()) == candidate.page else found.group(),
        text,
    )


def _repeated(
    candidates: Sequence[Sequence[Candidate]], pages: int
) -> set[tuple[str, bool, int]]:
    seen: dict[tuple[str, bool, int], set[int]] = {}
    for rows_here in candidates:
        for candidate in rows_here:
            seen.setdefault(_key(candidate), set()).add(candidate.page)
    least = min(_LEAST_PAGES, max(pages, 2))
    return {key for key, places in seen.items() if len(places) >= least}


def _is_page_number(candidate: Candidate, content: PageContent) -> bool:
    """A number that is this page's, alone at the very edge of the page."""
    found = _ALONE.match(squash(candidate.text))
    edge = candidate.place[1] < _EDGE * content.height
    return bool(found and edge and int(found.group(1)) == content.number)
