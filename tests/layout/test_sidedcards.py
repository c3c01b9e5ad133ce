"""Cards whose labels stand at the left: at half height, or close to their values."""

from collections.abc import Sequence

import pytest

from plan_ingest.layout.lines import fragments, line, rows
from plan_ingest.layout.sidedcards import labels_apart
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

ASKED = "Desk sergeants read each safety plan before the end of a shift in full."


def _rows(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


def test_labels_at_half_the_height_of_values_between_rules() -> None:
    sheet = Sheet()
    sheet.shade(40, 100, 320, 204, 0xEEF2F6)
    for y in (120, 150, 180):
        sheet.across(y, 46, 314, 0xCCCCCC)
    sheet.text(45, 104, "Ref.", bold=True)
    sheet.text(110, 104, "4")
    sheet.text(45, 130, "Action", bold=True)
    sheet.prose(110, 124, 200, ASKED)
    sheet.text(45, 160, "Response", bold=True)
    sheet.prose(110, 154, 200, "A card lies on each desk, and it is read by all there.")
    sheet.text(45, 186, "Lead", bold=True)
    sheet.text(110, 186, "Supt Vale")

    (card,) = find_tables(sheet.page())

    assert _rows(card) == [
        ["Ref.", "4"],
        ["Action", ASKED],
        ["Response", "A card lies on each desk, and it is read by all there."],
        ["Lead", "Supt Vale"],
    ]


def test_a_label_that_nearly_reaches_its_value_is_cut_from_it() -> None:
    sheet = Sheet()
    sheet.shade(40, 100, 320, 160, 0xEEF2F6)
    for n, (label, value) in enumerate(
        (
            ("No.", "4"),
            ("What we will do", "Read each safety plan in full."),
            ("By when", "May 2021"),
            ("Owner", "Supt Vale"),
        )
    ):
        sheet.text(45, 104 + 13 * n, label, bold=True)
        sheet.text(123, 104 + 13 * n, value)

    (card,) = find_tables(sheet.page())

    assert _rows(card) == [
        ["No.", "4"],
        ["What we will do", "Read each safety plan in full."],
        ["By when", "May 2021"],
        ["Owner", "Supt Vale"],
    ]


@pytest.mark.parametrize("firsts", [("1", "2", "3"), ("Crime", "Roads", "Homes")])
def test_rows_of_columns_on_one_shade_are_no_card(firsts: Sequence[str]) -> None:
    sheet = Sheet()
    sheet.shade(40, 100, 550, 250, 0xEEF2F6)
    for n, first in enumerate(firsts):
        y = 104 + 50 * n
        sheet.text(45, y, first)
        sheet.prose(90, y, 180, ASKED)
        sheet.prose(
            300, y, 130, "A card lies on each desk, and it is read by all there."
        )
        sheet.text(460, y, "May 2021")
        if n:
            sheet.across(y - 4, 40, 550, 0xCCCCCC)

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (3, 4)


@pytest.mark.parametrize(("first", "parts"), [("•", 1), ("Owner", 2)])
def test_a_bullet_in_another_look_is_no_label(first: str, parts: int) -> None:
    sheet = Sheet()
    for y in (104, 116):
        sheet.text(45, y, "Desk sergeants read")
        sheet.text(312, y, "and it is read by all")
    sheet.text(284, 128, first, size=9)
    sheet.text(312, 128, "A card lies on each desk.")
    found = [
        [line(row)] if row[0].text == first else fragments(row)
        for row in rows(sheet.words)
    ]

    *_, last = labels_apart(found)

    assert len(last) == parts
