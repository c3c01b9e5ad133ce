"""What several outputs show of one report, found once and held while it lives."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import finalize

Of = TypeVar("Of")
Found = TypeVar("Found")


def once(find: Callable[[Of], Found]) -> Callable[[Of], Found]:
    """Remembers what was found for each report or coverage, until that is gone.

    Each is known by itself, not by what it holds: comparing two reports would cost
    more than to look again. What is found is shared, so nobody may change it.
    """
    known: dict[int, Found] = {}

    @wraps(find)
    def found(of: Of) -> Found:
        key = id(of)
        if key not in known:
            known[key] = find(of)
            finalize(of, known.pop, key, None).atexit = False
        return known[key]

    return found
