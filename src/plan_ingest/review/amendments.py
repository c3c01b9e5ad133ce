"""Corrections of what was read, on the record, laid over every reading anew."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, get_args

from plan_ingest.model.plan import (
    EvidenceBasis,
    ItemDate,
    ItemKind,
    OwnerBasis,
    PlanItem,
)
from plan_ingest.model.review import Amendment, AmendmentValue, Change
from plan_ingest.model.source import SourceRecord

Identify = Callable[[str, str], str]
"""The id of an item by its source id and its words."""


@dataclass(frozen=True, slots=True)
class Amended:
    """The items and sources as corrected; `lost` found nothing to correct."""

    items: tuple[PlanItem, ...]
    sources: tuple[SourceRecord, ...]
    lost: tuple[Amendment, ...]


def amend(
    items: Iterable[PlanItem],
    sources: Iterable[SourceRecord],
    amendments: Iterable[Amendment],
    identify: Identify,
    adjudicators: Collection[str] = (),
) -> Amended:
    """Lay the amendments that stand over the items; an item's id never changes.

    Only the parts of a split item get ids of their own, by their words. A force
    or a period is the whole source's, whichever of its items it was said of.
    """
    every = list(items)
    stands = standing(amendments, adjudicators)
    parted, known = _restructured(every, stands, identify)
    lost = tuple(one for one in stands if not names(one) <= known)
    found: dict[str, dict[Change, AmendmentValue]] = defaultdict(dict)
    for one in stands:
        found[one.item_id][one.change] = one.value
    made = [
        _corrected(item, found.get(item.item_id, {}))
        for item in parted
        if "not_an_item" not in found.get(item.item_id, {})
    ]
    whole = _of_sources(stands, {item.item_id: item for item in (*every, *parted)})
    records = tuple(_with(r, whole.get(r.source_id, {})) for r in sources)
    placed = [_with(item, whole.get(item.source_id, {})) for item in made]
    return Amended(_unlinked(placed), _counted(records, every, placed), lost)


def standing(
    amendments: Iterable[Amendment], adjudicators: Collection[str] = ()
) -> tuple[Amendment, ...]:
    """The last word on each item and change: an adjudicator's, else the latest."""
    ordered = sorted({one.id: one for one in amendments}.values(), key=moment)
    gone: set[str] = set()
    for one in reversed(ordered):
        if one.change == "retract" and one.id not in gone and one.retracts:
            gone.add(one.retracts)
    last: dict[tuple[str, Change], Amendment] = {}
    for one in ordered:
        if one.change == "retract" or one.id in gone:
            continue
        before = last.get((one.item_id, one.change))
        settled = before is not None and before.analyst in adjudicators
        if not settled or one.analyst in adjudicators:
            last[one.item_id, one.change] = one
    return tuple(last[key] for key in sorted(last))


def wrong_value(one: Amendment) -> str | None:
    """What is wrong with an amendment's value, None where nothing is."""
    value = one.value
    if one.change in ("split", "merge"):
        least = 2 if one.change == "split" else 1
        fits = isinstance(value, tuple) and len([v for v in value if v.strip()])
        return None if fits and fits >= least else f"{one.change} needs {least} or more"
    if one.change == "measure":
        return None if isinstance(value, bool) else "measure is true or false"
    if one.change in ("kind", "evidence"):
        known = get_args(ItemKind if one.change == "kind" else EvidenceBasis)
        there = ", ".join(known)
        return None if value in known else f"{one.change} is one of {there}"
    if one.change == "date":
        return _wrong_date(value)
    if one.change == "text":
        return None if isinstance(value, str) and value.strip() else "text is words"
    if one.change in ("owner", "force", "period"):
        return None if value is None or isinstance(value, str) else "value is words"
    return None


def moment(one: Amendment) -> tuple[datetime, str]:
    """When an amendment was given, then its id: the order in which they count."""
    at = datetime.fromisoformat(one.at)
    return (at if at.tzinfo else at.replace(tzinfo=UTC), one.id)


def names(one: Amendment) -> set[str]:
    """The ids of the items an amendment needs: those it merges in among them."""
    more = one.value if one.change == "merge" and isinstance(one.value, tuple) else ()
    return {one.item_id, *more}


def _restructured(
    every: Iterable[PlanItem], stands: Iterable[Amendment], identify: Identify
) -> tuple[list[PlanItem], set[str]]:
    """The items split and merged, oldest amendment first; a part may be split again.

    With them the ids of all items that were there on the way.
    """
    items = list(every)
    known = {item.item_id for item in items}
    left = [one for one in stands if one.change in ("split", "merge")]
    left.sort(key=moment)
    while left:
        there = {item.item_id for item in items}
        ready = next((one for one in left if names(one) <= there), None)
        if ready is None:
            break
        left.remove(ready)
        items = _split_or_merged(items, ready, identify)
        known |= {item.item_id for item in items}
    return items, known


def _split_or_merged(
    items: Iterable[PlanItem], one: Amendment, identify: Identify
) -> list[PlanItem]:
    value = one.value if isinstance(one.value, tuple) else ()
    others = {other for other in value if other != one.item_id}
    joining = [item for item in items if item.item_id in others]
    made: list[PlanItem] = []
    for item in items:
        if item.item_id == one.item_id:
            split = one.change == "split"
            made += _parts(item, value, identify) if split else [_joined(item, joining)]
        elif one.change == "split" or item.item_id not in others:
            made.append(item)
    return made


def _of_sources(
    stands: Iterable[Amendment], known: Mapping[str, PlanItem]
) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for one in sorted(stands, key=moment):
        if one.change in ("force", "period") and one.item_id in known:
            found[known[one.item_id].source_id][one.change] = one.value or None
    return found


def _corrected(item: PlanItem, changes: Mapping[Change, AmendmentValue]) -> PlanItem:
    if isinstance(text := changes.get("text"), str):
        item = replace(item, text=text)
    if "kind" in changes:
        kinds: tuple[ItemKind, ...] = get_args(ItemKind)
        item = replace(item, kind=kinds[kinds.index(changes["kind"])])
    if "owner" in changes:
        lead = str(changes["owner"] or "")
        owner: OwnerBasis = "row" if lead else "none"
        item = replace(item, lead=lead, smart=replace(item.smart, owner=owner))
    if "date" in changes:
        item = _dated(item, changes["date"])
    if isinstance(measure := changes.get("measure"), bool):
        item = replace(item, smart=replace(item.smart, measure=measure))
    if "evidence" in changes:
        item = _evidenced(item, str(changes["evidence"]))
    return _flagged(item) if changes.keys() - {"split", "merge"} else item


def _joined(item: PlanItem, others: Sequence[PlanItem]) -> PlanItem:
    """The items as one, in document order; each response once."""
    parts = sorted((item, *others), key=lambda one: (one.source_id, one.item_no))
    said = dict.fromkeys(line for part in parts for line in part.response)
    text = " ".join(part.text for part in parts)
    return _flagged(replace(item, text=text, response=tuple(said)))


def _parts(item: PlanItem, texts: Iterable[str], identify: Identify) -> list[PlanItem]:
    return [
        _flagged(
            replace(
                item, item_id=identify(f"{item.source_id}/{item.item_id}", t), text=t
            )
        )
        for t in dict.fromkeys(texts)
        if t.strip()
    ]


def _flagged(item: PlanItem) -> PlanItem:
    return replace(item, flags=tuple(dict.fromkeys((*item.flags, "amended"))))


def _dated(item: PlanItem, value: AmendmentValue) -> PlanItem:
    """A date to come, a period (start/end), or none."""
    if not isinstance(value, str) or not value:
        return replace(item, dates=(), smart=replace(item.smart, date="none"))
    start, _, end = value.partition("/")
    found = ItemDate(value, "period" if end else "due", start, end or start)
    smart = replace(item.smart, date="period" if end else "due_date")
    return replace(item, dates=(found,), smart=smart)


def _evidenced(item: PlanItem, said: str) -> PlanItem:
    kinds: tuple[EvidenceBasis, ...] = get_args(EvidenceBasis)
    basis = kinds[kinds.index(said)]
    shared = item.evidence_from if basis == "shared" else None
    smart = replace(item.smart, evidence=basis)
    return replace(item, evidence_from=shared, smart=smart)


def _with(thing: Any, changes: Mapping[str, Any]) -> Any:
    return replace(thing, **changes) if changes else thing


def _unlinked(items: Sequence[PlanItem]) -> tuple[PlanItem, ...]:
    """Items whose shared response went with its row keep no link to it."""
    there = {item.item_id for item in items}
    return tuple(
        replace(item, evidence_from=None)
        if item.evidence_from is not None and item.evidence_from not in there
        else item
        for item in items
    )


def _counted(
    records: Iterable[SourceRecord],
    before: Iterable[PlanItem],
    after: Iterable[PlanItem],
) -> tuple[SourceRecord, ...]:
    """The records with as many items more or fewer as the amendments made."""
    more: dict[str, int] = defaultdict(int)
    for item in before:
        more[item.source_id] -= 1
    for item in after:
        more[item.source_id] += 1
    return tuple(replace(r, items=r.items + more[r.source_id]) for r in records)


def _wrong_date(value: AmendmentValue) -> str | None:
    if value is None or value == "":
        return None
    wrong = "date is an ISO date, a period as start/end, or empty"
    if not isinstance(value, str):
        return wrong
    for part in value.split("/"):
        try:
            datetime.fromisoformat(part + "-01-01"[max(0, len(part) - 4) :])
        except ValueError:
            return wrong
    return None if value.count("/") < 2 else wrong
