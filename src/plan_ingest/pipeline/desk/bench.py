"""What every part of the desk works on: project, framework, index, ledger."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from plan_ingest.errors import UsageError
from plan_ingest.model.framework import Framework
from plan_ingest.model.review import DecidedWords, Decision
from plan_ingest.pipeline.review_desk import WORDS
from plan_ingest.review.choosing import stamped
from plan_ingest.review.merging import Reviewer
from plan_ingest.store import desk_log
from plan_ingest.store.desk_index import DeskIndex
from plan_ingest.store.desk_words import take_in
from plan_ingest.store.journal import line_of
from plan_ingest.store.ledger import as_line
from plan_ingest.store.project import Project


@dataclass(frozen=True, slots=True)
class Bench:
    """The desk's ground; the index is derived, the ledger is the truth."""

    project: Project
    framework: Framework
    index: DeskIndex

    @property
    def ledger(self) -> Path:
        """Where decisions are added."""
        return self.project.ledger(self.framework.id)

    @property
    def adjudicators(self) -> tuple[str, ...]:
        """Whose word settles a conflict."""
        return self.project.settings.reviewing.adjudicators

    def beside(self, name: str) -> Path:
        """A journal beside the ledger."""
        return self.ledger.with_name(name)


def synced(bench: Bench) -> int:
    """Take in what was added to the ledger; how many words were new."""
    return take_in(bench.index, bench.ledger, bench.framework.id, bench.adjudicators)


@contextmanager
def at_the_ledger(bench: Bench) -> Iterator[None]:
    """The ledger's lock, with everything in it taken in."""
    with desk_log.writing(bench.ledger):
        synced(bench)
        yield


def speaker(bench: Bench, analyst: str, batch: str | None = None) -> Reviewer:
    """The analyst at this moment, which is after every word of the ledger."""
    row = bench.index.reading.execute("SELECT max(moment) FROM words").fetchone()
    return Reviewer(
        analyst=analyst,
        at=later_than(row[0]),
        framework_id=bench.framework.id,
        batch=batch,
        own=True,
        adjudicators=bench.adjudicators,
    )


def put_on_record(
    bench: Bench, lines: Iterable[Decision], by: Reviewer
) -> tuple[Decision, ...]:
    """Add lines to the ledger, on disk before it returns; the caller has the lock.

    The words that a decision rests on are kept beside it, the first time.
    """
    told = tuple(stamped(lines, by))
    if told:
        keep_words(bench, sorted({w.item_id for w in told if w.verdict != "retract"}))
        desk_log.add_lines(bench.ledger, map(as_line, told))
        synced(bench)
    return told


def later_than(moment: str | None) -> str:
    """Now, or just after a moment on the record where clocks differ, as ISO."""
    now = datetime.now(UTC)
    if moment:
        now = max(now, datetime.fromisoformat(moment) + timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds")


def proof_of(*parts: str) -> str:
    """A short name made of what it is for."""
    return sha256("\n".join(parts).encode("utf-8")).hexdigest()[:16]


def named_analyst(analyst: str) -> str:
    """The analyst's name, its spaces tidied. Raises UsageError where there is none."""
    name = " ".join(analyst.split())
    if not name:
        raise UsageError("an analyst needs a name; decisions are on the record")
    return name


def keep_words(bench: Bench, item_ids: Iterable[str]) -> None:
    """Keep what items say, the first time: their successors are found by it."""
    known = (
        "SELECT item_id, source_id, text FROM items WHERE item_id=?"
        " AND item_id NOT IN (SELECT item_id FROM kept)"
    )
    reading = bench.index.reading
    found = [reading.execute(known, (item_id,)).fetchone() for item_id in item_ids]
    words = [DecidedWords(*row) for row in found if row]
    if words:
        journal = bench.beside(WORDS)
        with desk_log.writing(journal):
            desk_log.add_lines(journal, [line_of(DecidedWords, one) for one in words])
        with bench.index.writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO kept VALUES(?)", [(one.id,) for one in words]
            )
