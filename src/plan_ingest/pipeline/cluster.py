"""Tasks on many machines: a Dask cluster does what children do on one.

The coordinator hands out a few tasks for each worker at a time, so that neither its
memory nor the scheduler's grows with their number. What a task came to lies in the
store; only names travel back. A task whose worker was lost goes to another one.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import count, islice
from typing import Any, Protocol, TypeVar

from plan_ingest.errors import PlanIngestError, UsageError
from plan_ingest.pipeline.cluster_share import code_here
from plan_ingest.store.objects import shown

_AHEAD = 3
"""Tasks handed out for each thread of the cluster."""
_LOST = 10
"""How often a task may lose its worker before the fault is sought elsewhere."""
_WAIT_SECONDS = 60.0
"""How long the cluster may be without any worker."""
_LOOK_SECONDS = 5.0
_CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Dask scheduler by its address, and the URL of the store all can reach."""

    address: str
    store: str


class Task(Protocol):
    """What a worker is given to do; `named` is for messages."""

    @property
    def named(self) -> str: ...


T = TypeVar("T", bound=Task)
R = TypeVar("R")


@contextmanager
def connected(cluster: Cluster, told: Callable[[str], None]) -> Iterator["Connected"]:
    """The cluster, with workers that run what runs here.

    `told` is given lines for the user. Raises UsageError where there is no cluster
    at the address or a worker runs another version.
    """
    with _client(cluster) as client:
        _check_workers(client, cluster)
        yield Connected(cluster, client, told)


@dataclass(frozen=True, slots=True)
class Connected:
    """A cluster that answers."""

    cluster: Cluster
    client: Any
    told: Callable[[str], None]

    @property
    def threads(self) -> int:
        """How many tasks it can do at once, as it stands now."""
        workers = self.client.scheduler_info(n_workers=-1)["workers"]
        return sum(worker["nthreads"] for worker in workers.values())

    def each(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """What each task came to, in no set order.

        Raises what a task raised, and PlanIngestError where the cluster goes away.
        """
        numbers, waiting = count(), iter(tasks)
        pending: dict[Any, tuple[T, int]] = {}
        alone = 0.0
        while True:
            room = max(1, self.threads) * _AHEAD - len(pending)
            for task in islice(waiting, max(0, room)):
                pending[self._begun(work, task, next(numbers))] = (task, 0)
            if not pending:
                return
            finished = _finished(self, list(pending))
            alone = 0.0 if finished or self.threads else alone + _LOOK_SECONDS
            if alone >= _WAIT_SECONDS:
                raise _no_worker(self.cluster)
            for future in finished:
                task, lost = pending.pop(future)
                if future.status == "finished":
                    yield future.result()
                    continue
                _judge(future, task, lost, self.cluster)
                self.told(f"a worker was lost; {task.named} goes to another one")
                pending[self._begun(work, task, next(numbers))] = (task, lost + 1)

    def _begun(self, work: Callable[[T], R], task: T, number: int) -> Any:
        name = f"{work.__name__}-{number}"
        return self.client.submit(work, task, key=name, pure=False, retries=2)


@contextmanager
def _client(cluster: Cluster) -> Iterator[Any]:
    dask = installed()
    # Dask tells of every lost worker; what the user must know of it, we say.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = dask.Client(cluster.address, timeout=_CONNECT_SECONDS)
    except (OSError, TimeoutError, ValueError) as wrong:
        raise UsageError(
            f"{cluster.address}: no Dask scheduler answers there; start one with"
            " `dask scheduler` and name its address, such as tcp://HOST:8786"
        ) from wrong
    try:
        yield client
    finally:
        client.close()


def installed() -> Any:
    """Dask distributed, which comes with an extra. Raises UsageError without it."""
    try:
        return import_module("distributed")
    except ModuleNotFoundError as missing:
        raise UsageError(
            '--cluster needs Dask: pip install "plan-ingest[cluster]", here and on'
            " every worker"
        ) from missing


def _check_workers(client: Any, cluster: Cluster) -> None:
    """Every worker there runs what runs here. Raises UsageError that names others."""
    try:
        client.wait_for_workers(1, timeout=_WAIT_SECONDS)
    except TimeoutError as wrong:
        raise _no_worker(cluster) from wrong
    try:
        codes = client.run(code_here, on_error="return")
    except Exception as wrong:
        raise _other_version(cluster.address) from wrong
    for worker, code in sorted(codes.items()):
        if isinstance(code, OSError):  # it went away while it was asked
            continue
        if code != code_here():
            raise _other_version(worker)


def _finished(there: Connected, futures: list[Any]) -> list[Any]:
    """Those that are done; none when nothing happened for a while."""
    try:
        installed().wait(futures, timeout=_LOOK_SECONDS, return_when="FIRST_COMPLETED")
    except TimeoutError:
        if there.client.status != "running":
            raise _gone(there.cluster) from None
    except CancelledError as wrong:
        raise _gone(there.cluster) from wrong
    return [one for one in futures if one.status not in ("pending", "lost")]


def _judge(future: Any, task: Task, lost: int, cluster: Cluster) -> None:
    """Passes over a lost worker; raises what else went wrong with a task."""
    if future.status == "cancelled":
        raise _gone(cluster)
    wrong = future.exception()
    if isinstance(wrong, PlanIngestError):
        raise wrong
    if not isinstance(wrong, installed().KilledWorker):
        raise PlanIngestError(
            f"{cluster.address}: a worker failed on {task.named}"
            f" ({type(wrong).__name__}: {wrong}); see its log"
        ) from wrong
    if lost >= _LOST:
        raise PlanIngestError(
            f"{cluster.address}: the workers die again and again on {task.named};"
            " look at their memory and their logs"
        ) from wrong


def _no_worker(cluster: Cluster) -> PlanIngestError:
    return PlanIngestError(
        f"{cluster.address}: the scheduler has no workers; start some with"
        f" `dask worker {cluster.address}`; what is read is kept in"
        f" {shown(cluster.store)}"
    )


def _other_version(worker: str) -> UsageError:
    return UsageError(
        f"{worker}: runs another version of plan_ingest, of Python or of a reading"
        " library than this machine, or lacks them; install the same lock on both"
    )


def _gone(cluster: Cluster) -> PlanIngestError:
    return PlanIngestError(
        f"{cluster.address}: the scheduler went away; start it and run again: what is"
        f" read is kept in {shown(cluster.store)}"
    )
