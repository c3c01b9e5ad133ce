"""Titles of a table's sections that stand in its columns."""

from tests import build
from tests.extract.words import items

HEAD = ["Action", "Lead", "Due", "Status"]
FIRST = ["Read each safety plan in full.", "Supt Vale", "May 2021", "In hand"]
SECOND = ["Ask each caller about children.", "Insp Gray", "June 2021", "In hand"]


def test_a_counted_label_beside_a_name_above_a_header_is_a_title() -> None:
    first, second = items(
        build.table(
            [
                ["Objective 1", "Better calls", "", ""],
                HEAD,
                FIRST,
                ["Objective 2", "Better care", "", ""],
                HEAD,
                SECOND,
            ]
        )
    )

    assert (first.text, first.headings) == (FIRST[0], ("Objective 1: Better calls",))
    assert (second.lead, second.headings) == (
        "Insp Gray",
        ("Objective 2: Better care",),
    )


def test_a_row_of_two_cells_above_no_header_is_an_item() -> None:
    found = items(build.table([HEAD, FIRST, ["Action 2", "Supt Vale", "", ""], SECOND]))

    assert len(found) == 3
