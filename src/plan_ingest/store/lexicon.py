"""The lexicon read from package data, extended by the project's own mappings/*.csv."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dateutil import parser

from plan_ingest.errors import UsageError
from plan_ingest.extract.lexicon import Force, Lexicon, build
from plan_ingest.text import fold, perhaps

_COLUMNS = ("phrase", "role", "kind")
_SENSES = ("phrase", "sense")
_WORDS = ("list", "phrase", "value")
_CLOSED = {
    "columns.csv": ("role", "kind"),
    "headings.csv": ("sense",),
    "words.csv": ("list",),
}
"""Columns in which a project says nothing that the package's table does not say."""
_REGISTER = ("ons_pfa_name", "police_uk_id")
_FILLINGS = (
    datetime(2000, 1, 1, tzinfo=UTC),
    datetime(2004, 12, 31, tzinfo=UTC),
)
"""What stands in for the parts of a date that are not printed."""


def load_lexicon(mappings: Path | None = None) -> Lexicon:
    """The lexicon; `mappings` is a project's folder of columns.csv, headings.csv, ...

    A project's line takes the place of the package's line for the same phrase.
    Raises UsageError where a file lacks a column, a line lacks a phrase, or says a
    role, kind, sense or list that there is not.
    """
    words = [_three(row) for row in _rows("words.csv", _WORDS, mappings)]
    return build(
        columns=(_three(row) for row in _rows("columns.csv", _COLUMNS, mappings)),
        senses=(
            (a, b) for a, b, _ in map(_three, _rows("headings.csv", _SENSES, mappings))
        ),
        words=words,
        forces=_forces(mappings, _listed(words, "suffix"), _listed(words, "saying")),
        read_date=read_date,
    )


def read_date(raw: str) -> tuple[date, date] | None:
    """The first and last day of a date as printed: a day, a month or a year.

    Read twice, with different days and months filled in: what stays the same in both
    was printed.
    """
    day_first = not raw[:4].isdigit()
    try:
        low, high = (
            parser.parse(raw, dayfirst=day_first, default=other) for other in _FILLINGS
        )
    except (parser.ParserError, OverflowError, ValueError):
        return None
    if low.year != high.year or not 1900 <= low.year <= 2200:
        return None
    return low.date(), _last_day(low.date(), high.date())


def _last_day(low: date, high: date) -> date:
    return high if high >= low else low


def _three(row: tuple[str, ...]) -> tuple[str, str, str]:
    first, second, third = (*row, "")[:3]
    return first, second, third


def _rows(
    name: str, columns: tuple[str, ...], mappings: Path | None
) -> Iterator[tuple[str, ...]]:
    known: dict[str, set[str]] = {column: set() for column in _CLOSED.get(name, ())}
    package, *own = _tables(name, mappings)
    for _, row in _lines(package, columns):
        for column, values in known.items():
            values.add(row[column])
        yield tuple(row.values())
    for table in own:
        for line, row in _lines(table, columns):
            _check(f"{table} line {line}", row, known)
            yield tuple(row.values())


def _lines(
    table: Traversable, columns: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table by column, each with the line it ends on."""
    try:
        with table.open("r", encoding="utf-8-sig") as lines:
            reader = csv.DictReader(lines)
            missing = [one for one in columns if one not in (reader.fieldnames or ())]
            if missing:
                raise UsageError(
                    f"{table} line 1: no column {', '.join(missing)}; the first line is"
                    f" {','.join(columns)}"
                )
            for row in reader:
                found = {column: (row[column] or "").strip() for column in columns}
                if any(found.values()):
                    yield reader.line_num, found
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise UsageError(
            f"{table}: not a CSV in UTF-8 ({wrong}); save it as one (in Excel: CSV"
            " UTF-8)"
        ) from wrong


def _check(
    place: str, row: Mapping[str, str], known: Mapping[str, Collection[str]]
) -> None:
    lacking = [column for column in (*row,)[:2] if not row[column]]
    if lacking:
        raise UsageError(f"{place}: no {' and no '.join(lacking)}; write one")
    for column, values in known.items():
        said = row[column]
        if said not in values:
            there = ", ".join(sorted(filter(None, values)))
            raise UsageError(
                f"{place}: no {column} is called `{said}`; {perhaps(said, values)}"
                f"known are {there}"
            )


def _tables(name: str, mappings: Path | None) -> Iterable[Traversable]:
    yield files("plan_ingest").joinpath("data", name)
    if mappings is not None and (mappings / name).is_file():
        yield mappings / name


def _listed(words: Iterable[tuple[str, str, str]], name: str) -> tuple[str, ...]:
    return tuple(fold(phrase) for listed, phrase, _ in words if listed == name)


def _forces(
    mappings: Path | None, suffixes: tuple[str, ...], saying: tuple[str, ...]
) -> tuple[Force, ...]:
    """Forces in the order of the register, each with every name plans print for it.

    `saying` are last words by which a name alone says that it is a police force's;
    to any other name one of the `suffixes` may be added.
    """
    names = [row[0] for row in _rows("forces.csv", _REGISTER, mappings)]
    aliases: dict[str, list[str]] = {name: [name] for name in names}
    for alias, name in _rows("force_aliases.csv", ("alias", "ons_pfa_name"), mappings):
        aliases.setdefault(name, [name]).append(alias)
    return tuple(
        _force(name, printed, suffixes, saying) for name, printed in aliases.items()
    )


def _force(
    name: str,
    printed: Iterable[str],
    suffixes: tuple[str, ...],
    saying: tuple[str, ...],
) -> Force:
    folded = [fold(one) for one in printed]
    full = [f"{one} {suffix}" for one in folded for suffix in suffixes]
    said = [one for one in folded if one.split()[-1] in saying]
    bare = [one for one in folded if one not in said]
    return Force(name, tuple(dict.fromkeys((*full, *said))), tuple(bare))
