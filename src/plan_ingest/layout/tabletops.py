"""Whether a row at the top of a page is a table's header, printed again there."""

from collections.abc import Collection, Sequence

from plan_ingest.layout.lines import Line, fragments
from plan_ingest.layout.page import PageContent, Word

_NEXT_ROWS = 7  # rows below that are asked whether they stand in the same columns
_ALIGNED = 2.5  # points: starts nearer than this are in one column
_LEAST = 2  # columns in common that make a table
_LARGER = 1.3  # of the size: below a running head, not a header, stands a title
_CLOSE = 1.5  # of the size: a running head leaves more blank below it


def heads_a_table(content: PageContent, row: Sequence[Word]) -> bool:
    """Whether the row stands over a table: joined by rules, columns or a fill."""
    bottom = max(word.bottom for word in row)
    top = min(word.top for word in row)
    if _shares_rules(content, top, bottom):
        return True
    parts = fragments(row)
    headlike = len(parts) >= _LEAST or _on_fill(content, row, top, bottom)
    if headlike and _is_close(content, row, bottom):
        return True
    if len(parts) < _LEAST:
        return False
    shared = _shared_starts(content, parts, bottom)
    # Where only one column goes on, it is not the first: a running head begins there.
    named = _on_fill(content, row, top, bottom) and any(x > parts[0].x0 for x in shared)
    return len(shared) >= _LEAST or named


def stands_in_the_body(
    row: Sequence[Word], pages: Sequence[PageContent], ends: Collection[int]
) -> bool:
    """Whether a row of names set apart stands between other rows of a page too.

    A running head stands at the edge of pages alone; a table's header also where the
    table begins. `ends` are the ids of the words at the pages' edges.
    """
    if len(fragments(row)) < _LEAST:
        return False
    first, said = row[0], [word.text for word in row]
    for content in pages:
        for word in content.words:
            again = word.text == first.text and abs(word.x0 - first.x0) <= _ALIGNED
            if again and id(word) not in ends and _level(content, word) == said:
                return True
    return False


def _level(content: PageContent, first: Word) -> list[str]:
    """What stands on a word's line, from the left."""
    near = 0.3 * first.size
    row = [w for w in content.words if abs(w.bottom - first.bottom) < near]
    return [word.text for word in sorted(row, key=lambda word: word.x0)]


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
