"""A document's items: every objective, action, aim and issue, in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plan_ingest.extract import labelled, lists, tables
from plan_ingest.extract.attributes import smart, status
from plan_ingest.extract.columns import Columns
from plan_ingest.extract.dates import item_dates
from plan_ingest.extract.draft import Draft, place_at
from plan_ingest.extract.identity import item_ids
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.lost import lost_rows
from plan_ingest.extract.metadata import Metadata, metadata
from plan_ingest.extract.outline import Section, outline
from plan_ingest.extract.prose import statements
from plan_ingest.extract.repeats import without_repeats
from plan_ingest.extract.workstreams import Workstreams, workstreams
from plan_ingest.model.document import Bullet, Document, Paragraph, Table
from plan_ingest.model.plan import ItemDate, ItemKind, ItemSource, PlanItem

_APART = ("glossary", "contents", "background")


@dataclass(frozen=True, slots=True)
class Extraction:
    """A plan's items and what the plan says of itself."""

    items: tuple[PlanItem, ...]
    metadata: Metadata


@dataclass(slots=True)
class _Plan:
    """The document while its items are gathered."""

    sections: tuple[Section, ...]
    lexicon: Lexicon
    tabular: bool
    parts: Workstreams
    forms: bool = False
    tables: int = 0
    columns: Columns | None = None


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """Every item of a plan, and the plan's force, title, period and date."""
    words = lexicon.with_columns(document.source.hints.header_words)
    found = metadata(document, words)
    drafts = without_repeats(tuple(_drafts(document, words, found.title)))
    return Extraction(_items(document, drafts, found, words), found)


def _drafts(document: Document, lexicon: Lexicon, title: str | None) -> Iterator[Draft]:
    sections = outline(document, lexicon, title)
    tabular = _tabular(sections, lexicon)
    forms = labelled.in_forms(sections, lexicon)
    parts = Workstreams({}, {}) if tabular or forms else workstreams(sections)
    plan = _Plan(sections, lexicon, tabular or forms, parts, forms)
    for number, section in enumerate(sections):
        if section.pillar and not tabular:
            yield _pillar(section)
        yield from _section(plan, number, section)


def _tabular(sections: Sequence[Section], lexicon: Lexicon) -> bool:
    """Whether the plan sets its items out in tables."""
    return any(
        tables.drafts(block, tables.Setting(0, ()), lexicon)[0]
        for section in sections
        if section.sense not in _APART[:2]
        for block in section.blocks
        if isinstance(block, Table)
    )


def _pillar(section: Section) -> Draft:
    return Draft(
        kind="aim",
        text=section.title.split(" - ", 1)[1],
        headings=section.headings,
        place=place_at(section.anchor),
        ref=section.pillar,
        part=section.part,
    )


def _section(plan: _Plan, number: int, section: Section) -> Iterator[Draft]:
    for block in section.blocks:
        if aim := plan.parts.aims.get(block.anchor.order):
            yield aim
    yield from _from_tables(plan, section)
    if section.sense in _APART and number not in plan.parts.leads:
        return
    if plan.forms and (made := labelled.drafts(section, plan.lexicon)):
        yield from made
        return
    kind = _kind(section, number, plan)
    lead = plan.parts.leads.get(number, "")
    body = _in_body(plan, number)
    named = section.sense in ("objective", "aim", "action", "issue")
    bullets = body and (named or not plan.tabular)
    made = lists.drafts(section, plan.lexicon, kind, lead, bullets)
    if made:
        listed = plan.parts.aims
        yield from (draft for draft in made if draft.place.order not in listed)
    elif body and not plan.tabular and not _has_list(plan, number):
        yield from _prose(plan, section, lead)


def _from_tables(plan: _Plan, section: Section) -> Iterator[Draft]:
    used_to, above = -1, _above_tables(section)
    for place, block in enumerate(section.blocks):
        if not isinstance(block, Table) or place <= used_to:
            continue
        number, plan.tables = plan.tables, plan.tables + 1
        if section.sense in _APART[:2]:
            continue
        setting = tables.Setting(number, above, place == 0, plan.columns)
        made, plan.columns = tables.drafts(block, setting, plan.lexicon)
        loose, used = lost_rows(section.blocks[place + 1 :], made, above)
        used_to = place + used
        for draft in (*made, *loose):
            yield replace(draft, part=section.part)


def _above_tables(section: Section) -> tuple[str, ...]:
    """The headings a table stands under; one of background prose is not its own."""
    last = len(section.headings)
    while last and section.senses[last - 1] == "background":
        last -= 1
    return section.headings[:last]


def _in_body(plan: _Plan, number: int) -> bool:
    """Whether a section is of the plan itself: in a workstream or pillar if any is."""
    if plan.parts.aims:
        return number in plan.parts.leads
    pillars = [n for n, other in enumerate(plan.sections) if other.pillar]
    if pillars and not plan.tabular:
        return number >= pillars[0]
    return True


def _kind(section: Section, number: int, plan: _Plan) -> ItemKind | None:
    match section.sense:
        case "objective":
            return "objective"
        case "aim":
            return "aim"
        case "issue":
            return "issue"
        case "action":
            return "action"
    report = number in plan.parts.leads
    return None if report else "objective"


def _has_list(plan: _Plan, number: int) -> bool:
    """Whether the part of the plan a section belongs to has any list or table."""
    part = plan.sections[number].part
    return any(
        isinstance(block, Bullet | Table)
        for section in plan.sections
        if section.part == part
        for block in section.blocks
    )


def _prose(plan: _Plan, section: Section, lead: str) -> Iterator[Draft]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            for statement in statements(
                block.text, plan.lexicon, bool(plan.parts.aims)
            ):
                yield Draft(
                    kind="action",
                    text=statement,
                    headings=section.headings,
                    place=place_at(block.anchor),
                    lead_above=lead,
                    prose=True,
                    part=section.part,
                )


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
    return (*flags, *(flag for flag in document.flags if flag == "ocr"))
