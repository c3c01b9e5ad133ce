"""Whether a row at the top of a page is a table's header, printed again there."""

from collections.abc import Collection, Iterable, Sequence

from plan_ingest.layout.lines import Line, fragments, rows
from plan_ingest.layout.page import PageContent, Word

_NEXT_ROWS = 7  # rows below that are asked whether they stand in the same columns
_ALIGNED = 2.5  # points: starts nearer than this are in one column
_LEAST = 2  # columns in common that make a table
_LARGER = 1.3  # of the size: below a running head, not a header, stands a title
_SIZED = 0.5  # points by which the type of one header differs from page to page
_CLOSE = 1.5  # of the size: a running head leaves more blank below it


def heads_a_table(content: PageContent, row: Sequence[Word]) -> bool:
    """Whether the row stands over a table: joined by rules, columns or a fill."""
    if _is_ruled(content, row):
        return True
    bottom, top = max(word.bottom for word in row), min(word.top for word in row)
    parts = fragments(row)
    headlike = len(parts) >= _LEAST or _on_fill(content, row, top, bottom)
    if headlike and _is_close(content, row, bottom):
        return True
    return _goes_on_below(content, row)


def stand_in_the_body(
    heads: Iterable[Sequence[Word]], pages: Sequence[PageContent], ends: Collection[int]
) -> set[tuple[str, ...]]:
    """The words of those rows of names set apart that head a table in mid-page too.

    A running head stands at the edge of pages alone, or once more on a cover; a table's
    header also where the table begins. `ends` are the ids of the words at the pages'
    edges.
    """
    wanted = {_said(row): row for row in heads if len(fragments(row)) >= _LEAST}
    openings = {said[0] for said in wanted}
    found: set[tuple[str, ...]] = set()
    for content in pages:
        inner = [word for word in content.words if id(word) not in ends]
        if openings.isdisjoint(word.text for word in inner):
            continue
        for row in rows(word for word in inner if word.upright):
            head = wanted.get(_said(row))
            if (
                head
                and _is_again(row, head)
                and (_is_ruled(content, row) or _goes_on_below(content, row))
            ):
                found.add(_said(row))
    return found


def _goes_on_below(content: PageContent, row: Sequence[Word]) -> bool:
    """Whether lines below a row's parts begin where these do."""
    parts = fragments(row)
    if len(parts) < _LEAST:
        return False
    top, bottom = min(word.top for word in row), max(word.bottom for word in row)
    shared = _shared_starts(content, parts, bottom)
    # Where only one column goes on, it is not the first: a running head begins there.
    named = _on_fill(content, row, top, bottom) and any(x > parts[0].x0 for x in shared)
    return len(shared) >= _LEAST or named


def _is_ruled(content: PageContent, row: Sequence[Word]) -> bool:
    """Whether the rules of a table stand beside a row and below it."""
    bottom, top = max(word.bottom for word in row), min(word.top for word in row)
    return _shares_rules(content, top, bottom)


def _said(row: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in row)


def _is_again(row: Sequence[Word], head: Sequence[Word]) -> bool:
    """Whether a row of the same words begins and looks as a page's first one does."""
    level = abs(row[0].x0 - head[0].x0) <= _ALIGNED
    alike = abs(row[0].size - head[0].size) < _SIZED and row[0].bold == head[0].bold
    return level and alike


def _shares_rules(content: PageContent, top: float, bottom: float) -> bool:
    """Whether the same upright rules stand beside the row and close below it."""
    middle, below = (top + bottom) / 2, bottom + (bottom - top)
    upright = [rule for rule in content.rules if not rule.horizontal]
    here = [rule.x0 for rule in upright if rule.top <= middle <= rule.bottom]
    under = [rule.x0 for rule in upright if rule.top <= below <= rule.bottom]
    both = {round(x) for x in here if any(abs(x - other) < 2 for other in under)}
    return len(both) > _LEAST


def _on_fill(
    content: PageContent, row: Sequence[Word], top: float, bottom: float
) -> bool:
    middle = (top + bottom) / 2
    return any(
        fill.top <= middle <= fill.bottom and fill.x0 <= row[0].x0 + 1 <= fill.x1
        for fill in content.fills
    )


def _is_close(content: PageContent, row: Sequence[Word], bottom: float) -> bool:
    """Whether words of its size follow under the row without much blank between."""
    size = max(word.size for word in row)
    ours = set(map(id, row))
    return any(
        bottom - 1 <= word.top < bottom + _CLOSE * size
        and word.size < _LARGER * size
        and id(word) not in ours
        for word in content.words
    )


def _shared_starts(
    content: PageContent, parts: Sequence[Line], bottom: float
) -> list[float]:
    """Where the parts begin that lines close below begin with too."""
    reach = bottom + 16 * parts[0].size
    under = [word for word in content.words if bottom <= word.top <= reach]
    starts: dict[float, set[int]] = {}
    for part in fragments(under)[: _NEXT_ROWS * len(parts)]:
        for head in parts:
            if abs(part.x0 - head.x0) <= _ALIGNED:
                starts.setdefault(head.x0, set()).add(round(part.top))
    return [x for x, tops in starts.items() if len(tops) > 1]
