"""Readings in a store, collected into partitioned Parquet by the cluster's workers.

`tables/items/force=NAME/part-00000.parquet` has the items, a partition a force, and
`tables/sources/part-00000.parquet` what became of each source. A part holds the
sources of one stretch of ids, so that its making takes one worker and little memory.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from plan_ingest.exports.parquet import ITEMS
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import SourceRecord
from plan_ingest.store.kept import ITEMS as ITEMS_FILE
from plan_ingest.store.objects import Objects
from plan_ingest.store.parcels import unpacked
from plan_ingest.store.records import read_items

TABLES = "tables"
_SOURCES_A_PART = 500
_NO_FORCE = "__HIVE_DEFAULT_PARTITION__"
"""What readers of partitioned tables take for null."""
_PARTED = pa.schema([field for field in ITEMS if field.name != "force"])
_STRINGS = ("source_id", "file", "sha256", "media_type", "force", "plan_title")
_MORE = ("period", "document_date", "state", "reason", "supersedes")
_CHARACTERS = pa.struct(
    [
        (name, pa.int64())
        for name in ("item", "heading", "furniture", "boilerplate", "unread")
    ]
)
_SOURCES = pa.schema(
    [
        *((name, pa.string()) for name in (*_STRINGS, *_MORE)),
        ("pages", pa.int32()),
        ("pages_unread", pa.list_(pa.int32())),
        ("items", pa.int32()),
        ("characters", _CHARACTERS),
    ]
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of readings, by the names of their parcels in the order of sources."""

    number: int
    parcels: tuple[str, ...]
    store: str

    @property
    def named(self) -> str:
        """The part in a message."""
        return f"part {self.number} of the tables"


def parts(parcels: Iterable[str], store: str) -> Iterator[Part]:
    """The readings as parts of like size."""
    waiting, number = iter(parcels), 0
    while stretch := tuple(islice(waiting, _SOURCES_A_PART)):
        yield Part(number, stretch, store)
        number += 1


def write_part(part: Part) -> tuple[str, ...]:
    """Write a part's tables into the store; the names of what was written."""
    store, name = Objects(part.store), f"part-{part.number:05}.parquet"
    records: list[SourceRecord] = []
    by_force: dict[str | None, list[PlanItem]] = defaultdict(list)
    with TemporaryDirectory(prefix="plan-ingest-") as scratch:
        for parcel in part.parcels:
            kept = unpacked(store.read(parcel), Path(scratch))
            records.append(kept.record)
            for item in read_items(Path(scratch) / ITEMS_FILE):
                by_force[item.force].append(item)
    written = [f"{TABLES}/sources/{name}"]
    store.write(written[0], _parquet(records, SourceRecord, _SOURCES))
    for force, items in sorted(by_force.items(), key=lambda one: one[0] or ""):
        folder = _NO_FORCE if force is None else quote(force, safe="")
        written.append(f"{TABLES}/items/force={folder}/{name}")
        store.write(written[-1], _parquet(items, PlanItem, _PARTED))
    return tuple(written)


def remove_others(store: str, written: Iterable[str]) -> None:
    """Take away the parts of an earlier collection that this one did not write."""
    objects, kept = Objects(store), set(written)
    for name in list(objects.names(TABLES)):
        if name not in kept:
            objects.remove(name)


def _parquet(rows: Sequence[Any], shape: Any, schema: pa.Schema) -> bytes:
    plain = TypeAdapter(tuple[shape, ...]).dump_python(tuple(rows))
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(plain, schema=schema), sink, compression="zstd")
    return sink.getvalue()
