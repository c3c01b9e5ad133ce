"""The ledger's words in the desk's index, and what they come to item by item.

Whoever looks first takes in the lines added since, by this process or another.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from plan_ingest.errors import RecordError
from plan_ingest.model.review import Decision, Settled
from plan_ingest.review.ledger import in_force, moment, settle
from plan_ingest.review.queue import FIRST, State, state_of
from plan_ingest.store.desk_index import DeskIndex, tell, told
from plan_ingest.store.desk_log import digest, mark_at, tail
from plan_ingest.store.ledger import told_in

_COLUMNS = (
    "id, at, analyst, item_id, framework_id, node_id, verdict, basis, note, shown,"
    " retracts, batch"
)
_CHUNK = 400
"""Items settled at once; SQLite takes a thousand parameters."""


def take_in(
    index: DeskIndex, ledger: Path, framework_id: str, adjudicators: Sequence[str]
) -> int:
    """Bring the index up to the ledger's end; how many words were new.

    Raises RecordError for a line that is no decision, or an id given twice.
    """
    size = ledger.stat().st_size if ledger.exists() else 0
    written = _written(ledger)
    if int(told(index.reading, "words.size", "0")) == size:
        return 0
    with index.writing() as connection:
        end = int(told(connection, "words.end", "0"))
        if mark_at(ledger, end) != told(connection, "words.mark", mark_at(ledger, 0)):
            forget(connection)
            end = 0
        found = tail(ledger, end)
        words = told_in(found.lines, ledger)
        fresh = [word for word in words.decisions if _added(connection, word, ledger)]
        touched = {_about(connection, word) for word in fresh}
        settle_items(connection, touched, framework_id, adjudicators)
        torn = int(told(connection, "words.torn", "0")) + len(words.torn)
        tell(connection, "words.torn", torn)
        tell(connection, "words.end", found.end)
        tell(connection, "words.mark", mark_at(ledger, found.end))
        tell(connection, "words.size", size)
        tell(connection, "words.written", written)
    return len(fresh)


def check_whole(index: DeskIndex, ledger: Path) -> None:
    """Forget the words where what was taken in is not what the ledger begins with.

    A desk that was killed left no proof of the last words: then nobody else may
    have written since.
    """
    with index.writing() as connection:
        proved = int(told(connection, "words.proved", "0"))
        proof = told(connection, "words.proof", digest(ledger, 0, 0))
        whole = told(connection, "words.end", "0") == str(proved)
        same = told(connection, "words.written") == _written(ledger)
        if digest(ledger, 0, proved) != proof or not (whole or same):
            forget(connection)


def prove(index: DeskIndex, ledger: Path) -> None:
    """Note a proof of all that was taken in, for the next opening."""
    with index.writing() as connection:
        end = int(told(connection, "words.end", "0"))
        tell(connection, "words.proof", digest(ledger, 0, end))
        tell(connection, "words.proved", end)


def forget(connection: sqlite3.Connection) -> None:
    """Leave all words out, as if nothing had been decided."""
    for name in ("end", "mark", "size", "torn", "proof", "proved", "written"):
        connection.execute("DELETE FROM meta WHERE name=?", (f"words.{name}",))
    tell(connection, "forgotten", int(told(connection, "forgotten", "0")) + 1)
    connection.execute("DELETE FROM words")
    connection.execute("DELETE FROM standing")
    connection.execute("UPDATE mine SET rank=NULL")
    connection.execute("UPDATE items SET rank=1 WHERE rank!=1")


def words_about(
    connection: sqlite3.Connection, item_ids: Iterable[str]
) -> tuple[Decision, ...]:
    """Every word on these items, retractions among them, in order."""
    found: list[Decision] = []
    for ids in _chunks(sorted(set(item_ids))):
        found += words_where(connection, f"about IN ({_holes(ids)})", ids)
    return tuple(found)


def words_where(
    connection: sqlite3.Connection, condition: str, values: Sequence[Any]
) -> list[Decision]:
    """The words that meet a condition of ours, in order of moment and id."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM words WHERE {condition} ORDER BY moment, id",  # noqa: S608
        values,
    )
    return [Decision(*row) for row in rows.fetchall()]


def settle_items(
    connection: sqlite3.Connection,
    item_ids: Iterable[str],
    framework_id: str,
    adjudicators: Sequence[str],
) -> None:
    """Note what the words on these items come to: for all, and for each analyst."""
    for ids in _chunks(sorted(set(item_ids))):
        words = words_about(connection, ids)
        found = settle(words, framework_id, adjudicators)
        states = _states(found, ids)
        holes = _holes(ids)
        connection.execute(f"DELETE FROM standing WHERE item_id IN ({holes})", ids)  # noqa: S608
        connection.executemany(
            "INSERT INTO standing VALUES(?, ?, ?, ?, ?)",
            [(w.item_id, w.node_id or "", w.basis, w.verdict, w.id)
             for w in found.standing],
        )  # fmt: skip
        counting = {word.id for word in in_force(words, framework_id)}
        connection.executemany(
            "UPDATE words SET counts=? WHERE id=?",
            [(word.id in counting, word.id) for word in words],
        )
        connection.executemany(
            "UPDATE items SET rank=? WHERE item_id=?",
            [(FIRST.index(states[item_id]), item_id) for item_id in ids],
        )
        connection.execute(
            f"UPDATE mine SET rank=NULL WHERE item_id IN ({holes})",  # noqa: S608
            ids,
        )
        _settle_each(connection, words, framework_id)


def own_words(words: Iterable[Decision], analyst: str) -> list[Decision]:
    """One analyst's words, and every retraction: somebody else's may strike them."""
    return [w for w in words if w.analyst == analyst or w.verdict == "retract"]


def _written(ledger: Path) -> str:
    return str(ledger.stat().st_mtime_ns) if ledger.exists() else ""


def _settle_each(
    connection: sqlite3.Connection, words: Sequence[Decision], framework_id: str
) -> None:
    for analyst in sorted({w.analyst for w in words if w.verdict != "retract"}):
        own = settle(own_words(words, analyst), framework_id)
        on = sorted({word.item_id for word in own.standing})
        states = _states(own, on)
        connection.executemany(
            "INSERT INTO mine(analyst, item_id, rank) VALUES(?, ?, ?)"
            " ON CONFLICT DO UPDATE SET rank=excluded.rank",
            [(analyst, item_id, FIRST.index(states[item_id])) for item_id in on],
        )


def _states(settled: Settled, item_ids: Iterable[str]) -> dict[str, State]:
    told: dict[str, list[Decision]] = {item_id: [] for item_id in item_ids}
    for word in settled.standing:
        told.setdefault(word.item_id, []).append(word)
    states = {item_id: state_of(words) for item_id, words in told.items()}
    return states | {c.item_id: "conflict" for c in settled.conflicts}


def _added(connection: sqlite3.Connection, word: Decision, ledger: Path) -> bool:
    other = words_where(connection, "id=?", (word.id,))
    if other and other[0] != word:
        raise RecordError(
            f"{ledger}: decision {word.id!r} says two different things; give one of"
            " them a new id"
        )
    if other:
        return False
    when = moment(word)[0].astimezone(UTC).isoformat(timespec="microseconds")
    about = _about(connection, word)
    connection.execute(
        f"INSERT INTO words(moment, about, {_COLUMNS})"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (when, about, word.id, word.at, word.analyst, word.item_id, word.framework_id,
         word.node_id, word.verdict, word.basis, word.note, word.shown, word.retracts,
         word.batch),
    )  # fmt: skip
    # A retraction may stand in the file before what it takes back.
    struck = [word.id]
    while struck:
        rows = connection.execute("SELECT id FROM words WHERE retracts=? AND about!=?",
                                  (struck.pop(), about)).fetchall()  # fmt: skip
        for row in rows:
            connection.execute("UPDATE words SET about=? WHERE id=?", (about, row[0]))
            struck.append(row[0])
    return True


def _about(connection: sqlite3.Connection, word: Decision) -> str:
    """The item a word bears on: a retraction bears on that of what it takes back."""
    if word.retracts is not None:
        found = connection.execute(
            "SELECT about FROM words WHERE id=?", (word.retracts,)
        ).fetchone()
        if found:
            return str(found[0])
    return word.item_id


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK))


def _holes(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
