"""Corrections of what was read, laid over the desk's items as they are given."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence, Set
from datetime import UTC
from typing import TypeAlias

from plan_ingest.errors import RecordError
from plan_ingest.extract.identity import item_id as identify
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Amendment, ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.amended import amendments_of
from plan_ingest.pipeline.desk.bench import Bench
from plan_ingest.review.amendments import amend, moment, names, standing, wrong_value
from plan_ingest.store.desk_items import (
    Entry,
    entries_of,
    entry,
    packed,
    put,
    reading_of,
    readings_of,
    spare_offer,
    take_out,
    unpacked,
)
from plan_ingest.store.desk_journals import Kept
from plan_ingest.store.desk_words import settle_items

Suggest: TypeAlias = Callable[[Sequence[PlanItem]], Iterable[ItemSuggestions]]
"""Suggestions for items whose words were corrected."""


def corrections(bench: Bench) -> Kept[Amendment]:
    """amendments.jsonl beside the ledger, laid over the items as it grows."""

    def take(connection: sqlite3.Connection, records: Sequence[Amendment]) -> None:
        for one in records:
            if wrong := wrong_value(one):
                raise RecordError(
                    f"{amendments_of(bench.project, bench.framework.id)}: amendment"
                    f" {one.id!r}: {wrong}; mend its value"
                )
        connection.executemany(
            "INSERT OR IGNORE INTO amendments VALUES(?, ?, ?, ?, ?, 0, ?)",
            [(one.id, _when(one), one.item_id, one.analyst, one.change,
              packed(Amendment, one)) for one in records],
        )  # fmt: skip
        lay_over(bench, connection, records)

    def forget(connection: sqlite3.Connection) -> None:
        before = every(connection)
        connection.execute("DELETE FROM amendments")
        lay_over(bench, connection, before)

    path = amendments_of(bench.project, bench.framework.id)
    return Kept("amendments", path, Amendment, take, forget)


def every(connection: sqlite3.Connection) -> tuple[Amendment, ...]:
    """All corrections on the record, oldest first."""
    rows = connection.execute("SELECT record FROM amendments ORDER BY moment, id")
    return tuple(unpacked(Amendment, row[0]) for row in rows.fetchall())


def unapplied(connection: sqlite3.Connection) -> frozenset[str]:
    """The ids of corrections that found nothing to correct."""
    rows = connection.execute("SELECT id FROM amendments WHERE applied=0")
    return frozenset(str(row[0]) for row in rows.fetchall())


def suggest_anew(bench: Bench, suggest: Suggest) -> None:
    """Suggest for the items whose words were corrected; nothing else waits for it."""
    rows = bench.index.reading.execute("SELECT item_id FROM unsuggested").fetchall()
    if not rows:
        return
    found = [entry(bench.index.reading, row[0]) for row in rows]
    items = [one.item for one in found if one is not None]
    offers = {one.item_id: one for one in suggest(items)} if items else {}
    with bench.index.writing() as connection:
        for item in items:
            now = entry(connection, item.item_id)
            if now is not None and now.item == item:
                take_out(connection, [item.item_id])
                put(connection, [Entry(item, offers.get(item.item_id))])
        connection.executemany("DELETE FROM unsuggested WHERE item_id=?", rows)
        ids = [item.item_id for item in items]
        settle_items(connection, ids, bench.framework.id, bench.adjudicators)


def amendments_on(bench: Bench, item_id: str) -> tuple[Amendment, ...]:
    """The corrections that stand on an item."""
    found = standing(every(bench.index.reading), bench.adjudicators)
    return tuple(one for one in found if one.item_id == item_id)


def as_read(bench: Bench, item_id: str) -> PlanItem | None:
    """The item before its corrections, None where there are none."""
    found = reading_of(bench.index.reading, item_id)
    return found.item if found else None


def lay_over(
    bench: Bench,
    connection: sqlite3.Connection,
    fresh: Sequence[Amendment],
) -> None:
    """Make the items of the sources that these corrections touch anew.

    Those of other words than before are noted, to be suggested anew.
    """
    known = every(connection)
    sources = _touched(connection, fresh, known)
    if not sources:
        return
    read = [item for source in sources for item in readings_of(connection, source)]
    records = [r for r in (_record_read(connection, s) for s in sources) if r]
    made = amend(read, records, known, identify, bench.adjudicators)
    before = {e.item.item_id: e for s in sources for e in entries_of(connection, s)}
    after = {item.item_id: item for item in made.items}
    changed = [
        item
        for key, item in after.items()
        if key not in before or before[key].item != item
    ]
    gone = before.keys() - after.keys()
    likes = [
        row
        for item in changed
        for row in connection.execute(
            "SELECT likes, item_id, text FROM items WHERE item_id=?", (item.item_id,)
        ).fetchall()
    ]
    take_out(connection, [*gone, *(item.item_id for item in changed)])
    put(connection, _offered(connection, changed, before))
    connection.executemany(
        "UPDATE items SET likes=? WHERE item_id=? AND text=?",
        likes,
    )
    ids = [*gone, *(item.item_id for item in changed)]
    settle_items(connection, ids, bench.framework.id, bench.adjudicators)
    _note_applied(connection, known, made.lost, before.keys() | after.keys())
    connection.executemany(
        "UPDATE sources SET force=?, record=? WHERE source_id=?",
        [(r.force or "", packed(SourceRecord, r), r.source_id) for r in made.sources],
    )


def _offered(
    connection: sqlite3.Connection,
    changed: Sequence[PlanItem],
    before: dict[str, Entry],
) -> list[Entry]:
    """The items with what is suggested for their words, where that is known."""
    offers: dict[str, ItemSuggestions | None] = {}
    for item in changed:
        old = before.get(item.item_id)
        if old is not None and _words(old.item) == _words(item):
            offers[item.item_id] = old.offer
        elif (read := reading_of(connection, item.item_id)) is not None and (
            _words(read.item) == _words(item)
        ):
            offers[item.item_id] = read.offer
        elif old is None and (kept := spare_offer(connection, item.item_id)):
            offers[item.item_id] = kept
        else:
            connection.execute(
                "INSERT OR IGNORE INTO unsuggested VALUES(?)", (item.item_id,)
            )
    return [Entry(item, offers.get(item.item_id)) for item in changed]


def _note_applied(
    connection: sqlite3.Connection,
    known: Iterable[Amendment],
    lost: Iterable[Amendment],
    here: Set[str],
) -> None:
    """Note which corrections found their items; those on other sources stay as is."""
    gone = {one.id for one in lost}
    told = [(True, one.id) for one in known if one.id not in gone]
    told += [(False, one.id) for one in lost if one.item_id in here]
    connection.executemany("UPDATE amendments SET applied=? WHERE id=?", told)


def _touched(
    connection: sqlite3.Connection,
    fresh: Sequence[Amendment],
    known: Sequence[Amendment],
) -> list[str]:
    """The sources of the items that these name, and of those merged with them."""
    places = _places(connection, known)
    by_id = {one.id: one for one in known}
    struck = [by_id[one.retracts] for one in fresh if one.retracts in by_id]
    sources = {
        places[i] for one in (*fresh, *struck) for i in names(one) & places.keys()
    }
    merges = [one for one in known if one.change == "merge"]
    joined = [{places[i] for i in names(one) & places.keys()} for one in merges]
    while more := [one for one in joined if one & sources and not one <= sources]:
        sources |= set().union(*more)
    return sorted(sources)


def _places(
    connection: sqlite3.Connection, known: Iterable[Amendment]
) -> dict[str, str]:
    """The source of every item that corrections name or make."""
    found: dict[str, str] = {}
    for one in known:
        for name in sorted(names(one) - found.keys()):
            source = _source_of(connection, name)
            if source is not None:
                found[name] = source
        if one.change == "split" and one.item_id in found:
            source, texts = found[one.item_id], one.value
            for text in texts if isinstance(texts, tuple) else ():
                found[identify(f"{source}/{one.item_id}", text)] = source
    return found


def _source_of(connection: sqlite3.Connection, item_id: str) -> str | None:
    for table in ("items", "readings"):
        found = connection.execute(
            f"SELECT source_id FROM {table} WHERE item_id=?",  # noqa: S608
            (item_id,),
        ).fetchone()
        if found:
            return str(found[0])
    return None


def _record_read(connection: sqlite3.Connection, source_id: str) -> SourceRecord | None:
    """A source's record before corrections, kept from now on."""
    connection.execute(
        "UPDATE sources SET reading=record WHERE source_id=? AND reading IS NULL",
        (source_id,),
    )
    found = connection.execute(
        "SELECT reading FROM sources WHERE source_id=?", (source_id,)
    ).fetchone()
    return unpacked(SourceRecord, found[0]) if found else None


def _words(item: PlanItem) -> tuple[object, ...]:
    return (item.text, item.headings, item.response)


def _when(one: Amendment) -> str:
    return moment(one)[0].astimezone(UTC).isoformat(timespec="microseconds")
