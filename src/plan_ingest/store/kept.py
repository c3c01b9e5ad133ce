"""What was read before, kept beside its source until something of it changes."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from plan_ingest.errors import RecordError
from plan_ingest.model.document import Document
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import SourceRecord
from plan_ingest.store.files import write_bytes, written_whole
from plan_ingest.store.keys import Grounds
from plan_ingest.store.records import document_bytes, items_lines, read_document

DOCUMENT, ITEMS, STATE = "document.json", "items.jsonl", "source.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """The keys a source was read and extracted under, and what became of it.

    `grounds` are what the keys are made of, so that a change can be named.
    """

    read_key: str
    items_key: str
    record: SourceRecord
    warning: str | None = None
    grounds: Grounds = ()


def read_kept(folder: Path) -> Kept | None:
    """What a source's folder holds; None where it holds nothing that can be used."""
    try:
        found = _STATE.validate_json((folder / STATE).read_bytes())
    except (OSError, ValidationError):
        return None
    return found if (folder / ITEMS).is_file() else None


def kept_document(folder: Path) -> Document | None:
    """The document as read before; None where it is gone or damaged."""
    try:
        return read_document(folder / DOCUMENT)
    except (OSError, RecordError):
        return None


def keep(
    folder: Path, kept: Kept, document: Document | None, items: Iterable[PlanItem]
) -> None:
    """Keep a source's document, items and state; the state last, as it vouches."""
    whole = None if document is None else document_bytes(document)
    keep_written(folder, kept, whole, items_lines(items))


def keep_written(
    folder: Path, kept: Kept, document: bytes | None, items: bytes
) -> None:
    """Keep what is written out already; the state last, as it vouches for the rest."""
    (folder / STATE).unlink(missing_ok=True)
    if document is None:
        (folder / DOCUMENT).unlink(missing_ok=True)
    for name, content in kept_files(kept, document, items).items():
        write_bytes(folder / name, content)


def kept_files(kept: Kept, document: bytes | None, items: bytes) -> dict[str, bytes]:
    """A source's files by name, in the order in which they are to be written."""
    files = {} if document is None else {DOCUMENT: document}
    return files | {ITEMS: items, STATE: _STATE.dump_json(kept, indent=1)}


def join_items(folders: Iterable[Path], path: Path) -> None:
    """All items of these sources in one file, in the order of the sources."""
    with written_whole(path) as whole:
        for folder in folders:
            with (folder / ITEMS).open("rb") as one:
                shutil.copyfileobj(one, whole)


def kept_in(normalised: Path) -> Iterator[tuple[Path, Kept]]:
    """Every folder below `normalised` that holds a source, and what is kept there."""
    for state in sorted(normalised.rglob(STATE)):
        kept = read_kept(state.parent)
        if kept is not None:
            yield state.parent, kept


_STATE = TypeAdapter(Kept)
