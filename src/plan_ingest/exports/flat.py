"""Listings as data: CSV, and the CSVW words that describe it."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from plan_ingest.exports.listing import Column, Listing, Value
from plan_ingest.exports.safe import csv_text
from plan_ingest.model.coverage import Report


def as_csv(listing: Listing) -> bytes:
    """The listing as CSV: UTF-8, a comma, a line feed, nothing that runs."""
    return b"".join([csv_head(listing.columns), *csv_lines(listing.rows)])


def csv_head(columns: Iterable[Column]) -> bytes:
    """The first line of a listing's CSV: the columns' names."""
    return csv_lines([[column.name for column in columns]])[0]


def csv_lines(rows: Iterable[Sequence[Value]]) -> list[bytes]:
    """Each row as it stands in a CSV, its line feed with it."""
    text = _Lines()
    safe = _Safe()
    csv.writer(text, lineterminator="\n").writerows(
        [
            safe[value]
            if (kind := value.__class__) is str
            else _TRUTHS[bool(value)]
            if kind is bool
            else value
            for value in row
        ]
        for row in rows
    )
    return [line.encode("utf-8") for line in text]


def csv_fields(values: Sequence[Value]) -> bytes:
    """Neighbouring fields of a row, as they stand in a CSV between two commas."""
    return csv_lines([values])[0][:-1]


def data_dictionary(report: Report, listings: Iterable[Listing]) -> Iterator[bytes]:
    """What every column of the listings' files says, as CSV on the Web metadata.

    A chunk at a time.
    """
    heads = list(listings)
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": report.title,
        "dc:description": report.marking,
        "tables": [_described(listing) for listing in heads],
    }
    # Thousands of plans are as many columns: they are set in as text, which is quick.
    text = json.dumps(described, indent=2, ensure_ascii=False)
    pieces = text.split(_COLUMNS)
    for piece, listing in zip(pieces, heads, strict=False):
        yield piece.encode()
        yield from _columns(listing.columns)
    yield f"{pieces[-1]}\n".encode()


class _Lines(list[str]):
    """Takes what a CSV writer writes: a row at a time."""

    write = list[str].append


class _Safe(dict[Any, str]):
    """Texts made safe for CSV, each once: most of a listing's texts come again."""

    def __missing__(self, text: str) -> str:
        """A text that is met for the first time."""
        self[text] = csv_text(text)
        return self[text]


def _described(listing: Listing) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": []}
    if listing.keys:
        schema["primaryKey"] = list(listing.keys)
    return {
        "url": f"{listing.name}.csv",
        "dc:title": listing.title,
        "dc:description": listing.says,
        "tableSchema": schema,
    }


def _columns(columns: Sequence[Column]) -> Iterator[bytes]:
    yield b'"columns": [\n'
    for first in range(0, len(columns), _AT_ONCE):
        described = ",\n".join(
            _COLUMN % tuple(map(_quoted, (c.name, c.name, c.says, c.datatype)))
            for c in columns[first : first + _AT_ONCE]
        )
        yield f"{_BETWEEN if first else _FIRST}{described}".encode()
    yield b"\n        ]"


_AT_ONCE = 1_000
"""Columns described at a time."""
_FIRST, _BETWEEN = "", ",\n"
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_COLUMNS = '"columns": []'
_COLUMN = """\
          {
            "name": %s,
            "titles": [
              %s
            ],
            "dc:description": %s,
            "datatype": %s
          }"""
_TRUTHS = ("false", "true")
"""False and true, as CSV has them."""
