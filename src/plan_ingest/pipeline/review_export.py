"""Review packs out to analysts: a workbook or a CSV to fill in offline."""

from collections.abc import Collection
from importlib.resources import files
from pathlib import Path

from plan_ingest.errors import UsageError
from plan_ingest.exports.safe import cell_text, csv_text
from plan_ingest.model.review import Proposal
from plan_ingest.pipeline.review_desk import Desk, alike, reviewer, rows
from plan_ingest.pipeline.review_mends import fixes_of
from plan_ingest.review.merging import standing
from plan_ingest.review.queue import Order, alike_wanted
from plan_ingest.store.files import written_whole
from plan_ingest.workbook.out import Pack, as_csv, as_workbook
from plan_ingest.workbook.rows import pack_table

_SAID = ("at", "force", "item_id", "node_id", "answer", "correction", "where")


def export_pack(
    desk: Desk,
    path: Path,
    order: Order = "uncertainty",
    analyst: str | None = None,
    plans: Collection[str] = (),
) -> int:
    """Write a pack, .xlsx or .csv by its name; how many items it holds.

    With `analyst`, only that analyst's own words are in it: a blind second review.
    """
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise UsageError(f"{path}: a review pack is .xlsx or .csv; name it so")
    chosen = rows(desk, order, analyst)
    for plan in plans:
        if not alike_wanted(chosen, plan):
            raise UsageError(f"no plan or force called {plan!r}; see `review status`")
    if plans:
        wanted = {r.item.item_id for plan in plans for r in alike_wanted(chosen, plan)}
        chosen = tuple(row for row in chosen if row.item.item_id in wanted)
    by = reviewer(desk, analyst or "everybody", analyst is not None, None)
    name = f"{desk.framework.id}|{desk.framework.version}|{analyst or ''}"
    stands = standing(desk.decisions, by)
    table = pack_table(
        chosen, stands, alike(desk), desk.framework, name, cell_text, fixes_of(desk)
    )
    if path.suffix.lower() == ".csv":
        content = as_csv(table.columns, table.rows, csv_text)
    else:
        pack = Pack(
            title=f"Review of {desk.framework.title}",
            marking=desk.project.settings.reporting.protective_marking,
            advice=tuple(_advice()),
            columns=table.columns,
            rows=table.rows,
            framework=desk.framework,
            proposals=tuple(_proposal_row(one) for one in desk.proposals),
            proposal_columns=_SAID,
        )
        content = as_workbook(pack, cell_text)
    with written_whole(path) as handle:
        handle.write(content)
    return len(table.rows)


def _advice() -> list[str]:
    table = files("plan_ingest") / "data" / "review_advice.txt"
    return table.read_text(encoding="utf-8").splitlines()


def _proposal_row(one: Proposal) -> tuple[str, ...]:
    return (one.at, one.force or "", one.item_id or "", one.node_id or "",
            one.answer, one.correction, one.where)  # fmt: skip
