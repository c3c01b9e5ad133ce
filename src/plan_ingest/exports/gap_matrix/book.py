"""gap-matrix.xlsx: which sheets it has, in which order, and who links to whom."""

from dataclasses import replace

from plan_ingest.exports.bounds import across, first_rows, is_brief
from plan_ingest.exports.gap_matrix.cover import cover
from plan_ingest.exports.gap_matrix.evidence import POSSIBLE, behind, evidence, possible
from plan_ingest.exports.gap_matrix.matrices import level_sheet, matrix
from plan_ingest.exports.gap_matrix.profiles import (
    PROFILES,
    profile_list,
    profile_sheet,
    profiles,
)
from plan_ingest.exports.gap_matrix.review import CRITERIA, criteria, to_review
from plan_ingest.exports.gap_matrix.two import two_forces
from plan_ingest.exports.labels import source_labels
from plan_ingest.exports.listing import Listing
from plan_ingest.exports.listings import analyses, beside, wording
from plan_ingest.exports.listings import evidence as rows
from plan_ingest.exports.notes import method, run_manifest
from plan_ingest.exports.sheets import Book, listing_sheet, sheet_name, write_book
from plan_ingest.model.coverage import Report


def render(report: Report) -> bytes:
    """The working workbook of a report."""
    return write_book(report.title, report.marking, lambda book: _fill(book, report))


def _fill(book: Book, report: Report) -> None:
    labels = source_labels(report.sources)
    levels = report.framework.levels
    wanted = ["Cover", *map(level_sheet, reversed(levels)), *_AFTER]
    for name in wanted:
        sheet_name(book, name)
    if is_brief(report):
        sheet_name(book, PROFILES)
    else:
        for source in report.coverage.sources:
            sheet_name(book, profile_sheet(source, labels))
    links = _fitting(first_rows(report, rows.links(report)), report)
    unsure = _fitting(first_rows(report, beside.possible(report)), report)
    where = behind(report, links, unsure)
    cover(book, report)
    for level in reversed(levels):
        matrix(book, report, level, where, labels)
    gaps = first_rows(report, analyses.gaps(report))
    listing_sheet(book, "Gaps by force", _by_force(gaps))
    listing_sheet(book, "Gaps by requirement", _by_node(gaps, report))
    listing_sheet(book, "Who answers what", analyses.uptake(report))
    evidence(book, report, links)
    possible(book, report, unsure)
    listing_sheet(book, "SMART", first_rows(report, rows.smart(report)))
    two_forces(book, report, labels)
    to_review(book, report)
    criteria(book, report)
    for name, listing in _FINER:
        listing_sheet(book, name, first_rows(report, listing(report)))
    listing_sheet(book, "Conflicts", analyses.conflicts(report))
    listing_sheet(book, "Orphaned decisions", analyses.orphans(report))
    listing_sheet(book, "Lost corrections", beside.lost(report))
    listing_sheet(book, "Method", method(report))
    sources = rows.sources(report)
    listing_sheet(book, "Sources", first_rows(report, sources))
    listing_sheet(book, "Not read", _not_read(report, sources))
    listing_sheet(book, "Manifest", run_manifest(report))
    if is_brief(report):
        listing_sheet(book, PROFILES, profile_list(report, labels))
    else:
        profiles(book, report, where, labels)


_FINER = (
    ("Left to review", wording.left_to_review),
    ("Good practice", wording.good_practice),
    ("Shared wording", wording.shared_wording),
    ("Nearest plans", wording.nearest),
    ("Editions", wording.editions),
)
_AFTER = (
    "Gaps by force",
    "Gaps by requirement",
    "Who answers what",
    "Evidence",
    POSSIBLE,
    "SMART",
    "Two forces",
    "To review",
    CRITERIA,
    *(name for name, _ in _FINER),
    "Conflicts",
    "Orphaned decisions",
    "Lost corrections",
    "Method",
    "Sources",
    "Not read",
    "Manifest",
)


def _fitting(listing: Listing, report: Report) -> Listing:
    """The rows whose plan has a column in the matrices, that each can lead back."""
    if len(across(report)) == len(report.coverage.sources):
        return listing
    fits, at = set(across(report)), listing.at("source_id")
    return replace(listing, rows=tuple(r for r in listing.rows if r[at] in fits))


def _by_force(gaps: Listing) -> Listing:
    source, force = gaps.at("source_id"), gaps.at("force")
    rows = sorted(
        gaps.rows, key=lambda row: (str(row[force] or row[source]), str(row[source]))
    )
    return Listing(
        "gaps_by_force", "Gaps by force", gaps.says, gaps.columns, tuple(rows)
    )


def _by_node(gaps: Listing, report: Report) -> Listing:
    order, node = rows.depth_order(report), gaps.at("node_id")
    ordered = sorted(gaps.rows, key=lambda row: order[str(row[node])])
    return Listing(
        "gaps_by_requirement",
        "Gaps by requirement",
        gaps.says,
        gaps.columns,
        tuple(ordered),
    )


def _not_read(report: Report, sources: Listing) -> Listing:
    state = sources.at("state")
    found = Listing(
        "not_read",
        "Sources not read, or read in part",
        "Their cells are not assessable: an absence in them proves nothing.",
        sources.columns,
        tuple(row for row in sources.rows if row[state] != "read"),
    )
    return first_rows(report, found, file="sources.csv")
