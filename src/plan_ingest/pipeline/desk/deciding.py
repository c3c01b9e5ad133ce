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
from plan_ingest.review.choosing import Choice, chosen, taken_back, wrong_choices
from plan_ingest.review.events import (
    Event,
    history,
    is_turned,
    redo_batch,
    reversed_lines,
    undo_batch,
)
from plan_ingest.review.ledger import settle
from plan_ingest.review.queue import offered_nodes
from plan_ingest.store.desk_items import OFFERED, entry
from plan_ingest.store.desk_journals import adding
from plan_ingest.store.desk_words import own_words, words_about, words_where
from plan_ingest.store.journal import read_journal

_LATELY = 250
"""Words of an analyst that are looked through first for what can be undone."""


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
    """What undo would take back, and what redo would give anew, as it was said."""
    done, undone = _turnable(bench, analyst)
    if undone is not None:
        batch = undone.lines[0].batch
        struck = "id IN (SELECT retracts FROM words WHERE batch=?)"
        said = words_where(bench.index.reading, struck, (batch,))
        undone = replace(undone, lines=tuple(said) or undone.lines)
    return done, undone


def retract(
    bench: Bench, analyst: str, item_id: str, word_id: str, key: str | None = None
) -> Receipt:
    """Take one of the analyst's own words on an item back, as an event of its own.

    Raises UsageError for a word that does not stand, unless this very request took
    it back before.
    """
    with at_the_ledger(bench):
        by = speaker(bench, analyst)
        batch = f"desk-{proof_of(analyst, key or by.at, word_id)}"
        about = words_about(bench.index.reading, [item_id])
        if any(word.batch == batch for word in about):
            return Receipt(batch, 0, (item_id,))
        standing = settle(own_words(about, analyst), bench.framework.id).standing
        found = [word for word in standing if word.id == word_id]
        if not found:
            raise UsageError("this answer does not stand any more; load the item again")
        by = replace(by, batch=batch)
        told = put_on_record(bench, [taken_back(found[0], by)], by)
    return Receipt(batch, len(told), (item_id,))


def skip(
    bench: Bench,
    analyst: str,
    item_id: str,
    skipped: bool = True,
    key: str | None = None,
) -> None:
    """Put an item off, or take it up again: it comes last in the analyst's queue.

    A request that comes again, by its `key`, is one.
    """
    now = speaker(bench, analyst).at
    name = proof_of(analyst, key or now, item_id, str(skipped))
    with adding(bench.index, skips(bench)) as add:
        known = read_journal(skips(bench).path, Skip).records if key else ()
        if all(one.id != name for one in known):
            add([Skip(name, now, analyst, item_id, skipped)])


def _turned(bench: Bench, analyst: str, key: str | None, back: bool) -> Receipt | None:
    with at_the_ledger(bench):
        by = speaker(bench, analyst)
        proof = proof_of(analyst, key or by.at)
        asked = (analyst, f"%:{proof}")
        again = words_where(bench.index.reading, "analyst=? AND batch LIKE ?", asked)
        if key is not None and again:
            items = sorted({word.item_id for word in again})
            return Receipt(again[0].batch, 0, tuple(items))
        done, undone = _turnable(bench, analyst)
        event = done if back else undone
        if event is None:
            return None
        batch = (undo_batch if back else redo_batch)(event, proof)
        by = replace(by, batch=batch)
        items = sorted({line.item_id for line in event.lines})
        about = words_about(bench.index.reading, items)
        told = put_on_record(bench, reversed_lines(event, about, by), by)
    return Receipt(batch, len(told), tuple(items))


def _turnable(bench: Bench, analyst: str) -> tuple[Event | None, Event | None]:
    """The analyst's last event that counts, and the last one taken back.

    Only as many of the analyst's words are looked through as it takes; a page asks
    for this whenever it is shown.
    """
    size = _LATELY
    while True:
        words = _words_of(bench, analyst, size)
        found = history(words, analyst)
        fresh = any(not is_turned(word.batch or "") for word in words)
        if len(words) < size or (found.done and (found.undone or fresh)):
            break
        size *= 8
    return (
        _whole(bench, found.done[-1]) if found.done else None,
        _whole(bench, found.undone[-1]) if found.undone else None,
    )


def _whole(bench: Bench, event: Event) -> Event:
    """An event with all its lines, some of which may lie further back."""
    batch = event.lines[0].batch
    if batch is None:
        return event
    return replace(
        event, lines=tuple(words_where(bench.index.reading, "batch=?", (batch,)))
    )


def _words_of(bench: Bench, analyst: str, last: int = -1) -> list[Decision]:
    """The analyst's words in order, only the last so many where that is said."""
    recent = (
        "id IN (SELECT id FROM words WHERE analyst=? AND framework_id=?"
        " ORDER BY moment DESC, id DESC LIMIT ?)"
    )
    asked = (analyst, bench.framework.id, last)
    return words_where(bench.index.reading, recent, asked)


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
