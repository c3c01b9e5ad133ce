"""What stands beside a gap: suggestions too unsure to count, told in words."""

from collections.abc import Mapping

from plan_ingest.exports.once import once
from plan_ingest.model.coverage import Report

HINT = (
    "Possible counts items nobody has decided on that may speak of a cell; their"
    " suggestion is too unsure to count. Look before you call it a gap."
)
_UNSURE = (0, 1)
"""Levels at which a hint is shown."""


@once
def hints(report: Report) -> Mapping[tuple[str, str], int]:
    """By source id and node id, how many undecided items may speak of a cell.

    Only for cells at level 0 or 1, and only where there are any.
    """
    levels = {(c.source_id, c.node_id): c.level for c in report.coverage.cells}
    return {
        (left.source_id, left.node_id): len(left.raising)
        for left in report.analyses.left
        if left.raising and levels[left.source_id, left.node_id] in _UNSURE
    }


def hint_words(count: int) -> str:
    """A hint as a cell shows it: "2 possible"; nothing for none."""
    return f"{count} possible" if count else ""
