"""Plans' parts gathered: as kept where what they rest on stands, else made now."""

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from plan_ingest.model.part import Part
from plan_ingest.pipeline.desks import FEW, shared_out
from plan_ingest.pipeline.plan_parts import Asking, Given, Handed, made_part
from plan_ingest.store.parts import Stored, keep_part, part_path, read_part

_COLLECTED = 50
"""Plans counted between two collections of what is new: counting leaves rubbish."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All parts in the order of the plans, and the first plans in full."""

    parts: tuple[Part, ...]
    first: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A plan whose part is to be made, and where it is to be kept."""

    place: int
    load: Callable[[], Given]
    path: Path
    key: str


def gathered(plans: Iterable[Handed], asking: Asking, jobs: int = 1) -> Gathered:
    """Every plan's part; `jobs` processes make those that are due."""
    parts: dict[int, Part] = {}
    first: list[Given] = []
    due = _due(plans, asking, parts, first)
    for place, part in _made(due, asking, jobs):
        parts[place] = part
    return Gathered(tuple(parts[at] for at in range(len(parts))), tuple(first))


def _due(
    plans: Iterable[Handed], asking: Asking, parts: dict[int, Part], first: list[Given]
) -> Iterator[Due]:
    """The plans whose part is to be made; those that stand go into `parts`."""
    most = max(1, asking.settings.reporting.profiles)
    for place, plan in enumerate(plans):
        if len(first) < most:
            first.append(plan.load())
        if plan.folder is None:
            parts[place] = made_part(plan.load(), asking)
            continue
        path = part_path(plan.folder, asking.framework.id)
        kept = read_part(path, plan.key)
        if kept is None:
            yield Due(place, plan.load, path, plan.key)
        else:
            parts[place] = kept


def _made(
    due: Iterator[Due], asking: Asking, jobs: int
) -> Iterator[tuple[int, Stored]]:
    """The parts that are due, by their place, in no set order."""
    few = list(islice(due, FEW + 1))
    every = chain(few, due)
    if jobs > 1 and len(few) > FEW:
        yield from shared_out(every, partial(_ready, asking), jobs, "counting")
        return
    for count, one in enumerate(every, 1):
        yield _make(asking, one)
        if count % _COLLECTED == 0:
            gc.collect(1)


def _ready(asking: Asking) -> Callable[[Due], tuple[int, Stored]]:
    """What makes a plan's part."""
    return partial(_make, asking)


def _make(asking: Asking, due: Due) -> tuple[int, Stored]:
    return due.place, keep_part(due.path, due.key, made_part(due.load(), asking))
