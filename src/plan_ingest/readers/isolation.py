"""Each document in a child process: a bad one costs itself, never the batch.

A child has a limit on time and on memory. One that crashes, hangs or asks for too
much is tried once more, alone in a fresh process, so that the verdict does not
depend on what was read before it; then its source is set aside with the reason.
A document with pages that are pictures is read again with OCR, where that is
installed, in a time that its number of such pages sets.
"""

import contextlib
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures import TimeoutError as TimedOut
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, TypeAlias

import psutil
from pebble import ProcessExpired, ProcessPool

from plan_ingest.errors import (
    LimitExceeded,
    NoText,
    PlanIngestError,
    SourceError,
    UnreadableSource,
    UsageError,
)
from plan_ingest.model.document import Document
from plan_ingest.model.source import Source
from plan_ingest.readers import read
from plan_ingest.readers.ocr_engines import engine
from plan_ingest.settings import Reading

Task: TypeAlias = tuple[Source, Path]
Outcome: TypeAlias = Document | SourceError

_TASKS_A_CHILD = 20
"""Documents a child reads before a fresh one takes over: leaks stay small."""
_AHEAD = 4
"""Documents handed out in advance for each child."""
_WATCH_SECONDS = 0.2
_MEGABYTE = 1_000_000
_AFRESH = "open it and save it afresh"


def read_isolated(
    tasks: Iterable[Task], limits: Reading, jobs: int | None = None
) -> Iterator[tuple[Source, Outcome]]:
    """Each source with its document, or with why it has none; in the tasks' order.

    `jobs` children (limits.jobs if None) read at the same time. Raises UsageError
    where the calling script would be run again by every child.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise UsageError(
            "the script that reads plans is run again by each reading process;"
            ' put its call under: if __name__ == "__main__":'
        )
    waiting = iter(tasks)
    for _ in range(2):
        left = yield from _in_pool(waiting, limits, max(1, jobs or limits.jobs))
        if not left:
            return
        waiting = iter([*left, *waiting])
    raise PlanIngestError(
        "the reading processes do not start or die before they read;"
        " check the machine's memory, then try again"
    )


def _in_pool(
    waiting: Iterator[Task], limits: Reading, jobs: int
) -> Generator[tuple[Source, Outcome], None, list[Task]]:
    """Reads on until all is read; what is left when the pool breaks, it returns."""
    first = list(islice(waiting, jobs * _AHEAD))
    if not first:
        return []
    with _pool(min(jobs, len(first)), _TASKS_A_CHILD, limits) as pool:
        pending = deque(_begun(pool, task, limits) for task in first)
        while pending:
            try:
                _go_on(pool, pending, limits)
            except BrokenProcessPool:
                return [reading.task for reading in pending]
            while pending and pending[0].outcome is not None:
                yield pending[0].task[0], pending.popleft().outcome  # type: ignore[misc]
                pending.extend(
                    _begun(pool, following, limits) for following in islice(waiting, 1)
                )
    return []


@dataclass(slots=True)
class _Reading:
    """One document on its way: quick at first, then its pictures where it has any."""

    task: Task
    limits: Reading
    future: Any
    quick: Outcome | None = None
    outcome: Outcome | None = None


def _begun(pool: ProcessPool, task: Task, limits: Reading) -> _Reading:
    quick = replace(limits, ocr=False)
    return _Reading(task, quick, _hand_out(pool, task, quick))


def _go_on(pool: ProcessPool, pending: Iterable[_Reading], limits: Reading) -> None:
    """Waits until a document is read; its outcome is noted, or its pictures begun."""
    reading = {one.future: one for one in pending if one.outcome is None}
    done, _ = wait(list(reading), return_when=FIRST_COMPLETED)
    for future in done:
        one = reading[future]
        found = _result(one)
        pictures = _pictures(found) if limits.ocr and one.quick is None else 0
        if pictures and engine() is not None:
            more = limits.seconds + pictures * limits.ocr_seconds
            one.quick, one.limits = found, replace(limits, seconds=more)
            one.future = _hand_out(pool, one.task, one.limits)
        elif isinstance(found, SourceError) and isinstance(one.quick, Document):
            one.outcome = one.quick
        else:
            one.outcome = found


def _result(reading: _Reading) -> Outcome:
    try:
        found: Outcome = reading.future.result()
    except (TimedOut, ProcessExpired):
        return _alone(reading.task, reading.limits)
    return found


def _pictures(found: Outcome) -> int:
    """How many pages of a document as read might be read from their picture."""
    if isinstance(found, NoText):
        return found.pages
    pages = found.pages if isinstance(found, Document) else ()
    return sum(page.reason is not None for page in pages)


def _alone(task: Task, limits: Reading) -> Outcome:
    """A second try in a process of its own; its failure is the verdict."""
    file = task[0].file
    with _pool(1, 1, limits) as pool:
        try:
            found: Outcome = _hand_out(pool, task, limits).result()
        except TimedOut:
            return LimitExceeded(
                file,
                f"reading it takes longer than the {limits.seconds:g} s allowed",
                "split it or save it afresh, or raise reading.seconds",
            )
        except (ProcessExpired, BrokenProcessPool):
            return UnreadableSource(
                file,
                "it makes its reader crash, as damaged files do, and files that"
                f" need more than the {limits.megabytes} MB allowed",
                f"{_AFRESH}, or raise reading.megabytes",
            )
    return found


def _hand_out(pool: ProcessPool, task: Task, limits: Reading) -> Any:
    return pool.schedule(read_one, (*task, limits), timeout=limits.seconds)


def read_one(source: Source, path: Path, limits: Reading) -> Outcome:
    """What a child does: one document read, or the reason why it is not."""
    try:
        return read(source, path, limits)
    except SourceError as wrong:
        return wrong
    except Exception as wrong:
        words = " ".join(f"{type(wrong).__name__}: {wrong}".split())[:200]
        return UnreadableSource(
            source.file, f"its reader gave up on it ({words})", _AFRESH
        )


@contextlib.contextmanager
def _pool(jobs: int, tasks_a_child: int, limits: Reading) -> Iterator[ProcessPool]:
    """Children under the limits; none is left when the pool closes."""
    done = threading.Event()
    pool: Any = ProcessPool(
        max_workers=jobs,
        max_tasks=tasks_a_child,
        initializer=_limit,
        initargs=(limits.megabytes,),
        context=_context(),
    )
    watch = threading.Thread(target=_watch, args=(limits, done), daemon=True)
    try:
        if sys.platform != "linux":
            watch.start()
        yield pool
        pool.close()
    finally:
        pool.stop()
        pool.join()
        done.set()


def _context() -> BaseContext:
    """Children forked from a clean server that has the readers' libraries loaded."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _limit(megabytes: int) -> None:
    """In a child: a limit on memory, no core dumps, nothing said on the terminal."""
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    if sys.platform == "win32":
        return
    import resource

    most = megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind in (resource.RLIMIT_DATA, resource.RLIMIT_RSS):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _watch(limits: Reading, done: threading.Event) -> None:
    """Where the system holds no child to a limit on memory: ends those above it."""
    most = limits.megabytes * _MEGABYTE
    while not done.wait(_WATCH_SECONDS):
        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if child.memory_info().rss > most:
                    child.kill()
