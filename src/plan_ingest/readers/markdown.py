"""Markdown plans: read as plain text is, which knows Markdown's marks."""

from dataclasses import replace
from pathlib import Path

from plan_ingest.model.document import Document
from plan_ingest.model.source import Source
from plan_ingest.readers import text
from plan_ingest.settings import Reading


def read(source: Source, path: Path, limits: Reading) -> Document:
    """A Markdown plan's blocks; raises EmptySource and LimitExceeded."""
    return text.read(replace(source, media_type="text/markdown"), path, limits)
