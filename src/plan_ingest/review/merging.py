"""Three ways at once: what was exported, what stands now, what came back.

An answer that the analyst left as exported changes nothing. One that was changed
counts where the ledger still says what was exported; where the ledger has moved on
to something else it is a clash, and a person must look.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeAlias

from plan_ingest.model.review import Basis, Decision, Verdict
from plan_ingest.review.ledger import in_force, settle

Key: TypeAlias = tuple[Basis, str]
"""What an answer is on: text or response, and a node id, "" for the item whole."""
Answers: TypeAlias = Mapping[Key, str]
"""Verdict by key; "" where a node was only offered."""
ACCEPTS = ("primary", "secondary")
GONE = "the item is not in the plans any more; decide on its successor"
UNDONE = "given before and undone since; give it anew from a new export"
MOVED = "the ledger has changed since the export; look at both and decide"


@dataclass(frozen=True, slots=True)
class Returned:
    """A row of a pack that came back. `row` is its number on the sheet."""

    row: int
    item_id: str
    exported: Answers
    answers: Answers
    exported_note: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on an item: its answers, and the note beside them."""

    answers: Answers
    note: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that was not taken, and why."""

    row: int
    item_id: str
    basis: Basis
    node_id: str
    exported: str
    present: str
    returned: str
    why: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What to add to the ledger, and what a person must see to."""

    decisions: tuple[Decision, ...]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who gives the words, when, on what; `own` compares with that analyst's alone."""

    analyst: str
    at: str
    framework_id: str
    batch: str | None = None
    own: bool = False
    adjudicators: tuple[str, ...] = ()


def standing(
    decisions: Iterable[Decision], by: Reviewer, item_ids: Collection[str] | None = None
) -> dict[str, Standing]:
    """What stands on each item: of everybody, or of the one analyst alone."""
    words = [
        word
        for word in decisions
        if not by.own or word.analyst == by.analyst or word.verdict == "retract"
    ]
    answers: dict[str, dict[Key, str]] = defaultdict(dict)
    notes: dict[str, str] = {}
    for word in settle(words, by.framework_id, by.adjudicators).standing:
        if item_ids is None or word.item_id in item_ids:
            answers[word.item_id][word.basis, word.node_id or ""] = word.verdict
            if word.note:
                notes.setdefault(word.item_id, word.note)
    return {item: Standing(said, notes.get(item, "")) for item, said in answers.items()}


def merge(
    rows: Iterable[Returned],
    decisions: Collection[Decision],
    item_ids: Collection[str],
    by: Reviewer,
) -> Merged:
    """The decisions that the rows come to, and the clashes, in the rows' order."""
    present = standing(decisions, by)
    given = standing(decisions, replace(by, own=True))
    known = {word.id for word in decisions}
    behind: dict[tuple[str, Key], list[Decision]] = defaultdict(list)
    for word in in_force(decisions, by.framework_id):
        if not by.own or word.analyst == by.analyst:
            behind[word.item_id, (word.basis, word.node_id or "")].append(word)
    made: dict[str, Decision] = {}
    clashes: list[Clash] = []
    for row in rows:
        stands = present.get(row.item_id, Standing({}))
        own = given.get(row.item_id, Standing({})).answers
        for key, verdict, clash in _changes(row, stands, own):
            if row.item_id not in item_ids:
                clashes.append(replace(clash, why=GONE))
            elif verdict is None:
                clashes.append(clash)
            else:
                words = _words(row, key, verdict, behind[row.item_id, key], by)
                clashes += [replace(clash, why=UNDONE) for w in words if w.id in known]
                made |= {word.id: word for word in words if word.id not in known}
    return Merged(tuple(made.values()), tuple(clashes))


def _changes(
    row: Returned, stands: Standing, own: Answers
) -> Iterator[tuple[Key, Verdict | None, Clash]]:
    """Each answer the analyst changed: its verdict, None where it clashes.

    An answer that others gave meanwhile is the analyst's too, once on the record.
    """
    said = {key: verdict for key, verdict in row.answers.items() if verdict}
    noted = row.note != row.exported_note and row.note != stands.note
    if noted and not said and not any(row.exported.values()):
        said["text", ""] = "unsure"
    for key in sorted(row.exported.keys() | said.keys()):
        before, after = row.exported.get(key, ""), said.get(key, "")
        now = stands.answers.get(key, "")
        clash = Clash(row.row, row.item_id, *key, before, now, after, MOVED)
        if after == before:
            if noted and after and now == before:
                yield key, _verdict(after), clash
            continue
        if not after and (not now or _told_otherwise(key, before, now, said)):
            continue
        if after == now and own.get(key) == after:
            continue
        if now not in (before, after):
            yield key, None, clash
        else:
            yield key, _verdict(after) if after else _cleared(before), clash


def _told_otherwise(key: Key, before: str, now: str, said: Mapping[Key, str]) -> bool:
    """Whether an answer taken out needs no word: another word says it already."""
    if before in ACCEPTS and now == "reject":
        return True
    whole = said.get((key[0], ""))
    if before in ACCEPTS and whole == "none":
        return True
    taken = any(basis == key[0] and v in ACCEPTS for (basis, _), v in said.items())
    return key[1] == "" and taken


def _cleared(before: str) -> Verdict:
    """An acceptance taken out is a rejection, on the record; the rest is struck."""
    return "reject" if before in ACCEPTS else "retract"


def _verdict(said: str) -> Verdict:
    verdicts: tuple[Verdict, ...] = ("primary", "secondary", "reject", "none", "unsure")
    return verdicts[verdicts.index(said)]


def _words(
    row: Returned, key: Key, verdict: Verdict, behind: list[Decision], by: Reviewer
) -> list[Decision]:
    """The words of a change; a retraction strikes every word behind the answer.

    The id is made of what is said and of the words it answers, so that the same
    pack gives the same ids, and a change of mind later on gives others.
    """
    earlier = [word.id for word in behind]
    struck = earlier if verdict == "retract" else [None]
    return [
        Decision(
            id=_id(by, row.item_id, *key, verdict, row.note, retracts or "", *earlier),
            at=by.at,
            analyst=by.analyst,
            item_id=row.item_id,
            framework_id=by.framework_id,
            node_id=None if verdict == "retract" else key[1] or None,
            verdict=verdict,
            basis=key[0],
            note=row.note,
            retracts=retracts,
            batch=by.batch,
        )
        for retracts in struck
    ]


def _id(by: Reviewer, *parts: str) -> str:
    said = "\n".join((by.analyst, by.framework_id, *parts))
    return sha256(said.encode("utf-8")).hexdigest()[:20]
