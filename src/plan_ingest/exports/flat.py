"""Listings and items as data: CSV, Parquet, and the CSVW words that describe them."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.safe import csv_text
from plan_ingest.model.coverage import Report
from plan_ingest.model.plan import PlanItem


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


def items_parquet(report: Report) -> bytes:
    """The items as Parquet, field by field as items.jsonl has them."""
    rows = TypeAdapter(tuple[PlanItem, ...]).dump_python(report.items)
    table = pa.Table.from_pylist(rows, schema=ITEMS)
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


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
_DATE = pa.struct([(n, pa.string()) for n in ("raw", "kind", "start", "end")])
_SMART = pa.struct(
    [
        ("owner", pa.string()),
        ("date", pa.string()),
        ("measure", pa.bool_()),
        ("evidence", pa.string()),
    ]
)
_PLACE = pa.struct(
    [
        ("file", pa.string()),
        ("sha256", pa.string()),
        ("media_type", pa.string()),
        ("page", pa.int32()),
        ("page_end", pa.int32()),
        ("bbox", pa.list_(pa.float64())),
        ("table", pa.int32()),
        ("row", pa.int32()),
    ]
)
ITEMS = pa.schema(
    [
        *((n, pa.string()) for n in ("item_id", "source_id", "force", "plan_title")),
        *((n, pa.string()) for n in ("period", "document_date")),
        ("item_no", pa.int32()),
        *((n, pa.string()) for n in ("ref", "kind", "text")),
        ("headings", pa.list_(pa.string())),
        ("response", pa.list_(pa.string())),
        *((n, pa.string()) for n in ("evidence_from", "target", "lead")),
        *((n, pa.string()) for n in ("status_text", "status")),
        ("dates", pa.list_(_DATE)),
        ("smart", _SMART),
        ("source", _PLACE),
        ("flags", pa.list_(pa.string())),
    ]
)
"""The columns of items as Parquet, field by field as items.jsonl has them."""
