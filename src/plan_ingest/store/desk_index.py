"""The desk's index: items, offers and words in SQLite, for search, filters and order.

Derived from the project's records and ledger, thrown away and built anew at will;
nothing is true because it stands here. One file serves any number of threads and
processes.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FORMAT = 3
"""Raised whenever the tables or what is put into them change."""
_SECONDS = 60.0
"""How long a writer waits for another process's write."""
_SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE items(
  place INTEGER PRIMARY KEY, item_id TEXT NOT NULL UNIQUE, source_id TEXT NOT NULL,
  force TEXT NOT NULL, item_no INTEGER NOT NULL, page INTEGER, kind TEXT NOT NULL,
  text TEXT NOT NULL, best TEXT NOT NULL, sure REAL NOT NULL, doubt REAL NOT NULL,
  rank INTEGER NOT NULL DEFAULT 1, likes TEXT NOT NULL DEFAULT '',
  amended INTEGER NOT NULL DEFAULT 0, item BLOB NOT NULL, offer BLOB);
CREATE INDEX items_by_likes ON items(likes);
CREATE INDEX items_by_rank ON items(rank);
CREATE INDEX items_by_source ON items(source_id, item_no, item_id);
CREATE TABLE flags(flag TEXT, place INTEGER, PRIMARY KEY(flag, place)) WITHOUT ROWID;
CREATE TABLE offered(node_id TEXT, place INTEGER, confidence REAL, accepted INTEGER,
  PRIMARY KEY(node_id, place)) WITHOUT ROWID;
CREATE INDEX offered_by_place ON offered(place);
CREATE VIRTUAL TABLE texts USING fts5(text, headings, response, others,
  tokenize="porter unicode61 remove_diacritics 2");
CREATE TABLE readings(item_id TEXT PRIMARY KEY, source_id TEXT, item BLOB, offer BLOB)
  WITHOUT ROWID;
CREATE TABLE sources(source_id TEXT PRIMARY KEY, force TEXT, record BLOB, reading BLOB)
  WITHOUT ROWID;
CREATE TABLE words(
  id TEXT PRIMARY KEY, moment TEXT NOT NULL, about TEXT NOT NULL, at TEXT NOT NULL,
  analyst TEXT NOT NULL, item_id TEXT NOT NULL, framework_id TEXT NOT NULL,
  node_id TEXT, verdict TEXT NOT NULL, basis TEXT NOT NULL, note TEXT NOT NULL,
  shown TEXT, retracts TEXT, batch TEXT, counts INTEGER NOT NULL DEFAULT 0);
CREATE INDEX words_by_moment ON words(moment, id);
CREATE INDEX words_by_item ON words(about);
CREATE INDEX words_by_analyst ON words(analyst, moment, id);
CREATE INDEX words_by_batch ON words(batch);
CREATE INDEX words_by_struck ON words(retracts);
CREATE TABLE standing(item_id TEXT, node_id TEXT, basis TEXT, verdict TEXT, word TEXT,
  PRIMARY KEY(item_id, basis, node_id)) WITHOUT ROWID;
CREATE INDEX standing_by_node ON standing(node_id, item_id);
CREATE INDEX standing_by_word ON standing(word);
CREATE TABLE mine(analyst TEXT, item_id TEXT, rank INTEGER,
  skipped INTEGER NOT NULL DEFAULT 0, second INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(analyst, item_id)) WITHOUT ROWID;
CREATE INDEX mine_by_item ON mine(item_id);
CREATE TABLE amendments(id TEXT PRIMARY KEY, moment TEXT, item_id TEXT, analyst TEXT,
  change TEXT, applied INTEGER NOT NULL DEFAULT 0, record BLOB);
CREATE INDEX amendments_by_item ON amendments(item_id);
CREATE TABLE proposals(id TEXT PRIMARY KEY, at TEXT, item_id TEXT, record BLOB);
CREATE INDEX proposals_by_item ON proposals(item_id);
CREATE TABLE spare(item_id TEXT PRIMARY KEY, offer BLOB) WITHOUT ROWID;
CREATE TABLE unsuggested(item_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE kept(item_id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class DeskIndex:
    """An index file; a connection for each thread, one writer at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.RLock()

    @property
    def reading(self) -> sqlite3.Connection:
        """This thread's connection."""
        found = getattr(self._own, "connection", None)
        if found is None:
            found = self._own.connection = _connected(self.path)
            with self._lock:
                self._open.append(found)
        return found

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection in a transaction: all of it is kept, or nothing."""
        connection = self.reading
        with self._lock:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file; the index must not be used after."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()


def create(path: Path) -> DeskIndex:
    """An empty index at a path where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    index = DeskIndex(path)
    index.reading.executescript(_SCHEMA)
    return index


def is_whole(path: Path) -> bool:
    """Whether there is an index at a path, built to its end and sound."""
    if not path.is_file():
        return False
    index = DeskIndex(path)
    try:
        return told(index.reading, "built") == str(FORMAT)
    except sqlite3.DatabaseError:
        return False
    finally:
        index.close()


def remove(path: Path) -> None:
    """Take an index away; one that another process has open may stay for now."""
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def told(connection: sqlite3.Connection, name: str, default: str = "") -> str:
    """What the index notes under a name."""
    found = connection.execute("SELECT value FROM meta WHERE name=?", (name,))
    row = found.fetchone()
    return str(row[0]) if row else default


def tell(connection: sqlite3.Connection, name: str, value: object) -> None:
    """Note something under a name."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (name, str(value)))


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection
