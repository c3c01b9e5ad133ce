"""The review desk below the web: queue, cards, decisions, undo, corrections."""

from plan_ingest.pipeline.desk.amending import Lost
from plan_ingest.pipeline.desk.audit import Asked, AuditPage, AuditRow
from plan_ingest.pipeline.desk.bulk import AuditedPair, SampleState
from plan_ingest.pipeline.desk.cards import Alike, Card
from plan_ingest.pipeline.desk.deciding import Receipt
from plan_ingest.pipeline.desk.desk import ReviewDesk
from plan_ingest.pipeline.desk.differing import Disagreement, DisagreementPage
from plan_ingest.pipeline.desk.overview import (
    Overview,
)
from plan_ingest.pipeline.desk.queues import QueuePage
from plan_ingest.pipeline.desk.second import SecondState
from plan_ingest.review.choosing import Choice
from plan_ingest.review.events import Event
from plan_ingest.review.filters import Filters
from plan_ingest.store.desk_queue import QueueRow

__all__ = [
    "Alike",
    "Asked",
    "AuditPage",
    "AuditRow",
    "AuditedPair",
    "Card",
    "Choice",
    "Disagreement",
    "DisagreementPage",
    "Event",
    "Filters",
    "Lost",
    "Overview",
    "QueuePage",
    "QueueRow",
    "Receipt",
    "ReviewDesk",
    "SampleState",
    "SecondState",
]
