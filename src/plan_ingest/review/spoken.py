"""Words as an analyst gives them one by one at a desk: decisions, and undoing them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from plan_ingest.model.review import Basis, Decision, Verdict
from plan_ingest.review.choosing import taken_back
from plan_ingest.review.merging import Reviewer


def spoken(
    item_ids: Iterable[str],
    node_id: str | None,
    verdict: Verdict,
    by: Reviewer,
    note: str = "",
    basis: Basis = "text",
) -> tuple[Decision, ...]:
    """The same word on each of the items; `at` makes the ids of their own."""
    return tuple(
        Decision(
            id=_id(by, item_id, node_id or "", verdict, basis),
            at=by.at,
            analyst=by.analyst,
            item_id=item_id,
            framework_id=by.framework_id,
            node_id=node_id,
            verdict=verdict,
            basis=basis,
            note=note,
            batch=by.batch,
        )
        for item_id in item_ids
    )


def undone(words: Sequence[Decision], by: Reviewer) -> tuple[Decision, ...]:
    """Another line for each word, which takes it back."""
    return tuple(
        replace(
            taken_back(word, by),
            id=_id(by, word.item_id, word.id, "retract", word.basis),
        )
        for word in words
    )


def _id(by: Reviewer, *parts: str) -> str:
    said = "\n".join((by.analyst, by.at, by.framework_id, *parts))
    return sha256(said.encode("utf-8")).hexdigest()[:20]
