"""CSV trackers: one table, its delimiter found in the text."""

import csv
import io
from pathlib import Path

from plan_ingest.errors import LimitExceeded, UnreadableSource
from plan_ingest.model.document import Document
from plan_ingest.model.source import Source
from plan_ingest.readers.drafts import in_order
from plan_ingest.readers.encoding import decode
from plan_ingest.readers.sheets import Sheet, sheet_blocks
from plan_ingest.settings import Reading

_DELIMITERS = ",;\t|"
_SAMPLE = 65_536
_LARGEST_CELL = 10_000_000
_SHARE = 16
"""A text may take up this part of the memory allowed: its cells take the rest."""


def read(source: Source, path: Path, limits: Reading) -> Document:
    """The table in the CSV file at `path`. Raises SourceError."""
    if path.stat().st_size * _SHARE > limits.megabytes * 1_000_000:
        raise LimitExceeded(source.file, "the table is too large", "split it")
    text = decode(path.read_bytes()).replace("\0", "")
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        rows = [[cell.strip() for cell in row] for row in reader]
    except csv.Error as wrong:
        raise UnreadableSource(
            source.file, f"its rows cannot be told apart ({wrong})", "save it afresh"
        ) from wrong
    blocks = in_order(sheet_blocks(Sheet(rows)))
    characters = sum(len("".join(cell.split())) for row in rows for cell in row)
    return Document(source, blocks, characters=characters)


def _delimiter(text: str) -> str:
    """The delimiter that gives most rows the same number, two or more, of cells."""
    best, most = ",", 0
    sample = io.StringIO(text[:_SAMPLE], newline="").readlines()
    for one in _DELIMITERS:
        widths = [len(row) for row in csv.reader(sample, delimiter=one)]
        wide = [width for width in widths if width > 1]
        score = max((wide.count(width) * width for width in set(wide)), default=0)
        if score > most:
            best, most = one, score
    return best
