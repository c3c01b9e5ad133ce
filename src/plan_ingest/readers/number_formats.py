"""Numbers and dates of a spreadsheet as its cells show them, as far as words need it.

A reference kept as 1.1 and shown as 1.10, a share kept as 0.45 and shown as 45%, a
month kept as its first day: what is shown is what the plan says.
"""

import datetime as dt
import re

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    22: "dd/mm/yyyy hh:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
}  # fmt: skip
"""Formats a workbook refers to by number without writing them down."""

_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_CONDITION = re.compile(r"\[[^\]]*\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].')
_DIGITS = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?")
_MOST_DECIMALS = 15


def shown(value: object, code: str = "") -> str:
    """A cell's value as text; `code` is its number format, "" for the general one.

    A date is written as ISO, as much of it as the cell shows: a cell that shows a
    month and a year has no day.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return _date(value, code)
    if isinstance(value, dt.date):
        return _date(dt.datetime.combine(value, dt.time()), code)
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, int | float):
        return _number(float(value), code)
    return "" if value is None else str(value)


def _date(when: dt.datetime, code: str) -> str:
    letters = _CONDITION.sub("", _LITERAL.sub("", code.lower()))
    if letters and "d" not in letters and "y" in letters:
        month = when.strftime("%B ") if "m" in letters else ""
        return f"{month}{when.year}"
    clock = "" if when.time() == dt.time() else when.strftime(" %H:%M")
    return f"{when.date().isoformat()}{clock}"


def _number(number: float, code: str) -> str:
    found = _form(code, number < 0)
    if found is None:
        return _plain(number)
    before, digits, after = found
    if "%" in before + after:
        number *= 100
    whole, _, decimals = digits.partition(".")
    places = min(len(decimals), _MOST_DECIMALS)
    thousands = "," if "," in whole.rstrip(",") else ""
    text = f"{abs(number):{thousands}.{places}f}"
    if decimals.strip("0"):
        text = text.rstrip("0").rstrip(".")
    padded = text.zfill(whole.count("0") + (len(text) - len(text.split(".")[0])))
    sign = "-" if number < 0 and ";" not in code else ""
    return f"{sign}{before}{padded}{after}".strip()


def _form(code: str, negative: bool) -> tuple[str, str, str] | None:
    """What a format prints before, as and after the digits; None for the general."""
    sections = code.split(";")
    section = sections[1] if negative and len(sections) > 1 else sections[0]
    section = _CONDITION.sub("", _CURRENCY.sub(r'"\1"', section))
    bare = _LITERAL.sub("", section)
    digits = _DIGITS.search(bare)
    if digits is None or set("@/Ee") & set(bare) or "general" in bare.lower():
        return None
    at = _DIGITS.search(_LITERAL.sub(lambda f: "\0" * len(f.group()), section))
    if at is None:
        return None
    return _words(section[: at.start()]), digits.group(), _words(section[at.end() :])


def _words(text: str) -> str:
    return _LITERAL.sub(lambda found: found.group(1) or found.group(2) or "", text)


def _plain(number: float) -> str:
    """A number as the general format shows it: no tail of binary arithmetic."""
    return f"{number:.0f}" if number.is_integer() else f"{number:.10g}"
