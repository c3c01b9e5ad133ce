"""The review desk below the web: queue, cards, decisions, undo, corrections."""

from plan_ingest.pipeline.desk.cards import Alike, Card
from plan_ingest.pipeline.desk.deciding import Receipt
from plan_ingest.pipeline.desk.desk import ReviewDesk
from plan_ingest.pipeline.desk.queues import QueuePage
from plan_ingest.review.choosing import Choice
from plan_ingest.review.filters import Filters
from plan_ingest.store.desk_queue import QueueRow

__all__ = [
    "Alike",
    "Card",
    "Choice",
    "Filters",
    "QueuePage",
    "QueueRow",
    "Receipt",
    "ReviewDesk",
]
