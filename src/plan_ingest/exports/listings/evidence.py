"""Listings of what the cells rest on: links, items' SMART ticks, and sources."""

from collections.abc import Mapping

from plan_ingest.compare.levels import weigh
from plan_ingest.compare.tree import tree
from plan_ingest.exports.counts import found_in
from plan_ingest.exports.labels import place
from plan_ingest.exports.listing import Column, Listing, Value
from plan_ingest.exports.listings.matrix import FORCE, NODE, SOURCE, TITLE
from plan_ingest.exports.once import once
from plan_ingest.model.coverage import Link, Report
from plan_ingest.model.plan import PlanItem, Smart

ITEM = Column("item_id", "Item", "Id of the item", width=20)
NUMBER = Column("item_no", "No.", "Number of the item in its plan", "integer", 6)
REF = Column("ref", "Ref", "Reference as printed", width=8)
TEXT = Column("text", "Words of the plan", "The item's own words", width=60)
PLACE = Column("place", "Place", "File, page and row where it is printed", width=30)

TICKS = (
    Column("owner", "Owner", "row, heading, text or none; row is a tick", width=10),
    Column("date", "Date", "due_date or period is a tick", width=12),
    Column("measure", "Measure", "A measure is named", "boolean", 9),
    Column("evidence", "Evidence", "own, shared, self or none", width=10),
)


@once
def links(report: Report) -> Listing:
    """Every item behind every node: its words, its place and who decided it.

    In the order of source, then of the framework read from its first node
    downwards, then of the plan: what stands behind a cell stands together.
    """
    items = {item.item_id: item for item in report.items}
    nodes = tree(report.framework).nodes
    depth = depth_order(report)
    known = [link for link in report.links if link.node_id in nodes]
    ordered = sorted(
        known,
        key=lambda link: (
            link.source_id,
            depth[link.node_id],
            items[link.item_id].item_no,
            link.item_id,
            link.basis,
        ),
    )
    return Listing(
        name="evidence",
        title="Evidence: what every cell rests on",
        says="One row for each item that counts for a node.",
        columns=_LINKS,
        rows=tuple(_link(link, items, nodes[link.node_id].title) for link in ordered),
        keys=("item_id", "node_id", "basis"),
    )


@once
def depth_order(report: Report) -> Mapping[str, int]:
    """The place of each node when the framework is read from top to bottom."""
    downwards = tree(report.framework).downwards()
    return {node: at for at, node in enumerate(downwards)}


@once
def smart(report: Report) -> Listing:
    """The four SMART ticks of every item, each told apart, never one score."""
    rows = tuple(
        (
            item.source_id,
            item.force,
            item.item_id,
            item.item_no,
            item.ref,
            item.kind,
            item.text,
            item.status,
            *ticks(item.smart),
            "state" if item.item_id in report.stated else "",
        )
        for item in report.items
    )
    return Listing(
        name="smart",
        title="SMART attributes of every item",
        says="Owner, date, measure and evidence of each item, four separate ticks.",
        columns=(
            SOURCE,
            FORCE,
            ITEM,
            NUMBER,
            REF,
            Column("kind", "Kind", "objective, action, aim or issue", width=10),
            TEXT,
            Column("status", "Status", "Status from printed words only", width=14),
            *TICKS,
            Column("form", "Form", "state: worded as a good state", width=8),
        ),
        rows=rows,
        keys=("item_id",),
    )


def ticks(smart: Smart) -> tuple[Value, ...]:
    """The four attributes, as columns."""
    return (smart.owner, smart.date, smart.measure, smart.evidence)


@once
def sources(report: Report) -> Listing:
    """The sources: what became of each, and how much of it a person decided."""
    found = found_in(report)
    return Listing(
        name="sources",
        title="Sources",
        says="Every file handed over, what became of it, and how much was reviewed.",
        columns=_SOURCES,
        rows=tuple(
            (
                record.source_id,
                record.force,
                record.plan_title,
                record.period,
                record.document_date,
                record.state,
                record.reason,
                *found[record.source_id],
                record.pages,
                ";".join(map(str, record.pages_unread)),
                record.file,
                record.media_type,
                record.sha256,
            )
            for record in report.files
        ),
        keys=("source_id",),
    )


def _link(link: Link, items: Mapping[str, PlanItem], title: str) -> tuple[Value, ...]:
    item = items[link.item_id]
    weight = weigh(link, items)
    return (
        link.source_id,
        item.force,
        link.node_id,
        title,
        weight.level,
        item.item_id,
        item.item_no,
        item.ref,
        item.text,
        "\n".join(weight.response or item.response),
        link.basis,
        link.verdict,
        "decision" if link.decided else "suggestion",
        round(link.confidence, 4),
        link.analyst,
        link.at,
        link.note,
        link.conflict,
        place(item),
        " > ".join(item.headings),
        item.target,
        item.lead,
        *ticks(item.smart),
    )


_LINKS = (
    SOURCE,
    FORCE,
    NODE,
    TITLE,
    Column("gives", "Gives level", "Level this item gives the node", "integer", 8),
    ITEM,
    NUMBER,
    REF,
    TEXT,
    Column("response", "Response", "The response it rests on, as printed", width=50),
    Column("basis", "Basis", "text, or response where only that speaks of it"),
    Column("verdict", "Verdict", "primary or secondary", width=10),
    Column("rests_on", "Rests on", "decision of a person, or suggestion", width=11),
    Column("confidence", "Confidence", "0 to 1; 1 for a decision", "number", 10),
    Column("analyst", "Analyst", "Who decided", width=12),
    Column("decided_at", "Decided", "When it was decided", width=20),
    Column("note", "Note", "The analyst's note", width=24),
    Column("conflict", "Conflict", "Analysts differ", "boolean", 9),
    PLACE,
    Column("headings", "Under", "Headings above it, outermost first", width=28),
    Column("target", "Target", "Target as printed", width=16),
    Column("lead", "Lead", "Lead as printed", width=18),
    *TICKS,
)
_SOURCES = (
    SOURCE,
    FORCE,
    Column("plan_title", "Plan", "Title of the plan", width=40),
    Column("period", "Period", "Period the plan covers", width=12),
    Column("document_date", "Date", "Date of the document, as far as known"),
    Column("state", "State", "read, partly read, not assessable or quarantined"),
    Column("reason", "Reason", "Why it could not be read", width=40),
    Column("items", "Items", "Items found", "integer", 8),
    Column("decided", "Decided", "Items a person has decided", "integer", 8),
    Column("pages", "Pages", "Pages of the file", "integer", 8),
    Column("pages_unread", "Unread pages", "Pages that could not be read", width=12),
    Column("file", "File", "Path under data/raw", width=30),
    Column("media_type", "Type", "Media type", width=16),
    Column("sha256", "SHA-256", "Hash of the file", width=20),
)
