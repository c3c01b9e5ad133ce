"""Officers shown by their roles: the name after a rank or a title is withheld."""

import csv
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

WITHHELD = "[name withheld]"

_NAME = r"[A-Z][\w'’-]*\.?"


def shown_text(names: bool) -> Callable[[str], str]:
    """How a text is shown: as printed where `names` may be, else with roles only."""
    return (lambda text: text) if names else roles_only


def roles_only(text: str) -> str:
    """The text with the names after ranks and titles withheld.

    A name is up to three capitalised words; one that itself belongs to a rank or
    to an office, such as Crime or Operations, is none and ends it.
    """
    return _named().sub(_withheld, text)


@cache
def _ranks() -> tuple[str, ...]:
    table = files("plan_ingest") / "data" / "ranks.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return tuple(sorted({row["rank"] for row in rows}, key=lambda r: (-len(r), r)))


@cache
def _named() -> re.Pattern[str]:
    ranks = "|".join(map(re.escape, _ranks()))
    return re.compile(
        rf"\b(?P<rank>{ranks})\.?\s+(?P<name>{_NAME}(?:\s{_NAME}){{0,2}})"
    )


@cache
def _offices() -> frozenset[str]:
    """Words that stand in ranks and in the names of posts and bodies."""
    table = files("plan_ingest") / "data" / "offices.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    words = {word for rank in _ranks() for word in rank.split()}
    return frozenset(words | {row["word"] for row in rows})


def _withheld(found: re.Match[str]) -> str:
    words = found["name"].split()
    if words[0] in _offices():
        return found[0]
    kept = next((at for at, word in enumerate(words) if word in _offices()), len(words))
    rest = "".join(f" {word}" for word in words[kept:])
    dot = "." if not rest and found[0].endswith(".") else ""
    return f"{found['rank']} {WITHHELD}{rest}{dot}"
