"""Headers printed anew for each strand, in tables of their own."""

from dataclasses import replace

from plan_ingest.model.document import Table
from tests import build
from tests.extract.test_tables import FIRST, SECOND, THIRD
from tests.extract.words import items

HEAD = ["Strand", "Action", "Evidence"]


def on(page: int, *rows: list[str]) -> Table:
    """A table of such a header and rows, all on one page."""
    anchor = build.anchor(page=page, page_end=page)
    return replace(build.table([HEAD, *rows]), anchor=anchor, pages=(page,))


def strands(*tables: Table) -> list[str]:
    return ["".join(item.headings) for item in items(*tables)]


def test_a_label_one_row_late_names_the_row_below_the_header_of_its_strand() -> None:
    told = strands(
        on(1, ["Calls", FIRST, "A card."]),
        on(1, ["", SECOND, "A sample."], ["Safety", THIRD, ""]),
        on(1, ["Courts", f"{FIRST} Again.", "Clerks."]),
        on(1, ["Care", f"{SECOND} Again.", "Visits."]),
    )
    assert told == ["Calls", "Safety", "Safety", "Courts", "Care"]


def test_a_row_above_a_label_is_not_its_strand_s_where_a_page_began() -> None:
    told = strands(
        on(1, ["Calls", FIRST, "A card."]),
        on(2, ["", SECOND, "A sample."], ["Safety", THIRD, ""]),
        on(2, ["Courts", f"{FIRST} Again.", "Clerks."]),
        on(2, ["Care", f"{SECOND} Again.", "Visits."]),
    )
    assert told == ["Calls", "", "Safety", "Courts", "Care"]
