"""Summary pages: what they list before or after the plan proper is counted once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.extract.draft import Draft
from plan_ingest.text import fold

_WHOLE = 5
"""Words from which the same text under the same reference is the same item."""


def without_repeats(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts, each once: where most stands around it, else where first seen."""
    sizes = Counter(draft.part for draft in drafts)
    kept: dict[tuple[str, ...], int] = {}
    repeated: set[int] = set()
    dropped: set[int] = set()
    for place, draft in enumerate(drafts):
        key = _key(draft)
        if key is None:
            continue
        if key not in kept:
            kept[key] = place
            continue
        first = kept[key]
        if _beside(drafts[first], draft):
            continue
        better = _weight(draft, sizes) > _weight(drafts[first], sizes)
        kept[key] = place if better else first
        dropped.add(first if better else place)
        repeated.add(kept[key])
    return tuple(
        replace(draft, flags=(*draft.flags, "repeated_on_summary"))
        if place in repeated
        else draft
        for place, draft in enumerate(drafts)
        if place not in dropped
    )


def _key(draft: Draft) -> tuple[str, ...] | None:
    """What makes two drafts one item; None for what may well be said twice."""
    text = fold(draft.text).strip(" .")
    if draft.place.table is None:
        return (text, *(fold(heading) for heading in draft.headings))
    if draft.ref and len(text.split()) >= _WHOLE:
        return ("row", fold(draft.ref), text)
    return None


def _beside(one: Draft, other: Draft) -> bool:
    """Said twice in one table or one section: printed so, no summary."""
    if one.place.table is not None:
        return one.place.table == other.place.table
    return one.part == other.part


def _weight(draft: Draft, sizes: Counter[int]) -> tuple[int, int]:
    filled = sum(map(bool, (draft.response, draft.target, draft.lead)))
    return filled, sizes[draft.part]
