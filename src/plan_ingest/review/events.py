"""Undo and redo, from the ledger alone: what an analyst did, and taking it back.

An event is what was given at once: the lines of one batch, or one line without a
batch. Taking an event back adds lines too, under a batch that names the event; so a
desk started anew, or on another machine, knows what can be undone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plan_ingest.model.review import Decision
from plan_ingest.review.choosing import said_again, taken_back
from plan_ingest.review.ledger import in_force
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


def reversed_lines(
    event: Event, about: Iterable[Decision], by: Reviewer
) -> tuple[Decision, ...]:
    """The lines that take an event back, or bring one back that was taken back.

    `about` are all words on the event's items. A word is struck; a word that the
    event struck is said again. Another analyst's word is never said for them: the
    retraction itself is taken back.
    """
    every = list(about)
    known = {word.id: word for word in every}
    counts = {word.id for word in in_force(every, by.framework_id)}
    struck = {word.retracts for word in every if word.verdict == "retract"}
    lines: list[Decision] = []
    for line in event.lines:
        if line.verdict != "retract":
            if line.id in counts:
                lines.append(taken_back(line, by))
        elif line.id not in struck:
            lines += _unstruck(line, known, counts, by)
    return tuple(lines)


def _unstruck(
    line: Decision, known: Mapping[str, Decision], counts: set[str], by: Reviewer
) -> Sequence[Decision]:
    target = known.get(line.retracts or "")
    if target is None or target.verdict == "retract" or target.analyst != by.analyst:
        return [taken_back(line, by)]
    return [] if target.id in counts else [said_again(target, by)]


def _named(batch: str) -> tuple[str, str]:
    doing, _, rest = batch.partition(":")
    if doing in (_UNDO, _REDO) and rest:
        return doing, rest.rpartition(":")[0]
    return "", batch
