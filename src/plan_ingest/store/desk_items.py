"""Items and their offers in the desk's index: put in, taken out, looked up."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.review.queue import doubt_of, offered_nodes

OFFERED = 4
"""Nodes by which an item is found, at least; all that are accepted among them."""
_QUICK = 1
"""zlib's quickest: an item's offers are long and read one at a time."""
_PUT = (
    "INSERT INTO items(place, item_id, source_id, force, item_no, page, kind, text,"
    " best, sure, doubt, amended, item, offer)"
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item, as corrected, with what is suggested for it."""

    item: PlanItem
    offer: ItemSuggestions | None = None


def put(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Add items; each must not be there yet."""
    row = connection.execute("SELECT coalesce(max(place), 0) FROM items").fetchone()
    for place, entry in enumerate(entries, int(row[0]) + 1):
        _put(connection, place, entry)


def take_out(connection: sqlite3.Connection, item_ids: Iterable[str]) -> None:
    """Leave items out of the index; those that are not there do no harm."""
    for item_id in item_ids:
        place = place_of(connection, item_id)
        if place is not None:
            for table in ("items", "flags", "offered"):
                connection.execute(f"DELETE FROM {table} WHERE place=?", (place,))  # noqa: S608
            connection.execute("DELETE FROM texts WHERE rowid=?", (place,))


def entry(connection: sqlite3.Connection, item_id: str) -> Entry | None:
    """An item with its offers, None where there is no such item."""
    found = connection.execute(
        "SELECT item, offer FROM items WHERE item_id=?", (item_id,)
    ).fetchone()
    return _entry(found) if found else None


def entries_of(connection: sqlite3.Connection, source_id: str) -> Iterator[Entry]:
    """A source's items with their offers, in document order."""
    rows = connection.execute(
        "SELECT item, offer FROM items WHERE source_id=? ORDER BY item_no, item_id",
        (source_id,),
    )
    return map(_entry, rows.fetchall())


def readings_of(connection: sqlite3.Connection, source_id: str) -> list[PlanItem]:
    """A source's items as they were read, kept from now on beside what is made."""
    kept = "SELECT item FROM readings WHERE source_id=?"
    rows = connection.execute(kept, (source_id,)).fetchall()
    if not rows:
        connection.execute(
            "INSERT INTO readings SELECT item_id, source_id, item, offer FROM items"
            " WHERE source_id=?",
            (source_id,),
        )
        rows = connection.execute(kept, (source_id,)).fetchall()
    items = [unpacked(PlanItem, row[0]) for row in rows]
    return sorted(items, key=lambda item: (item.item_no, item.item_id))


def reading_of(connection: sqlite3.Connection, item_id: str) -> Entry | None:
    """An item as it was read, None where nothing of its source was corrected."""
    found = connection.execute(
        "SELECT item, offer FROM readings WHERE item_id=?", (item_id,)
    ).fetchone()
    return _entry(found) if found else None


def spare_offer(connection: sqlite3.Connection, item_id: str) -> ItemSuggestions | None:
    """What is suggested for an item that was not read but made by a correction."""
    found = connection.execute(
        "SELECT offer FROM spare WHERE item_id=?", (item_id,)
    ).fetchone()
    return unpacked(ItemSuggestions, found[0]) if found else None


def place_of(connection: sqlite3.Connection, item_id: str) -> int | None:
    """An item's number in the index."""
    found = connection.execute("SELECT place FROM items WHERE item_id=?", (item_id,))
    row = found.fetchone()
    return int(row[0]) if row else None


def source_record(
    connection: sqlite3.Connection, source_id: str
) -> SourceRecord | None:
    """A source's record, as corrected."""
    found = connection.execute(
        "SELECT record FROM sources WHERE source_id=?", (source_id,)
    ).fetchone()
    return unpacked(SourceRecord, found[0]) if found else None


def packed(shape: Any, noun: Any) -> bytes:
    """A noun as bytes of the index."""
    return zlib.compress(_adapter(shape).dump_json(noun), _QUICK)


def unpacked(shape: Any, content: bytes) -> Any:
    """The noun again."""
    return _adapter(shape).validate_json(zlib.decompress(content))


def _entry(row: Sequence[Any]) -> Entry:
    offer = unpacked(ItemSuggestions, row[1]) if row[1] is not None else None
    return Entry(unpacked(PlanItem, row[0]), offer)


def _put(connection: sqlite3.Connection, place: int, entry: Entry) -> None:
    item = entry.item
    ranking = entry.offer.text if entry.offer else None
    offered = offered_nodes(ranking, OFFERED)
    connection.execute(
        _PUT,
        (
            place,
            item.item_id,
            item.source_id,
            item.force or "",
            item.item_no,
            item.source.page,
            item.kind,
            item.text,
            offered[0].node_id if offered else "",
            offered[0].confidence if offered else 0.0,
            doubt_of(offered),
            "amended" in item.flags,
            packed(PlanItem, item),
            packed(ItemSuggestions, entry.offer) if entry.offer else None,
        ),
    )
    accepted = ranking.accepted if ranking else ()
    connection.executemany(
        "INSERT OR IGNORE INTO offered VALUES(?, ?, ?, ?)",
        [(o.node_id, place, o.confidence, o.node_id in accepted) for o in offered],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO flags VALUES(?, ?)", [(f, place) for f in item.flags]
    )
    connection.execute(
        "INSERT INTO texts(rowid, text, headings, response, others)"
        " VALUES(?, ?, ?, ?, ?)",
        (place, item.text, "\n".join(item.headings), "\n".join(item.response),
         "\n".join((item.ref, item.target, item.lead, item.status_text))),
    )  # fmt: skip


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)
