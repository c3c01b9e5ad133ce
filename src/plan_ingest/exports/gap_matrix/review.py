"""The sheet to review, which `review import` takes back, and the criteria it names."""

from typing import Any

from plan_ingest.exports.heights import fit_row
from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.sheets import (
    HEAD,
    Book,
    add_sheet,
    add_table,
    listing_sheet,
    printed,
    write,
)
from plan_ingest.model.coverage import Report, ReviewColumn

CRITERIA = "Criteria"
_TOP = 3
_WIDE = {"Item": 60.0, "Response or evidence": 45.0, "Suggestions": 45.0}
_WIDTHS = {"shown": 13.0, "node": 26.0, "verdict": 11.0, "note": 26.0, "proof": 9.0}
_STYLES = {"node": "entry", "verdict": "entry", "note": "entry", "proof": "proof"}
_SAYS = (
    "Write into the yellow columns: a node and a verdict, a note where it helps. Then"
    " `plan-ingest review import gap-matrix.xlsx --analyst NAME`. Rows may be sorted,"
    " filtered and left out; leave the grey columns as they are."
)


def to_review(book: Book, report: Report) -> None:
    """Items nobody has decided on, the least certain first, one a row."""
    review = report.review
    shown, left = len(review.rows), review.left
    count = f"{left} items are" if shown == left else f"The first {shown} of {left} are"
    says = f"{count} to be decided. {_SAYS}" if left else "Every item is decided."
    sheet = add_sheet(book, review.name, "Items to review", says)
    if not review.columns:
        return
    titles = [column.title for column in review.columns]
    widths = [_width(column) for column in review.columns]
    add_table(book, sheet, _TOP, titles, shown, "to_review")
    for col, width in enumerate(widths):
        sheet.set_column(col, col, width)
    styles = [_STYLES.get(column.role, "text") for column in review.columns]
    for at, row in enumerate(review.rows, _TOP + 1):
        for col, value in enumerate(row):
            if value or styles[col] == "entry":
                write(book, sheet, at, col, value, styles[col])
        seen = [
            v if c.role != "proof" else ""
            for c, v in zip(review.columns, row, strict=True)
        ]
        fit_row(sheet, at, seen, widths)
    _choices(book, sheet, report)
    sheet.print_area(0, 0, _TOP + max(1, shown), printed(widths) - 1)
    sheet.set_row(_TOP, HEAD)
    sheet.freeze_panes(_TOP + 1, 0)
    sheet.repeat_rows(_TOP)


def criteria(book: Book, report: Report) -> None:
    """The framework in full: what may be chosen, and what each node asks."""
    nodes = report.framework.nodes
    labels = report.review.nodes or tuple(f"{n.id} {n.title}" for n in nodes)
    listing = Listing(
        name="criteria",
        title="Criteria: what the framework asks",
        says=f"{report.framework.title}, version {report.framework.version}.",
        columns=(
            Column("choose", "Choose as", "As the drop-downs have it", width=50),
            Column("id", "Node id", "Id of the node", width=10),
            Column("level", "Framework level", "Its level", width=14),
            Column("parent", "Part of", "The node it belongs to", width=10),
            Column("description", "What is asked", "In its own words", width=90),
            Column("basis", "Basis", "inspectorate or plans", width=14),
            Column("asked_from", "Asked from", "Earliest year", "integer", 10),
        ),
        rows=tuple(
            (label, n.id, n.level, n.parent, n.description, n.basis, n.asked_from)
            for label, n in zip(labels, nodes, strict=True)
        ),
    )
    listing_sheet(book, CRITERIA, listing)


def _choices(book: Book, sheet: Any, report: Report) -> None:
    """Drop-downs, which warn and do not forbid: a node can be typed as well."""
    last = _TOP + max(1, len(report.review.rows))
    nodes = max(1, len(report.review.nodes))
    name = book.names[CRITERIA]
    offers: dict[str, Any] = {
        "node": f"='{name}'!$A${_TOP + 2}:$A${_TOP + 1 + nodes}",
        "verdict": list(report.review.verdicts),
    }
    for col, column in enumerate(report.review.columns):
        if column.role in offers:
            rule = {
                "validate": "list",
                "source": offers[column.role],
                "error_type": "warning",
                "error_message": "Choose from the list, or leave it empty.",
            }
            sheet.data_validation(_TOP + 1, col, last, col, rule)


def _width(column: ReviewColumn) -> float:
    return _WIDE.get(column.title, _WIDTHS[column.role])
