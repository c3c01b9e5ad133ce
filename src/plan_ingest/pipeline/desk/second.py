"""Blind second review: a stratified sample given to an analyst who cannot see others.

Strata are the plan and how sure the best suggestion is. What others said of an item
stays hidden from the analyst it was given to until that analyst has decided it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from plan_ingest.errors import UsageError
from plan_ingest.model.review import SecondReview
from plan_ingest.pipeline.desk.bench import Bench, later_than, proof_of
from plan_ingest.pipeline.desk.journals import seconds
from plan_ingest.pipeline.desk.queues import view_of
from plan_ingest.review.agreement import Agreement, agreement
from plan_ingest.review.filters import Filters
from plan_ingest.review.queue import FIRST
from plan_ingest.review.sampling import band, drawn_by_strata
from plan_ingest.store import desk_queue
from plan_ingest.store.desk_journals import adding
from plan_ingest.store.desk_words import words_about
from plan_ingest.store.journal import read_journal

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SecondState:
    """One sample of second reviews: how many are given, and who agrees on those."""

    sample: str
    at: str
    by: str
    analyst: str
    items: int
    given: int
    strata: tuple[tuple[str, int], ...]
    agreement: Agreement


def give_second(
    bench: Bench, by: str, analyst: str, share: float, filters: Filters
) -> SecondState:
    """Give an analyst a sample of what others decided and this analyst has not.

    The same share of each stratum, one item at the least; drawn by content. Raises
    UsageError where there is nothing to give.
    """
    if not 0 < share <= 1:
        raise UsageError(f"{share}: a share is more than 0 and at most 1")
    strata = _open_to(bench, analyst, filters)
    if not strata:
        raise UsageError(
            f"nothing that others decided is left for {analyst}; choose other filters"
        )
    seed = proof_of(bench.framework.id, analyst, str(share), *sorted(strata))
    found = drawn_by_strata(strata, share, seed)
    at = later_than(None)
    records = [
        SecondReview(proof_of(seed, item), at, by, analyst, item, stratum, seed)
        for item, stratum in found.items()
    ]
    with adding(bench.index, seconds(bench)) as add:
        add(records)
    return next(one for one in second_states(bench) if one.sample == seed)


def second_states(bench: Bench) -> tuple[SecondState, ...]:
    """Every sample of second reviews, oldest first."""
    records = read_journal(seconds(bench).path, SecondReview).records
    samples: dict[str, list[SecondReview]] = {}
    for one in sorted(records, key=lambda one: (one.at, one.sample, one.item_id)):
        samples.setdefault(one.sample, []).append(one)
    return tuple(_state(bench, name, given) for name, given in samples.items())


def _state(bench: Bench, name: str, records: list[SecondReview]) -> SecondState:
    first = records[0]
    strata: dict[str, int] = {}
    for one in records:
        strata[one.stratum] = strata.get(one.stratum, 0) + 1
    given = _decided_by(bench, first.analyst, (one.item_id for one in records))
    words = words_about(bench.index.reading, given)
    return SecondState(
        sample=name,
        at=first.at,
        by=first.by,
        analyst=first.analyst,
        items=len(records),
        given=len(given),
        strata=tuple(sorted(strata.items())),
        agreement=agreement(words, bench.framework.id),
    )


def _open_to(bench: Bench, analyst: str, filters: Filters) -> dict[str, str]:
    """The items that others decided, with their strata."""
    reading = bench.index.reading
    view = view_of(bench, filters, "document", analyst, blind=True)
    places = desk_queue.places(reading, view)
    decided = FIRST.index("decided")
    others = {
        str(row[0])
        for row in reading.execute(
            "SELECT DISTINCT item_id FROM mine WHERE rank=? AND analyst!=?",
            (decided, analyst),
        ).fetchall()
    }
    own = {
        str(row[0])
        for row in reading.execute(
            "SELECT item_id FROM mine WHERE analyst=? AND (rank=? OR second)",
            (analyst, decided),
        ).fetchall()
    }
    found = {}
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        for row in desk_queue.rows_at(reading, view, some):
            if row.item_id in others and row.item_id not in own:
                sure = band(row.confidence if row.best else None)
                found[row.item_id] = f"{row.source_id}: {sure}"
    return found


def _decided_by(bench: Bench, analyst: str, item_ids: Iterable[str]) -> frozenset[str]:
    rows = bench.index.reading.execute(
        "SELECT item_id FROM mine WHERE analyst=? AND rank=?",
        (analyst, FIRST.index("decided")),
    )
    return frozenset(str(row[0]) for row in rows.fetchall()) & frozenset(item_ids)
