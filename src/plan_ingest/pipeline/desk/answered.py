"""What forces answered to the check of facts: words to read, never decisions."""

import sqlite3
from collections.abc import Sequence

from plan_ingest.model.review import Proposal
from plan_ingest.pipeline.desk.bench import Bench
from plan_ingest.pipeline.review_desk import PROPOSALS
from plan_ingest.store.desk_items import packed, unpacked
from plan_ingest.store.desk_journals import Kept


def proposals(bench: Bench) -> Kept[Proposal]:
    """proposals.jsonl beside the ledger, as it grows."""
    return Kept("proposals", bench.beside(PROPOSALS), Proposal, _take, _forget)


def answers_on(bench: Bench, item_id: str) -> tuple[Proposal, ...]:
    """What a force said of an item, oldest first."""
    return _found(bench, "WHERE item_id=?", (item_id,))


def answers(bench: Bench) -> tuple[Proposal, ...]:
    """Everything forces said, oldest first."""
    return _found(bench, "", ())


def _found(bench: Bench, where: str, given: tuple[str, ...]) -> tuple[Proposal, ...]:
    asked = f"SELECT record FROM proposals {where} ORDER BY at, id"  # noqa: S608
    rows = bench.index.reading.execute(asked, given).fetchall()
    return tuple(unpacked(Proposal, row[0]) for row in rows)


def _take(connection: sqlite3.Connection, records: Sequence[Proposal]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO proposals VALUES(?, ?, ?, ?)",
        [(one.id, one.at, one.item_id, packed(Proposal, one)) for one in records],
    )


def _forget(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM proposals")
