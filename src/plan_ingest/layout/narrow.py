"""Columns of running text too narrow for a table that white alone would part."""

from statistics import median

from plan_ingest.layout.page import PageContent

_ROOM = 16.0
"""Type sizes across that two columns of words need, at least."""


def is_narrow(part: PageContent) -> bool:
    """Whether a column of text has no rules, no shades and no room for a table.

    Words spread to fill its short lines stand as far apart as columns do.
    """
    if part.rules or part.fills or not part.words:
        return False
    across = max(word.x1 for word in part.words) - min(word.x0 for word in part.words)
    return across < _ROOM * median(word.size for word in part.words)
