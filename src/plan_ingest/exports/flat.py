"""Listings as data: CSV, and the CSVW words that describe it."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.safe import csv_text
from plan_ingest.model.coverage import Report


def as_csv(listing: Listing) -> bytes:
    """The listing as CSV: UTF-8, a comma, a line feed, nothing that runs."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([csv_text(column.name) for column in listing.columns])
    safe = _Safe()
    rows.writerows(
        [
            safe[value]
            if (kind := value.__class__) is str
            else _TRUTHS[bool(value)]
            if kind is bool
            else value
            for value in row
        ]
        for row in listing.rows
    )
    return text.getvalue().encode("utf-8")


def data_dictionary(report: Report, listings: Iterable[Listing]) -> bytes:
    """What every column of the listings' files says, as CSV on the Web metadata."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": report.title,
        "dc:description": report.marking,
        "tables": [_described(listing) for listing in listings],
    }
    return (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode()


class _Safe(dict[Any, str]):
    """Texts made safe for CSV, each once: most of a listing's texts come again."""

    def __missing__(self, text: str) -> str:
        """A text that is met for the first time."""
        self[text] = csv_text(text)
        return self[text]


def _described(listing: Listing) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(c) for c in listing.columns]}
    if listing.keys:
        schema["primaryKey"] = list(listing.keys)
    return {
        "url": f"{listing.name}.csv",
        "dc:title": listing.title,
        "dc:description": listing.says,
        "tableSchema": schema,
    }


def _column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": [column.name],
        "dc:description": column.says,
        "datatype": column.datatype,
    }
    return described


_TRUTHS = ("false", "true")
"""False and true, as CSV has them."""
