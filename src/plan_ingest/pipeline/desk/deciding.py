"""Decisions given, taken back and given anew; items put off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plan_ingest.errors import UsageError
from plan_ingest.model.review import Decision, ItemSuggestions, Skip
from plan_ingest.pipeline.desk.bench import (
    Bench,
    at_the_ledger,
    proof_of,
    put_on_record,
    speaker,
)
from plan_ingest.pipeline.desk.journals import skips
from plan_ingest.review.choosing import Choice, chosen, wrong_choices
from plan_ingest.review.events import (
    Event,
    history,
    redo_batch,
    reversed_lines,
    undo_batch,
)
from plan_ingest.review.queue import offered_nodes
from plan_ingest.store.desk_items import OFFERED, entry
from plan_ingest.store.desk_journals import adding
from plan_ingest.store.desk_words import own_words, words_about, words_where


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is on the record now: how many lines, on which items, under which batch.

    Nothing is written where all of it stood already, or where a request came twice.
    """

    batch: str | None
    written: int
    item_ids: tuple[str, ...]


def decide(
    bench: Bench,
    analyst: str,
    item_ids: Sequence[str],
    choices: Sequence[Choice],
    note: str = "",
    key: str | None = None,
) -> Receipt:
    """Make the choices the analyst's answer to each of the items, as one event.

    `key` names the request: one that comes again, after a lost answer, adds only
    what is missing, and nothing once it was undone.
    """
    wrong = wrong_choices(choices, {node.id for node in bench.framework.nodes})
    if wrong:
        raise UsageError(f"{wrong}; choose again")
    asked = tuple(dict.fromkeys(item_ids))
    with at_the_ledger(bench):
        by = speaker(bench, analyst)
        batch = f"desk-{proof_of(analyst, key or by.at, bench.framework.id)}"
        if key is not None and _is_undone(bench, batch, analyst):
            return Receipt(batch, 0, asked)
        by = replace(by, batch=batch)
        words = own_words(words_about(bench.index.reading, asked), analyst)
        lines = [
            line
            for item_id in asked
            for line in chosen(
                item_id,
                choices,
                [w for w in words if w.item_id == item_id or w.verdict == "retract"],
                by,
                note,
                _shown(bench, item_id),
            )
        ]
        told = put_on_record(bench, lines, by)
    return Receipt(batch if told else None, len(told), asked)


def undo(bench: Bench, analyst: str, key: str | None = None) -> Receipt | None:
    """Take back the analyst's last event; None where there is nothing to undo."""
    return _turned(bench, analyst, key, back=True)


def redo(bench: Bench, analyst: str, key: str | None = None) -> Receipt | None:
    """Give anew what was undone last; None where there is nothing to redo."""
    return _turned(bench, analyst, key, back=False)


def last_events(bench: Bench, analyst: str) -> tuple[Event | None, Event | None]:
    """What undo would take back, and what redo would give anew."""
    found = history(_words_of(bench, analyst), analyst)
    return (
        found.done[-1] if found.done else None,
        found.undone[-1] if found.undone else None,
    )


def skip(bench: Bench, analyst: str, item_id: str, skipped: bool = True) -> None:
    """Put an item off, or take it up again: it comes last in the analyst's queue."""
    now = speaker(bench, analyst).at
    name = proof_of(analyst, now, item_id)
    with adding(bench.index, skips(bench)) as add:
        add([Skip(name, now, analyst, item_id, skipped)])


def _turned(bench: Bench, analyst: str, key: str | None, back: bool) -> Receipt | None:
    with at_the_ledger(bench):
        by = speaker(bench, analyst)
        proof = proof_of(analyst, key or by.at)
        words = _words_of(bench, analyst)
        again = {w.batch for w in words if w.batch and w.batch.endswith(f":{proof}")}
        if key is not None and again:
            return Receipt(min(again), 0, ())
        found = history(words, analyst)
        events = found.done if back else found.undone
        if not events:
            return None
        batch = (undo_batch if back else redo_batch)(events[-1], proof)
        by = replace(by, batch=batch)
        items = sorted({line.item_id for line in events[-1].lines})
        about = words_about(bench.index.reading, items)
        told = put_on_record(bench, reversed_lines(events[-1], about, by), by)
    return Receipt(batch, len(told), tuple(items))


def _words_of(bench: Bench, analyst: str) -> list[Decision]:
    found = words_where(bench.index.reading, "analyst=?", (analyst,))
    return [word for word in found if word.framework_id == bench.framework.id]


def _is_undone(bench: Bench, batch: str, analyst: str) -> bool:
    reading = bench.index.reading
    if not reading.execute("SELECT 1 FROM words WHERE batch=?", (batch,)).fetchone():
        return False
    found = history(_words_of(bench, analyst), analyst)
    return all(event.name != batch for event in found.done)


def _shown(bench: Bench, item_id: str) -> str | None:
    """What was offered when the word was given, as the record keeps it.

    Raises UsageError where there is no such item.
    """
    found = entry(bench.index.reading, item_id)
    if found is None:
        raise UsageError(f"no item {item_id!r} here; it may have been corrected away")
    return offered_words(found.offer)


def offered_words(offer: ItemSuggestions | None) -> str | None:
    """The nodes on offer with their confidence, in one line."""
    nodes: Iterable[str] = (
        f"{one.node_id} {one.confidence:.2f}"
        for one in offered_nodes(offer.text if offer else None, OFFERED)
    )
    return "; ".join(nodes) or None
