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
    """The places of a view as they were at some count of changes."""

    places: "array[int]"
    stand: str


class Queues:
    """The queues of a desk, walked through from any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._walks: OrderedDict[View, _Walk] = OrderedDict()
        self._held: dict[str, tuple[str, float]] = {}

    def page(
        self, bench: Bench, view: View, start: int, count: int, around: str | None
    ) -> QueuePage:
        """A page of the queue as it is now; with `around` the page of that item."""
        reading = bench.index.reading
        found = self._walk(bench, view, fresh=True).places
        place = place_of(reading, around) if around else None
        if place is not None and place in found:
            start = found.index(place) // max(1, count) * count
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

        At the end the queue is looked through anew from its beginning. An item that
        lies before another analyst is left to that analyst, unless nothing else is
        left.
        """
        place = place_of(bench.index.reading, after) if after else None
        busy = self._busy(view.analyst)
        for avoiding in (busy, frozenset[str]()) if busy else (busy,):
            for fresh in (False, True) if after else (True,):
                found = self._walk(bench, view, fresh).places
                for item_id in _waiting(bench, view, _from(found, place, back, fresh)):
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
        stand = _stand(bench)
        with self._lock:
            walk = self._walks.get(view)
        if walk is None or (fresh and walk.stand != stand):
            walk = _Walk(desk_queue.places(bench.index.reading, view), stand)
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
    """What changes whenever the index does."""
    names = ("words.mark", "skips.mark", "seconds.mark", "amendments.mark", "likes")
    return " ".join(told(bench.index.reading, name) for name in names)
