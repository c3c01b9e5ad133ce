"""A project's items as analysts corrected them: the reading, amendments laid over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Amendment
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.plan_lines import OutOfOrder, ids_in, plans_naming
from plan_ingest.review.amendments import Amended, amend, names, standing
from plan_ingest.store.amendments import NAME, read_amendments
from plan_ingest.store.files import PIPE
from plan_ingest.store.project import Project
from plan_ingest.store.records import (
    items_lines,
    items_of,
    read_items,
    read_sources,
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A project as analysts corrected it: `plans` has the items that are not as read.

    Those of a plan, as lines, by its source id; `lost` corrections found no item.
    """

    plans: Mapping[str, bytes]
    sources: tuple[SourceRecord, ...]
    lost: tuple[Amendment, ...]


def amended(project: Project, framework_id: str) -> Amended:
    """The items and sources as corrected by amendments.jsonl beside the ledger."""
    return with_amendments(
        project.items,
        project.sources,
        read_amendments(amendments_of(project, framework_id)).records,
        project.settings.reviewing.adjudicators,
    )


def corrected(project: Project, framework_id: str) -> Corrected | None:
    """What corrections make of the plans they touch; None where there are none.

    The items of other plans are not looked at, as long as all lines are as we write
    them.
    """
    amendments = read_amendments(amendments_of(project, framework_id)).records
    if not amendments:
        return None
    adjudicators = project.settings.reviewing.adjudicators
    stands = standing(amendments, adjudicators)
    named = frozenset(item for one in stands for item in names(one))
    records = tuple(read_sources(project.sources))
    items = _items_naming(project.items, named)
    touched = {item.source_id for item in items or ()}
    if items is None:
        items = tuple(read_items(project.items))
        touched = {record.source_id for record in records}
    found = _amended(items, records, amendments, adjudicators)
    lines = dict.fromkeys(sorted(touched), b"") | _by_plan(found.items)
    told = {record.source_id: record for record in found.sources}
    sources = tuple(
        told[one.source_id] if one.source_id in touched else one for one in records
    )
    return Corrected(lines, sources, found.lost)


def _items_naming(path: Path, named: frozenset[str]) -> tuple[PlanItem, ...] | None:
    """The items of the plans that have one of those named.

    None where a line is odd, or rests on an item of no such plan.
    """
    try:
        with path.open("rb") as lines:
            wanted = frozenset(plans_naming(lines, named))
        with path.open("rb") as lines:
            some = b"".join(line for line in lines if ids_in(line)[1] in wanted)
    except OutOfOrder:
        return None
    found = items_of(some)
    if found is None:
        return None
    there = {item.item_id for item in found}
    apart = all(item.evidence_from in there for item in found if item.evidence_from)
    return found if apart else None


def _by_plan(items: Iterable[PlanItem]) -> dict[str, bytes]:
    ordered = sorted(items, key=lambda item: item.source_id)
    grouped = groupby(ordered, key=lambda item: item.source_id)
    return {source: items_lines(some) for source, some in grouped}


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
    records = read_sources(sources) if sources and sources.is_file() else ()
    return _amended(read_items(items), records, amendments, adjudicators)


def _amended(
    items: Iterable[PlanItem],
    records: Iterable[SourceRecord],
    amendments: tuple[Amendment, ...],
    adjudicators: tuple[str, ...],
) -> Amended:
    # Imported only here: it brings all of the extraction along.
    from plan_ingest.extract.identity import item_id

    return amend(items, records, amendments, item_id, adjudicators)
