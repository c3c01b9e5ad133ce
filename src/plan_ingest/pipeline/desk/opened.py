"""A desk opened on a project: index and ledger in step, for any number of threads."""

import threading
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Any, Self

from plan_ingest.errors import UsageError
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import ItemSuggestions
from plan_ingest.pipeline.desk.answered import proposals
from plan_ingest.pipeline.desk.bench import Bench, synced
from plan_ingest.pipeline.desk.corrections import corrections, suggest_anew
from plan_ingest.pipeline.desk.journals import seconds, skips
from plan_ingest.pipeline.desk.likes import Likes
from plan_ingest.pipeline.desk.opening import index_path, open_index
from plan_ingest.pipeline.desk.queues import Queues
from plan_ingest.store.desk_journals import Kept, take_in
from plan_ingest.store.desk_words import check_whole, prove
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.project import Project, framework_path

_KEPT: tuple[Callable[[Bench], Kept[Any]], ...] = (
    corrections,
    proposals,
    skips,
    seconds,
)
"""The journals beside the ledger that the desk takes in."""


class OpenDesk:
    """The desk's ground, kept in step with what is on disk."""

    def __init__(self, project: Project, framework: str | None = None) -> None:
        given = framework or project.settings.reporting.framework
        self._project = project
        self._framework = read_framework(framework_path(given, project))
        self._lock = threading.RLock()
        self._suggesting = threading.Lock()
        self._bench: Bench | None = None
        self._old: list[Bench] = []
        self._likes: Likes | None = None
        self._queues = Queues()
        self._open()

    @property
    def framework(self) -> Framework:
        """The framework that is reviewed against."""
        return self._framework

    def wait_for_likes(self) -> None:
        """Wait until near-duplicates are found; they are looked for beside the work."""
        likes = self._likes
        if likes is not None:
            likes.wait()

    def close(self) -> None:
        """Let go of the index; the desk must not be used after."""
        with self._lock:
            if self._likes is not None:
                self._likes.stop()
            if self._bench is not None:
                prove(self._bench.index, self._bench.ledger)
            for bench in (self._bench, *self._old):
                if bench is not None:
                    bench.index.close()
            self._bench, self._old = None, []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self) -> Bench:
        bench = Bench(
            self._project, self._framework, open_index(self._project, self._framework)
        )
        check_whole(bench.index, bench.ledger)
        self._bench = bench
        self._queues = Queues()
        self._take_in(bench)
        prove(bench.index, bench.ledger)
        if self._likes is not None:
            self._likes.stop()
        self._likes = Likes(bench)
        return bench

    def _synced(self) -> Bench:
        """The bench with everything taken in that was added since."""
        bench = self._bench
        if bench is None:
            raise UsageError("the desk was closed; open it again")
        if index_path(self._project, self._framework) != bench.index.path:
            with self._lock:
                if self._bench is bench:
                    # Other threads may be reading from it still.
                    self._old.append(bench)
                    self._open()
                bench = self._bench or bench
        self._take_in(bench)
        return bench

    def _take_in(self, bench: Bench) -> None:
        synced(bench)
        for kept in _KEPT:
            take_in(bench.index, kept(bench))
        if self._suggesting.acquire(blocking=False):
            try:
                suggest_anew(bench, self._suggest)
            finally:
                self._suggesting.release()

    def _suggest(self, items: Sequence[PlanItem]) -> Iterable[ItemSuggestions]:
        from plan_ingest.pipeline.suggest import suggest

        matching = self._project.settings.matching
        return list(suggest(items, self._framework, matching, (), matching.top))
