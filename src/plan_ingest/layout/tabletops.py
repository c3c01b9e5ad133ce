"""Whether a row at the top of a page is a table's header, printed again there."""

from collections.abc import Sequence

from plan_ingest.layout.lines import fragments
from plan_ingest.layout.page import PageContent, Word

_NEXT_ROWS = 7  # rows below that are asked whether they stand in the same columns
_ALIGNED = 2.5  # points: starts nearer than this are in one column
_LEAST = 2  # columns in common that make a table


def heads_a_table(content: PageContent, row: Sequence[Word]) -> bool:
    """Whether the rows below stand in the row's columns, or rules join them to it."""
    bottom = max(word.bottom for word in row)
    top = min(word.top for word in row)
    return _shares_rules(content, top, bottom) or _shares_starts(content, row, bottom)


def _shares_rules(content: PageContent, top: float, bottom: float) -> bool:
    """Whether the same two upright rules stand beside the row and close below it."""
    middle, below = (top + bottom) / 2, bottom + (bottom - top)
    upright = [rule for rule in content.rules if not rule.horizontal]
    here = [rule.x0 for rule in upright if rule.top <= middle <= rule.bottom]
    under = [rule.x0 for rule in upright if rule.top <= below <= rule.bottom]
    both = {round(x) for x in here if any(abs(x - other) < 2 for other in under)}
    return len(both) > _LEAST


def _shares_starts(content: PageContent, row: Sequence[Word], bottom: float) -> bool:
    parts = fragments(row)
    if len(parts) < _LEAST:
        return False
    reach = bottom + 16 * parts[0].size
    under = [word for word in content.words if bottom <= word.top <= reach]
    starts: dict[float, set[int]] = {}
    for part in fragments(under)[: _NEXT_ROWS * len(parts)]:
        for head in parts:
            if abs(part.x0 - head.x0) <= _ALIGNED:
                starts.setdefault(head.x0, set()).add(round(part.top))
    return sum(len(tops) > 1 for tops in starts.values()) >= _LEAST
