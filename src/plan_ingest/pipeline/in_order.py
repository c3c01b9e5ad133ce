"""What a comparison is given, in an order of its own: that of input is no matter."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.looked_at import looked_at
from plan_ingest.pipeline.plan_parts import Asking


@dataclass(frozen=True, slots=True)
class Records:
    """What is compared, in an order of its own; suggestions cut to those looked at."""

    items: tuple[PlanItem, ...]
    sources: tuple[SourceRecord, ...]
    offered: tuple[ItemSuggestions, ...]

    @property
    def apart(self) -> bool:
        """Whether no item rests on the response of another plan's item."""
        rest = {(i.evidence_from, i.source_id) for i in self.items if i.evidence_from}
        named = {item for item, _ in rest}
        of = {i.item_id: i.source_id for i in self.items if i.item_id in named}
        return all(of.get(item or "", source) == source for item, source in rest)

    def of(self, sources: Collection[str]) -> "Records":
        """The records of these plans alone, by their source ids."""
        items = tuple(item for item in self.items if item.source_id in sources)
        ids = {item.item_id for item in items}
        return Records(
            items,
            tuple(one for one in self.sources if one.source_id in sources),
            tuple(one for one in self.offered if one.item_id in ids),
        )


def records_of(
    items: Iterable[PlanItem],
    sources: Iterable[SourceRecord] | None,
    suggestions: Iterable[ItemSuggestions],
    asking: Asking,
) -> Records:
    """The records in order; without `sources` each is made of what its items say.

    Suggestions for another framework are left aside.
    """
    every = tuple(sorted(items, key=lambda i: (i.source_id, i.item_no, i.item_id)))
    likely = asking.settings.reporting.left_to_review
    return Records(
        every,
        known_sources(every, sources or ()),
        looked_at(suggestions, asking.framework.id, likely),
    )


def known_sources(
    items: Sequence[PlanItem], sources: Iterable[SourceRecord]
) -> tuple[SourceRecord, ...]:
    """The sources by id, with one made for each that only its items tell of."""
    records = {record.source_id: record for record in sources}
    counts = Counter(item.source_id for item in items)
    for item in items:
        if item.source_id not in records:
            records[item.source_id] = SourceRecord(
                source_id=item.source_id,
                file=item.source.file,
                sha256=item.source.sha256 or "",
                media_type=item.source.media_type,
                force=item.force,
                plan_title=item.plan_title,
                period=item.period,
                document_date=item.document_date,
                state="read",
                reason=None,
                pages=None,
                pages_unread=(),
                items=counts[item.source_id],
            )
    return tuple(records[source] for source in sorted(records))
