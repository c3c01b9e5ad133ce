"""The review desk: one instance a server, used from any number of threads."""

from collections.abc import Iterator, Sequence

from plan_ingest.model.review import Amendment, AmendmentValue, Change, Proposal
from plan_ingest.pipeline.desk import (
    amending,
    answered,
    audit,
    bulk,
    cards,
    deciding,
    differing,
    overview,
    second,
)
from plan_ingest.pipeline.desk.amending import Lost
from plan_ingest.pipeline.desk.audit import Asked, AuditPage
from plan_ingest.pipeline.desk.bench import named_analyst
from plan_ingest.pipeline.desk.bulk import SampleState
from plan_ingest.pipeline.desk.cards import Card
from plan_ingest.pipeline.desk.deciding import Receipt
from plan_ingest.pipeline.desk.differing import DisagreementPage
from plan_ingest.pipeline.desk.opened import OpenDesk
from plan_ingest.pipeline.desk.overview import Counts, Overview
from plan_ingest.pipeline.desk.queues import QueuePage, view_of
from plan_ingest.pipeline.desk.second import SecondState
from plan_ingest.review.agreement import Agreement
from plan_ingest.review.choosing import Choice
from plan_ingest.review.events import Event
from plan_ingest.review.filters import Filters
from plan_ingest.review.queue import Order
from plan_ingest.store.desk_queue import QueueRow


class ReviewDesk(OpenDesk):
    """Everything an analyst does at the desk; the ledger on disk is the only truth.

    What another process adds to the ledger is seen at the next call. Records that
    are made anew (by `run`) are seen too, at the cost of building the index again.
    """

    def queue(
        self,
        filters: Filters,
        order: Order,
        analyst: str,
        start: int = 0,
        count: int = 50,
        blind: bool = False,
        around: str | None = None,
    ) -> QueuePage:
        """A page of the queue; with `blind` as if nobody else had spoken.

        With `around` the page on which that item stands, where it does.
        """
        bench = self._synced()
        view = view_of(bench, filters, order, named_analyst(analyst), blind)
        return self._queues.page(bench, view, start, count, around)

    def card(self, item_id: str, analyst: str, blind: bool = False) -> Card:
        """An item with all there is to know of it. Raises UsageError without it."""
        return cards.card(self._synced(), item_id, named_analyst(analyst), blind)

    def neighbours(
        self, item_id: str, analyst: str, count: int = 4
    ) -> tuple[QueueRow, ...]:
        """Items before and after an item in its plan."""
        name = named_analyst(analyst)
        return cards.neighbours(self._synced(), item_id, name, count)

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
        back: bool = False,
    ) -> str | None:
        """The id of the next item that waits (`back`: before), None where none does."""
        bench = self._synced()
        view = view_of(bench, filters, order, named_analyst(analyst), blind)
        return self._queues.beside(bench, view, after, back)

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

    def retract(
        self, analyst: str, item_id: str, word_id: str, key: str | None = None
    ) -> Receipt:
        """Take one of the analyst's own words on an item back."""
        with self._lock:
            bench, name = self._synced(), named_analyst(analyst)
            return deciding.retract(bench, name, item_id, word_id, key)

    def skip(self, analyst: str, item_id: str, key: str | None = None) -> None:
        """Put an item off: it comes last in this analyst's queue."""
        self._skip(analyst, item_id, True, key)

    def unskip(self, analyst: str, item_id: str, key: str | None = None) -> None:
        """Take an item up again."""
        self._skip(analyst, item_id, False, key)

    def undoable(self, analyst: str) -> tuple[Event | None, Event | None]:
        """What undo would take back, and what redo would give anew."""
        return deciding.last_events(self._synced(), named_analyst(analyst))

    def amend(
        self,
        analyst: str,
        item_id: str,
        change: Change,
        value: AmendmentValue,
        note: str = "",
        key: str | None = None,
    ) -> Amendment:
        """Correct what was read; the item is as corrected when this returns."""
        with self._lock:
            bench, name = self._synced(), named_analyst(analyst)
            made = amending.amend(bench, name, item_id, change, value, note, key)
        self._synced()
        return made

    def retract_amendment(
        self, analyst: str, amendment_id: str, note: str = ""
    ) -> Amendment:
        """Take a correction back, whoever gave it."""
        with self._lock:
            bench, name = self._synced(), named_analyst(analyst)
            made = amending.take_back(bench, name, amendment_id, note)
        self._synced()
        return made

    def amendments(self) -> tuple[Amendment, ...]:
        """The corrections that stand."""
        return amending.corrections_in_force(self._synced())

    def lost_amendments(self) -> tuple[Lost, ...]:
        """The corrections whose item is gone, with the nearest present one."""
        return amending.lost(self._synced())

    def answers(self) -> tuple[Proposal, ...]:
        """What forces answered to their checks of facts, oldest first."""
        return answered.answers(self._synced())

    def counts(self) -> Counts:
        """How many items there are, and how many are decided."""
        return overview.counts(self._synced())

    def overview(self) -> Overview:
        """Progress by plan and analyst, orphans, lost corrections."""
        return overview.overview(self._synced())

    def agreement(self) -> Agreement:
        """How far analysts agree, by pairs and node by node."""
        return overview.agreement_now(self._synced())

    def disagreements(
        self, analyst: str, start: int = 0, count: int = 50
    ) -> DisagreementPage:
        """Where analysts differ; an adjudicator settles one by deciding it."""
        name = named_analyst(analyst)
        return differing.disagreements(self._synced(), name, start, count)

    def audit(self, asked: Asked, start: int = 0, count: int = 100) -> AuditPage:
        """Who decided and corrected what and when, newest first."""
        return audit.audit(self._synced(), asked, start, count)

    def audit_csv(self, asked: Asked) -> Iterator[str]:
        """The same as CSV, piece by piece."""
        return audit.audit_csv(self._synced(), asked)

    def draw_sample(
        self,
        analyst: str,
        least: float,
        filters: Filters,
        half_width: float = 0.05,
        size: int | None = None,
    ) -> SampleState:
        """Draw a sample to audit, of suggestions at `least` that nobody decided."""
        with self._lock:
            name = named_analyst(analyst)
            return bulk.draw_sample(
                self._synced(), name, least, filters, half_width, size
            )

    def samples(self) -> tuple[SampleState, ...]:
        """Every sample with what it measured, oldest first."""
        return bulk.samples(self._synced())

    def sample(self, sample_id: str) -> SampleState:
        """One sample: what is to audit, what it measured, what it would accept."""
        return bulk.sample_state(self._synced(), sample_id)

    def bulk_accept(
        self, analyst: str, sample_id: str, key: str | None = None
    ) -> Receipt:
        """Accept what an audited sample speaks for, as one event."""
        with self._lock:
            name = named_analyst(analyst)
            return bulk.bulk_accept(self._synced(), name, sample_id, key)

    def give_second(
        self, by: str, analyst: str, share: float, filters: Filters
    ) -> SecondState:
        """Give an analyst a share of what others decided, to review blind."""
        with self._lock:
            giver, name = named_analyst(by), named_analyst(analyst)
            return second.give_second(self._synced(), giver, name, share, filters)

    def second_states(self) -> tuple[SecondState, ...]:
        """Every sample of second reviews: how far it is, and who agrees."""
        return second.second_states(self._synced())

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

    def _skip(self, analyst: str, item_id: str, skipped: bool, key: str | None) -> None:
        with self._lock:
            name = named_analyst(analyst)
            deciding.skip(self._synced(), name, item_id, skipped, key)

    def _listed(self, question: str) -> tuple[str, ...]:
        found = self._synced().index.reading.execute(question).fetchall()
        return tuple(str(row[0]) for row in found)
