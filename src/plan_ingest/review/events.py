"""Undo and redo, from the ledger alone: what an analyst did, and taking it back.

An event is what was given at once: the lines of one batch, or one line without a
batch. Taking an event back adds lines too, under a batch that names the event; so a
desk started anew, or on another machine, knows what can be undone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plan_ingest.model.review import Basis, Decision
from plan_ingest.review.choosing import said_again, stamped, taken_back
from plan_ingest.review.ledger import in_force, moment, settle
from plan_ingest.review.merging import Reviewer

_UNDO, _REDO = "undo", "redo"


@dataclass(frozen=True, slots=True)
class Event:
    """What an analyst gave at once; `name` stays through undo and redo."""

    name: str
    lines: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class History:
    """One analyst's events: those that count, oldest first, and those taken back.

    The last of `done` is what undo takes back; the last of `undone` what redo
    brings back. Anything new leaves nothing to redo.
    """

    done: tuple[Event, ...] = ()
    undone: tuple[Event, ...] = ()


def history(words: Iterable[Decision], analyst: str) -> History:
    """An analyst's events from the ledger's words, which come oldest first."""
    batches: dict[str, list[Decision]] = {}
    for word in words:
        if word.analyst == analyst:
            batches.setdefault(word.batch or word.id, []).append(word)
    done: dict[str, Event] = {}
    undone: dict[str, Event] = {}
    for batch, lines in batches.items():
        doing, name = _named(batch)
        event = Event(name, tuple(lines))
        if doing == _UNDO:
            done.pop(name, None)
            undone[name] = event
        elif doing == _REDO:
            undone.pop(name, None)
            done[name] = event
        else:
            undone.clear()
            done[name] = event
    return History(tuple(done.values()), tuple(undone.values()))


def undo_batch(event: Event, proof: str) -> str:
    """The batch under which an event is taken back; `proof` tells two tries apart."""
    return f"{_UNDO}:{event.name}:{proof}"


def redo_batch(event: Event, proof: str) -> str:
    """The batch under which an event is given anew."""
    return f"{_REDO}:{event.name}:{proof}"


def is_turned(batch: str) -> bool:
    """Whether a batch takes an event back or gives one anew."""
    return bool(_named(batch)[0])


def reversed_lines(
    event: Event, about: Iterable[Decision], by: Reviewer
) -> tuple[Decision, ...]:
    """The lines after which the analyst says what was said before the event.

    `about` are all words on the event's items. The event's own words are struck
    first; what does not stand again by itself is said again. Another analyst's word
    that the event struck is never said for them: the retraction is taken back.
    """
    every = list(about)
    own = [w for w in every if w.analyst == by.analyst or w.verdict == "retract"]
    began = min(moment(line) for line in event.lines)
    touched = {(line.item_id, line.basis) for line in event.lines}
    before = settle([w for w in own if moment(w) < began], by.framework_id).standing
    wanted = {_key(word): word for word in before if _key(word)[:2] in touched}
    lines = [taken_back(line, by) for line in _to_strike(event, every, by)]
    while True:
        stands = settle([*own, *stamped(lines, by)], by.framework_id).standing
        here = {_key(word): word for word in stands if _key(word)[:2] in touched}
        missing = [w for key, w in wanted.items() if _said(w) != _said(here.get(key))]
        surplus = [word for key, word in here.items() if key not in wanted]
        # Said after nodes, `unsure` of the whole stays beside them.
        missing.sort(key=lambda word: (word.node_id is None, _key(word)))
        # What is said may void what is too much; so it comes first.
        more = [said_again(word, by) for word in missing] or [
            taken_back(word, by) for word in surplus
        ]
        if not more:
            return tuple(lines)
        lines += more


def _to_strike(
    event: Event, every: Sequence[Decision], by: Reviewer
) -> Iterator[Decision]:
    counts = {word.id for word in in_force(every, by.framework_id)}
    struck = {word.retracts for word in every if word.verdict == "retract"}
    known = {word.id: word for word in every}
    for line in event.lines:
        target = known.get(line.retracts or "")
        of_another = target is not None and target.analyst != by.analyst
        if line.id in counts or (of_another and line.id not in struck):
            yield line


def _key(word: Decision) -> tuple[str, Basis, str]:
    return (word.item_id, word.basis, word.node_id or "")


def _said(word: Decision | None) -> tuple[str, str] | None:
    return (word.verdict, word.note) if word is not None else None


def _named(batch: str) -> tuple[str, str]:
    doing, _, rest = batch.partition(":")
    if doing in (_UNDO, _REDO) and rest:
        return doing, rest.rpartition(":")[0]
    return "", batch
