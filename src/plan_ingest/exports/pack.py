"""The factual-accuracy pack: what was read and found in one force's plans.

For the force to confirm or correct. Its answers are proposals for an analyst, never
decisions: the columns it fills are named, and every row carries its id.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plan_ingest.errors import UsageError
from plan_ingest.exports.labels import place
from plan_ingest.exports.listing import Column, Listing, Value
from plan_ingest.exports.listings import evidence
from plan_ingest.exports.listings.evidence import ITEM, PLACE, TEXT
from plan_ingest.exports.listings.matrix import NODE, SOURCE, TITLE, by_cell
from plan_ingest.exports.sheets import Book, add_sheet, listing_sheet, write, write_book
from plan_ingest.exports.word import add_table, new_document, packed
from plan_ingest.exports.wording import CAUTION, level_words
from plan_ingest.model.coverage import LEVEL_NAMES, Link, Report
from plan_ingest.model.source import SourceRecord
from plan_ingest.text import fold

ANSWERS = ("yes", "no", "in part")
REQUEST = (
    "These are the items found in your plan and what the framework asks for that was"
    " not found in it. Please say where we are wrong: answer in the columns at the"
    " right, in your own words, with the page. Your answers are read by an analyst;"
    " they change nothing by themselves."
)


def pack(report: Report, force: str) -> tuple[bytes, bytes]:
    """The pack of a force as (workbook, document).

    Raises UsageError that lists the forces there are when there is no such one.
    """
    sources = sources_of(report.sources, force)
    listings = (
        _read(report, sources),
        found(report, sources),
        not_found(report, sources),
    )
    title = f"{force}: check of facts"
    return _workbook(report, title, listings), _document(report, title, listings)


def found(report: Report, sources: Iterable[str]) -> Listing:
    """Every item found, with its place and what it was taken to answer."""
    asked = set(sources)
    titles = {node.id: node.title for node in report.framework.nodes}
    links: dict[str, list[Link]] = defaultdict(list)
    for link in report.links:
        links[link.item_id].append(link)
    return Listing(
        name="found",
        title="What was found",
        says="One row for each item. Is it right, and is it all?",
        columns=(
            ITEM,
            Column("ref", "Ref", "As printed", width=7),
            TEXT,
            Column("response", "Response or evidence", "As printed", width=50),
            Column("lead", "Lead", "As printed", width=16),
            Column("target", "Target", "As printed", width=14),
            Column("taken", "Taken to answer", "Nodes of the framework", width=40),
            PLACE,
            *_asked("Is this right?"),
        ),
        rows=tuple(
            (
                item.item_id,
                item.ref,
                item.text,
                "\n".join(item.response),
                item.lead,
                item.target,
                "\n".join(_taken(links[item.item_id], titles)),
                place(item),
                *_EMPTY,
            )
            for item in report.items
            if item.source_id in asked
        ),
        keys=("item_id",),
    )


def not_found(report: Report, sources: Iterable[str]) -> Listing:
    """The innermost nodes that no plan of the force was found to address."""
    asked = sorted(set(sources))
    cells = by_cell(report.coverage)
    may = _may_speak(report, asked)
    rows: list[tuple[Value, ...]] = []
    for node in report.framework.at(report.framework.levels[-1]):
        here = [cells[source, node.id] for source in asked]
        if any(cell.level for cell in here):
            continue
        later = bool(here) and all("L" in cell.marks for cell in here)
        rows.append(
            (
                node.id,
                node.title,
                node.description,
                " or ".join(sorted({level_words(cell) for cell in here})),
                "asked only after the plan was written" if later else "",
                may[node.id],
                *_EMPTY,
            )
        )
    return Listing(
        name="not_found",
        title="What was not found",
        says="What the framework asks for and no item was found to address.",
        columns=(
            NODE,
            TITLE,
            Column(
                "description", "What is asked", "In the framework's words", width=60
            ),
            Column("coverage", "We have", f"One of {', '.join(LEVEL_NAMES.values())}"),
            Column("later", "Later ask", "Whether it was asked later", width=18),
            Column("may", "May speak of it", "Items nobody has decided on", width=18),
            *_asked("Is it in the plan?"),
        ),
        rows=tuple(rows),
        keys=("node_id",),
    )


def _may_speak(report: Report, sources: Iterable[str]) -> Mapping[str, str]:
    """By node the items that may speak of it, too unsure to count, by their places."""
    asked = set(sources)
    items = {item.item_id: item for item in report.items}
    found: dict[str, list[str]] = defaultdict(list)
    for one in report.analyses.possible:
        if one.source_id in asked and len(found[one.node_id]) < _MAY:
            item = items[one.item_id]
            ref = f" (ref {item.ref})" if item.ref else ""
            found[one.node_id].append(f"item {item.item_no}{ref}?")
    return defaultdict(str, {node: ", ".join(said) for node, said in found.items()})


_MAY = 5
"""Items named as possible for a node."""
_EMPTY: tuple[Value, ...] = ("", "", "")


def _asked(question: str) -> tuple[Column, Column, Column]:
    """The columns that the force fills."""
    return (
        Column("answer", question, ", ".join(ANSWERS), width=12),
        Column("correction", "What it should say", "The force's words", width=40),
        Column("where", "Where in the plan", "Page, section or row", width=20),
    )


def sources_of(records: Sequence[SourceRecord], force: str) -> list[str]:
    """The ids of a force's sources; one without a force goes by its id.

    Raises UsageError that lists the forces there are when there is no such one.
    """
    asked = fold(force)
    sources = [
        record.source_id
        for record in records
        if fold(record.force or record.source_id) == asked
    ]
    if not sources:
        there = ", ".join(sorted({r.force or r.source_id for r in records}))
        raise UsageError(f"no plan of a force called {force!r}; there is: {there}")
    return sources


def _read(report: Report, sources: Iterable[str]) -> Listing:
    asked = set(sources)
    whole = evidence.sources(report)
    source, force = whole.at("source_id"), whole.at("force")
    return Listing(
        name="read",
        title="What was read",
        says="The files, and whether all of them could be read.",
        columns=whole.columns,
        rows=tuple(r for r in whole.rows if r[source] in asked or r[force] in asked),
        keys=(SOURCE.name,),
    )


def _taken(links: Iterable[Link], titles: dict[str, str]) -> list[str]:
    """What an item was taken to answer, and on whose word."""
    return [
        f"{link.node_id} {titles.get(link.node_id, '')}"
        f" ({link.verdict}{', by its response' if link.basis == 'response' else ''};"
        f" {'decided' if link.decided else 'suggested'})"
        for link in links
    ]


def _workbook(report: Report, title: str, listings: Iterable[Listing]) -> bytes:
    def fill(book: Book) -> None:
        cover = add_sheet(book, "Read me", title, CAUTION)
        cover.set_column(0, 0, 110)
        write(book, cover, 4, 0, REQUEST)
        cover.set_row(4, 60)
        cover.print_area(0, 0, 4, 0)
        for listing in listings:
            sheet = listing_sheet(book, listing.title, listing)
            _offer_answers(sheet, listing)

    return write_book(title, report.marking, fill)


def _offer_answers(sheet: Any, listing: Listing) -> None:
    names = [column.name for column in listing.columns]
    if "answer" in names and listing.rows:
        col = names.index("answer")
        choice = {"validate": "list", "source": list(ANSWERS)}
        sheet.data_validation(4, col, 3 + len(listing.rows), col, choice)


def _document(report: Report, title: str, listings: Iterable[Listing]) -> bytes:
    document = new_document(title, report.marking)
    document.add_paragraph(REQUEST)
    document.add_paragraph(CAUTION)
    for listing in listings:
        document.add_heading(listing.title, 1)
        document.add_paragraph(listing.says)
        shown = [at for at in range(len(listing.columns)) if _on_paper(listing, at)]
        total = sum(listing.columns[at].width for at in shown)
        add_table(
            document,
            [listing.columns[at].title for at in shown],
            [[_words(row[at]) for at in shown] for row in listing.rows],
            size=8,
            widths=[26 * listing.columns[at].width / total for at in shown],
        )
    return packed(document)


def _on_paper(listing: Listing, at: int) -> bool:
    """Whether a column is worth its room: it is to be filled, or says something."""
    name = listing.columns[at].name
    if name in _TO_FILL:
        return True
    return name not in _NOT_SHOWN and any(row[at] for row in listing.rows)


_TO_FILL = ("answer", "correction", "where")
_NOT_SHOWN = ("item_id", "sha256", "media_type", "decided", "source_id")


def _words(value: Value) -> str:
    return "" if value is None else str(value)
