"""Items as Parquet, field by field as items.jsonl has them."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from plan_ingest.model.coverage import Report
from plan_ingest.model.plan import PlanItem


def items_parquet(report: Report) -> bytes:
    """The items as Parquet, field by field as items.jsonl has them."""
    rows = TypeAdapter(tuple[PlanItem, ...]).dump_python(report.items)
    table = pa.Table.from_pylist(rows, schema=ITEMS)
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


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
