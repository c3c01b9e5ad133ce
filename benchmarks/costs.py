"""What a piece of work costs, measured in a process of its own."""

import multiprocessing
import resource
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

MEGABYTE = 1024
"""Of what Linux counts ru_maxrss in."""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds for a number of things, and the process's peak memory."""

    seconds: float
    count: int
    megabytes: float

    @property
    def each(self) -> float:
        """Seconds for one thing."""
        return self.seconds / max(self.count, 1)


def apart(work: Callable[[], int]) -> Cost:
    """The cost of work in a fresh process; it gives how many things it did.

    It is done twice and the second is timed: what is loaded once is not of the work.
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (work,))


def _measured(work: Callable[[], int]) -> Cost:
    work()
    began = process_time()
    count = work()
    seconds = process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return Cost(seconds, count, peak)
