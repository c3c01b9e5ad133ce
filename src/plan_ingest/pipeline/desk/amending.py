"""Corrections of the extraction given at the desk, taken back, and listed."""

from dataclasses import dataclass, replace

from plan_ingest.errors import UsageError
from plan_ingest.model.review import Amendment, AmendmentValue, Change, DecidedWords
from plan_ingest.pipeline.desk.bench import Bench, keep_words, later_than, proof_of
from plan_ingest.pipeline.desk.corrections import corrections, every, unapplied
from plan_ingest.pipeline.review_desk import WORDS, nearest_among
from plan_ingest.review.amendments import names, standing, wrong_value
from plan_ingest.store.desk_items import place_of
from plan_ingest.store.desk_journals import adding
from plan_ingest.store.journal import read_journal


@dataclass(frozen=True, slots=True)
class Lost:
    """A correction that stands, and whose item is gone; the nearest present item."""

    amendment: Amendment
    nearest_id: str | None = None
    nearest_text: str = ""


@dataclass(frozen=True, slots=True)
class Worded:
    """An item's words and place, without the rest."""

    item_id: str
    source_id: str
    item_no: int
    text: str


def amend(
    bench: Bench,
    analyst: str,
    item_id: str,
    change: Change,
    value: AmendmentValue,
    note: str = "",
    key: str | None = None,
) -> Amendment:
    """Put a correction on the record; the item is as corrected when this returns.

    Raises UsageError for an item that is not there, or a value that does not fit.
    """
    given = Amendment("", "", analyst, item_id, change, value, note)
    wrong = wrong_value(given)
    missing = sorted(
        i for i in names(given) if place_of(bench.index.reading, i) is None
    )
    if wrong or missing:
        told = wrong or f"no item {missing[0]!r} here"
        raise UsageError(f"{told}; nothing was corrected: mend it and try again")
    return _added(bench, given, key)


def take_back(
    bench: Bench, analyst: str, amendment_id: str, note: str = ""
) -> Amendment:
    """Take a correction back, whoever gave it. Raises UsageError where it is not."""
    found = [one for one in every(bench.index.reading) if one.id == amendment_id]
    if not found or found[0].change == "retract":
        raise UsageError(f"no correction {amendment_id!r} on the record")
    given = Amendment("", "", analyst, found[0].item_id, "retract", None, note,
                      retracts=amendment_id)  # fmt: skip
    return _added(bench, given, f"retract {amendment_id}")


def corrections_in_force(bench: Bench) -> tuple[Amendment, ...]:
    """The corrections that stand, by item and change."""
    return standing(every(bench.index.reading), bench.adjudicators)


def lost(bench: Bench) -> tuple[Lost, ...]:
    """The corrections that stand and found nothing to correct."""
    missing = unapplied(bench.index.reading)
    gone = [one for one in corrections_in_force(bench) if one.id in missing]
    near = nearest(bench, {one.item_id for one in gone})
    return tuple(
        Lost(one, near[one.item_id].item_id, near[one.item_id].text)
        if one.item_id in near
        else Lost(one)
        for one in gone
    )


def nearest(bench: Bench, item_ids: set[str]) -> dict[str, Worded]:
    """For items that are gone, the present item of the nearest words, where known."""
    known = read_journal(bench.beside(WORDS), DecidedWords).records
    words = [one for one in known if one.id in item_ids]
    if not words:
        return {}
    rows = bench.index.reading.execute(
        "SELECT item_id, source_id, item_no, text FROM items"
        " ORDER BY source_id, item_no, item_id"
    )
    items = [Worded(*row) for row in rows.fetchall()]
    return nearest_among(words, items, bench.project.settings.reporting.same_item)


def _added(bench: Bench, given: Amendment, key: str | None) -> Amendment:
    with adding(bench.index, corrections(bench)) as add:
        known = every(bench.index.reading)
        at = later_than(known[-1].at if known else None)
        made = replace(given, at=at, id=proof_of(given.analyst, key or at,
                       given.item_id, given.change, repr(given.value)))  # fmt: skip
        again = [one for one in known if one.id == made.id]
        if not again:
            keep_words(bench, [given.item_id])
            add([made])
    return again[0] if again else made
