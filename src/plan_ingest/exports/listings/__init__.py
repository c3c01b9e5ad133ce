"""All that a report holds, as listings in a fixed order."""

from plan_ingest.exports.listing import Listing
from plan_ingest.exports.listings import analyses, beside, evidence, matrix, wording
from plan_ingest.model.coverage import Report

__all__ = ["listings", "matrices"]


def listings(report: Report) -> tuple[Listing, ...]:
    """Every listing that becomes a file of the output folder."""
    return (
        *matrices(report),
        *(matrix.by_force_matrix(report, level) for level in report.framework.levels),
        matrix.long(report),
        analyses.gaps(report),
        evidence.sources(report),
        evidence.links(report),
        evidence.smart(report),
        analyses.uptake(report),
        analyses.conflicts(report),
        analyses.orphans(report),
        beside.lost(report),
        beside.possible(report),
        analyses.to_review(report),
        wording.left_to_review(report),
        wording.good_practice(report),
        wording.shared_wording(report),
        wording.nearest(report),
        wording.editions(report),
    )


def matrices(report: Report) -> tuple[Listing, ...]:
    """The matrix of every level of the framework, and its reviewed layer."""
    return tuple(
        matrix.matrix(report, level, reviewed)
        for level in report.framework.levels
        for reviewed in (False, True)
    )
