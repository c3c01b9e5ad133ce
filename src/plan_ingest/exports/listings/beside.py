"""Listings beside the matrix: what may yet count, and what lost its item."""

from plan_ingest.exports.labels import place
from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.listings.evidence import ITEM, NUMBER, PLACE, REF, TEXT
from plan_ingest.exports.listings.matrix import FORCE, NODE, SOURCE, TITLE
from plan_ingest.exports.once import once
from plan_ingest.model.coverage import Report


@once
def possible(report: Report) -> Listing:
    """Items that may speak of a gap: suggested, too unsure to count, undecided."""
    items = {item.item_id: item for item in report.items}
    titles = {node.id: node.title for node in report.framework.nodes}
    levels = {(c.source_id, c.node_id): c.level for c in report.coverage.cells}
    rows = []
    for found in report.analyses.possible:
        item = items[found.item_id]
        why = [f"{s.matcher}: {s.evidence}" for s in found.signals[:3] if s.evidence]
        rows.append(
            (
                found.source_id,
                item.force,
                found.node_id,
                titles[found.node_id],
                levels[found.source_id, found.node_id],
                item.item_id,
                item.item_no,
                item.ref,
                item.text,
                round(found.confidence, 4),
                found.gives,
                "; ".join(why),
                place(item),
            )
        )
    return Listing(
        name="possible",
        title="Possible: what may yet speak of a gap",
        says=(
            "Suggestions too unsure to count, for cells at level 0 or 1. Nobody has"
            " decided on these items, and no level rests on them."
        ),
        columns=_POSSIBLE,
        rows=tuple(rows),
        keys=("item_id", "node_id"),
    )


@once
def lost(report: Report) -> Listing:
    """Corrections whose item is not there any more: listed, never dropped."""
    return Listing(
        name="lost_amendments",
        title="Lost corrections",
        says=(
            "Corrections of the extraction whose item is not there any more; they"
            " change nothing until they are given anew."
        ),
        columns=(
            Column("id", "Correction", "Id of the correction", width=18),
            Column("at", "At", "When it was given", width=22),
            Column("analyst", "Analyst", "Who gave it"),
            ITEM,
            Column("change", "Change", "What it corrects", width=14),
            Column("value", "Value", "The corrected value", width=40),
            Column("note", "Note", "The analyst's note", width=40),
        ),
        rows=tuple(
            (
                one.id,
                one.at,
                one.analyst,
                one.item_id,
                one.change,
                _shown(one.value),
                one.note,
            )
            for one in report.lost
        ),
        keys=("id",),
    )


def _shown(value: str | bool | tuple[str, ...] | None) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value or ""


_POSSIBLE = (
    SOURCE,
    FORCE,
    NODE,
    TITLE,
    Column("level", "Level now", "Level of the cell without it", "integer", 8),
    ITEM,
    NUMBER,
    REF,
    TEXT,
    Column("confidence", "Confidence", "0 to 1, calibrated", "number", 10),
    Column("gives", "Would give", "Level an accept would give", "integer", 8),
    Column("why", "Why", "The words that point there", width=40),
    PLACE,
)
