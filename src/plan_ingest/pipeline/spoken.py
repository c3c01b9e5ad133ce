"""Who shares words with whom among very many plans: looked at anew where words changed.

Of every item the runs of its words are kept as numbers, eight bytes each. What an item
shares rests on who has its runs, so that after a change only items are compared again
that have a run of a text that came or went. The answer is `compare.wording`'s own.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
from rapidfuzz import fuzz

from plan_ingest.compare.alike import CROWDED, most_shared
from plan_ingest.compare.shared import Match, Said, nearest_said, shared_wording
from plan_ingest.model.analysis import Wording
from plan_ingest.model.part import Part
from plan_ingest.pipeline.spoken_parts import (
    Heard,
    Numbers,
    Spoken,
    Words,
    said_in,
    spoken_in,
    written_words,
)

_PLANS_AT_ONCE = 2_000
"""Plans whose runs are looked through together."""
_RUNS_AT_ONCE = 1_000_000
"""Runs sorted together, about."""
_REMEMBERED = 1_000
"""Plans whose words are held while others are compared with them."""


def heard_anew(parts: Sequence[Part], before: Heard, near: float) -> Heard:
    """The wording of all plans' items, from that of the last time.

    Plans stand in the order of their dates, then of their ids.
    """
    ordered = sorted(parts, key=lambda one: (one.head.dated, one.head.source_id))
    plans = [spoken_in(part) for part in ordered]
    index = _Index(plans)
    stale = index.having(_changed(plans, before)) if before.spoken else index.all()
    for at, plan in enumerate(plans):
        if not _stands(plan, before):
            stale[index.starts[at] : index.starts[at + 1]] = True
    # Found in the order of the plans, so that only one plan's findings are held.
    found = _compared(index, ordered, np.flatnonzero(stale), near)
    written = {}
    for at, plan in enumerate(plans):
        first, last = int(index.starts[at]), int(index.starts[at + 1])
        anew = dict(islice(found, int(stale[first:last].sum())))
        written[plan.source_id] = _written(plan.source_id, before, anew, first, last)
    return Heard({plan.source_id: plan for plan in plans}, Words(written))


def _stands(plan: Spoken, before: Heard) -> bool:
    """Whether a plan says what it said the last time."""
    known = before.spoken.get(plan.source_id)
    return known is not None and known.key == plan.key


def _written(
    source_id: str, before: Heard, anew: Mapping[int, Wording], first: int, last: int
) -> bytes:
    """Whose words a plan's items have: as it was, but for those found anew."""
    if first < last and not anew:
        return before.words.written[source_id]
    kept = before.words.get(source_id, ())
    return written_words(
        anew[number] if number in anew else kept[number - first]
        for number in range(first, last)
    )


def _changed(plans: Iterable[Spoken], before: Heard) -> np.ndarray:
    """The runs of the texts that came or went."""
    gone = dict(before.spoken)
    found: list[np.ndarray] = []
    for plan in plans:
        old = gone.pop(plan.source_id, None)
        if old is None:
            found.append(plan.numbers().hashes)
        elif old.key != plan.key:
            found += _differing(old, plan)
    found += (old.numbers().hashes for old in gone.values())
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64)


def _differing(old: Spoken, new: Spoken) -> Iterator[np.ndarray]:
    """The runs of texts that a plan has anew or no more; of all in another order."""
    here, there = new.numbers(), old.numbers()
    mine, theirs = _names(here), _names(there)
    both = Counter(mine) & Counter(theirs)
    kept = [[one for one in several if one in both] for several in (mine, theirs)]
    moved = old.key[0] != new.key[0] or kept[0] != kept[1]
    for numbers, names in ((here, mine), (there, theirs)):
        for item, name in zip(numbers.items(), names, strict=True):
            if moved or name not in both:
                yield item


def _names(plan: Numbers) -> list[bytes]:
    return [
        tag + item.tobytes() for tag, item in zip(plan.named, plan.items(), strict=True)
    ]


class _Index:
    """All plans' runs one after the other, and which item each is of."""

    def __init__(self, plans: Sequence[Spoken]) -> None:
        self._plans = plans
        self._last: tuple[int, Numbers] | None = None
        counts = np.concatenate([plan.numbers().counts for plan in plans])
        self.ends = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        sizes = [plan.items for plan in plans]
        self.starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])

    def all(self) -> np.ndarray:
        """Every item asked for."""
        return np.ones(len(self.ends) - 1, bool)

    def having(self, runs: np.ndarray) -> np.ndarray:
        """For each item whether it has one of these runs."""
        stale = np.zeros(len(self.ends) - 1, bool)
        if len(runs):
            for hashes, owners in self._blocks():
                stale[owners[_among(runs, hashes)]] = True
        return stale

    def holders(self, items: np.ndarray) -> "_Holders":
        """Who else has the runs of these items."""
        asked = np.zeros(len(self.ends) - 1, bool)
        asked[items] = True
        # A range of runs at a time: sorting all of them would hold them several times.
        ranges = 1 + int(self.ends[-1]) // _RUNS_AT_ONCE
        last = np.iinfo(np.uint64).max
        edges = [int(last) * at // ranges for at in range(ranges)]
        return _Holders(
            self._holding(asked, np.uint64(first), np.uint64(end))
            for first, end in zip(
                edges, [*(e - 1 for e in edges[1:]), last], strict=True
            )
        )

    def _holding(
        self, asked: np.ndarray, first: np.uint64, last: np.uint64
    ) -> tuple[np.ndarray, np.ndarray]:
        """Runs of a range that one of the items asked for has, and who has them."""
        within = []
        for hashes, owners in self._blocks():
            there = (hashes >= first) & (hashes <= last)
            within.append((hashes[there], owners[there]))
        hashes, owners = map(np.concatenate, zip(*within, strict=True))
        found = _among(np.unique(hashes[asked[owners]]), hashes)
        return hashes[found], owners[found]

    def runs_of(self, plan: int, item: int) -> np.ndarray:
        """An item's numbers: of its whole text, then of its runs in their order."""
        first = self.ends[self.starts[plan]]
        if self._last is None or self._last[0] != plan:  # asked plan by plan
            self._last = plan, self._plans[plan].numbers()
        hashes: np.ndarray = self._last[1].hashes
        return hashes[self.ends[item] - first : self.ends[item + 1] - first]

    def _blocks(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The runs of some plans at a time, each with its item."""
        for at in range(0, len(self._plans), _PLANS_AT_ONCE):
            some = self._plans[at : at + _PLANS_AT_ONCE]
            first, last = self.starts[at], self.starts[at + len(some)]
            counts = np.diff(self.ends[first : last + 1])
            owners = np.repeat(np.arange(first, last, dtype=np.int32), counts)
            yield np.concatenate([plan.numbers().hashes for plan in some]), owners


class _Holders:
    """By each run the first items that have it, of runs that several have."""

    def __init__(self, ranges: Iterable[tuple[np.ndarray, np.ndarray]]) -> None:
        """`ranges` have runs with their items, which stand in their order."""
        found = [_first_holders(hashes, owners) for hashes, owners in ranges]
        runs, owners, held = map(np.concatenate, zip(*found, strict=True))
        self._runs, self._owners = runs, owners
        self._ends = np.concatenate([[0], np.cumsum(held, dtype=np.int64)])

    def of(self, runs: np.ndarray, before: int) -> list[list[int]]:
        """For each of these runs the items that have it, of those before an item."""
        if not len(self._runs):
            return [[] for _ in runs]
        places = np.searchsorted(self._runs, runs).clip(max=len(self._runs) - 1)
        known = self._runs[places] == runs
        return [
            _until(self._owners[self._ends[at] : self._ends[at + 1]].tolist(), before)
            if there
            else []
            for at, there in zip(places.tolist(), known.tolist(), strict=True)
        ]


def _first_holders(
    hashes: np.ndarray, owners: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Runs that several items have, the first of these, and how many these are."""
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    firsts = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))
    sizes = np.diff(firsts, append=len(hashes))
    place = np.arange(len(hashes)) - np.repeat(firsts, sizes)
    kept = (place < CROWDED) & np.repeat(sizes > 1, sizes)
    held = np.minimum(sizes[sizes > 1], CROWDED)
    return hashes[firsts[sizes > 1]], owners[kept], held


def _among(wanted: np.ndarray, hashes: np.ndarray) -> np.ndarray:
    """Which of the hashes are wanted, of which each is there once, in their order."""
    if not len(wanted):
        return np.zeros(len(hashes), bool)
    places = np.searchsorted(wanted, hashes).clip(max=len(wanted) - 1)
    found: np.ndarray = wanted[places] == hashes
    return found


def _compared(
    index: _Index, parts: Sequence[Part], items: np.ndarray, near: float
) -> Iterator[tuple[int, Wording]]:
    """The wording of these items, each with its number."""
    said = _Read(index, parts)
    if not len(items):
        return
    holders = index.holders(items)
    for item in items.tolist():
        plan = int(np.searchsorted(index.starts, item, side="right")) - 1
        before = int(index.starts[plan])
        whole, *there = holders.of(index.runs_of(plan, item), before)
        numbers = most_shared([one for one in there if one]) + whole[:1]
        one, of_node = said.at(item)
        known = {number: said.at(number)[0] for number in numbers}
        other = nearest_said(one, known, fuzz.ratio, near)
        yield item, shared_wording(one.item_id, other, of_node)


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
        told = self._known.pop(plan, None) or list(said_in(self._parts[plan]))
        self._known[plan] = told
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        return told[item - int(self._starts[plan])]
