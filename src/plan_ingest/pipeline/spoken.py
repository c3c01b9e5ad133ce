"""Who shares words with whom among very many plans: looked at anew where words changed.

Of every item the runs of its words are kept as numbers, eight bytes each. What an item
shares rests on who has its runs, so that after a change only items are compared again
that have a run of a text that came or went. The answer is `compare.wording`'s own.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz

from plan_ingest.compare.alike import CROWDED, most_shared
from plan_ingest.compare.shared import Match, Said, nearest_said, shared_wording
from plan_ingest.model.analysis import Wording
from plan_ingest.model.part import Part
from plan_ingest.pipeline.spoken_parts import Heard, Spoken, said_in, spoken_in

_AT_ONCE = 5_000
"""Items compared at a time: the runs that they have are looked up together."""


def heard_anew(parts: Sequence[Part], before: Heard, near: float) -> Heard:
    """The wording of all plans' items, from that of the last time.

    Plans stand in the order of their dates, then of their ids.
    """
    ordered = sorted(parts, key=lambda one: (one.head.dated, one.head.source_id))
    plans = [_spoken(part, before) for part in ordered]
    changed = _changed(plans, before)
    index = _Index(plans)
    stale = index.having(changed)
    for at, plan in enumerate(plans):
        if before.spoken.get(plan.source_id) is not plan:
            stale[index.starts[at] : index.starts[at + 1]] = True
    found = _compared(index, ordered, np.flatnonzero(stale), near)
    words = {}
    for at, plan in enumerate(plans):
        first, last = int(index.starts[at]), int(index.starts[at + 1])
        kept = before.words.get(plan.source_id, ())
        words[plan.source_id] = tuple(
            found[number] if number in found else kept[number - first]
            for number in range(first, last)
        )
    return Heard({plan.source_id: plan for plan in plans}, words)


def _spoken(part: Part, before: Heard) -> Spoken:
    """A plan's runs: as they were where what it says is the same."""
    head = part.head
    known = before.spoken.get(head.source_id)
    if known is not None and known.key == (head.dated, head.said):
        return known
    return spoken_in(part)


def _changed(plans: Iterable[Spoken], before: Heard) -> np.ndarray:
    """The runs of the texts that came or went."""
    gone = dict(before.spoken)
    found: list[np.ndarray] = []
    for plan in plans:
        old = gone.pop(plan.source_id, None)
        if old is not plan:
            found += _differing(old, plan)
    for old in gone.values():
        found += old.items()
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64)


def _differing(old: Spoken | None, new: Spoken) -> Iterator[np.ndarray]:
    """The runs of texts that a plan has anew or no more; of all in another order."""
    mine, theirs = new.items(), old.items() if old else []
    here, there = _names(new), _names(old) if old else []
    both = Counter(here) & Counter(there)
    kept = [[one for one in several if one in both] for several in (here, there)]
    moved = old is None or old.key[0] != new.key[0] or kept[0] != kept[1]
    for items, names in ((mine, here), (theirs, there)):
        for item, name in zip(items, names, strict=True):
            if moved or name not in both:
                yield item


def _names(plan: Spoken) -> list[bytes]:
    return [
        tag + item.tobytes() for tag, item in zip(plan.named, plan.items(), strict=True)
    ]


class _Index:
    """All plans' runs one after the other, and which item each is of."""

    def __init__(self, plans: Sequence[Spoken]) -> None:
        counts = np.concatenate([plan.counts for plan in plans])
        self.hashes = np.concatenate([plan.hashes for plan in plans])
        self.owner = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        self.ends = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        sizes = [len(plan.counts) for plan in plans]
        self.starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])

    def having(self, runs: np.ndarray) -> np.ndarray:
        """For each item whether it has one of these runs."""
        stale = np.zeros(len(self.ends) - 1, bool)
        if len(runs):
            stale[self.owner[np.isin(self.hashes, runs)]] = True
        return stale

    def runs_of(self, item: int) -> list[int]:
        """An item's numbers: of its whole text, then of its runs in their order."""
        found: list[int] = self.hashes[self.ends[item] : self.ends[item + 1]].tolist()
        return found

    def holders(self, items: np.ndarray) -> dict[int, list[int]]:
        """By each run of these items the first items that have it."""
        wanted = np.isin(self.owner, items)
        there = np.isin(self.hashes, np.unique(self.hashes[wanted]))
        hashes, owners = self.hashes[there], self.owner[there]
        order = np.argsort(hashes, kind="stable")
        hashes, owners = hashes[order], owners[order]
        new = np.flatnonzero(np.diff(hashes)) + 1
        edges = [0, *new.tolist(), len(hashes)]
        return {
            int(hashes[first]): owners[first : min(last, first + CROWDED)].tolist()
            for first, last in pairwise(edges)
            if first < last
        }


def _compared(
    index: _Index, parts: Sequence[Part], items: np.ndarray, near: float
) -> dict[int, Wording]:
    """By number the wording of these items."""
    said = _Read(index, parts)
    found = {}
    for first in range(0, len(items), _AT_ONCE):
        some = items[first : first + _AT_ONCE]
        holders = index.holders(some)
        for item in some.tolist():
            plan = int(np.searchsorted(index.starts, item, side="right")) - 1
            before = int(index.starts[plan])
            text, *runs = index.runs_of(item)
            there = [_until(holders[run], before) for run in runs]
            numbers = most_shared([one for one in there if one])
            numbers += _until(holders[text], before)[:1]
            one, of_node = said.at(item)
            known = {number: said.at(number)[0] for number in numbers}
            other = nearest_said(one, known, fuzz.ratio, near)
            found[item] = shared_wording(one.item_id, other, of_node)
    return found


def _until(items: list[int], before: int) -> list[int]:
    return items[: bisect_left(items, before)]


class _Read:
    """What items say, read plan by plan as it is asked for."""

    def __init__(self, index: _Index, parts: Sequence[Part]) -> None:
        self._starts, self._parts = index.starts, parts
        self._known: dict[int, list[tuple[Said, Match | None]]] = {}

    def at(self, item: int) -> tuple[Said, Match | None]:
        """What an item says, and which node's own words it has."""
        plan = int(np.searchsorted(self._starts, item, side="right")) - 1
        if plan not in self._known:
            self._known[plan] = list(said_in(self._parts[plan]))
        return self._known[plan][item - int(self._starts[plan])]
