"""Plans scored on all cores: each in one piece, the same bytes whoever scores it."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

import pydantic_core

from plan_ingest.model.framework import Framework
from plan_ingest.pipeline.desks import FEW, shared_out
from plan_ingest.pipeline.fitted_cache import is_ready, ready
from plan_ingest.pipeline.lessons import DecidedItem
from plan_ingest.pipeline.suggest import Prepared, Worded, prepared, suggest_plan
from plan_ingest.settings import Matching
from plan_ingest.store.records import suggestions_line

_TOGETHER = 8
"""Plans that another process is handed together."""


@dataclass(frozen=True, slots=True)
class Teaching:
    """What scoring goes by: a framework, settings, and what analysts decided."""

    framework: Framework
    settings: Matching
    decided: tuple[DecidedItem, ...] = ()
    wanted: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """A plan's suggestions as lines, and how many items they speak of."""

    source_id: str
    items: int
    lines: bytes
    seconds: float = 0.0


def scored(
    plans: Iterable[tuple[str, bytes]], teaching: Teaching, jobs: int
) -> Iterator[Scored]:
    """Each plan's suggestions, of its items as lines; in no set order.

    `jobs` processes score at the same time where there are more than a few plans.
    """
    waiting = iter(plans)
    first = list(islice(waiting, FEW + 1))
    every = chain(first, waiting)
    if jobs > 1 and len(first) > FEW and _kept_for_all(teaching):
        ready = partial(_ready_for_some, teaching)
        for some in shared_out(_together(every), ready, jobs, "scoring"):
            yield from some
        return
    if first:
        yield from map(_ready(teaching), every)


def statements(lines: bytes) -> Iterator[Worded]:
    """What scoring needs of each item of an items.jsonl."""
    for line in lines.splitlines():
        said = pydantic_core.from_json(line)
        yield Worded(
            said["item_id"],
            said["source_id"],
            said["text"],
            tuple(said["headings"]),
            tuple(said["response"]),
        )


def _kept_for_all(teaching: Teaching) -> bool:
    """Whether what was fitted lies where each process can take it from."""
    if not is_ready(teaching.framework, teaching.settings):
        ready(teaching.framework, teaching.settings)
    return is_ready(teaching.framework, teaching.settings)


def _prepared(teaching: Teaching) -> Prepared:
    wanted = {item_id: dict(nodes) for item_id, nodes in teaching.wanted}
    return prepared(teaching.framework, teaching.settings, teaching.decided, wanted)


def _ready(teaching: Teaching) -> Callable[[tuple[str, bytes]], Scored]:
    """What scores a plan's items, ready for any number of plans."""
    return partial(_score, _prepared(teaching))


def _ready_for_some(
    teaching: Teaching,
) -> Callable[[Sequence[tuple[str, bytes]]], list[Scored]]:
    """The same for plans that are handed over together."""
    return partial(_score_some, _prepared(teaching))


def _score_some(mine: Prepared, plans: Sequence[tuple[str, bytes]]) -> list[Scored]:
    return [_score(mine, plan) for plan in plans]


def _together(
    plans: Iterator[tuple[str, bytes]],
) -> Iterator[list[tuple[str, bytes]]]:
    """A few plans at a time: handing one over takes a tenth of scoring it."""
    while some := list(islice(plans, _TOGETHER)):
        yield some


def _score(mine: Prepared, plan: tuple[str, bytes]) -> Scored:
    source_id, lines = plan
    began = time.monotonic()
    found = [suggestions_line(of) for of in suggest_plan(statements(lines), mine)]
    whole = b"".join(line + b"\n" for line in found)
    return Scored(source_id, len(found), whole, time.monotonic() - began)
