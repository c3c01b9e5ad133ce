"""Journals beside the ledger in the desk's index: taken in as they grow."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from plan_ingest.store.desk_index import DeskIndex, tell, told
from plan_ingest.store.desk_log import add_lines, mark_at, tail, writing
from plan_ingest.store.journal import Named, line_of, records_in

R = TypeVar("R", bound=Named)


@dataclass(frozen=True, slots=True)
class Kept(Generic[R]):
    """A journal whose records the index holds.

    `take` puts records into the index; `forget` takes all of them out, for a file
    that was replaced.
    """

    name: str
    path: Path
    shape: type[R]
    take: Callable[[sqlite3.Connection, Sequence[R]], None]
    forget: Callable[[sqlite3.Connection], None]


def take_in(index: DeskIndex, kept: Kept[Any]) -> None:
    """Bring the index up to the journal's end."""
    name = kept.name
    size = kept.path.stat().st_size if kept.path.exists() else 0
    if int(told(index.reading, f"{name}.size", "0")) == size:
        return
    with index.writing() as connection:
        end = int(told(connection, f"{name}.end", "0"))
        mark = told(connection, f"{name}.mark", mark_at(kept.path, 0))
        if mark_at(kept.path, end) != mark:
            kept.forget(connection)
            end = 0
        found = tail(kept.path, end)
        kept.take(connection, records_in(found.lines, kept.path, kept.shape).records)
        tell(connection, f"{name}.end", found.end)
        tell(connection, f"{name}.mark", mark_at(kept.path, found.end))
        tell(connection, f"{name}.size", size)


@contextmanager
def adding(index: DeskIndex, kept: Kept[R]) -> Iterator[Callable[[Sequence[R]], None]]:
    """What adds records to the journal, under its lock, the index up to date."""

    def add(records: Sequence[R]) -> None:
        if records:
            add_lines(kept.path, [line_of(kept.shape, one) for one in records])
            take_in(index, kept)

    with writing(kept.path):
        take_in(index, kept)
        yield add
