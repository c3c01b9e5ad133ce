"""A document's items: every objective, action, aim and issue, in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass

from plan_ingest.extract import gather
from plan_ingest.extract.attributes import smart, status
from plan_ingest.extract.dates import item_dates
from plan_ingest.extract.draft import Draft
from plan_ingest.extract.identity import item_ids
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.metadata import Metadata, metadata
from plan_ingest.extract.repeats import without_repeats
from plan_ingest.extract.scans import scan_flags
from plan_ingest.model.document import Document
from plan_ingest.model.plan import ItemDate, ItemSource, PlanItem


@dataclass(frozen=True, slots=True)
class Extraction:
    """A plan's items and what the plan says of itself."""

    items: tuple[PlanItem, ...]
    metadata: Metadata


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """Every item of a plan, and the plan's force, title, period and date."""
    words = lexicon.with_columns(document.source.hints.header_words)
    found = metadata(document, words)
    once = without_repeats(gather.drafts(document, words, found.title))
    return Extraction(_items(document, once, found, words), found)


def _items(
    document: Document, drafts: Sequence[Draft], found: Metadata, lexicon: Lexicon
) -> tuple[PlanItem, ...]:
    source_id = document.source.id
    ids = item_ids(source_id, (draft.text for draft in drafts))
    printed = {
        (draft.place.table, draft.place.row): item
        for draft, item in zip(reversed(drafts), reversed(ids), strict=True)
        if draft.response
    }
    return tuple(
        _item(document, draft, found, lexicon, place, ids[place - 1], printed)
        for place, draft in enumerate(drafts, start=1)
    )


def _item(
    document: Document,
    draft: Draft,
    found: Metadata,
    lexicon: Lexicon,
    item_no: int,
    item_id: str,
    printed: dict[tuple[int | None, int | None], str],
) -> PlanItem:
    dates = _dates(draft, found, lexicon)
    state = status(draft, dates, lexicon)
    source, place = document.source, draft.place
    return PlanItem(
        item_id=item_id,
        source_id=source.id,
        force=found.force,
        plan_title=found.title,
        period=found.period,
        document_date=found.document_date,
        item_no=item_no,
        ref=draft.ref,
        kind=draft.kind,
        text=draft.text,
        headings=draft.headings,
        response=draft.response,
        evidence_from=_evidence_from(draft, printed),
        target=draft.target,
        lead=draft.lead,
        status_text=draft.status_text,
        status=state,
        dates=dates,
        smart=smart(draft, dates, state, lexicon),
        source=ItemSource(
            file=source.file,
            sha256=source.sha256,
            media_type=source.media_type,
            page=place.page,
            page_end=place.page_end,
            bbox=place.bbox,
            table=place.table,
            row=place.row,
        ),
        flags=tuple(dict.fromkeys((*draft.flags, *_place_flags(draft, document)))),
    )


def _dates(draft: Draft, found: Metadata, lexicon: Lexicon) -> tuple[ItemDate, ...]:
    if draft.dated or draft.target:
        return item_dates(draft.target, lexicon, found.document_date, all_dates=True)
    if draft.prose or draft.context:
        return ()
    return item_dates(draft.text, lexicon, found.document_date, all_dates=False)


def _evidence_from(
    draft: Draft, printed: dict[tuple[int | None, int | None], str]
) -> str | None:
    if draft.evidence_row is None:
        return None
    return printed.get((draft.place.table, draft.evidence_row))


def _place_flags(draft: Draft, document: Document) -> tuple[str, ...]:
    place = draft.place
    over = place.page is not None and place.page_end not in (None, place.page)
    flags = ("continued_over_page",) if over else ()
    return (*flags, *scan_flags(document, place.page, place.page_end, place.bbox))
