"""The review desk: one instance a server, used from any number of threads."""

import threading
from collections.abc import Iterable, Sequence
from types import TracebackType

from plan_ingest.errors import UsageError
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import ItemSuggestions
from plan_ingest.pipeline.desk import cards, deciding
from plan_ingest.pipeline.desk.bench import Bench, named_analyst, synced
from plan_ingest.pipeline.desk.cards import Card
from plan_ingest.pipeline.desk.corrections import corrections
from plan_ingest.pipeline.desk.deciding import Receipt
from plan_ingest.pipeline.desk.journals import seconds, skips
from plan_ingest.pipeline.desk.likes import Likes
from plan_ingest.pipeline.desk.opening import index_path, open_index
from plan_ingest.pipeline.desk.queues import QueuePage, Queues, view_of
from plan_ingest.review.choosing import Choice
from plan_ingest.review.filters import Filters
from plan_ingest.review.queue import Order
from plan_ingest.store.desk_journals import take_in
from plan_ingest.store.desk_words import check_whole, prove
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.project import Project, framework_path


class ReviewDesk:
    """Everything an analyst does at the desk; the ledger on disk is the only truth.

    What another process adds to the ledger is seen at the next call. Records that
    are made anew (by `run`) are seen too, at the cost of building the index again.
    """

    def __init__(self, project: Project, framework: str | None = None) -> None:
        given = framework or project.settings.reporting.framework
        self._project = project
        self._framework = read_framework(framework_path(given, project))
        self._lock = threading.RLock()
        self._bench: Bench | None = None
        self._old: list[Bench] = []
        self._likes: Likes | None = None
        self._queues = Queues()
        self._open()

    @property
    def framework(self) -> Framework:
        """The framework that is reviewed against."""
        return self._framework

    def queue(
        self,
        filters: Filters,
        order: Order,
        analyst: str,
        start: int = 0,
        count: int = 50,
        blind: bool = False,
    ) -> QueuePage:
        """A page of the queue; with `blind` as if nobody else had spoken."""
        bench = self._synced()
        view = view_of(bench, filters, order, named_analyst(analyst), blind)
        return self._queues.page(bench, view, start, count)

    def card(self, item_id: str, analyst: str, blind: bool = False) -> Card:
        """An item with all there is to know of it. Raises UsageError without it."""
        return cards.card(self._synced(), item_id, named_analyst(analyst), blind)

    def hold(self, item_id: str, analyst: str) -> None:
        """Note that an item is open before an analyst: others are given others."""
        self._queues.hold(item_id, named_analyst(analyst))

    def next_item(
        self,
        filters: Filters,
        order: Order,
        analyst: str,
        after: str | None = None,
        blind: bool = False,
    ) -> str | None:
        """The id of the next item that waits, None where none does."""
        return self._beside(filters, order, analyst, after, blind, back=False)

    def previous_item(
        self,
        filters: Filters,
        order: Order,
        analyst: str,
        after: str | None = None,
        blind: bool = False,
    ) -> str | None:
        """The id of the item before one in the queue."""
        return self._beside(filters, order, analyst, after, blind, back=True)

    def decide(
        self,
        analyst: str,
        item_ids: Sequence[str],
        choices: Sequence[Choice],
        note: str = "",
        key: str | None = None,
    ) -> Receipt:
        """Make the choices the analyst's whole answer to these items, as one event."""
        with self._lock:
            bench, name = self._synced(), named_analyst(analyst)
            return deciding.decide(bench, name, item_ids, choices, note, key)

    def undo(self, analyst: str, key: str | None = None) -> Receipt | None:
        """Take back the analyst's last event, None where there is none."""
        with self._lock:
            return deciding.undo(self._synced(), named_analyst(analyst), key)

    def redo(self, analyst: str, key: str | None = None) -> Receipt | None:
        """Give anew what the analyst undid last, None where there is nothing."""
        with self._lock:
            return deciding.redo(self._synced(), named_analyst(analyst), key)

    def skip(self, analyst: str, item_id: str) -> None:
        """Put an item off: it comes last in this analyst's queue."""
        self._skip(analyst, item_id, skipped=True)

    def unskip(self, analyst: str, item_id: str) -> None:
        """Take an item up again."""
        self._skip(analyst, item_id, skipped=False)

    def sources(self) -> tuple[str, ...]:
        """The plans there are, for a filter."""
        return self._listed("SELECT DISTINCT source_id FROM items ORDER BY 1")

    def forces(self) -> tuple[str, ...]:
        """The forces there are, for a filter."""
        return self._listed(
            "SELECT DISTINCT force FROM items WHERE force != '' ORDER BY 1"
        )

    def kinds(self) -> tuple[str, ...]:
        """The kinds of items there are, for a filter."""
        return self._listed("SELECT DISTINCT kind FROM items ORDER BY 1")

    def flags(self) -> tuple[str, ...]:
        """The flags there are, for a filter."""
        return self._listed("SELECT DISTINCT flag FROM flags ORDER BY 1")

    def analysts(self) -> tuple[str, ...]:
        """Who has spoken, for a filter."""
        return self._listed(
            "SELECT DISTINCT analyst FROM mine WHERE rank IS NOT NULL ORDER BY 1"
        )

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
            for bench in (self._bench, *self._old):
                if bench is not None:
                    bench.index.close()
            self._bench, self._old = None, []

    def __enter__(self) -> "ReviewDesk":
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
        for kept in (corrections(bench, self._suggest), skips(bench), seconds(bench)):
            take_in(bench.index, kept)

    def _beside(
        self,
        filters: Filters,
        order: Order,
        analyst: str,
        after: str | None,
        blind: bool,
        back: bool,
    ) -> str | None:
        bench = self._synced()
        view = view_of(bench, filters, order, named_analyst(analyst), blind)
        return self._queues.beside(bench, view, after, back)

    def _skip(self, analyst: str, item_id: str, skipped: bool) -> None:
        with self._lock:
            deciding.skip(self._synced(), named_analyst(analyst), item_id, skipped)

    def _listed(self, question: str) -> tuple[str, ...]:
        found = self._synced().index.reading.execute(question).fetchall()
        return tuple(str(row[0]) for row in found)

    def _suggest(self, items: Sequence[PlanItem]) -> Iterable[ItemSuggestions]:
        from plan_ingest.pipeline.suggest import suggest

        matching = self._project.settings.matching
        return list(suggest(items, self._framework, matching, (), matching.top))
