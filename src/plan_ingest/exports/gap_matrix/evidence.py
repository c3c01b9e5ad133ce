"""The sheets of evidence and of what is possible, and where a cell's items stand."""

from plan_ingest.compare.tree import tree
from plan_ingest.exports.gap_matrix.matrices import Behind, Spans, addresses
from plan_ingest.exports.hints import hints
from plan_ingest.exports.listing import Listing
from plan_ingest.exports.listings.matrix import by_cell
from plan_ingest.exports.sheets import Book, Target, listing_sheet
from plan_ingest.model.coverage import Report

POSSIBLE = "Possible"
_TOP = 3
_NODE = 2
"""Column of the node in both sheets, from 0."""


def behind(report: Report, links: Listing, unsure: Listing) -> Behind:
    """For each cell where its evidence stands, and what is possible beside it."""
    rests, beside = _spans(report, links), _spans(report, unsure)
    return Behind(rests, beside, hints(report), _higher(report))


def _higher(report: Report) -> frozenset[tuple[str, str]]:
    """The cells that stand above each of their parts, by source id and node id."""
    cells, children = by_cell(report.coverage), tree(report.framework).children
    return frozenset(
        (source, node)
        for (source, node), cell in cells.items()
        if (parts := children.get(node))
        and (cell.level or 0) > max(cells[source, part].level or 0 for part in parts)
    )


def evidence(book: Book, report: Report, links: Listing) -> None:
    """The sheet of evidence; each row's node leads back to its cell in the matrix."""
    _linked_back(book, report, "Evidence", links)


def possible(book: Book, report: Report, unsure: Listing) -> None:
    """The sheet of what may yet speak of a gap; each row leads back to its cell."""
    _linked_back(book, report, POSSIBLE, unsure)


def _spans(report: Report, listing: Listing) -> Spans:
    """For each source and node the first and last row of its items, 1-based.

    The rows of a node and of all below it stand together, because the listing
    follows the framework from top to bottom.
    """
    nodes = tree(report.framework)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row, values in enumerate(listing.rows, _TOP + 2):
        source, node = str(values[0]), str(values[_NODE])
        for above in nodes.above(node):
            first, _ = found.get((source, above), (row, row))
            found[source, above] = (first, row)
    return found


def _linked_back(book: Book, report: Report, name: str, listing: Listing) -> None:
    cells = addresses(book, report)
    targets = [Target(*cells[str(row[0]), str(row[_NODE])]) for row in listing.rows]
    sheet = listing_sheet(book, name, listing, _TOP, (_NODE, targets))
    sheet.freeze_panes(_TOP + 1, 4)
