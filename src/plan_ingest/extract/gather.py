"""The plan's own statements found in its tables, lists, forms and prose."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from plan_ingest.extract import (
    boxes,
    cards,
    forms,
    labelled,
    lists,
    lonecards,
    owning,
    report,
    tables,
    tails,
    themes,
)
from plan_ingest.extract.anew import Anew, printed_anew
from plan_ingest.extract.besidecards import stand_beside
from plan_ingest.extract.cutforms import with_numbers
from plan_ingest.extract.deeds import are_promises
from plan_ingest.extract.draft import Draft, place_at
from plan_ingest.extract.grid import grid
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.extract.lost import lost_rows, response_rest
from plan_ingest.extract.outline import Section, outline
from plan_ingest.extract.pillars import Pillar
from plan_ingest.extract.rows import START, Carried
from plan_ingest.extract.workstreams import Workstreams, workstreams
from plan_ingest.model.document import Bullet, Document, Paragraph, Table
from plan_ingest.model.plan import ItemKind
from plan_ingest.text import squash

_APART = ("glossary", "contents", "background", "measures")


@dataclass(slots=True)
class _Plan:
    """The document while its items are gathered."""

    sections: tuple[Section, ...]
    lexicon: Lexicon
    tabular: bool
    parts: Workstreams
    forms: bool = False
    told: bool = False
    """A report: it tells its items in running text wherever a section has no list."""
    numbered: bool = False
    """A report that numbers all its paragraphs: the number alone makes no item."""
    owning: bool = False
    """Paragraphs that name their own owner or date are its items."""
    tables: int = 0
    numbers: Mapping[int, str] = field(default_factory=dict)
    """For sections that open with a form cut off its number, that number."""
    carried: Carried = START
    anew: frozenset[tuple[str, ...]] = frozenset()
    """Headers that are printed anew for each strand."""


def drafts(
    document: Document, lexicon: Lexicon, title: str | None
) -> tuple[Draft, ...]:
    """Every item of a document, in reading order, summaries still said twice."""
    document = lonecards.settled(boxes.opened(document, lexicon), lexicon)
    document = labelled.with_colons(document, lexicon)
    sections = themes.settled(outline(document, lexicon, title), lexicon)
    plan = _plan(sections, lexicon)
    made = _made(plan)
    if not made and not plan.tabular:
        # A document of nothing but running text can only say its items there.
        plan.told = True
        made = _made(plan)
    return tuple(draft for draft in made if re.search(r"\w", draft.text))


def _made(plan: _Plan) -> list[Draft]:
    made: list[Draft] = []
    before = 0
    for number, section in enumerate(plan.sections):
        values = _field(section, plan.lexicon)
        if values and before == 1:
            made[-1] = tails.with_values(made[-1], values)
            section = _after_field(section)
        found = list(_section(plan, number, section))
        made.extend(sorted(found, key=lambda draft: draft.place.order))
        before = len(found)
    return made


def _field(section: Section, lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """What a section is called and says, where it is a field of the item above it.

    So a form reads whose labels are set as headings, or a table's row read column by
    column.
    """
    column = lexicon.label(section.title) if section.title else None
    if column is None or column.role not in INLINE:
        return {}
    value = takewhile(lambda block: not isinstance(block, Table), section.blocks)
    words = tuple(
        squash(block.text) for block in value if isinstance(block, Paragraph | Bullet)
    )
    return {column.role: words} if words else {}


def _after_field(section: Section) -> Section:
    """The tables that come after a field's value: they are no part of it."""
    after = tuple(block for block in section.blocks if isinstance(block, Table))
    return replace(section, headings=section.headings[:-1], blocks=after)


def _plan(sections: tuple[Section, ...], lexicon: Lexicon) -> _Plan:
    tabular = _tabular(sections, lexicon)
    in_forms = labelled.in_forms(sections, lexicon) or (
        tabular and stand_beside(sections, lexicon)
    )
    parts = Workstreams({}, {}) if tabular or in_forms else workstreams(sections)
    listed = _called_lists(sections) or owning.owned(sections, lexicon)
    told = not (tabular or in_forms or listed)
    told = told and (bool(parts.aims) or report.is_report(sections, lexicon))
    numbered = told and report.numbers_paragraphs(sections)
    sections, numbers = with_numbers(sections, lexicon)
    plan = _Plan(
        sections, lexicon, tabular or in_forms, parts, in_forms, told, numbered
    )
    plan.numbers = numbers
    plan.owning = not plan.tabular and owning.own_paragraphs(sections, lexicon)
    plan.anew = printed_anew(_tables(sections), lexicon)
    return plan


def _tables(sections: Sequence[Section]) -> Iterator[Table]:
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, Table))


def _tabular(sections: Sequence[Section], lexicon: Lexicon) -> bool:
    """Whether the plan sets its items out in tables."""
    return any(
        tables.drafts(block, tables.Setting(0, ()), lexicon)[0]
        for section in sections
        if section.sense not in _APART[:2]
        for block in section.blocks
        if isinstance(block, Table)
    )


def _called_lists(sections: Sequence[Section]) -> bool:
    """Whether the plan has pillars, or lists it calls its objectives or actions."""
    return any(
        section.pillar is not None
        or (
            section.sense in ("objective", "action")
            and any(isinstance(block, Bullet) for block in section.blocks)
        )
        for section in sections
    )


def _pillar(section: Section, pillar: Pillar) -> Draft:
    return Draft(
        kind="aim",
        text=pillar.name,
        headings=section.headings,
        place=place_at(section.anchor),
        ref=pillar.letter,
        part=section.part,
    )


def _section(plan: _Plan, number: int, section: Section) -> Iterator[Draft]:
    if section.pillar and not plan.tabular:
        yield _pillar(section, section.pillar)
    for block in section.blocks:
        if aim := plan.parts.aims.get(block.anchor.order):
            yield aim
    yield from _from_tables(plan, number, section)
    if _stands_apart(plan, number, section):
        return
    if plan.forms and (made := labelled.drafts(section, plan.lexicon)):
        yield from made
        return
    lead = plan.parts.leads.get(number, "")
    if plan.numbered and report.numbered(section):
        if not report.listed(section):
            yield from report.numbered_statements(section, plan.lexicon, lead)
            return
        section = report.unnumbered(section)
    kind = _kind(section, number, plan)
    body = _in_body(plan, number)
    named = section.sense in ("objective", "aim", "action", "issue")
    bullets = body and (named or not plan.tabular)
    made = lists.drafts(section, plan.lexicon, kind, lead, bullets, plan.owning)
    if made:
        listed = plan.parts.aims
        yield from (draft for draft in made if draft.place.order not in listed)
    elif body and plan.told and section.headings and not _has_list(plan, number):
        sure = bool(plan.parts.aims)
        yield from report.statements_of(section, plan.lexicon, lead, sure)


def _stands_apart(plan: _Plan, number: int, section: Section) -> bool:
    """Whether a section is no part of the plan, and promises nothing by a day."""
    apart = section.sense in _APART and number not in plan.parts.leads
    mine = section.sense == "background" and are_promises(section.blocks, plan.lexicon)
    return apart and not mine


def _from_tables(plan: _Plan, at: int, section: Section) -> Iterator[Draft]:
    found: list[Draft] = []
    used_to, above = -1, _above_tables(section, plan)
    blocks = cards.joined(section.blocks, plan.lexicon)
    for place, block in enumerate(blocks):
        if not isinstance(block, Table) or place <= used_to:
            continue
        number, plan.tables = plan.tables, plan.tables + 1
        if section.sense in _APART[:2]:
            continue
        if found and (cut_off := forms.rest(grid(block), plan.lexicon)):
            found[-1] = tails.with_values(found[-1], cut_off)
            continue
        if found:
            found[-1], block = _without_rest(found[-1], block, plan.lexicon)
        beside = place > 0 and isinstance(blocks[place - 1], Table)
        carried = plan.carried if beside else Carried(plan.carried.columns)
        below = beside and blocks[place - 1].anchor.page_end == block.anchor.page
        anew = Anew(plan.anew, below)
        setting = tables.Setting(number, above, place == 0, carried, anew)
        made, plan.carried = tables.drafts(block, setting, plan.lexicon)
        if made and not place and not made[0].ref:
            # The page before ended with the form's number.
            made = (replace(made[0], ref=plan.numbers.get(at, "")), *made[1:])
        made, loose, used = lost_rows(blocks[place + 1 :], made, above)
        if not used and cards.is_cards(grid(block), plan.lexicon):
            made, used = response_rest(block, blocks[place + 1 :], made)
        used_to = place + used
        found.extend((*made, *loose))
    return (replace(draft, part=section.part) for draft in found)


def _without_rest(above: Draft, table: Table, lexicon: Lexicon) -> tuple[Draft, Table]:
    """A form's item with what a page break left at the top of the next forms' table."""
    rows = grid(table)
    count = forms.cut_off(rows, lexicon) if forms.is_form(rows, lexicon) else 0
    if not count:
        return above, table
    start = rows[count].index
    left = tuple(cell for cell in table.cells if cell.row >= start)
    values = forms.rest(rows[:count], lexicon)
    return tails.with_values(above, values), replace(table, cells=left)


def _above_tables(section: Section, plan: _Plan) -> tuple[str, ...]:
    """The headings a table stands under; one of background prose is not its own.

    Its own title may stand below one, where that is set larger.
    """
    return tuple(
        heading
        for heading in section.headings
        if plan.lexicon.sense(heading) != "background"
    )


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
