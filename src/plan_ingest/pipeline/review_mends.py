"""Corrections of what was read, out with a review pack and back."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, timedelta
from hashlib import sha256

from plan_ingest.errors import RecordError, UsageError
from plan_ingest.model.review import Amendment, Change
from plan_ingest.pipeline.amended import amended, amendments_of
from plan_ingest.pipeline.review_desk import Desk, reviewer
from plan_ingest.review.amendments import moment, names, wrong_value
from plan_ingest.review.corrections import shown_value, value_of
from plan_ingest.review.mending import (
    Mended,
    Mends,
    corrections_on,
    merge_corrections,
)
from plan_ingest.review.merging import Reviewer
from plan_ingest.store.amendments import append_amendments, read_amendments
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


def correct(desk: Desk, analyst: str, item_id: str, change: Change, said: str) -> Desk:
    """Put a correction on the record, as a person wrote it; the desk as corrected.

    Raises UsageError, before anything is written, for a value that does not fit.
    """
    path = amendments_of(desk.project, desk.framework.id)
    by = reviewer(desk, analyst, True, None)
    last = [moment(one)[0] for one in read_amendments(path).records]
    after = [(one + timedelta(microseconds=1)).astimezone(UTC) for one in last]
    at = max([by.at, *(one.isoformat(timespec="microseconds") for one in after)])
    name = sha256("\n".join((by.analyst, at, item_id, change, said)).encode("utf-8"))
    given = Amendment(name.hexdigest()[:20], at, by.analyst, item_id, change,
                      value_of(change, said))  # fmt: skip
    there = {item.item_id for item in desk.items}
    missing = names(given) - there
    wrong = wrong_value(given) or (f"no item {min(missing)} here" if missing else None)
    if wrong:
        raise UsageError(f"{wrong}; nothing was corrected")
    append_amendments(path, [given])
    return replace(desk, items=amended(desk.project, desk.framework.id).items)


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
