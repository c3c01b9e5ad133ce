"""Listings of the analyses: gaps, who answers what, and what is left to review."""

from plan_ingest.exports.hints import hints
from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.listings.evidence import ITEM, TEXT
from plan_ingest.exports.listings.matrix import FORCE, NODE, SOURCE, TITLE
from plan_ingest.exports.once import once
from plan_ingest.model.coverage import Report

_PARENT = Column("parent", "Part of", "The node it belongs to", width=10)
_LEVEL = Column("framework_level", "Framework level", "Level of the node", width=14)
_BASIS = Column("basis", "Basis", "inspectorate, or only what plans have in common")
_ASKED = Column("asked_from", "Asked from", "Earliest year asked", "integer", 10)


@once
def gaps(report: Report) -> Listing:
    """Every gap, the weightiest first; what could not be read is no gap."""
    nodes = {node.id: node for node in report.framework.nodes}
    forces = {record.source_id: record.force for record in report.sources}
    marks = {(c.source_id, c.node_id): c.marks for c in report.coverage.cells}
    beside = hints(report)
    rows = tuple(
        (
            gap.source_id,
            forces[gap.source_id],
            nodes[gap.node_id].level,
            gap.node_id,
            nodes[gap.node_id].title,
            nodes[gap.node_id].parent,
            gap.weight,
            gap.addressed_by,
            gap.assessable,
            nodes[gap.node_id].basis,
            nodes[gap.node_id].asked_from,
            marks[gap.source_id, gap.node_id],
            beside.get((gap.source_id, gap.node_id), 0),
        )
        for gap in report.analyses.gaps
    )
    return Listing(
        name="gaps",
        title="Gaps",
        says=(
            "Every node a plan does not address though it was asked, weightiest"
            " first. Weight: 2 where an inspection text stands behind the node (1"
            " otherwise), 1 more where nothing in its parent is addressed, and the"
            " share of the other plans that do address it. Possible: undecided items"
            " that may speak of it, by suggestions too unsure to count."
        ),
        columns=_GAPS,
        rows=rows,
        keys=("source_id", "node_id"),
    )


@once
def uptake(report: Report) -> Listing:
    """For each node, who addresses it and who answers it."""
    nodes = {node.id: node for node in report.framework.nodes}
    return Listing(
        name="uptake",
        title="Who addresses and who answers each node",
        says="Nodes nobody answers and nodes only one plan answers stand out here.",
        columns=(
            _LEVEL,
            NODE,
            TITLE,
            _BASIS,
            _ASKED,
            Column("assessable", "Plans", "Plans that could be judged", "integer", 8),
            Column("addressed", "Addressed", "Plans above level 0", "integer", 10),
            Column("answered", "Answered", "Plans at level 3 or 4", "integer", 10),
            Column("says", "In words", "nobody, only one, or how many", width=24),
            Column("answered_by", "Answered by", "Their source ids, by ;", width=40),
        ),
        rows=tuple(
            (
                nodes[found.node_id].level,
                found.node_id,
                nodes[found.node_id].title,
                nodes[found.node_id].basis,
                nodes[found.node_id].asked_from,
                found.assessable,
                len(found.addressed),
                len(found.answered),
                in_words(len(found.addressed), len(found.answered)),
                ";".join(found.answered),
            )
            for found in report.analyses.uptake
        ),
        keys=("node_id",),
    )


def in_words(addressed: int, answered: int) -> str:
    """How many address and answer a node, as one would say it."""
    if not addressed:
        return "nobody addresses it"
    if not answered:
        return "nobody answers it"
    return "only one answers it" if answered == 1 else f"{answered} answer it"


@once
def conflicts(report: Report) -> Listing:
    """Where analysts differ and no adjudicator has spoken; the last word counts."""
    return Listing(
        name="conflicts",
        title="Conflicts between analysts",
        says="Pairs on which analysts differ; the most recent word counts meanwhile.",
        columns=(
            ITEM,
            NODE,
            Column("basis", "Basis", "text or response", width=10),
            Column("counts", "Counts", "The word that counts", width=12),
            Column("words", "Words", "Who said what, oldest first", width=60),
        ),
        rows=tuple(
            (
                found.item_id,
                found.node_id,
                found.basis,
                found.words[-1].verdict,
                "; ".join(f"{w.analyst}: {w.verdict} ({w.at})" for w in found.words),
            )
            for found in report.settled.conflicts
        ),
        keys=("item_id", "node_id", "basis"),
    )


@once
def orphans(report: Report) -> Listing:
    """Decisions on words or nodes that are no longer there: listed, never dropped."""
    return Listing(
        name="orphans",
        title="Orphaned decisions",
        says="Decisions whose item or node is not there any more.",
        columns=(
            Column("id", "Decision", "Id of the decision", width=18),
            Column("at", "At", "When it was given", width=22),
            Column("analyst", "Analyst", "Who gave it"),
            ITEM,
            NODE,
            Column("verdict", "Verdict", "What was decided"),
            Column("note", "Note", "The analyst's note", width=40),
        ),
        rows=tuple(
            (w.id, w.at, w.analyst, w.item_id, w.node_id, w.verdict, w.note)
            for w in report.orphans
        ),
        keys=("id",),
    )


def to_review(report: Report) -> Listing:
    """Suggestions to decide, the least certain first."""
    items = {item.item_id: item for item in report.items}
    titles = {node.id: node.title for node in report.framework.nodes}
    decided = report.settled.decided
    rows = []
    for offered in report.suggestions:
        item = items.get(offered.item_id)
        if item is None or item.item_id in decided:
            continue
        levels = [level for level in offered.text.levels if level[1]]
        for suggestion in levels[-1][1][:3] if levels else ():
            signals = "; ".join(
                f"{s.matcher} {s.score:.2f}" + (f": {s.evidence}" if s.evidence else "")
                for s in suggestion.signals
            )
            rows.append(
                (
                    item.source_id,
                    item.force,
                    item.item_id,
                    item.item_no,
                    item.text,
                    report.framework.id,
                    suggestion.node_id,
                    titles.get(suggestion.node_id, ""),
                    round(suggestion.confidence, 4),
                    suggestion.node_id in offered.text.accepted,
                    signals,
                )
            )
    rows.sort(key=lambda row: (abs(float(row[8] or 0) - 0.5), row[0], row[3], row[6]))
    return Listing(
        name="to_review",
        title="Suggestions to review",
        says="Undecided items with what is suggested for them, least certain first.",
        columns=_TO_REVIEW,
        rows=tuple(rows),
        keys=("item_id", "node_id"),
    )


_TO_REVIEW = (
    SOURCE,
    FORCE,
    ITEM,
    Column("item_no", "No.", "Number in the plan", "integer", 6),
    TEXT,
    Column("framework_id", "Framework", "Id of the framework", width=14),
    NODE,
    TITLE,
    Column("confidence", "Confidence", "0 to 1, calibrated", "number", 10),
    Column("accepted", "Accepted", "It counts until decided", "boolean", 9),
    Column("signals", "Why", "Each matcher's score and evidence", width=50),
)
_GAPS = (
    SOURCE,
    FORCE,
    _LEVEL,
    NODE,
    TITLE,
    _PARENT,
    Column("weight", "Weight", "Order of gaps, 0 to 4", "number", 8),
    Column("addressed_by", "Addressed by", "Plans above 0", "integer", 10),
    Column("assessable", "Of plans", "Plans that could be judged", "integer"),
    _BASIS,
    _ASKED,
    Column("marks", "Marks", "R decided by a person, ? not yet", width=8),
    Column("possible", "Possible", "Undecided, may speak of it", "integer", 9),
)
