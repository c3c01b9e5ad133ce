"""The answer: links to coverage and gaps."""

from plan_ingest.compare.coverage import coverage

__all__ = ["coverage"]
