"""Judgement: what analysts decided, and what it means."""

from plan_ingest.review.ledger import orphans, settle
from plan_ingest.review.links import links

__all__ = ["links", "orphans", "settle"]
