"""Sums of floats on one thread: the same bits on any number of cores."""

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[object]:
    """While this is entered, numpy's libraries use one thread.

    How a sum is cut depends on the number of threads; of many small products they
    would only wait for each other.
    """
    limited: AbstractContextManager[object] = _threads().limit(limits=1)
    return limited


@cache
def _threads() -> ThreadpoolController:
    """The libraries' pools of threads; looking for them takes long."""
    return ThreadpoolController()
