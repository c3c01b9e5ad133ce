"""The ledger on disk: decisions.jsonl, append-only, one decision a line; or CSV.

A last line torn by a crash is set aside with a warning, never fatal; any other
line that cannot be used is named by file and number.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock
from pydantic import TypeAdapter, ValidationError

from plan_ingest.errors import RecordError
from plan_ingest.model.review import Decision
from plan_ingest.store.files import append_lines
from plan_ingest.store.journal import lines_of, rows_in

COLUMNS = tuple(field.name for field in fields(Decision))
_ON_NODES = ("primary", "secondary", "reject")
_NULLABLE = ("node_id", "shown", "retracts", "batch")
_BLANK: dict[str, Any] = {"node_id": None, "basis": "text", "note": ""}


@dataclass(frozen=True, slots=True)
class Ledger:
    """The decisions of one or several files, each id once; `torn` names lines lost."""

    decisions: tuple[Decision, ...] = ()
    torn: tuple[str, ...] = ()


def read_ledger(*paths: Path) -> Ledger:
    """The union of the ledgers by decision id; a missing file is an empty ledger.

    Raises RecordError for a line that is no decision, and for an id that stands
    for two different decisions.
    """
    found: dict[str, tuple[Decision, str]] = {}
    torn: list[str] = []
    for path in paths:
        if not path.exists():
            continue
        is_csv = path.suffix.lower() == ".csv"
        for word, place in _csv(path) if is_csv else _told(lines_of(path), path, torn):
            other = found.setdefault(word.id, (word, place))
            if other[0] != word:
                raise RecordError(
                    f"{place}: decision {word.id!r} says something else at {other[1]};"
                    f" give one of them a new id"
                )
    return Ledger(tuple(word for word, _ in found.values()), tuple(torn))


def append(path: Path, decisions: Iterable[Decision]) -> int:
    """Add decisions to a ledger, safe on disk before it returns; how many it added.

    A decision whose id is there already is not written twice. Two programs may
    append at once; a torn last line is closed, so that it spoils nothing after it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        known = {word.id for word in read_ledger(path).decisions}
        fresh = {d.id: d for d in decisions if d.id not in known}
        if not fresh:
            return 0
        lines = b"".join(_adapter().dump_json(d) + b"\n" for d in fresh.values())
        append_lines(path, lines)
    return len(fresh)


def told_in(lines: Iterable[bytes], path: Path) -> Ledger:
    """The decisions of some of a ledger's lines, as they come; torn ones set aside."""
    torn: list[str] = []
    found = _told(lines, path, torn)
    return Ledger(tuple(word for word, _ in found), tuple(torn))


def as_line(word: Decision) -> bytes:
    """A decision as a line of the ledger, without its end."""
    return _adapter().dump_json(word)


def as_csv(decisions: Iterable[Decision]) -> str:
    """The decisions in the ledger's CSV form, same columns."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for word in decisions:
        rows.writerow([_guarded(getattr(word, column) or "") for column in COLUMNS])
    return text.getvalue()


@cache
def _adapter() -> TypeAdapter[Decision]:
    return TypeAdapter(Decision)


def _told(
    lines: Iterable[bytes], path: Path, torn: list[str]
) -> list[tuple[Decision, str]]:
    rows = rows_in(lines, path, torn)
    return [(_decision(row, place), place) for row, place in rows]


def _csv(path: Path) -> list[tuple[Decision, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise RecordError(f"{path}: not UTF-8; save it as CSV UTF-8") from wrong
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [c for c in ("id", "at", "analyst") if c not in (rows.fieldnames or ())]
    if missing:
        raise RecordError(f"{path}: no column {', '.join(missing)}; name the columns")
    found = []
    for row in rows:
        place = f"{path} line {rows.line_num}"
        said = {c: _bare(row[c]) for c in COLUMNS if row.get(c)}
        found.append((_decision(said, place), place))
    return found


def _decision(row: Any, place: str) -> Decision:
    if not isinstance(row, Mapping):
        raise RecordError(f"{place}: not a JSON object; mend it")
    said = {key: value for key, value in row.items() if value is not None}
    for name in _NULLABLE:
        if said.get(name) == "":
            del said[name]
    try:
        word = _adapter().validate_python({**_BLANK, **said})
        datetime.fromisoformat(word.at)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{place}: {field}: {first['msg']}; mend it") from wrong
    except ValueError as wrong:
        raise RecordError(f"{place}: at is no ISO date and time; mend it") from wrong
    if (word.node_id is None and word.verdict in _ON_NODES) or (
        word.node_id is not None and word.verdict == "none"
    ):
        raise RecordError(
            f"{place}: verdict {word.verdict!r} and node_id {word.node_id!r} do not"
            f" go together; mend it"
        )
    return word


def _guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula; `_bare` takes the mark off."""
    return (
        f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "'")) else text
    )


def _bare(text: str) -> str:
    return text.removeprefix("'")
