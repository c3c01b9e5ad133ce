"""Which white is a column's, in tables without rules between their columns."""

from dataclasses import replace

import pytest

from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

XS = (50, 90, 300, 440)


def spread(sheet: Sheet, x: float, y: float, width: float, said: str) -> None:
    """One line whose words are spread to fill the width."""
    words = said.split()
    gap = (width - sum(len(w) * 5 for w in words)) / (len(words) - 1)
    for word in words:
        sheet.text(x, y, word)
        x += len(word) * 5 + gap


def filled_row(sheet: Sheet, y: float, number: str, lead: str) -> None:
    """A row whose last cell is set to its full width, but for its last line."""
    sheet.text(50, y, number)
    sheet.text(90, y, "Ask each caller about the children")
    sheet.text(300, y, "A card is on the desk")
    spread(sheet, 440, y, 90, lead)
    sheet.text(440, y + 12, "Protection")


def head(sheet: Sheet, y: float) -> None:
    for x, name in zip(XS, ("No", "Action", "Response", "Lead"), strict=True):
        sheet.text(x, y, name, bold=True)


def found(sheet: Sheet) -> list[Table]:
    return list(find_tables(sheet.page()))


def test_white_between_words_spread_to_fill_their_lines_is_no_gutter() -> None:
    sheet = Sheet()
    for row in range(5):
        filled_row(sheet, 140 + 40 * row, str(row + 1), "Head of Public")

    (table,) = found(sheet)

    leads = [cell.text for cell in table.cells if cell.col == 3]
    assert table.cols == 4
    assert leads == ["Head of Public Protection"] * 5


def test_rows_below_a_title_stand_in_the_columns_of_the_head_above_it() -> None:
    sheet = Sheet()
    head(sheet, 100)
    for row in range(3):
        filled_row(sheet, 120 + 40 * row, str(row + 1), "Head of Public")
    sheet.text(50, 238, "Courts and partners", size=13, bold=True)
    for row in range(3):
        sheet.text(50, 270 + 30 * row, str(row + 1))
        sheet.text(90, 270 + 30 * row, "Ask each caller about the children")
        sheet.text(300, 270 + 30 * row, "A card is there")
        sheet.text(440, 270 + 30 * row, "Head")
        sheet.text(505, 270 + 30 * row, "Crime")

    _, below = found(sheet)

    assert below.cols == 4
    assert [c.text for c in below.cells if c.col == 3] == ["Head Crime"] * 3


def test_a_rule_below_a_head_of_two_lines_makes_a_table_of_one_long_row() -> None:
    sheet = Sheet()
    sheet.text(50, 100, "Working", bold=True)
    sheet.text(50, 112, "strand", bold=True)
    sheet.text(150, 100, "Action", bold=True)
    sheet.text(350, 100, "Evidence", bold=True)
    sheet.across(130, 45, 540)
    sheet.text(50, 140, "Governance")
    sheet.prose(150, 140, 160, "A chief officer is named and is asked by the board")
    sheet.prose(350, 140, 180, "The board meets each quarter and asks. " * 9)

    (table,) = found(sheet)

    assert (table.rows, table.cols) == (2, 3)
    assert table.cells[0].text == "Working strand"


def test_three_bold_names_head_a_table_of_one_row_set_at_half_height() -> None:
    sheet = Sheet()
    for x, name in ((50, "Strand"), (150, "Action"), (350, "Evidence")):
        sheet.text(x, 100, name, bold=True)
    sheet.text(50, 190, "Governance")
    sheet.text(150, 190, "A chief officer is named.")
    sheet.prose(350, 124, 180, "The board meets and asks each quarter. " * 12)

    (table,) = found(sheet)

    assert (table.rows, table.cols) == (2, 3)


def test_a_number_alone_opens_one_row_of_lines_that_nothing_parts() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "5")
    y = sheet.prose(50, 72, 150, "To ask what victims think the force will hear them.")
    y = sheet.prose(50, y, 150, "To deal with those who harm the force acts early.")
    sheet.text(50, y, "(Views of victims)")
    sheet.prose(240, 60, 250, "There are few ways yet to hear what victims say. " * 5)
    content = replace(sheet.page(), number=2, columns=(48.0, 220.0, 500.0))

    (table,) = find_tables(content)

    assert (table.rows, table.cols) == (1, 2)


@pytest.mark.parametrize("answer", ["Yes", "X", "Amber", "Unknown"])
def test_columns_one_as_far_from_the_next_as_the_other_are_columns(answer: str) -> None:
    sheet = Sheet()
    names = ("Cases of harm", "Courts", "Homes of all", "Streets", "Leads and staff")
    sheet.text(40, 100, "Action", bold=True)
    for k in range(3):
        sheet.text(300 + 40 * k, 100, f"Q{k + 1}", bold=True)
    for n, name in enumerate(names):
        sheet.text(40, 120 + 20 * n, f"{name} are looked after")
        for k in range(3):
            sheet.text(300 + 40 * k, 120 + 20 * n, answer)

    (table,) = found(sheet)

    assert (table.rows, table.cols) == (6, 4)


def test_two_columns_go_on_between_the_sides_of_the_table_before() -> None:
    sheet = Sheet(number=2)
    y = 60.0
    for n in range(5, 11):
        asked = f"{n} Each caller is asked whether children are at home and with whom."
        below = sheet.prose(40, y, 200, asked)
        if not n % 3:
            sheet.text(300, y, "• A card lies on each desk of")
            sheet.text(310, y + 12, "the control room.")
        y = below + 9

    apart = find_tables(sheet.page())
    (table,) = find_tables(replace(sheet.page(), columns=(40.0, 270.0, 500.0)))

    assert not apart
    assert (table.rows, table.cols) == (6, 2)
