"""All plans of a force as one column: what was merged is rolled up from the start."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import SourceRecord, SourceState


def joined(
    records: Iterable[SourceRecord], items: Iterable[PlanItem]
) -> tuple[tuple[SourceRecord, ...], tuple[PlanItem, ...]]:
    """The sources joined by force, and the items under their force's name.

    A joined source takes the force's name as its id; one without a force stays as it
    is. Where a part of it could not be read it is partly read, so that an absence
    proves nothing; its date is the latest, unknown where one of them is.
    """
    every = tuple(items)
    found = {item.source_id for item in every}
    groups: dict[str, list[SourceRecord]] = {}
    for record in sorted(records, key=lambda r: r.source_id):
        groups.setdefault(record.force or record.source_id, []).append(record)
    named = {r.source_id: name for name, group in groups.items() for r in group}
    moved = [
        replace(item, source_id=named.get(item.source_id, item.source_id))
        for item in every
    ]
    moved.sort(key=lambda i: (i.source_id, i.source.file, i.item_no, i.item_id))
    records = (_one(name, groups[name], found) for name in sorted(groups))
    return tuple(records), tuple(moved)


def _one(
    name: str, group: Sequence[SourceRecord], found: Collection[str]
) -> SourceRecord:
    if len(group) == 1:
        return replace(group[0], source_id=name)
    dates = [record.document_date for record in group]
    pages = [record.pages for record in group]
    periods = sorted({record.period for record in group if record.period})
    return SourceRecord(
        source_id=name,
        file="; ".join(record.file for record in group),
        sha256="; ".join(record.sha256 for record in group),
        media_type="; ".join(sorted({r.media_type for r in group if r.media_type})),
        force=group[0].force,
        plan_title="; ".join(r.plan_title for r in group if r.plan_title) or None,
        period="; ".join(periods) or None,
        document_date=max(filter(None, dates)) if all(dates) else None,
        state=_state(group, found),
        reason="; ".join(_reasons(group, found)) or None,
        pages=sum(filter(None, pages)) if None not in pages else None,
        pages_unread=(),
        items=sum(record.items for record in group),
    )


def _state(group: Sequence[SourceRecord], found: Collection[str]) -> SourceState:
    if all(_whole(record, found) for record in group):
        return "read"
    if any(record.state in ("read", "partly read") for record in group):
        return "partly read"
    states = {record.state for record in group}
    return "quarantined" if states == {"quarantined"} else "not assessable"


def _whole(record: SourceRecord, found: Collection[str]) -> bool:
    read = record.state == "read" and not record.pages_unread
    return read and record.source_id in found


def _reasons(group: Sequence[SourceRecord], found: Collection[str]) -> list[str]:
    return [
        f"{record.file}: {record.reason or _unsaid(record)}"
        for record in group
        if not _whole(record, found)
    ]


def _unsaid(record: SourceRecord) -> str:
    if record.pages_unread:
        return "unread pages " + ", ".join(map(str, record.pages_unread))
    return "no item was found" if record.state == "read" else record.state
