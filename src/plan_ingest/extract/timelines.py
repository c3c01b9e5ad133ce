"""Columns beside the items whose headers are periods, or ask whether it is done."""

import re
from collections.abc import Sequence

from plan_ingest.extract.grid import Row
from plan_ingest.extract.lexicon import Column, Lexicon
from plan_ingest.text import fold

PERIOD = "period"
"""Role of a column of a timeline: its cells mark when an item is worked on."""
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:(?:19|20)\d\d(?:\s*[/–-]\s*(?:\d\d){1,2})?|['’]?\d\d)"
_PERIOD = re.compile(
    rf"(?:q|quarter|qtr|year|yr|phase|week|month)\s*\d{{1,2}}(?:\s+{_YEAR})?"
    rf"|{_MONTH}(?:[\s-]*{_YEAR})?(?:\s*[–-]\s*{_MONTH}(?:\s*{_YEAR})?)?"
    r"|(?:19|20)\d\d(?:\s*[/–-]\s*(?:\d\d){1,2})?"
)
_FIGURE = re.compile(r"[£+-]?\d[\d.,]*\s?[%k]?")
_ASKS = re.compile(r"\s*(?:\?|\(?(?:y/n|yes/no)\)?|\s)*$")
_ITEMS = ("action", "objective", "recommendation")


def with_periods(
    named: Sequence[Column | None], texts: Sequence[str], lexicon: Lexicon
) -> tuple[Column | None, ...]:
    """A header's columns, and what the names beside the items' say there alone.

    Two names of periods or more are a timeline; "Completed" is no account but a sign.
    """
    if not any(
        column and column.role in _ITEMS and lexicon.label(text)
        for column, text in zip(named, texts, strict=True)
    ):
        return tuple(named)
    periods = [_is_period(text) for text in texts]
    timeline = sum(periods) > 1
    return tuple(
        column or _beside(text, lexicon, timeline=timeline and period)
        for column, text, period in zip(named, texts, periods, strict=True)
    )


def under(
    above: Sequence[Column | None] | None, named: tuple[Column | None, ...]
) -> tuple[Column | None, ...]:
    """A header's columns; under "Progress", "Jan 2026" says what that name says."""
    if above is None or len(above) != len(named):
        return named
    return tuple(
        over or column if column is None or column.role == PERIOD else column
        for over, column in zip(above, named, strict=True)
    )


def of_figures(roles: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether a table counts what was done in each period: it plans nothing."""
    if set(roles) - {"", "ref", PERIOD, *_ITEMS}:
        return False
    cols = [col for col, role in enumerate(roles) if role == PERIOD]
    told = [text for row in rows for col in cols if (text := row.own(col).strip())]
    # Money beside an action is what it costs in a year.
    figures = sum(bool(_FIGURE.fullmatch(text)) and "£" not in text for text in told)
    return bool(told) and 2 * figures >= len(told)


def _is_period(text: str) -> bool:
    return bool(_PERIOD.fullmatch(fold(text).strip()))


def _beside(text: str, lexicon: Lexicon, *, timeline: bool) -> Column | None:
    if timeline:
        return Column(PERIOD)
    done = lexicon.words.get("signed")
    asked = _ASKS.sub("", fold(text))
    return Column("status", prose="response") if done and done.has(asked) else None
