"""Corrections of the extraction on disk: amendments.jsonl beside the ledger."""

from collections.abc import Iterable
from pathlib import Path

from plan_ingest.errors import RecordError
from plan_ingest.model.review import Amendment
from plan_ingest.review.amendments import wrong_value
from plan_ingest.store.journal import Journal, append_journal, read_journal

NAME = "amendments.jsonl"


def read_amendments(path: Path) -> Journal[Amendment]:
    """The amendments of a file, none where there is no file.

    Raises RecordError for one whose value does not fit its change.
    """
    found = read_journal(path, Amendment)
    _refuse_wrong(path, found.records)
    return found


def append_amendments(path: Path, amendments: Iterable[Amendment]) -> int:
    """Add amendments, safe on disk before it returns; how many it added.

    Raises RecordError, before anything is written, for a value that does not fit.
    """
    given = tuple(amendments)
    _refuse_wrong(path, given)
    return append_journal(path, given, Amendment)


def _refuse_wrong(path: Path, amendments: Iterable[Amendment]) -> None:
    for one in amendments:
        wrong = wrong_value(one)
        if wrong:
            raise RecordError(f"{path}: amendment {one.id!r}: {wrong}; mend its value")
