"""Rows that name columns, told by the names that are known."""

import pytest

from tests import build
from tests.extract.words import items

LONG = "Recommendation from the inspectorate of all forces and what it asks of us"
ROWS = [
    ["Train each call taker in the new form", "DCI Brown", "May 2021"],
    ["Read the safety plans of each shift", "DI Green", "June 2021"],
]


def test_one_long_name_beside_known_ones_is_a_header_s() -> None:
    found = items(build.table([[LONG, "Owner", "Due"], *ROWS]))

    assert [item.text for item in found] == [row[0] for row in ROWS]
    assert [item.lead for item in found] == [row[1] for row in ROWS]


@pytest.mark.parametrize("beside", [("DCI Brown", "Due"), ("Owner", "Lead")])
def test_a_long_cell_beside_other_words_is_no_header_s(beside: tuple[str, str]) -> None:
    head = ["Action", "Owner", "Due"]
    found = items(build.table([head, [LONG, *beside], *ROWS]))

    assert [item.text for item in found] == [LONG, *(row[0] for row in ROWS)]


def test_answers_beside_a_header_s_word_name_no_columns() -> None:
    head = ["Recommendation", "Accepted", "Owner", "Status"]
    rows = [
        ["Train each call taker", "Yes", "DCI Brown", "Complete"],
        ["Publish a page for all", "No", "DI Green", "Complete"],
        ["Read each plan", "Yes", "DI Green", "Ongoing"],
    ]

    found = items(build.table([head, *rows]))

    assert [item.text for item in found] == [row[0] for row in rows]
    assert [item.status for item in found] == ["complete", "discussed", "ongoing"]
