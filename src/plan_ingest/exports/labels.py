"""What sources and places are called on a page."""

from collections import Counter
from collections.abc import Iterable

from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import SourceRecord


def source_labels(sources: Iterable[SourceRecord]) -> dict[str, str]:
    """A short, unique name for each source id: the force, else the source id.

    Where a force has several plans each is told apart by period or date, and
    where even those agree by the source id.
    """
    records = list(sources)
    forces = Counter(record.force for record in records)
    labels: dict[str, str] = {}
    for record in records:
        name = record.force or record.source_id or "unnamed source"
        when = record.period or record.document_date
        if forces[record.force] > 1 and record.force and when:
            name = f"{name} ({when})"
        labels[record.source_id] = name
    used = Counter(labels.values())
    return {
        source: name if used[name] == 1 else f"{name} [{source}]"
        for source, name in labels.items()
    }


def place(item: PlanItem) -> str:
    """Where an item stands, as a person would look it up."""
    found = [item.source.file]
    if item.source.page is not None:
        last = item.source.page_end
        pages = f"page {item.source.page}"
        found.append(
            f"{pages} to {last}" if last not in (None, item.source.page) else pages
        )
    if item.source.table is not None:
        found.append(f"table {item.source.table}")
    if item.source.row is not None:
        found.append(f"row {item.source.row}")
    found.append(f"item {item.item_no}" + (f" (ref {item.ref})" if item.ref else ""))
    return ", ".join(found)
