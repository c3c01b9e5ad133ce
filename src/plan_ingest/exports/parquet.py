"""Items as Parquet, field by field as items.jsonl has them."""

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from plan_ingest.model.coverage import Report
from plan_ingest.model.plan import PlanItem

_BYTES_AT_ONCE = 16_000_000
"""Lines of items that are one group of rows of the file."""
_BYTES_READ = 1_000_000
"""Lines of them turned into columns at a time."""


def items_parquet(report: Report) -> bytes:
    """The items as Parquet, field by field as items.jsonl has them."""
    plans = groupby(report.items, key=lambda item: item.source_id)
    return b"".join(lines_parquet(_lines(items) for _, items in plans))


def lines_parquet(plans: Iterable[bytes]) -> Iterator[bytes]:
    """The same of items that come as lines, plan by plan; a chunk at a time."""
    sink = _Sink()
    with pq.ParquetWriter(sink, ITEMS, compression="zstd") as writer:
        for group in _gathered(plans):
            writer.write_table(group)
            del group
            # What pyarrow keeps for later it would keep while workbooks are made.
            pa.default_memory_pool().release_unused()
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Takes what a writer writes, until it is taken from it."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._held: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, content: Any) -> int:
        """Takes bytes, or their like."""
        self._held.append(bytes(content))
        self._at += len(self._held[-1])
        return len(self._held[-1])

    def tell(self) -> int:
        """How many bytes were written so far."""
        return self._at

    def taken(self) -> bytes:
        """What was written since it was last taken."""
        found = b"".join(self._held)
        self._held.clear()
        return found


def _gathered(plans: Iterable[bytes]) -> Iterator[pa.Table]:
    """The columns of some plans at a time; none, once, where there are no items."""
    held: list[bytes] = []
    pieces: list[pa.Table] = []
    read = whole = groups = 0
    for lines in plans:
        held.append(lines)
        read, whole = read + len(lines), whole + len(lines)
        if read > _BYTES_READ or whole > _BYTES_AT_ONCE:
            pieces.append(_columns(b"".join(held)))
            held, read = [], 0
        if whole > _BYTES_AT_ONCE:
            yield _joined(pieces)
            whole, groups = 0, groups + 1
    if read:
        pieces.append(_columns(b"".join(held)))
    if pieces or not groups:
        yield _joined(pieces or [ITEMS.empty_table()])


def _joined(pieces: list[pa.Table]) -> pa.Table:
    """The rows in one piece: how a group was cut would show in its bytes."""
    whole = pa.concat_tables(pieces).combine_chunks()
    pieces.clear()  # not held beside the whole while that is written
    return whole


def _lines(items: Iterable[PlanItem]) -> bytes:
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
