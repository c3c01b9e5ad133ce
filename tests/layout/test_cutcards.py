"""Cards over two pages: the rest of one is joined to it, the next card is not."""

from collections.abc import Sequence

import pytest

from plan_ingest.layout.continuation import join_over_pages
from plan_ingest.model.document import Cell, Part, Table
from plan_ingest.model.source import Anchor

ASKED = "Desk sergeants read each safety plan."
CUT = (ASKED, "Progress: A card lies on")


def _card(page: int, said: Sequence[str]) -> Table:
    cells = tuple(
        Cell(row, 0, row, 0, (Part(text),), page=page, bbox=(40.0, row, 440.0, row + 1))
        for row, text in enumerate(said)
    )
    return Table(cells, Anchor(0, page), pages=(page,))


def _texts(*cards: Table) -> list[list[str]]:
    return [
        [cell.text for cell in table.cells]
        for table in join_over_pages(cards)
        if isinstance(table, Table)
    ]


def test_the_rest_of_a_card_is_joined_to_it() -> None:
    rest = _card(2, ["Lead: Supt Vale", "Due: May 2021"])

    assert _texts(_card(1, CUT), rest) == [[*CUT, "Lead: Supt Vale", "Due: May 2021"]]


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("each desk.", "Progress: A card lies on each desk."),
        (
            "A second one is printed.",
            "Progress: A card lies on A second one is printed.",
        ),
    ],
)
def test_what_stands_above_the_labels_of_a_rest_is_of_the_value_that_was_cut(
    said: str, whole: str
) -> None:
    rest = _card(2, [said, "Lead: Supt Vale"])

    (found,) = _texts(_card(1, CUT), rest)

    assert [text.replace("\n", " ") for text in found] == [
        ASKED,
        whole,
        "Lead: Supt Vale",
    ]


def test_the_next_card_says_a_label_again() -> None:
    first = (*CUT, "Lead: Supt Vale")
    after = ("Calls are looked at again.", "Progress: Two in three.", "Lead: PC Moor")

    assert _texts(_card(1, first), _card(2, after)) == [list(first), list(after)]


def test_a_list_of_rows_with_one_label_each_goes_on() -> None:
    first = ("Lead: Supt Vale", "Lead: PC Moor")
    after = ("Lead: DI Lake",)

    assert _texts(_card(1, first), _card(2, after)) == [[*first, *after]]
