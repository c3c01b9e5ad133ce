"""How levels and marks are put into words, the same in every output."""

from functools import lru_cache

from plan_ingest.compare.marks import MARKS
from plan_ingest.model.coverage import (
    LEVEL_NAMES,
    NOT_ASSESSABLE,
    CoverageCell,
    Level,
)

LEVELS_SAY: dict[str, str] = {
    "0": "nothing in the plan maps here",
    "1": "only an aim, an issue, something under discussion, a secondary mapping, or"
    " the text of a response",
    "2": "an objective or action promises it; the plan prints no evidence",
    "3": "promised, and the plan prints a response or evidence",
    "4": "answered on the row itself, with an owner and a date or review to come, or a"
    " period",
    NOT_ASSESSABLE: "the source, or the pages that could hold it, could not be read",
}
LATER = "later ask, no gap"
"""A cell at level 0 whose node was asked for only after the plan was written."""
BREADTH = "so many of the innermost nodes below it, of all there are, are above 0"
ROLLED_UP = (
    "the level is the highest of what speaks of the node itself and of all below it, so"
    " that an area may stand higher than each of its requirements"
)
CAUTION = (
    "Answered means that the plan prints a response, not that the response was tested."
    " It says nothing about compliance."
)


def level_words(cell: CoverageCell) -> str:
    """A cell's level in words, its number first: "3 Answered"."""
    return _LEVEL_WORDS[cell.level]


def cell_words(cell: CoverageCell, hint: str = "") -> str:
    """A cell in full: level, breadth, marks and what is possible beside it.

    "3 Answered · 4 of 7 · S R", or "0 Not addressed · 0 of 7 · ? · 2 possible".
    """
    return _in_full(cell.level, cell.breadth, cell.marks, hint)


@lru_cache(maxsize=4096)
def breadth_words(breadth: tuple[int, int]) -> str:
    """A breadth in words: "3 of 7"."""
    return f"{breadth[0]} of {breadth[1]}"


@lru_cache(maxsize=4096)
def marks_words(marks: str) -> str:
    """Marks spelt out, for those who cannot know the letters."""
    return "; ".join(MARKS[mark] for mark in marks if mark in MARKS)


@lru_cache(maxsize=4096)
def _in_full(
    level: Level | None, breadth: tuple[int, int] | None, marks: str, hint: str
) -> str:
    parts = "" if breadth is None else breadth_words(breadth)
    return " · ".join(filter(None, (_LEVEL_WORDS[level], parts, " ".join(marks), hint)))


_LEVEL_WORDS: dict[int | None, str] = {
    level: f"{level} {name.capitalize()}" for level, name in LEVEL_NAMES.items()
}
_LEVEL_WORDS[None] = NOT_ASSESSABLE.capitalize()
