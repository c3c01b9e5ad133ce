"""Where analysts differ: the queue that an adjudicator settles."""

from dataclasses import dataclass

from plan_ingest.model.review import Conflict
from plan_ingest.pipeline.desk.bench import Bench
from plan_ingest.review.apart import apart
from plan_ingest.review.filters import Filters
from plan_ingest.review.ledger import settle
from plan_ingest.store import desk_queue
from plan_ingest.store.desk_items import place_of
from plan_ingest.store.desk_queue import QueueRow, View
from plan_ingest.store.desk_words import words_about


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An item analysts differ on: each node with their last words, oldest first.

    Without `conflicts` they do not clash on a node, but chose different ones.
    """

    row: QueueRow
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """Disagreements from `start` on, of `total`; `clashing` of them on one node."""

    items: tuple[Disagreement, ...]
    start: int
    total: int
    clashing: int


def disagreements(
    bench: Bench, analyst: str, start: int, count: int
) -> DisagreementPage:
    """Where analysts differ and no adjudicator has spoken, clashes on a node first.

    Each kind in document order. What the analyst is yet to review blind is left out.
    """
    reading = bench.index.reading
    view = View(Filters(state="disputed"), "document", analyst)
    clashing = desk_queue.places(reading, view)
    every = [*clashing, *_apart(bench, view, frozenset(clashing))]
    rows = desk_queue.rows_at(reading, view, every[start : start + count])
    words = words_about(reading, [row.item_id for row in rows])
    found = settle(words, bench.framework.id, bench.adjudicators).conflicts
    items = tuple(
        Disagreement(row, tuple(c for c in found if c.item_id == row.item_id))
        for row in rows
    )
    return DisagreementPage(items, start, len(every), len(clashing))


def _apart(bench: Bench, view: View, besides: frozenset[int]) -> list[int]:
    """The places of items for which analysts chose different nodes."""
    reading = bench.index.reading
    judged = reading.execute(
        "SELECT item_id FROM mine WHERE rank IS NOT NULL GROUP BY item_id"
        " HAVING count(*) > 1"
    )
    words = words_about(reading, [row[0] for row in judged.fetchall()])
    found = apart(words, bench.framework.id, bench.adjudicators)
    places = {place_of(reading, item_id) for item_id in found} - besides
    at = sorted(place for place in places if place is not None)
    rows = zip(at, desk_queue.rows_at(reading, view, at), strict=True)
    shown = [(r.source_id, r.item_no, r.item_id, p) for p, r in rows if not r.second]
    return [place for *_, place in sorted(shown)]
