"""The sheet "To review" of the gap matrix: a review pack that `review import` takes."""

from collections.abc import Iterable, Sequence

from plan_ingest.exports.safe import cell_text
from plan_ingest.model.coverage import ReviewColumn, ReviewSheet
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Decision, ItemSuggestions, Settled
from plan_ingest.review.merging import Reviewer, standing
from plan_ingest.review.queue import ReviewRow, queue
from plan_ingest.workbook.form import (
    ALSO,
    EXPORTED,
    GROUP,
    HASH,
    ID,
    PACK,
    REVIEW,
    SAID,
    VERDICTS,
    node_label,
)
from plan_ingest.workbook.rows import pack_table

_PROOF = (ID, HASH, PACK, EXPORTED)
MOST = 2_000
"""Items on the sheet; the next comparison has the next ones."""


def review_sheet(
    items: Iterable[PlanItem],
    suggestions: Iterable[ItemSuggestions],
    decisions: Iterable[Decision],
    settled: Settled,
    framework: Framework,
    adjudicators: tuple[str, ...],
) -> ReviewSheet:
    """The items nobody has decided on, the least certain first, as a pack's rows.

    Rows of a pack are proven by a hash and merged three ways, so that a sheet that
    was sorted, filtered or saved by another program still comes back whole.
    """
    left = left_of(items, suggestions, settled)
    return sheet_of(left[:MOST], len(left), decisions, framework, adjudicators)


def left_of(
    items: Iterable[PlanItem],
    suggestions: Iterable[ItemSuggestions],
    settled: Settled,
) -> list[ReviewRow]:
    """The items nobody has decided on, the least certain first."""
    every = queue(items, suggestions, settled)
    return [row for row in every if row.state != "decided"]


def sheet_of(
    shown: Sequence[ReviewRow],
    left: int,
    decisions: Iterable[Decision],
    framework: Framework,
    adjudicators: tuple[str, ...],
) -> ReviewSheet:
    """A sheet with these rows, the first of those that are `left`."""
    everybody = Reviewer("", "", framework.id, adjudicators=adjudicators)
    stands = standing(decisions, everybody, {row.item.item_id for row in shown})
    name = f"{framework.id}|{framework.version}|"
    table = pack_table(shown, stands, (), framework, name, cell_text)
    kept = [at for at, title in enumerate(table.columns) if title not in (GROUP, ALSO)]
    return ReviewSheet(
        name=REVIEW,
        columns=_columns([table.columns[at] for at in kept]),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
        left=left,
        verdicts=VERDICTS,
        nodes=tuple(node_label(node.id, node.title) for node in framework.nodes),
    )


def _columns(titles: Sequence[str]) -> tuple[ReviewColumn, ...]:
    """What each column of a pack is for: what is shown stands before what is filled."""
    nodes, verdicts = zip(*SAID.values(), strict=True)
    plain = [title.rstrip("0123456789 ") for title in titles]
    first = min(at for at, title in enumerate(plain) if title in nodes)
    found = []
    for at, title in enumerate(titles):
        if title in _PROOF:
            found.append(ReviewColumn(title, "proof"))
        elif at < first:
            found.append(ReviewColumn(title, "shown"))
        elif plain[at] in nodes:
            found.append(ReviewColumn(title, "node"))
        else:
            said = plain[at] in verdicts
            found.append(ReviewColumn(title, "verdict" if said else "note"))
    return tuple(found)
