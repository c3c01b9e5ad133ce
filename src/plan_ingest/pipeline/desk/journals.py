"""The desk's own journals beside the ledger: what was put off, second reviews."""

import sqlite3
from collections.abc import Sequence

from plan_ingest.model.review import SecondReview, Skip
from plan_ingest.pipeline.desk.bench import Bench
from plan_ingest.pipeline.review_desk import SECONDS
from plan_ingest.store.desk_journals import Kept


def skips(bench: Bench) -> Kept[Skip]:
    """Items that analysts put off."""
    return Kept("skips", bench.beside("skips.jsonl"), Skip, _skip, _unskip)


def seconds(bench: Bench) -> Kept[SecondReview]:
    """Items given to analysts for a blind second review."""
    return Kept("seconds", bench.beside(SECONDS), SecondReview, _give, _ungive)


def _skip(connection: sqlite3.Connection, records: Sequence[Skip]) -> None:
    connection.executemany(
        "INSERT INTO mine(analyst, item_id, skipped) VALUES(?, ?, ?)"
        " ON CONFLICT DO UPDATE SET skipped=excluded.skipped",
        [(one.analyst, one.item_id, one.skipped) for one in records],
    )


def _unskip(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE mine SET skipped=0")


def _give(connection: sqlite3.Connection, records: Sequence[SecondReview]) -> None:
    connection.executemany(
        "INSERT INTO mine(analyst, item_id, second) VALUES(?, ?, 1)"
        " ON CONFLICT DO UPDATE SET second=1",
        [(one.analyst, one.item_id) for one in records],
    )


def _ungive(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE mine SET second=0")
