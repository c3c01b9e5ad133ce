"""Dates in the words of a plan: what they span, and what they are to the plan."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.plan import DateKind, ItemDate

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = r"['’]?\d\d(?!\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_FINANCIAL = rf"(?:fy\s*)?(?P<fy>{_YEAR})\s*[/–-]\s*(?P<fy2>\d\d(?:\d\d)?)(?![\d/-])"
_SPAN = re.compile(
    rf"\b(?P<iso>{_YEAR}-\d\d-\d\d)\b"
    rf"|\b(?P<quarter>q[1-4]|quarter [1-4])\s*(?:of\s*)?(?P<qy>{_YEAR})"
    rf"(?:\s*[/–-]\s*(?P<qy2>\d\d(?:\d\d)?))?\b"
    rf"|\b(?P<day>{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?:{_YEAR}|{_SHORT_YEAR}))"
    rf"|\b(?P<us>{_MONTH}\s+{_DAY},?\s+{_YEAR})\b"
    rf"|\b(?P<slash>\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d))\b"
    rf"|\b(?P<month>{_MONTH}[\s,-]*(?:{_YEAR}|{_SHORT_YEAR}))"
    rf"|\b{_FINANCIAL}"
    rf"|\b(?P<season>spring|summer|autumn|winter|(?:early|mid|late|end of))[\s-]+"
    rf"(?P<sy>{_YEAR})\b"
    rf"|\b(?P<year>{_YEAR})\b(?![-/]\d)",
    re.IGNORECASE,
)
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 12),
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "end of": (12, 12),
}
_DIALLED = re.compile(r"(?<![\d/-])0\d{2,4}[\s-](?:\d{3,4}[\s-])?$")
_CLAUSE = re.compile(r"[.;,()\n]")


def spans(text: str, lexicon: Lexicon) -> Iterator[tuple[re.Match[str], date, date]]:
    """Every date in a text: the match, its first and its last day."""
    for found in _SPAN.finditer(text):
        if found.group("year") and _is_dialled(text[: found.start()], lexicon):
            continue
        ends = _ends(found, lexicon)
        if ends:
            yield found, *ends


def _is_dialled(before: str, lexicon: Lexicon) -> bool:
    """Whether the figures after these words are a telephone's, not a year."""
    words = before.split()
    listed = lexicon.words["telephone"]
    named = bool(words) and listed.has(words[-1].strip(":.("))
    return named or bool(_DIALLED.search(before))


def item_dates(
    text: str, lexicon: Lexicon, document_date: str | None, all_dates: bool
) -> tuple[ItemDate, ...]:
    """The dates of a target cell, or with `all_dates` False those a text calls due.

    Coming or past is against `document_date`, ISO or as much of it as is known; where
    it is None any date counts as coming.
    """
    found = []
    for match, start, end in spans(text, lexicon):
        before = _CLAUSE.split(text[: match.start()])[-1]
        due = lexicon.words["due"].find(before[-40:])
        if not all_dates and not due:
            continue
        kind = _kind(match, before, end, document_date, lexicon)
        found.append(
            ItemDate(match.group().strip(), kind, start.isoformat(), end.isoformat())
        )
    return tuple(found)


def _kind(
    match: re.Match[str],
    before: str,
    end: date,
    document_date: str | None,
    lexicon: Lexicon,
) -> DateKind:
    coming = document_date is None or end.isoformat() >= _earliest(document_date)
    if match.group("fy"):
        return "period" if coming else "past"
    if not coming:
        return "past"
    reviewed = lexicon.words["review"].find(before)
    if reviewed and not lexicon.words["past"].find(before):
        return "review"
    return "due"


def _earliest(document_date: str) -> str:
    """The first day of the month, or of the year, the document is dated."""
    return f"{document_date[:7]}-01" if len(document_date) >= 7 else document_date[:4]


def _ends(found: re.Match[str], lexicon: Lexicon) -> tuple[date, date] | None:
    groups = found.groupdict()
    if year := groups["fy"]:
        return _financial(int(year), groups["fy2"])
    if year := groups["qy"]:
        return _quarter(groups["quarter"], int(year), bool(groups["qy2"]))
    if year := groups["sy"]:
        first, last = _SEASONS[groups["season"].lower()]
        return date(int(year), first, 1), _month_end(int(year), last)
    return lexicon.read_date(_readable(found.group()))


def _financial(year: int, second: str) -> tuple[date, date] | None:
    """2014/15 is 1 April to 31 March, 2014-2016 those years, 2014-09 a month."""
    last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    if last == year + 1:
        return date(year, 4, 1), date(last, 3, 31)
    if last > year:
        return date(year, 1, 1), date(last, 12, 31)
    month = int(second) if len(second) == 2 else 0
    return (date(year, month, 1), _month_end(year, month)) if 1 <= month <= 12 else None


def _quarter(name: str, year: int, financial: bool) -> tuple[date, date]:
    number = int(name[-1])
    first = 3 * number + 1 if financial else 3 * number - 2
    year, first = (year + 1, first - 12) if first > 12 else (year, first)
    return date(year, first, 1), _month_end(year, first + 2)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _readable(raw: str) -> str:
    """A month with two figures after it is a year, never a day."""
    short = re.search(r"([A-Za-z]{3,}\.?)[\s,-]*['’]?(\d\d)$", raw)
    if short:
        raw = f"{raw[: short.start()]}{short.group(1)} 20{short.group(2)}"
    return re.sub(r"\bof\b|[.,]", " ", raw) if re.search("[A-Za-z]", raw) else raw
