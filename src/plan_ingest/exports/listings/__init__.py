"""All that a report holds, as listings in a fixed order."""

from collections.abc import Callable, Iterator

from plan_ingest.exports.listing import Listing
from plan_ingest.exports.listings import analyses, beside, evidence, matrix, wording
from plan_ingest.model.coverage import Report

__all__ = ["listings", "matrices"]


def listings(report: Report) -> Iterator[Listing]:
    """Every listing that becomes a file of the output folder, one at a time."""
    yield from matrices(report)
    yield from matrix.by_force_matrices(report)
    for listing in _LISTINGS:
        yield listing(report)


def matrices(report: Report) -> tuple[Listing, ...]:
    """The matrix of every level of the framework, and its reviewed layer."""
    return tuple(
        matrix.matrix(report, level, reviewed)
        for level in report.framework.levels
        for reviewed in (False, True)
    )


_LISTINGS: tuple[Callable[[Report], Listing], ...] = (
    matrix.long,
    analyses.gaps,
    evidence.sources,
    evidence.links,
    evidence.smart,
    analyses.uptake,
    analyses.conflicts,
    analyses.orphans,
    beside.lost,
    beside.possible,
    analyses.to_review,
    wording.left_to_review,
    wording.good_practice,
    wording.shared_wording,
    wording.nearest,
    wording.editions,
)
