"""Work shared out to other processes, each made ready once: what is done comes back
as it is done, in no set order.

A process ends when the line to it does, also where its parent was killed.
"""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from pickle import PicklingError
from typing import Any, TypeVar

from plan_ingest.errors import PlanIngestError
from plan_ingest.readers.children import clean_context, refuse_rerun

Task = TypeVar("Task")
Done = TypeVar("Done")

FEW = 40
"""Tasks that are not worth starting others for."""


def shared_out(
    tasks: Iterable[Task],
    ready: Callable[[], Callable[[Task], Done]],
    jobs: int,
    what: str,
    loaded: Sequence[str] = (),
) -> Iterator[Done]:
    """What came of each task; `ready` makes each process ready and is sent to it.

    The processes have the modules `loaded` at hand, unless others were forked before.

    A task is handed out when a process is free, so that few wait; the next before what
    was done is told, so that no process waits for who is told. Raises what a task
    raised, or PlanIngestError where a process died at `what` it does.
    """
    refuse_rerun()
    waiting = iter(tasks)
    context = clean_context(loaded)
    with ExitStack() as stack:
        desks = [_hired(stack, context) for _ in range(jobs)]
        _told(desks, ready, what)
        busy = [desk for desk in desks if _handed(desk, waiting, what)]
        while busy:
            for desk in wait(busy):
                done = _received(desk, what)  # type: ignore[arg-type]
                if not _handed(desk, waiting, what):  # type: ignore[arg-type]
                    busy.remove(desk)  # type: ignore[arg-type]
                yield done


def _hired(stack: ExitStack, context: Any) -> "Connection[Any, Any]":
    """A process that works, and the line to it; it ends when the line does."""
    desk, theirs = context.Pipe()
    child = context.Process(target=_serve, args=(theirs,), daemon=True)
    child.start()
    theirs.close()
    stack.callback(child.join)
    stack.callback(desk.close)
    return desk  # type: ignore[no-any-return]


def _told(
    desks: Iterable["Connection[Any, Any]"], ready: Callable[[], Any], what: str
) -> None:
    """Sends each what makes it ready: written out once, when all are awake."""
    written = ForkingPickler.dumps(ready)
    for desk in desks:
        try:
            desk.send_bytes(written)
        except OSError as gone:
            raise _died(what) from gone


def _handed(desk: "Connection[Any, Any]", waiting: Iterator[Any], what: str) -> bool:
    following = next(waiting, None)
    if following is None:
        return False
    try:
        desk.send(following)
    except OSError as gone:
        raise _died(what) from gone
    return True


def _received(desk: "Connection[Any, Any]", what: str) -> Any:
    try:
        found = desk.recv()
    except (EOFError, OSError) as gone:
        raise _died(what) from gone
    if isinstance(found, PlanIngestError | OSError):
        raise found
    if isinstance(found, Exception):
        raise PlanIngestError(f"{what} failed ({type(found).__name__}: {found})")
    return found


def _died(what: str) -> PlanIngestError:
    return PlanIngestError(
        f"a process died at {what}; check the machine's memory, then run again:"
        " what is done is kept"
    )


def _serve(desk: "Connection[Any, Any]") -> None:
    """What a process does, until its line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        ready: Callable[[], Callable[[Any], Any]] = desk.recv()
        work: Callable[[Any], Any] | None = None
        while True:
            task = desk.recv()
            try:
                work = work or ready()
                found = work(task)
            except Exception as wrong:
                found = wrong
            if not _answered(desk, found):
                return


def _answered(desk: "Connection[Any, Any]", found: Any) -> bool:
    """Sends what came of a task; False where nobody waits for it any more."""
    try:
        try:
            desk.send(found)
        except (PicklingError, TypeError, AttributeError) as wrong:
            desk.send(PlanIngestError(f"what came of a task cannot be sent: {wrong}"))
    except OSError:
        return False
    return True
