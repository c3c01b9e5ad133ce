"""Corrections that come back in a pack, held three ways as answers are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from plan_ingest.model.review import Amendment, Change
from plan_ingest.review.amendments import standing
from plan_ingest.review.corrections import shown_value, value_of
from plan_ingest.review.merging import GONE, MOVED, UNDONE, Clash, Reviewer


@dataclass(frozen=True, slots=True)
class Mended:
    """A row's corrections, by change: as exported and as they came back, as shown."""

    row: int
    item_id: str
    exported: Mapping[Change, str]
    returned: Mapping[Change, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mends:
    """What to add to the amendments, and what a person must see to."""

    amendments: tuple[Amendment, ...]
    clashes: tuple[Clash, ...]


def corrections_on(
    amendments: Iterable[Amendment], adjudicators: Collection[str]
) -> dict[str, dict[Change, Amendment]]:
    """The corrections that stand on each item, by change."""
    found: dict[str, dict[Change, Amendment]] = defaultdict(dict)
    for one in standing(amendments, adjudicators):
        found[one.item_id][one.change] = one
    return dict(found)


def merge_corrections(
    rows: Iterable[Mended],
    amendments: Collection[Amendment],
    item_ids: Collection[str],
    by: Reviewer,
) -> Mends:
    """The corrections that the rows come to, and the clashes, in the rows' order.

    One left as exported changes nothing; one emptied is taken back; one that the
    record has changed meanwhile is a clash. The same file twice adds nothing.
    """
    present = corrections_on(amendments, by.adjudicators)
    known = {one.id for one in amendments}
    made: dict[str, Amendment] = {}
    clashes: list[Clash] = []
    for row in rows:
        stands = present.get(row.item_id, {})
        for change in sorted(row.exported.keys() | row.returned.keys()):
            one, clash = _changed(row, change, stands.get(change), by)
            if clash is not None:
                gone = row.item_id not in item_ids
                clashes.append(clash if not gone else _why(clash, GONE))
            elif one is not None and one.id in known:
                clashes.append(_why(_clash(row, change, stands.get(change)), UNDONE))
            elif one is not None and row.item_id not in item_ids and not one.retracts:
                clashes.append(_why(_clash(row, change, stands.get(change)), GONE))
            elif one is not None:
                made[one.id] = one
    return Mends(tuple(made.values()), tuple(clashes))


def _changed(
    row: Mended, change: Change, stands: Amendment | None, by: Reviewer
) -> tuple[Amendment | None, Clash | None]:
    """What one correction of a row comes to: a line, a clash, or nothing."""
    before, after = row.exported.get(change), row.returned.get(change)
    now = shown_value(stands.value) if stands else None
    if after in (before, now):
        return None, None
    if now != before:
        return None, _clash(row, change, stands)
    if after is None:
        return (_line(row, "retract", "", stands, by) if stands else None), None
    return _line(row, change, after, stands, by), None


def _line(
    row: Mended, change: Change, said: str, behind: Amendment | None, by: Reviewer
) -> Amendment:
    earlier = behind.id if behind else ""
    parts = (by.analyst, by.framework_id, row.item_id, change, said, earlier)
    return Amendment(
        id=sha256("\n".join(parts).encode("utf-8")).hexdigest()[:20],
        at=by.at,
        analyst=by.analyst,
        item_id=row.item_id,
        change=change,
        value=value_of(change, said),
        note=row.note,
        retracts=earlier if change == "retract" else None,
    )


def _clash(row: Mended, change: Change, stands: Amendment | None) -> Clash:
    return Clash(
        row=row.row,
        item_id=row.item_id,
        basis="text",
        node_id=f"correction: {change}",
        exported=row.exported.get(change, ""),
        present=shown_value(stands.value) if stands else "",
        returned=row.returned.get(change, ""),
        why=MOVED,
    )


def _why(clash: Clash, why: str) -> Clash:
    return Clash(clash.row, clash.item_id, clash.basis, clash.node_id, clash.exported,
                 clash.present, clash.returned, why)  # fmt: skip
