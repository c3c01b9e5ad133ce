"""How often somebody may try a password: few wrong ones, then a pause."""

import time
from collections import OrderedDict, deque
from collections.abc import Iterator
from threading import Lock

from plan_ingest.web.sessions import Clock

WINDOW = 900.0
"""Seconds a wrong try counts for."""
BY_USER_AND_ADDRESS, BY_ADDRESS, BY_USER = 5, 30, 50
"""Wrong tries in the window after which no further is looked at."""
_MOST_KEPT = 10_000


class Attempts:
    """Wrong tries of late, by user, by address and by both."""

    def __init__(self, clock: Clock = time.time) -> None:
        self._clock = clock
        self._lock = Lock()
        self._wrong: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def pause(self, user: str, address: str) -> float:
        """Seconds until another try is looked at, 0 where it may be made now."""
        now = self._clock()
        with self._lock:
            return max(self._left(key, most, now) for key, most in _keys(user, address))

    def failed(self, user: str, address: str) -> None:
        """A wrong try, on the record for the window."""
        now = self._clock()
        with self._lock:
            for key, most in _keys(user, address):
                tries = self._wrong.setdefault(key, deque(maxlen=most))
                tries.append(now)
                self._wrong.move_to_end(key)
            while len(self._wrong) > _MOST_KEPT:
                self._wrong.popitem(last=False)

    def _left(self, key: tuple[str, str], most: int, now: float) -> float:
        tries = self._wrong.get(key, deque())
        while tries and now - tries[0] >= WINDOW:
            tries.popleft()
        return max(0.0, tries[0] + WINDOW - now) if len(tries) >= most else 0.0


def _keys(user: str, address: str) -> Iterator[tuple[tuple[str, str], int]]:
    name = " ".join(user.split()).casefold()[:100]
    yield (name, address), BY_USER_AND_ADDRESS
    yield ("", address), BY_ADDRESS
    yield (name, ""), BY_USER
