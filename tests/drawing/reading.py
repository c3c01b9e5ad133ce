"""A drawn plan read by the product itself, in this process."""

from hashlib import sha256
from pathlib import Path

from plan_ingest.extract import extract
from plan_ingest.model.document import Document
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import Source
from plan_ingest.readers import read
from plan_ingest.settings import Reading
from plan_ingest.store.lexicon import load_lexicon


def document_of(path: Path) -> Document:
    """What the reader saw in the file."""
    digest = sha256(path.read_bytes()).hexdigest()
    source = Source(path.stem, path.name, digest, "application/octet-stream")
    return read(source, path, Reading())


def items_of(path: Path) -> tuple[PlanItem, ...]:
    """The items found in the file."""
    return extract(document_of(path), load_lexicon()).items
