"""Labels of a form that happen to stand at the edges of several pages."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from plan_ingest.layout.lines import rows
from plan_ingest.layout.page import PageContent, Word

_OFTEN = 3
"""Times that a row stands in mid-page: a running head may once, on a cover."""
_LEVEL = 2.5  # points: starts nearer than this are at one left edge
_SIZED = 0.5  # points by which one label's type may differ


def label_the_body(
    ends: Iterable[Sequence[Word]],
    pages: Sequence[PageContent],
    at_edge: Collection[int],
) -> set[tuple[str, ...]]:
    """The words of those rows at pages' edges that also stand in mid-page, often.

    "Action" over each action of a form opens a page now and then, but is no running
    head: it stands alone on its line, looking the same, all over the body. `at_edge`
    are the ids of the words at the pages' edges.
    """
    opened: dict[str, list[Sequence[Word]]] = {}
    for row in ends:
        opened.setdefault(row[0].text, []).append(row)
    times: Counter[tuple[str, ...]] = Counter()
    for content in pages:
        inner = [w for w in content.words if w.upright and id(w) not in at_edge]
        if any(
            _is_like(word, row) for word in inner for row in opened.get(word.text, ())
        ):
            times.update(
                _said(found)
                for found in rows(inner)
                for row in opened.get(found[0].text, ())
                if _said(found) == _said(row) and _is_like(found[0], row)
            )
    return {said for said, count in times.items() if count >= _OFTEN}


def _is_like(word: Word, row: Sequence[Word]) -> bool:
    """Whether a word begins where the row does, and looks the same."""
    first = row[0]
    level = abs(word.x0 - first.x0) <= _LEVEL
    return level and word.bold == first.bold and abs(word.size - first.size) < _SIZED


def _said(row: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in row)
