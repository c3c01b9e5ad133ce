"""From what an analyst chose to the ledger's lines: no more than it takes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeAlias

from plan_ingest.model.review import Basis, Decision, Verdict
from plan_ingest.review.ledger import settle
from plan_ingest.review.merging import Reviewer

Key: TypeAlias = tuple[Basis, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer on an item: a node with its verdict; no node for none and unsure."""

    node_id: str | None
    verdict: Verdict
    basis: Basis = "text"


def wrong_choices(choices: Sequence[Choice], node_ids: Collection[str]) -> str | None:
    """What is wrong with the answers to one item, None where nothing is."""
    keys = [(choice.basis, choice.node_id or "") for choice in choices]
    if not choices:
        return "no answer was chosen"
    if len(set(keys)) < len(keys):
        return "one node is answered twice"
    for choice in choices:
        if choice.verdict == "retract":
            return "an answer is taken back by undo, not by a choice"
        if choice.node_id is not None and choice.node_id not in node_ids:
            return f"the framework has no node {choice.node_id!r}"
        if choice.verdict == "none" and choice.node_id is not None:
            return "none is said of the item, not of a node"
        on_node = choice.verdict in ("primary", "secondary", "reject")
        if on_node and choice.node_id is None:
            return f"{choice.verdict} needs a node"
    for basis in ("text", "response"):
        said = {choice.verdict for choice in choices if choice.basis == basis}
        whole = {c.verdict for c in choices if c.basis == basis and c.node_id is None}
        if whole and said & {"primary", "secondary"}:
            return f"{min(whole)} of the item and an accepted node at once"
    return None


def chosen(
    item_id: str,
    choices: Sequence[Choice],
    own: Iterable[Decision],
    by: Reviewer,
    note: str = "",
    shown: str | None = None,
) -> tuple[Decision, ...]:
    """The lines after which exactly the choices are the analyst's on the item.

    `own` are the analyst's words on the item and all retractions. What stands
    already is not said again; what stands beside the choices, on a basis they
    speak of, is taken back; a basis they do not speak of is left alone.
    """
    before = list(own)
    standing = _standing(before, by)
    wanted = {(c.basis, c.node_id or ""): c for c in choices}
    bases = {choice.basis for choice in choices}
    fresh = [
        choice
        for key, choice in wanted.items()
        if key not in standing
        or standing[key].verdict != choice.verdict
        or (note and standing[key].note != note)
    ]
    lines = [_word(item_id, one, by, note, shown) for one in sorted(fresh, key=_first)]
    while True:
        # What is struck may have voided an earlier word, which would stand again.
        stands = _standing([*before, *stamped(lines, by)], by)
        left = [
            taken_back(word, by)
            for key, word in sorted(stands.items())
            if key[0] in bases and key not in wanted
        ]
        if not left:
            return tuple(lines)
        lines = [*left, *lines]


def taken_back(word: Decision, by: Reviewer) -> Decision:
    """A line that takes a word back."""
    return Decision(
        id="",
        at=by.at,
        analyst=by.analyst,
        item_id=word.item_id,
        framework_id=word.framework_id,
        node_id=None,
        verdict="retract",
        basis=word.basis,
        retracts=word.id,
        batch=by.batch,
    )


def said_again(word: Decision, by: Reviewer) -> Decision:
    """A line that says an earlier word anew."""
    return replace(word, id="", at=by.at, analyst=by.analyst, batch=by.batch)


def stamped(lines: Iterable[Decision], by: Reviewer) -> list[Decision]:
    """The lines with moments of their own, a microsecond apart, and ids.

    An id is made of what is said, by whom, in which batch and when, so that no two
    lines share one.
    """
    start = datetime.fromisoformat(by.at)
    told = []
    for number, line in enumerate(lines):
        at = start + timedelta(microseconds=number)
        placed = replace(line, at=at.isoformat(timespec="microseconds"))
        told.append(replace(placed, id=_id(placed)))
    return told


def _standing(words: Iterable[Decision], by: Reviewer) -> dict[Key, Decision]:
    found = settle(words, by.framework_id).standing
    return {(word.basis, word.node_id or ""): word for word in found}


def _word(
    item_id: str, choice: Choice, by: Reviewer, note: str, shown: str | None
) -> Decision:
    return Decision(
        id="",
        at=by.at,
        analyst=by.analyst,
        item_id=item_id,
        framework_id=by.framework_id,
        node_id=choice.node_id,
        verdict=choice.verdict,
        basis=choice.basis,
        note=note,
        shown=shown,
        batch=by.batch,
    )


def _first(choice: Choice) -> tuple[bool, str, str]:
    """`none` and `unsure` of the whole come before nodes, which may void them."""
    return (choice.node_id is not None, choice.basis, choice.node_id or "")


def _id(line: Decision) -> str:
    parts = (line.analyst, line.at, line.framework_id, line.item_id, line.batch or "",
             line.node_id or "", line.verdict, line.basis, line.retracts or "",
             line.note)  # fmt: skip
    return sha256("\n".join(parts).encode("utf-8")).hexdigest()[:20]
