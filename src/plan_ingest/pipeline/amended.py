"""A project's items as analysts corrected them: the reading, amendments laid over."""

from pathlib import Path

from plan_ingest.model.review import Amendment
from plan_ingest.review.amendments import Amended, amend
from plan_ingest.store.amendments import NAME, read_amendments
from plan_ingest.store.files import PIPE
from plan_ingest.store.project import Project
from plan_ingest.store.records import read_items, read_sources


def amended(project: Project, framework_id: str) -> Amended:
    """The items and sources as corrected by amendments.jsonl beside the ledger."""
    return with_amendments(
        project.items,
        project.sources,
        read_amendments(amendments_of(project, framework_id)).records,
        project.settings.reviewing.adjudicators,
    )


def amendments_of(project: Project, framework_id: str) -> Path:
    """Where the corrections are kept: beside the framework's decisions."""
    return project.ledger(framework_id).with_name(NAME)


def amended_beside(
    items: Path,
    sources: Path | None,
    ledger: Path | None,
    adjudicators: tuple[str, ...],
) -> Amended | None:
    """The items of a file as corrected beside a ledger; None without corrections.

    Corrections need all items at once; without any, items may be read one by one.
    """
    found = ledger.with_name(NAME) if ledger and ledger != PIPE else None
    if found is None or not found.is_file():
        return None
    said = read_amendments(found).records
    return with_amendments(items, sources, said, adjudicators)


def with_amendments(
    items: Path,
    sources: Path | None,
    amendments: tuple[Amendment, ...],
    adjudicators: tuple[str, ...],
) -> Amended:
    """The items and sources of these files with the amendments laid over."""
    # Imported only here: it brings all of the extraction along.
    from plan_ingest.extract.identity import item_id

    records = read_sources(sources) if sources and sources.is_file() else ()
    return amend(read_items(items), records, amendments, item_id, adjudicators)
