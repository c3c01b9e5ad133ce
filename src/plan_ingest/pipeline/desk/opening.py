"""The desk's index made, or found as it was made from the same records."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from plan_ingest.errors import UsageError
from plan_ingest.model.framework import Framework
from plan_ingest.model.review import ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.store import desk_index, keys
from plan_ingest.store.desk_index import DeskIndex
from plan_ingest.store.desk_items import Entry, packed, put, unpacked
from plan_ingest.store.project import Project
from plan_ingest.store.records import read_items, read_sources, read_suggestions

_CODE = (
    "model/plan.py",
    "model/review.py",
    "pipeline/desk/opening.py",
    "review/queue.py",
    "store/desk_index.py",
    "store/desk_items.py",
    "store/records.py",
)
"""What decides what the index holds."""


def index_path(project: Project, framework: Framework) -> Path:
    """Where the index of the records as they are now lies.

    Raises UsageError where nothing was ingested yet.
    """
    if not project.items.is_file():
        raise UsageError(f"{project.items}: no items yet; run `plan-ingest run`")
    parts: list[object] = [framework.id, desk_index.FORMAT, keys.code_key(*_CODE)]
    for path in (project.items, project.sources, project.suggestions(framework.id)):
        state = path.stat() if path.is_file() else None
        parts.append((state.st_size, state.st_mtime_ns) if state else None)
    name = sha256(repr(parts).encode("utf-8")).hexdigest()[:16]
    return project.normalised / f"desk.{framework.id}.{name}.sqlite"


def is_made(project: Project, framework: Framework) -> bool:
    """Whether the index of the records as they are now is there already."""
    return desk_index.is_whole(index_path(project, framework))


def open_index(project: Project, framework: Framework) -> DeskIndex:
    """The index of the records as they are, made where it is not there."""
    path = index_path(project, framework)
    with FileLock(project.normalised / f".desk.{framework.id}.lock"):
        if not desk_index.is_whole(path):
            _make(path, project, framework)
        for old in project.normalised.glob(f"desk.{framework.id}.*.sqlite"):
            if old != path:
                desk_index.remove(old)
    return DeskIndex(path)


def _make(path: Path, project: Project, framework: Framework) -> None:
    aside = path.with_suffix(".part")
    desk_index.remove(aside)
    desk_index.remove(path)
    index = desk_index.create(aside)
    try:
        # Nothing is lost if this is cut short: the file is made anew.
        index.reading.execute("PRAGMA journal_mode=OFF")
        index.reading.execute("PRAGMA synchronous=OFF")
        with index.writing() as connection:
            spare: dict[str, bytes] = {}
            put(connection, _entries(project, framework, spare))
            connection.executemany("INSERT INTO spare VALUES(?, ?)", spare.items())
            records = read_sources(project.sources) if project.sources.is_file() else ()
            connection.executemany(
                "INSERT OR REPLACE INTO sources VALUES(?, ?, ?, NULL)",
                [(r.source_id, r.force or "", packed(SourceRecord, r))
                 for r in records],
            )  # fmt: skip
            desk_index.tell(connection, "built", desk_index.FORMAT)
    finally:
        index.close()
    aside.replace(path)


def _entries(
    project: Project, framework: Framework, waiting: dict[str, bytes]
) -> Iterator[Entry]:
    """The items as read, each with its offers; offers may come in any order.

    Those for items that were not read (but made by a correction) stay waiting.
    """
    file = project.suggestions(framework.id)
    offers = read_suggestions(file) if file.is_file() else iter(())
    seen: set[str] = set()
    for item in read_items(project.items):
        if item.item_id in seen:
            continue
        seen.add(item.item_id)
        kept = waiting.pop(item.item_id, None)
        if kept is not None:
            yield Entry(item, unpacked(ItemSuggestions, kept))
            continue
        for offer in offers:
            if offer.framework_id != framework.id:
                continue
            if offer.item_id == item.item_id:
                yield Entry(item, offer)
                break
            waiting[offer.item_id] = packed(ItemSuggestions, offer)
        else:
            yield Entry(item)
    for offer in offers:
        if offer.framework_id == framework.id and offer.item_id not in seen:
            waiting[offer.item_id] = packed(ItemSuggestions, offer)
