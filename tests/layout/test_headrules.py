"""Rows that rules across part under a bold head, with no rule or shade beside them."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

NAMES = ((54, "Strand"), (134, "Action"), (304, "Evidence"), (484, "Status"))


def tall(sheet: Sheet) -> None:
    """Rows with more white than words, columns a space apart, a label in mid-cell."""
    for y in (90, 104, 320):
        sheet.across(y, 50, 545)
    for y in (200, 260):
        sheet.across(y, 130, 545)
    for x, name in NAMES:
        sheet.text(x, 92, name, bold=True)
    sheet.text(54, 205, "Leading well")
    sheet.text(134, 107, "Name an officer who is seen to")
    sheet.text(304, 107, "The chief answers to the board")
    sheet.text(304, 119, "and to the panel twice each year.")
    for y, said in ((107, "Complete"), (203, "Late"), (263, "Late")):
        sheet.text(484, y, said)
    sheet.text(134, 119, "answer for the plan.")
    sheet.text(134, 203, "Hear each partner every spring.")
    sheet.text(134, 263, "Publish the plan.")


def test_rules_of_the_same_sides_are_one_table_whatever_white_stands_in_a_row() -> None:
    sheet = Sheet()
    tall(sheet)

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (4, 4)
    assert [c.text for c in table.cells if c.row == 1 and c.col] == [
        "Name an officer who is seen to answer for the plan.",
        "The chief answers to the board and to the panel twice each year.",
        "Complete",
    ]


def test_a_label_in_the_middle_of_a_merged_cell_holds_for_rows_above_and_below() -> (
    None
):
    sheet = Sheet()
    tall(sheet)

    (table,) = find_tables(sheet.page())

    label = next(cell for cell in table.cells if cell.text == "Leading well")
    assert (label.row, label.row_end) == (1, 3)
