"""The sheet of evidence, and where in it each cell's items stand."""

from plan_ingest.compare.tree import tree
from plan_ingest.exports.gap_matrix.matrices import Spans, addresses
from plan_ingest.exports.listing import Listing
from plan_ingest.exports.sheets import Book, Target, link, listing_sheet
from plan_ingest.model.coverage import Report

_TOP = 3


def spans(report: Report, links: Listing) -> Spans:
    """For each source and node the first and last row of its items, 1-based.

    The rows of a node and of all below it stand together, because the listing
    follows the framework from top to bottom.
    """
    nodes = tree(report.framework)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row, values in enumerate(links.rows, _TOP + 2):
        source, node = str(values[0]), str(values[2])
        for above in nodes.above(node):
            first, _ = found.get((source, above), (row, row))
            found[source, above] = (first, row)
    return found


def evidence(book: Book, report: Report, links: Listing) -> None:
    """The sheet of evidence; each row's node leads back to its cell in the matrix."""
    sheet = listing_sheet(book, "Evidence", links, _TOP)
    sheet.freeze_panes(_TOP + 1, 4)
    cells = addresses(book, report)
    for row, values in enumerate(links.rows, _TOP + 1):
        source, node = str(values[0]), str(values[2])
        link(book, sheet, (row, 2), node, Target(*cells[source, node]))
