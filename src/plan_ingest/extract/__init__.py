"""Meaning: a document's blocks become the plan's items."""

from plan_ingest.extract.items import Extraction, extract
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.metadata import Metadata

__all__ = ["Extraction", "Lexicon", "Metadata", "extract"]
