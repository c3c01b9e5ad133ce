"""The nearest plans among very many: all pairs at once, the same answer as one by one.

Two plans' distance is the sum of the differences of their levels over the nodes judged
in both. With a level as so many bits it comes from three products of matrices.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.compare.nearest import SPAN
from plan_ingest.exports.bounds import LEVEL_OF
from plan_ingest.model.analysis import Nearness
from plan_ingest.pipeline.one_thread import one_thread

_AT_ONCE = 256
"""Plans compared with all at a time."""


def nearest_of(
    sources: Sequence[str], levels: Sequence[str], inner: Sequence[int], count: int
) -> tuple[Nearness, ...]:
    """For each source the sources most alike, as `compare.nearest`.

    `levels` has each source's signs, `inner` the places of the innermost nodes.
    """
    bits = _bits(levels, inner)
    with one_thread():
        return tuple(
            Nearness(sources[at], sources[other], alike, nodes)
            for first in range(0, len(sources), _AT_ONCE)
            for at, other, alike, nodes in _near(bits, first, count)
        )


@dataclass(frozen=True, slots=True)
class _Bits:
    """All plans' levels as bits: `judged` once for each node, `spread` for each bit.

    `alike` has by the nodes judged in both and by their distance how alike two are.
    """

    reached: np.ndarray
    judged: np.ndarray
    spread: np.ndarray
    alike: np.ndarray


def _bits(levels: Sequence[str], inner: Sequence[int]) -> _Bits:
    signs = np.frombuffer("".join(levels).encode("ascii"), np.uint8)
    found = signs.reshape(len(levels), -1)[:, list(inner)]
    level = np.zeros(256, np.int8)
    known = np.zeros(256, np.float32)
    for sign, of in LEVEL_OF.items():
        level[ord(sign)] = of or 0
        known[ord(sign)] = of is not None
    steps = np.arange(SPAN, dtype=np.int8)
    reached = (level[found][:, :, None] > steps).astype(np.float32)
    judged = known[found]
    spread = np.repeat(judged, SPAN, axis=1)
    return _Bits(reached.reshape(spread.shape), judged, spread, _alike(len(inner)))


def _near(bits: _Bits, first: int, count: int) -> Iterator[tuple[int, int, float, int]]:
    """For each of some plans the few most alike; of those as alike the first."""
    some, reached, spread = slice(first, first + _AT_ONCE), bits.reached, bits.spread
    # Distances and counts are whole numbers, far below what such floats hold.
    both = bits.judged[some] @ bits.judged.T
    apart = reached[some] @ spread.T + spread[some] @ reached.T
    apart -= 2 * (reached[some] @ reached.T)
    held, unlike = both.astype(np.int64), np.rint(apart).astype(np.int64)
    ranks = bits.alike[held, unlike]
    for row, rank in enumerate(ranks):
        at = first + row
        rank[at] = -1.0
        rank[held[row] == 0] = -1.0
        there = min(count, int((rank >= 0).sum()))
        if not there:
            continue
        least = np.partition(rank, len(rank) - there)[len(rank) - there]
        close = np.flatnonzero(rank >= least)
        order = close[np.lexsort((close, -rank[close]))][:there]
        for other in order.tolist():
            yield at, other, float(rank[other]), int(held[row, other])


def _alike(nodes: int) -> np.ndarray:
    table = np.zeros((nodes + 1, nodes * SPAN + 1))
    for held in range(1, nodes + 1):
        whole = held * SPAN
        table[held, : whole + 1] = [
            round(1 - apart / whole, 4) for apart in range(whole + 1)
        ]
    return table
