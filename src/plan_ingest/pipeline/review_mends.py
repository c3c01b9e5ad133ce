"""Corrections of what was read, out with a review pack and back."""

from collections.abc import Collection, Iterable

from plan_ingest.errors import RecordError
from plan_ingest.model.review import Change
from plan_ingest.pipeline.amended import amendments_of
from plan_ingest.pipeline.review_desk import Desk
from plan_ingest.review.corrections import shown_value
from plan_ingest.review.mending import (
    Mended,
    Mends,
    corrections_on,
    merge_corrections,
)
from plan_ingest.review.merging import Reviewer
from plan_ingest.store.amendments import read_amendments
from plan_ingest.workbook.back import PackRow


def fixes_of(desk: Desk) -> dict[str, dict[Change, str]]:
    """The corrections that stand, by item and change, as a pack shows them."""
    path = amendments_of(desk.project, desk.framework.id)
    adjudicators = desk.project.settings.reviewing.adjudicators
    found = corrections_on(read_amendments(path).records, adjudicators)
    return {
        item_id: {change: shown_value(one.value) for change, one in said.items()}
        for item_id, said in found.items()
    }


def mends_of(
    desk: Desk, found: Iterable[PackRow], there: Collection[str], by: Reviewer
) -> Mends:
    """The corrections of the rows, held against those on the record.

    Raises RecordError for items to merge that are not in this project.
    """
    rows = [
        Mended(row.row, row.item_id, row.exported_fixes, row.fixes, row.note)
        for row in found
    ]
    for row in rows:
        if row.returned.get("merge") != row.exported.get("merge"):
            wanted = set(row.returned.get("merge", "").split(" || ")) - {"", *there}
            if wanted:
                raise RecordError(
                    f"row {row.row}, merge: no item {min(wanted)} in this project;"
                    " nothing was taken: mend it and try again"
                )
    path = amendments_of(desk.project, desk.framework.id)
    return merge_corrections(rows, read_amendments(path).records, there, by)
