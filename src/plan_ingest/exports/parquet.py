"""Items as Parquet, field by field as items.jsonl has them."""

import io
from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from plan_ingest.model.coverage import Report
from plan_ingest.model.plan import PlanItem

_AT_ONCE = 50_000
"""Items turned into columns at a time: a block of lines may not exceed 2 GB."""
_BYTES_AT_ONCE = 16_000_000
"""The same where items come as lines: one group of rows of the file."""


def items_parquet(report: Report) -> bytes:
    """The items as Parquet, field by field as items.jsonl has them."""
    items = report.items
    parts = [
        _columns(_lines(items[first : first + _AT_ONCE]))
        for first in range(0, len(items), _AT_ONCE)
    ]
    table = pa.concat_tables(parts) if parts else ITEMS.empty_table()
    sink = io.BytesIO()
    pq.write_table(table.combine_chunks(), sink, compression="zstd")
    return sink.getvalue()


def lines_parquet(plans: Iterable[bytes]) -> bytes:
    """The same of items that come as lines, plan by plan, in groups of rows."""
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, ITEMS, compression="zstd") as writer:
        for lines in _gathered(plans):
            writer.write_table(_columns(lines))
    return sink.getvalue()


def _gathered(plans: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of some plans at a time."""
    held: list[bytes] = []
    size = 0
    for lines in plans:
        held.append(lines)
        size += len(lines)
        if size > _BYTES_AT_ONCE:
            yield b"".join(held)
            held, size = [], 0
    if size:
        yield b"".join(held)


def _lines(items: Sequence[PlanItem]) -> bytes:
    return b"".join(_ITEM.dump_json(item) + b"\n" for item in items)


def _columns(lines: bytes) -> pa.Table:
    """Items as columns, by way of JSON: pyarrow itself brings pandas in for rows."""
    return pj.read_json(
        io.BytesIO(lines),
        pj.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        pj.ParseOptions(ITEMS, unexpected_field_behavior="error"),
    )


_ITEM = TypeAdapter(PlanItem)
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
