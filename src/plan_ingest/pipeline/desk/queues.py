"""Queues as analysts walk through them: an order that holds while they do."""

import threading
import time
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from plan_ingest.pipeline.desk.bench import Bench
from plan_ingest.review.filters import Filters, with_descendants
from plan_ingest.review.queue import Order
from plan_ingest.store import desk_queue
from plan_ingest.store.desk_index import told
from plan_ingest.store.desk_items import place_of
from plan_ingest.store.desk_queue import QueueRow, View

_KEPT = 64
"""Queues remembered: analysts at once, times the filters they change between."""
_AT_ONCE = 40
"""Items looked at together for the next that still waits."""
_MANY = 500
"""Items changed at once beyond which a queue is sorted anew."""
_HELD_SECONDS = 600.0
"""How long an item that is open before one analyst is not given to another."""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Rows from `start` on; `total` are in the view, `remaining` to be reviewed."""

    rows: tuple[QueueRow, ...]
    start: int
    total: int
    remaining: int


@dataclass(frozen=True, slots=True)
class _Walk:
    """The places of a view, in the order they had when it was last sorted.

    `gone` have left the view since; they keep their place, so that who stands on one
    finds the way on; `left` are the others. `stand` changes with all that asks for
    sorting anew, `words` is the last word of the ledger that is taken account of and
    `sorted_at` the last one when it was sorted.
    """

    places: "array[int]"
    stand: str
    words: int
    sorted_at: int
    left: "array[int]"
    gone: frozenset[int] = frozenset()


class Queues:
    """The queues of a desk, walked through from any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._walks: OrderedDict[View, _Walk] = OrderedDict()
        self._held: dict[str, tuple[str, float]] = {}

    def page(
        self, bench: Bench, view: View, start: int, count: int, around: str | None
    ) -> QueuePage:
        """A page of the queue as it is now; with `around` the page of that item.

        What was decided since the queue was sorted is left out, nothing is sorted
        anew: at full size that would cost more than all the rest.
        """
        reading = bench.index.reading
        walk = self._caught_up(bench, view)
        found = walk.left
        place = place_of(reading, around) if around else None
        if place is not None and place in walk.places:
            start = _ahead(walk, place) // max(1, count) * count
        start = max(0, start)
        at = found[start : start + max(0, count)]
        if view.filters.state in ("reviewed", "all"):
            left = desk_queue.remaining(reading, view)
        else:
            left = len(found)
        rows = desk_queue.rows_at(reading, view, at)
        return QueuePage(rows, start, len(found), left)

    def beside(
        self, bench: Bench, view: View, after: str | None, back: bool = False
    ) -> str | None:
        """The item after (or before) one in the queue that still waits there.

        At the end the queue is sorted anew and looked through from its beginning; at
        the beginning the way back goes on from the end. An item that lies before
        another analyst is left to that analyst, unless nothing else is left.
        """
        place = place_of(bench.index.reading, after) if after else None
        busy = self._busy(view.analyst)
        # Sorting costs a hundred times the rest at full size: never for the way back.
        passes = ((False, False), (not back, True)) if after else ((True, True),)
        caught_up = self._caught_up(bench, view)
        for avoiding in (busy, frozenset[str]()) if busy else (busy,):
            for fresh, round_about in passes:
                walk = self._walk(bench, view, True) if fresh else caught_up
                ways = _from(walk.places, place, back, round_about)
                still = (one for one in ways if one not in walk.gone)
                for item_id in _waiting(bench, view, still):
                    if item_id != after and item_id not in avoiding:
                        return item_id
        return None

    def hold(self, item_id: str, analyst: str) -> None:
        """Note that an item lies before an analyst, and only this one."""
        with self._lock:
            others = {k: v for k, v in self._held.items() if v[0] != analyst}
            self._held = others | {item_id: (analyst, time.monotonic())}

    def _busy(self, analyst: str) -> frozenset[str]:
        since = time.monotonic() - _HELD_SECONDS
        return frozenset(
            item_id
            for item_id, (who, at) in self._held.items()
            if who != analyst and at > since
        )

    def _walk(self, bench: Bench, view: View, fresh: bool) -> _Walk:
        """The walk remembered; where `fresh`, sorted anew after any change."""
        stand, words = _stand(bench), _last_word(bench)
        with self._lock:
            walk = self._walks.get(view)
        if walk is None or (fresh and (walk.stand, walk.sorted_at) != (stand, words)):
            places = desk_queue.places(bench.index.reading, view)
            walk = _Walk(places, stand, words, words, places)
        return self._remembered(view, walk)

    def _caught_up(self, bench: Bench, view: View) -> _Walk:
        """The walk remembered, with what was said since taken account of."""
        walk = self._walk(bench, view, fresh=False)
        words = _last_word(bench)
        if walk.stand != _stand(bench):
            return self._walk(bench, view, fresh=True)
        if walk.words == words:
            return walk
        touched = _touched(bench, walk.words)
        if touched is None:
            return self._walk(bench, view, fresh=True)
        there = desk_queue.still(bench.index.reading, view, touched)
        known = set(walk.places) if len(there) > _AT_ONCE else walk.places
        fresh = array("q", (one for one in there if one not in known))
        gone = (walk.gone | set(touched)) - there.keys()
        places = fresh + walk.places
        left = fresh + _without(walk, gone)
        found = _Walk(places, walk.stand, words, walk.sorted_at, left, gone)
        return self._remembered(view, found)

    def _remembered(self, view: View, walk: _Walk) -> _Walk:
        with self._lock:
            self._walks[view] = walk
            self._walks.move_to_end(view)
            while len(self._walks) > _KEPT:
                self._walks.popitem(last=False)
        return walk


def view_of(
    bench: Bench, filters: Filters, order: Order, analyst: str, blind: bool
) -> View:
    """The view that filters ask for."""
    nodes = with_descendants(filters.nodes, bench.framework.nodes)
    return View(replace(filters), order, analyst, blind, nodes)


def _without(walk: _Walk, gone: frozenset[int]) -> "array[int]":
    """What a walk leaves once these are gone.

    One by one, which the array does itself, while nothing came back among the rest:
    at full size looking at each place would cost more than the whole answer.
    """
    if walk.gone - gone:
        return array("q", (place for place in walk.places if place not in gone))
    left = walk.left[:]
    for place in gone - walk.gone:
        if place in left:
            left.remove(place)
    return left


def _ahead(walk: _Walk, place: int) -> int:
    """How many of what is left stand before a place."""
    if place not in walk.gone:
        return walk.left.index(place)
    ahead = walk.places[: walk.places.index(place)]
    return len(ahead) - sum(one in walk.gone for one in ahead)


def _from(
    places: "array[int]", place: int | None, back: bool, anew: bool
) -> Iterator[int]:
    """The places after one, or before it backwards; all of them where it is not."""
    try:
        at = places.index(place) if place is not None else -1
    except ValueError:
        at = -1
    if back:
        earlier = reversed(places[: max(at, 0)])
        return chain(earlier, reversed(places[max(at, 0) :]) if anew else ())
    return chain(places[at + 1 :], places[: at + 1] if anew else ())


def _waiting(bench: Bench, view: View, places: Iterator[int]) -> Iterator[str]:
    while True:
        some = [place for place, _ in zip(places, range(_AT_ONCE), strict=False)]
        if not some:
            return
        found = desk_queue.still(bench.index.reading, view, some)
        yield from (found[place] for place in some if place in found)


def _stand(bench: Bench) -> str:
    """What changes whenever the index does, further words of the ledger aside."""
    names = ("forgotten", "skips.mark", "seconds.mark", "amendments.mark", "likes")
    return " ".join(told(bench.index.reading, name) for name in names)


def _last_word(bench: Bench) -> int:
    """The number of the word taken in last."""
    found = bench.index.reading.execute("SELECT max(rowid) FROM words").fetchone()
    return int(found[0] or 0)


def _touched(bench: Bench, since: int) -> list[int] | None:
    """The places of items that words were given on since; None for a great many.

    CROSS JOIN holds the order: words first, of which few are new; left to itself
    SQLite goes through all items.
    """
    rows = bench.index.reading.execute(
        "SELECT DISTINCT i.place FROM words w CROSS JOIN items i ON i.item_id = w.about"
        " WHERE w.rowid > ? LIMIT ?",
        (since, _MANY + 1),
    ).fetchall()
    return [int(row[0]) for row in rows] if len(rows) <= _MANY else None
