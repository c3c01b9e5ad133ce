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

_AT_ONCE, _AMONG = 256, 2048
"""Plans compared at a time, and with how many of all: what is held does not grow."""
_EXACT = 10_000
"""Likeness is told to four places, so as a whole number of so many parts."""
_HALFWAY = 1e-6
"""Far more than what a product of floats is off by."""


def nearest_of(
    sources: Sequence[str], levels: Sequence[str], inner: Sequence[int], count: int
) -> Iterator[Nearness]:
    """For each source the sources most alike, as `compare.nearest`.

    `levels` has each source's signs, `inner` the places of the innermost nodes.
    """
    found, place = _levels(levels, inner), np.iinfo(np.int32).max
    with one_thread():
        for first in range(0, len(sources), _AT_ONCE):
            ranks, held = _near(found, first, count)
            for at, (mine, nodes) in enumerate(zip(ranks, held, strict=True), first):
                for rank, both in zip(mine.tolist(), nodes.tolist(), strict=True):
                    if rank >= 0:
                        alike, other = rank >> 32, place - (rank & 0xFFFFFFFF)
                        yield Nearness(
                            sources[at], sources[other], alike / _EXACT, both
                        )


def _levels(levels: Sequence[str], inner: Sequence[int]) -> np.ndarray:
    """All plans' levels at the innermost nodes, -1 where one was not judged."""
    signs = np.frombuffer("".join(levels).encode("ascii"), np.uint8)
    level = np.full(256, -1, np.int8)
    for sign, of in LEVEL_OF.items():
        level[ord(sign)] = -1 if of is None else of
    return level[signs.reshape(len(levels), -1)[:, list(inner)]]


@dataclass(frozen=True, slots=True)
class _Bits:
    """Some plans' levels as bits: `judged` once a node, `spread` once a bit."""

    reached: np.ndarray
    judged: np.ndarray
    spread: np.ndarray


def _bits(found: np.ndarray) -> _Bits:
    steps = np.arange(SPAN, dtype=np.int8)
    reached = (found[:, :, None] > steps).astype(np.float32)
    judged = (found >= 0).astype(np.float32)
    spread = np.repeat(judged, SPAN, axis=1)
    return _Bits(reached.reshape(spread.shape), judged, spread)


def _near(found: np.ndarray, first: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """For each of some plans the few most alike, and the nodes judged in both.

    One number for each: how alike it is, then its place; of those as alike the first
    is the highest. -1 where there is none.
    """
    some = _bits(found[first : first + _AT_ONCE])
    best = np.full((len(some.judged), count), -1, np.int64)
    nodes = np.zeros((len(some.judged), count), np.int64)
    alike = _alike(found.shape[1])
    for start in range(0, len(found), _AMONG):
        held, ranks = _ranked(some, _bits(found[start : start + _AMONG]), alike)
        mine = np.arange(len(ranks))
        there = (mine + first >= start) & (mine + first < start + ranks.shape[1])
        ranks[mine[there], mine[there] + first - start] = -1
        places = np.iinfo(np.int32).max - np.arange(start, start + ranks.shape[1])
        keys = np.where(ranks >= 0, ranks << 32 | places, -1)
        best = np.concatenate([best, keys], axis=1)
        nodes = np.concatenate([nodes, held], axis=1)
        top = np.argpartition(-best, count - 1, axis=1)[:, :count]
        best = np.take_along_axis(best, top, axis=1)
        nodes = np.take_along_axis(nodes, top, axis=1)
    order = np.argsort(-best, axis=1)
    return np.take_along_axis(best, order, 1), np.take_along_axis(nodes, order, 1)


def _ranked(
    some: _Bits, others: _Bits, alike: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The nodes judged in both, and how alike they are; -1 where there is no node."""
    # Distances and counts are whole numbers, far below what such floats hold.
    both = some.judged @ others.judged.T
    apart = some.reached @ others.spread.T + some.spread @ others.reached.T
    apart -= 2 * (some.reached @ others.reached.T)
    held = both.astype(np.int64)
    return held, alike[held, np.rint(apart).astype(np.int64)]


def _alike(nodes: int) -> np.ndarray:
    """By the nodes judged in both and by their distance how alike two plans are."""
    table = np.full((nodes + 1, nodes * SPAN + 1), -1, np.int64)
    for held in range(1, nodes + 1):
        whole = held * SPAN
        alike = 1 - np.arange(whole + 1) / whole
        parts = alike * _EXACT
        table[held, : whole + 1] = np.rint(parts)
        # Halfway between two the float's own digits tell which is the nearer.
        for at in np.flatnonzero(abs(abs(parts - np.rint(parts)) - 0.5) < _HALFWAY):
            table[held, at] = round(round(float(alike[at]), 4) * _EXACT)
    return table
