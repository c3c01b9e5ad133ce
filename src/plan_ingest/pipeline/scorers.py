"""Plans scored on all cores: each in one piece, the same bytes whoever scores it."""

import multiprocessing
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from typing import Any

import pydantic_core

from plan_ingest.errors import PlanIngestError
from plan_ingest.model.framework import Framework
from plan_ingest.pipeline.fitted_cache import is_ready, ready
from plan_ingest.pipeline.lessons import DecidedItem
from plan_ingest.pipeline.suggest import Prepared, Worded, prepared, suggest_plan
from plan_ingest.readers.children import refuse_rerun
from plan_ingest.settings import Matching
from plan_ingest.store.records import suggestions_line

FEW = 40
"""Plans that are scored here: starting others takes as long."""


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
        yield from _shared_out(every, teaching, jobs)
        return
    if first:
        mine = _prepared(teaching)
        for source_id, lines in every:
            yield _score(mine, source_id, lines)


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


def _score(mine: Prepared, source_id: str, lines: bytes) -> Scored:
    began = time.monotonic()
    found = [suggestions_line(of) for of in suggest_plan(statements(lines), mine)]
    whole = b"".join(line + b"\n" for line in found)
    return Scored(source_id, len(found), whole, time.monotonic() - began)


def _shared_out(
    plans: Iterable[tuple[str, bytes]], teaching: Teaching, jobs: int
) -> Iterator[Scored]:
    refuse_rerun()
    waiting = iter(plans)
    with ExitStack() as stack:
        desks = [_hired(stack, teaching) for _ in range(jobs)]
        busy = [desk for desk in desks if _handed(desk, waiting)]
        while busy:
            for desk in wait(busy):
                yield _received(desk)  # type: ignore[arg-type]
                if not _handed(desk, waiting):  # type: ignore[arg-type]
                    busy.remove(desk)  # type: ignore[arg-type]


def _hired(stack: ExitStack, teaching: Teaching) -> "Connection[Any, Any]":
    """A process that scores, and the line to it; it ends when the line does."""
    methods: Sequence[str] = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context(
        "forkserver" if "forkserver" in methods else "spawn"
    )
    desk, theirs = context.Pipe()
    child = context.Process(target=_serve, args=(teaching, theirs), daemon=True)
    child.start()
    theirs.close()
    stack.callback(child.join)
    stack.callback(desk.close)
    return desk  # type: ignore[no-any-return]


def _handed(desk: "Connection[Any, Any]", waiting: Iterator[tuple[str, bytes]]) -> bool:
    following = next(waiting, None)
    if following is None:
        return False
    try:
        desk.send(following)
    except OSError as gone:
        raise _died() from gone
    return True


def _received(desk: "Connection[Any, Any]") -> Scored:
    try:
        found = desk.recv()
    except (EOFError, OSError) as gone:
        raise _died() from gone
    if isinstance(found, Exception):
        raise found
    return found  # type: ignore[no-any-return]


def _died() -> PlanIngestError:
    return PlanIngestError(
        "a scoring process died; check the machine's memory, then run again:"
        " what is scored is kept"
    )


def _serve(teaching: Teaching, desk: "Connection[Any, Any]") -> None:
    """What a scoring process does, until its line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        mine = _prepared(teaching)
        while True:
            desk.send(_score(mine, *desk.recv()))
    except (EOFError, OSError):
        return
    except Exception as wrong:
        desk.send(PlanIngestError(f"scoring failed ({type(wrong).__name__}: {wrong})"))
