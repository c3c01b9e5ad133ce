"""The words that stand in each of a page's frames, looked up by their height."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from plan_ingest.layout.lattice import Lattice
from plan_ingest.layout.page import PageContent, Word


def framed_words(
    frames: Sequence[Lattice], content: PageContent
) -> Iterator[tuple[Word, ...]]:
    """For each frame the words whose middle lies in it, as the page has them."""
    if not frames:
        return
    ordered, heights = _by_height(content)
    for frame in frames:
        low = bisect_left(heights, frame.ys[0])
        high = bisect_left(heights, frame.ys[-1])
        inside = [
            (place, word)
            for place, word in ordered[low:high]
            if frame.xs[0] <= (word.x0 + word.x1) / 2 < frame.xs[-1]
        ]
        yield tuple(word for _, word in sorted(inside, key=lambda held: held[0]))


@lru_cache(maxsize=4)
def _by_height(content: PageContent) -> tuple[list[tuple[int, Word]], list[float]]:
    """A page's words with their places, from the top, and the height of each."""
    ordered = sorted(enumerate(content.words), key=lambda held: _middle(held[1]))
    return ordered, [_middle(word) for _, word in ordered]


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2
