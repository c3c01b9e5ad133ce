"""Running heads, feet and page numbers: known by repeating at one place.

Only rows with nothing but furniture between them and the page's edge count, so that
a phrase that opens every section of the body is never taken for a running head.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plan_ingest.layout.celllines import LARGE
from plan_ingest.layout.formlabels import label_the_body
from plan_ingest.layout.lines import Line, line, rows
from plan_ingest.layout.notes import noted
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.pagecounts import NUMBER, masked
from plan_ingest.layout.pagenumbers import (
    SMALLER,
    Candidate,
    Key,
    is_clear,
    is_counted,
    is_page_number,
    says_page,
    tells_page,
)
from plan_ingest.layout.tabletops import heads_a_table, stand_in_the_body
from plan_ingest.text import fold, strip_bullet

_BAND = 0.16  # of the page's height: where furniture may stand, top and bottom
_MOST_ROWS = 5  # rows of furniture at either end
_STEP = 6.0  # points: furniture nearer than this on two pages stands at one place
_LEAST_PAGES = 3
_SAME = 0.5  # points: a printer sets furniture at the same height
_NEARLY_ALL = 0.9
_CLOSE = 0.5  # of the size: a smaller blank is none between two paragraphs


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the pages before had: titles, and furniture with how far it stood away."""

    titles: set[Key]
    clear: dict[Key, float]


def split_furniture(
    pages: Sequence[PageContent],
) -> tuple[list[tuple[Word, ...]], list[list[Line]]]:
    """For each page its body's words, and its furniture and footnote marks as lines."""
    usual = _body_size(pages)
    candidates = [(_heads(content), _feet(content, usual)) for content in pages]
    every = [row for ends in candidates for end in ends for row in end]
    places = _repeated(every, len(pages))
    places = _without_headers(places, every, pages)
    seen = _Seen(set(), {})
    body: list[tuple[Word, ...]] = []
    furniture: list[list[Line]] = []
    for content, ends in zip(pages, candidates, strict=True):
        out: list[Candidate] = []
        for end in ends:
            out.extend(_from_edge(end, content, places, usual, seen))
        taken = {id(word) for candidate in out for word in candidate.words}
        rest, marks = noted([w for w in content.words if id(w) not in taken])
        body.append(rest)
        running = [line(candidate.words) for candidate in out]
        furniture.append([*running, *(line([mark]) for mark in marks)])
    return body, furniture


def _from_edge(
    end: Iterable[Candidate],
    content: PageContent,
    places: dict[Key, list[float]],
    usual: float,
    seen: _Seen,
) -> list[Candidate]:
    """Furniture from the edge inwards, up to the first row of the body.

    `usual` is the size of most words, in points.
    """
    found: list[Candidate] = []
    for candidate in end:
        again = _stands_again(candidate, places) and not candidate.tabled
        if not (again or is_page_number(candidate, content)) and not (
            not found and tells_page(candidate, content, usual)
        ):
            break
        titled = candidate.size > LARGE * usual and not is_counted(candidate)
        if titled and seen.titles.isdisjoint(candidate.keys):
            seen.titles.update(candidate.keys)
            break
        found.append(candidate)
    while (
        found
        and not _is_sure(found[-1], places, seen.clear)
        and not says_page(found[-1], content)
        and _goes_on(found[-1], content, found)
    ):
        found.pop()
    for one in found:
        seen.clear.update(dict.fromkeys(one.keys, one.away))
    return found


def _goes_on(
    candidate: Candidate, content: PageContent, found: Sequence[Candidate]
) -> bool:
    """Whether the body goes on from a row as from any line of a paragraph."""
    row = line(candidate.words)
    ours = {id(word) for one in found for word in one.words}
    reach = _CLOSE * row.size
    return any(
        (
            -reach < word.top - row.bottom < reach
            or -reach < row.top - word.bottom < reach
        )
        and word.upright
        and abs(word.size - row.size) < _CLOSE
        and word.bold == row.bold
        and word.x0 < row.x1
        and word.x1 > row.x0
        and id(word) not in ours
        for word in content.words
    )


def _heads(content: PageContent) -> list[Candidate]:
    low = _BAND * content.height
    found = rows(word for word in content.words if word.upright and word.bottom < low)
    return [
        _candidate(content, row, tabled=heads_a_table(content, row))
        for row in found[:_MOST_ROWS]
    ]


def _feet(content: PageContent, usual: float) -> list[Candidate]:
    high = (1 - _BAND) * content.height
    found = rows(word for word in content.words if word.upright and word.top > high)
    return [
        _candidate(content, row, counts=_may_count(content, row, usual))
        for row in reversed(found[-_MOST_ROWS:])
    ]


def _may_count(content: PageContent, row: Sequence[Word], usual: float) -> bool:
    """Whether a foot may set its page's number as close as a word.

    A title may be counted so ("Theme 1"), and a list's last entry may end in a number:
    a foot opens with no marker, and is smaller than the body or stands off it.
    """
    whole = line(row)
    listed = strip_bullet(whole.text)[1] is not None
    return not listed and (
        whole.size < usual - SMALLER or is_clear(content, row, usual)
    )


def _candidate(
    content: PageContent,
    row: Sequence[Word],
    tabled: bool = False,
    counts: bool = False,
) -> Candidate:
    whole = line(row)
    middle = (whole.top + whole.bottom) / 2
    at_top = middle < content.height / 2
    away = middle if at_top else content.height - middle
    said = [[word.text for word in row], list(masked(row, content.number))]
    if not at_top and counts and NUMBER.match(row[-1].text):
        said.append([*said[0][:-1], f"#{int(row[-1].text) - content.number}"])
    texts = dict.fromkeys(fold(" ".join(words)) for words in said)
    keys = tuple((text, at_top) for text in texts)
    return Candidate(content.number, tuple(row), keys, away, whole.size, tabled)


def _repeated(candidates: Sequence[Candidate], pages: int) -> dict[Key, list[float]]:
    """Texts that stand on enough pages, and where: distances from the edge."""
    seen: dict[Key, dict[int, float]] = {}
    for candidate in candidates:
        for key in candidate.keys:
            seen.setdefault(key, {})[candidate.page] = candidate.away
    least = min(_LEAST_PAGES, max(pages, 2))
    return {
        key: sorted(places.values())
        for key, places in seen.items()
        if len(places) >= least
    }


def _without_headers(
    places: dict[Key, list[float]],
    every: Sequence[Candidate],
    pages: Sequence[PageContent],
) -> dict[Key, list[float]]:
    """The repeated texts less headers and labels that stand in mid-page as well."""
    ends = {id(word) for candidate in every for word in candidate.words}
    first = {
        key: one.words for one in reversed(every) for key in one.keys if key in places
    }
    tops = [row for (_, at_top), row in first.items() if at_top]
    inside = stand_in_the_body(tops, pages, ends)
    inside |= label_the_body(first.values(), pages, ends)
    heads = {
        key for key, row in first.items() if tuple(word.text for word in row) in inside
    }
    return {key: away for key, away in places.items() if key not in heads}


def _stands_again(candidate: Candidate, places: dict[Key, list[float]]) -> bool:
    """Whether the row stands at its place on at least one page more."""
    return any(
        sum(abs(away - candidate.away) <= _STEP for away in places.get(key, ())) > 1
        for key in candidate.keys
    )


def _is_sure(
    candidate: Candidate, places: dict[Key, list[float]], clear: dict[Key, float]
) -> bool:
    """Whether the row, as printed, stands at the very same height on nearly all pages.

    On one of them nothing went on from it: it is furniture then also where the rest of
    a table's row follows close below. What counts may be an entry of each page's list.
    """
    return any(
        len(there := places.get(key, ())) >= _LEAST_PAGES
        and abs(clear.get(key, -_STEP) - candidate.away) < _SAME
        and sum(abs(away - candidate.away) < _SAME for away in there)
        >= _NEARLY_ALL * len(there)
        for key in candidate.keys
        if "#" not in key[0]
    )


def _body_size(pages: Sequence[PageContent]) -> float:
    weights: Counter[float] = Counter()
    for content in pages:
        for word in content.words:
            weights[word.size] += len(word.text)
    return max(weights, key=lambda size: (weights[size], -size)) if weights else 10.0
