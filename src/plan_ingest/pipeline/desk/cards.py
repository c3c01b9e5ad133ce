"""An item as it lies before an analyst: its words, what is offered, what stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plan_ingest.errors import UsageError
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Amendment, Decision, Proposal, Ranking, Suggestion
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.desk.answered import answers_on
from plan_ingest.pipeline.desk.bench import Bench
from plan_ingest.pipeline.desk.corrections import amendments_on, as_read
from plan_ingest.review.filters import Filters
from plan_ingest.review.ledger import settle
from plan_ingest.review.queue import State, offered_nodes
from plan_ingest.store import desk_queue
from plan_ingest.store.desk_items import OFFERED, entry, source_record
from plan_ingest.store.desk_queue import QueueRow, View
from plan_ingest.store.desk_words import own_words, words_about


@dataclass(frozen=True, slots=True)
class Alike:
    """Another item of nearly the same words, and what stands on it."""

    row: QueueRow
    words: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about one item that this analyst may know.

    `own` are this analyst's words that stand, `others` those of everybody else;
    with `hidden` these are kept back until the analyst has decided. `standing` is
    what counts among all. `offered` are the nodes for quick keys, best first; `text`
    and `response` hold every level's. `answers` are what the force said of it.
    `as_read` is the item before corrections.
    """

    item: PlanItem
    row: QueueRow
    record: SourceRecord | None
    text: Ranking | None
    response: Ranking | None
    offered: tuple[Suggestion, ...]
    response_offered: tuple[Suggestion, ...]
    own: tuple[Decision, ...]
    others: tuple[Decision, ...]
    standing: tuple[Decision, ...]
    state: State
    hidden: bool
    alike: tuple[Alike, ...]
    amendments: tuple[Amendment, ...]
    answers: tuple[Proposal, ...]
    as_read: PlanItem | None


def card(bench: Bench, item_id: str, analyst: str, blind: bool = False) -> Card:
    """The item's card. Raises UsageError where there is no such item."""
    reading = bench.index.reading
    found = entry(reading, item_id)
    if found is None:
        raise UsageError(f"no item {item_id!r} here; it may have been corrected away")
    row = _rows(bench, [item_id], analyst, blind)[0]
    hidden = blind or row.second
    words = words_about(reading, [item_id])
    text = found.offer.text if found.offer else None
    response = found.offer.response if found.offer else None
    return Card(
        item=found.item,
        row=row,
        record=source_record(reading, found.item.source_id),
        text=text,
        response=response,
        offered=offered_nodes(text, OFFERED),
        response_offered=offered_nodes(response, OFFERED),
        own=_own(bench, words, analyst),
        others=() if hidden else _others(bench, words, analyst),
        standing=_standing(bench, words, analyst, hidden),
        state=row.state,
        hidden=hidden,
        alike=_alike(bench, item_id, analyst, blind),
        amendments=amendments_on(bench, item_id),
        answers=answers_on(bench, item_id),
        as_read=as_read(bench, item_id),
    )


def neighbours(
    bench: Bench, item_id: str, analyst: str, count: int
) -> tuple[QueueRow, ...]:
    """So many items before an item, and after it, in its plan's order."""
    found = bench.index.reading.execute(
        "SELECT o.item_id FROM items i JOIN items o ON o.source_id = i.source_id"
        " WHERE i.item_id = ? ORDER BY o.item_no, o.item_id",
        (item_id,),
    ).fetchall()
    every = [str(row[0]) for row in found]
    at = every.index(item_id) if item_id in every else 0
    near = every[max(0, at - count) : at] + every[at + 1 : at + 1 + count]
    return _rows(bench, near, analyst, blind=True)


def _rows(
    bench: Bench, item_ids: Sequence[str], analyst: str, blind: bool
) -> tuple[QueueRow, ...]:
    reading = bench.index.reading
    view = View(Filters(state="all"), "document", analyst, blind)
    holes = ", ".join("?" * len(item_ids))
    found = reading.execute(
        f"SELECT place FROM items WHERE item_id IN ({holes})"  # noqa: S608
        " ORDER BY source_id, item_no, item_id",
        item_ids,
    )
    return desk_queue.rows_at(reading, view, [row[0] for row in found.fetchall()])


def _own(bench: Bench, words: Iterable[Decision], analyst: str) -> tuple[Decision, ...]:
    return settle(own_words(words, analyst), bench.framework.id).standing


def _others(
    bench: Bench, words: Sequence[Decision], analyst: str
) -> tuple[Decision, ...]:
    names = sorted({w.analyst for w in words if w.verdict != "retract"} - {analyst})
    return tuple(word for name in names for word in _own(bench, words, name))


def _standing(
    bench: Bench, words: Sequence[Decision], analyst: str, hidden: bool
) -> tuple[Decision, ...]:
    if hidden:
        return _own(bench, words, analyst)
    return settle(words, bench.framework.id, bench.adjudicators).standing


def _alike(bench: Bench, item_id: str, analyst: str, blind: bool) -> tuple[Alike, ...]:
    reading = bench.index.reading
    found = reading.execute(
        "SELECT o.item_id FROM items i JOIN items o ON o.likes = i.likes"
        " WHERE i.item_id = ? AND i.likes != '' AND o.item_id != i.item_id"
        " ORDER BY o.source_id, o.item_no, o.item_id LIMIT 500",
        (item_id,),
    )
    rows = _rows(bench, [row[0] for row in found.fetchall()], analyst, blind)
    words = words_about(reading, [row.item_id for row in rows])
    by_item: dict[str, list[Decision]] = {}
    for word in words:
        by_item.setdefault(word.item_id, []).append(word)
    strikes = [word for word in words if word.verdict == "retract"]
    return tuple(
        Alike(
            row,
            _standing(
                bench,
                [*by_item.get(row.item_id, ()), *strikes],
                analyst,
                blind or row.second,
            ),
        )
        for row in rows
    )
