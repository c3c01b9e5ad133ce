"""Rubbish collected between outputs or batches, not in the middle of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Leaves the search for cyclic rubbish to `gc.collect` while the block runs.

    Everything of a comparison lives until its end, and so do exemplars while items are
    scored; looking through all of it again and again costs a fifth of the time and
    finds nothing.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if searching:
            gc.enable()


def lasting() -> None:
    """Leaves all that lives now out of every collection until the block ends.

    What a comparison found is held while each output is made; a collection between two
    outputs then looks through the last one's leftovers alone.
    """
    gc.freeze()
