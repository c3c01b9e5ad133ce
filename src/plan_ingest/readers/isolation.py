"""Each document in a child process: a bad one costs itself, never the batch.

A child has a limit on time and on memory. It reads a document and does there what is
to be done with it, so that all of the work is done on all cores, and only what came of
it travels back. A child that crashes, hangs or asks for too much is tried once more,
alone in a fresh process, so that the verdict does not depend on what was read before
it; then its source is set aside with the reason. A document with pages that are
pictures is read again with OCR, where that is installed, in a time that its number of
such pages sets.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures import TimeoutError as TimedOut
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from pebble import ProcessExpired, ProcessPool

from plan_ingest.errors import (
    LimitExceeded,
    NoText,
    PlanIngestError,
    SourceError,
    UnreadableSource,
)
from plan_ingest.model.document import Document
from plan_ingest.model.source import Source
from plan_ingest.readers import READERS, read
from plan_ingest.readers.children import awaken, children
from plan_ingest.readers.ocr_engines import engine
from plan_ingest.settings import Reading

T = TypeVar("T")
Outcome: TypeAlias = Document | SourceError

_TASKS_A_CHILD = 200
"""Documents a child reads before a fresh one takes over: leaks stay small."""
_AHEAD = 4
"""Documents handed out in advance for each child."""
_AFRESH = "open it and save it afresh"


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What a child made of a document.

    `pictures` are pages that might be read from their picture.
    """

    value: T
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """A source, and what a child is to do for it, within the limits it is given.

    `work` can be sent to another process; a SourceError it raises is an outcome.
    """

    source: Source
    work: Callable[[Reading], Made[T]]


def read_isolated(
    tasks: Iterable[tuple[Source, Path]], limits: Reading, jobs: int | None = None
) -> Iterator[tuple[Source, Outcome]]:
    """Each source with its document, or with why it has none; in the tasks' order."""
    work: Iterator[Task[Document]] = (
        Task(source, partial(_read, source, path)) for source, path in tasks
    )
    outcomes = isolated(work, limits, jobs)
    yield from in_order(outcomes)


def isolated(
    tasks: Iterable[Task[T]],
    limits: Reading,
    jobs: int | None = None,
    loaded: tuple[str, ...] = (),
) -> Iterator[tuple[int, Source, T | SourceError]]:
    """Each task's place and source with what came of it, as soon as it is there.

    `jobs` children (limits.jobs if None) work at the same time; each has the modules
    `loaded` at hand. Raises UsageError where the calling script would be run again by
    every child.
    """
    waiting = (_Going(place, task, limits) for place, task in enumerate(tasks))
    for _ in range(2):
        left = yield from _in_pool(waiting, limits, max(1, jobs or limits.jobs), loaded)
        if not left:
            return
        waiting = (one for some in (left, waiting) for one in some)
    raise PlanIngestError(
        "the reading processes do not start or die before they read;"
        " check the machine's memory, then try again"
    )


def awaken_readers(loaded: tuple[str, ...]) -> None:
    """What children need to read very many documents loads; the caller goes on."""
    awaken(_at_hand(loaded, many=True))


def in_order(
    outcomes: Iterable[tuple[int, Source, T | SourceError]],
) -> Iterator[tuple[Source, T | SourceError]]:
    """The outcomes in the tasks' order: one that comes early waits for its turn."""
    early: dict[int, tuple[Source, T | SourceError]] = {}
    turn = 0
    for place, source, outcome in outcomes:
        early[place] = source, outcome
        while turn in early:
            yield early.pop(turn)
            turn += 1


@dataclass(slots=True)
class _Going(Generic[T]):
    """A document on its way: quick at first, then its pictures where it has any."""

    place: int
    task: Task[T]
    limits: Reading
    quick: Made[T] | SourceError | None = None
    alone: bool = False


def _in_pool(
    waiting: Iterator[_Going[T]], limits: Reading, jobs: int, loaded: tuple[str, ...]
) -> Generator[tuple[int, Source, T | SourceError], None, deque[_Going[T]]]:
    """Works on until all is done; what is left when the pool breaks, it returns."""
    first = deque(islice(waiting, jobs * _AHEAD))
    if not first:
        return first
    many = len(first) == jobs * _AHEAD
    loaded = _at_hand(loaded, many)
    with ExitStack() as stack:
        pool = stack.enter_context(
            children(min(jobs, len(first)), _TASKS_A_CHILD, limits, loaded)
        )
        desk: _Desk[T] = _Desk(pool, stack, limits, {})
        for one in first:
            desk.begin(one)
        try:
            while desk.going:
                for one, outcome in desk.ready():
                    for following in islice(waiting, 1):
                        desk.begin(following)
                    yield one.place, one.task.source, outcome
        except BrokenProcessPool:
            return deque(sorted(desk.going.values(), key=lambda one: one.place))
    return deque()


@dataclass(slots=True)
class _Desk(Generic[T]):
    """Hands documents out to the children and takes in what they made of them."""

    pool: ProcessPool
    stack: ExitStack
    limits: Reading
    going: dict[Any, _Going[T]]
    lone: ProcessPool | None = None

    def begin(self, one: _Going[T]) -> None:
        """Give a document to a child for a first, quick look."""
        self.hand_out(_Going(one.place, one.task, replace(self.limits, ocr=False)))

    def hand_out(self, one: _Going[T]) -> None:
        """Give a document to a child, to a fresh one of its own where it is alone."""
        pool = self._fresh() if one.alone else self.pool
        future: Any = pool.schedule(
            work_on, (one.task, one.limits), timeout=one.limits.seconds
        )
        self.going[future] = one

    def ready(self) -> Iterator[tuple[_Going[T], T | SourceError]]:
        """Waits until a child is done; the documents that need no second look."""
        done, _ = wait(list(self.going), return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda one: self.going[one].place):
            found = _found(future, self.going[future])
            one = self.going.pop(future)
            again = self._again(one, found)
            if again is not None:
                self.hand_out(again)
            else:
                outcome: T | SourceError = _outcome(one, found)
                yield one, outcome

    def _again(
        self, one: _Going[T], found: Made[T] | SourceError | None
    ) -> _Going[T] | None:
        """The document as it is to be tried once more; None where it is done."""
        if found is None:
            return replace(one, alone=True)
        pictures = _pictures(found) if self.limits.ocr and one.quick is None else 0
        if not pictures or engine() is None:
            return None
        seconds = self.limits.seconds + pictures * self.limits.ocr_seconds
        more = replace(self.limits, seconds=seconds)
        return replace(one, quick=found, limits=more, alone=False)

    def _fresh(self) -> ProcessPool:
        """Where a document is read by a process that read nothing before."""
        if self.lone is None:
            self.lone = self.stack.enter_context(children(1, 1, self.limits))
        return self.lone


def _found(future: Any, one: _Going[T]) -> Made[T] | SourceError | None:
    """What a child found; None where it died and the document was not alone."""
    file = one.task.source.file
    try:
        found: Made[T] | SourceError = future.result()
    except TimedOut:
        return _too_slow(file, one.limits) if one.alone else None
    except ProcessExpired:
        return _crashed(file, one.limits) if one.alone else None
    except BrokenProcessPool:
        if not one.alone:
            raise
        return _crashed(file, one.limits)
    return found


def _outcome(one: _Going[T], found: Made[T] | SourceError | None) -> T | SourceError:
    """The outcome: what the quick reading found stands where OCR failed."""
    if isinstance(found, SourceError) and isinstance(one.quick, Made):
        return one.quick.value
    return found.value if isinstance(found, Made) else found  # type: ignore[return-value]


def _pictures(found: Made[T] | SourceError) -> int:
    if isinstance(found, Made):
        return found.pictures
    return found.pages if isinstance(found, NoText) else 0


def _too_slow(file: str, limits: Reading) -> SourceError:
    return LimitExceeded(
        file,
        f"reading it takes longer than the {limits.seconds:g} s allowed",
        "split it or save it afresh, or raise reading.seconds",
    )


def _crashed(file: str, limits: Reading) -> SourceError:
    return UnreadableSource(
        file,
        "it makes its reader crash, as damaged files do, and files that"
        f" need more than the {limits.megabytes} MB allowed",
        f"{_AFRESH}, or raise reading.megabytes",
    )


def work_on(task: Task[T], limits: Reading) -> Made[T] | SourceError:
    """What a child does: one document worked on, or the reason why it is not."""
    try:
        return task.work(limits)
    except SourceError as wrong:
        return wrong
    except Exception as wrong:
        words = " ".join(f"{type(wrong).__name__}: {wrong}".split())[:200]
        return UnreadableSource(
            task.source.file, f"its reader gave up on it ({words})", _AFRESH
        )


def pictures_in(document: Document) -> int:
    """How many pages of a document as read might be read from their picture."""
    return sum(page.reason is not None for page in document.pages)


def _read(source: Source, path: Path, limits: Reading) -> Made[Document]:
    document = read(source, path, limits)
    return Made(document, pictures_in(document))


def _at_hand(loaded: tuple[str, ...], many: bool) -> tuple[str, ...]:
    """What children have at hand: of many documents some are of each kind."""
    targets = READERS.values() if many else ()
    return __name__, *loaded, *(target.partition(":")[0] for target in targets)
