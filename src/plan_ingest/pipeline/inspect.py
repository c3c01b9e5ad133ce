"""One file looked at: what the reader saw, and which items are in it."""

from dataclasses import dataclass
from pathlib import Path

from plan_ingest.errors import SourceError, UsageError
from plan_ingest.extract.accounts import Ledger, accounts
from plan_ingest.model.document import Document
from plan_ingest.model.plan import PlanItem
from plan_ingest.pipeline.plans import as_plan, gather, read_each
from plan_ingest.settings import Reading
from plan_ingest.store.lexicon import load_lexicon


@dataclass(frozen=True, slots=True)
class Seen:
    """A document, the items found in it, and what became of its characters."""

    document: Document
    items: tuple[PlanItem, ...]
    ledger: Ledger


def look(file: Path, limits: Reading, mappings: Path | None = None) -> Seen:
    """Read one file as `ingest` would. Raises SourceError where it cannot be read."""
    found, _ = gather([file])
    if not found:
        raise UsageError(f"{file}: no such file; check the name")
    [(source, outcome)] = read_each(found, limits)
    if isinstance(outcome, SourceError):
        raise outcome
    plan = as_plan(source, outcome, load_lexicon(mappings))
    return Seen(outcome, plan.items, accounts(outcome, plan.items))
