"""Listings of the finer analyses: wording, nearness, editions, what is left to do."""

from collections.abc import Iterable, Iterator, Mapping

from plan_ingest.exports.counts import shared_told
from plan_ingest.exports.labels import place
from plan_ingest.exports.listing import Column, Listing, Value
from plan_ingest.exports.listings.evidence import ITEM, PLACE, TEXT
from plan_ingest.exports.listings.matrix import FORCE, NODE, SOURCE, TITLE
from plan_ingest.exports.once import once
from plan_ingest.model.analysis import EditionChange, Nearness
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework


@once
def shared_wording(report: Report) -> Listing:
    """Items whose words another force, or the framework, wrote first."""
    told = shared_told(report)
    if told is not None:
        return shared_listing(told)
    items = {item.item_id: item for item in report.items}
    rows = []
    for found in report.analyses.wording:
        if found.origin == "own" or found.like is None:
            continue
        item, first = items[found.item_id], items.get(found.like)
        rows.append(
            (
                item.source_id,
                item.force,
                found.item_id,
                item.text,
                found.origin,
                found.score,
                "another plan" if first else "the framework",
                first.source_id if first else report.framework.id,
                found.like,
                first.text if first else node_text(report.framework, found.like),
            )
        )
    rows.sort(key=lambda row: (row[0], items[row[2]].item_no, row[2]))
    return shared_listing(rows)


def shared_listing(rows: Iterable[tuple[Value, ...]]) -> Listing:
    """The listing of shared wording with these rows."""
    return Listing(
        name="shared_wording",
        title="Shared wording",
        says=(
            "Items whose words are those of an earlier plan of another force, or of"
            " the framework; items in the plan's own words are not listed."
        ),
        columns=(
            SOURCE,
            FORCE,
            ITEM,
            TEXT,
            Column("origin", "Wording", "verbatim or near-verbatim", width=13),
            Column("score", "Alike", "0 to 100", "number", 8),
            Column("with", "Shared with", "another plan or the framework"),
            Column("like_source", "Whose", "Source id or framework id", width=22),
            Column("like", "Item or node", "Id of the item or node", width=16),
            Column("like_text", "Their words", "The words it shares", width=60),
        ),
        rows=tuple(rows),
        keys=("item_id",),
    )


@once
def nearest(report: Report) -> Listing:
    """For each source the sources whose levels are most alike."""
    known = (*report.files, *report.sources)
    forces = {record.source_id: record.force for record in known}
    return Listing(
        name="nearest",
        title="Nearest plans",
        says="Plans whose levels are most alike over the innermost nodes.",
        columns=(
            SOURCE,
            FORCE,
            Column("nearest_id", "Nearest", "Source id of the other", width=24),
            Column("nearest_force", "Its force", "Force of the other", width=22),
            Column("alike", "Alike", "0 to 1; 1 when all levels agree", "number", 8),
            Column("nodes", "Nodes", "Nodes judged in both", "integer", 8),
        ),
        rows=tuple(nearest_rows(report.analyses.nearest, forces)),
        keys=("source_id", "nearest_id"),
    )


def nearest_rows(
    nearest: Iterable[Nearness], forces: Mapping[str, str | None]
) -> Iterator[tuple[Value, ...]]:
    """A row for each two plans; `forces` has each source's force."""
    for found in nearest:
        mine, other = forces[found.source_id], forces[found.other_id]
        alike = (found.alike, found.nodes)
        yield found.source_id, mine, found.other_id, other, *alike


@once
def good_practice(report: Report) -> Listing:
    """Candidates for good practice, for a person to look at."""
    items = {item.item_id: item for item in report.items}
    titles = {node.id: node.title for node in report.framework.nodes}
    rows = []
    for found in report.analyses.good_practice:
        item = items[found.item_id]
        rows.append(
            (
                item.source_id,
                item.force,
                item.item_id,
                item.text,
                "\n".join(item.response),
                ";".join(found.node_ids),
                "; ".join(titles.get(node, node) for node in found.node_ids),
                item.smart.measure,
                place(item),
            )
        )
    return Listing(
        name="good_practice",
        title="Good-practice candidates",
        says=(
            "Answered with own evidence, owned and dated, in the force's own words."
            " The plan's own account, tested by nobody."
        ),
        columns=(
            SOURCE,
            FORCE,
            ITEM,
            TEXT,
            Column("response", "Response", "As printed", width=60),
            Column("node_ids", "Nodes", "Node ids, joined by ;", width=14),
            TITLE,
            Column("measure", "Measure", "A measure is named", "boolean", 9),
            PLACE,
        ),
        rows=tuple(rows),
        keys=("item_id",),
    )


@once
def left_to_review(report: Report) -> Listing:
    """What is still to be decided before a cell is sure."""
    forces = {record.source_id: record.force for record in report.sources}
    nodes = {node.id: node for node in report.framework.nodes}
    return Listing(
        name="left_to_review",
        title="Left to review",
        says=(
            "For each cell the undecided items that carry its level, and those that"
            " might raise it. A cell that is not listed is as sure as the decisions."
        ),
        columns=(
            SOURCE,
            FORCE,
            NODE,
            TITLE,
            Column("resting", "Carry the level", "Undecided items", "integer", 9),
            Column("raising", "Might raise it", "Undecided items", "integer", 9),
            Column("resting_items", "Items that carry it", "Ids, by ;", width=40),
            Column("raising_items", "Items that might raise it", "Ids, by ;", width=40),
        ),
        rows=tuple(
            (
                left.source_id,
                forces[left.source_id],
                left.node_id,
                nodes[left.node_id].title,
                len(left.resting),
                len(left.raising),
                ";".join(left.resting),
                ";".join(left.raising),
            )
            for left in report.analyses.left
        ),
        keys=("source_id", "node_id"),
    )


@once
def editions(report: Report) -> Listing:
    """Each plan against its earlier edition."""
    return Listing(
        name="editions",
        title="Plans against their earlier editions",
        says="What a force's later plan kept, changed, dropped and added.",
        columns=(
            SOURCE,
            Column("earlier_source", "Earlier plan", "Source id", width=24),
            Column("change", "Change", "kept, changed, dropped or new", width=10),
            Column("earlier_text", "Earlier words", "The earlier item", width=50),
            Column("later_text", "Later words", "The later item", width=50),
            Column("words", "Words changed", "[taken out] → [put in]", width=40),
            Column("score", "Alike", "0 to 100", "number", 8),
            Column("earlier_item", "Earlier item", "Id", width=16),
            Column("later_item", "Later item", "Id", width=16),
        ),
        rows=tuple(edition_rows(report.analyses.editions)),
    )


def edition_rows(editions: Iterable[EditionChange]) -> Iterator[tuple[Value, ...]]:
    """A row for each item of a plan or of its earlier edition."""
    for change in editions:
        yield (
            change.later_source,
            change.earlier_source,
            change.change,
            change.earlier_text or None,
            change.later_text or None,
            "; ".join(f"[{out}] → [{into}]" for out, into in change.words),
            change.score or None,
            change.earlier_item,
            change.later_item,
        )


def node_text(framework: Framework, node_id: str) -> str:
    """A node's own words."""
    node = next(node for node in framework.nodes if node.id == node_id)
    return f"{node.title}: {node.description}" if node.description else node.title
