"""The child processes documents are read in: forked clean, under limits, none left."""

import contextlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from multiprocessing.context import BaseContext
from typing import Any

import psutil
from pebble import ProcessPool

from plan_ingest.errors import UsageError
from plan_ingest.settings import Reading

_WATCH_SECONDS = 0.2
_MEGABYTE = 1_000_000
_FORKED = "forkserver" in multiprocessing.get_all_start_methods()


@contextlib.contextmanager
def children(
    jobs: int, tasks_a_child: int, limits: Reading, loaded: Sequence[str] = ()
) -> Iterator[ProcessPool]:
    """So many children under the limits, which have the modules `loaded` at hand.

    None is left when it closes. Raises UsageError where the calling script would be
    run again by every child.
    """
    refuse_rerun()
    done = threading.Event()
    pool: Any = ProcessPool(
        max_workers=jobs,
        max_tasks=tasks_a_child,
        initializer=_limit,
        initargs=(limits.megabytes,),
        context=clean_context(loaded),
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


def refuse_rerun() -> None:
    """Raise UsageError where this is a child that runs its parent's script again."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise UsageError(
            "the script that reads plans is run again by each reading process;"
            ' put its call under: if __name__ == "__main__":'
        )


def clean_context(loaded: Sequence[str] = ()) -> BaseContext:
    """Children forked from a clean server that has the modules `loaded` at hand.

    The first who asks says which: a server that runs keeps what it has.
    """
    if not _FORKED:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    if loaded:
        context.set_forkserver_preload(list(loaded))
    return context


def awaken(loaded: Sequence[str]) -> None:
    """Have the server load these modules while the caller does something else."""
    if _FORKED:
        from multiprocessing import forkserver

        clean_context(loaded)
        forkserver.ensure_running()


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
