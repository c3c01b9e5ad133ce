"""Cells set at half the height of those beside them."""

from plan_ingest.layout.celllines import lines
from plan_ingest.layout.halflines import levelled
from plan_ingest.layout.openbody import leading
from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

ACTIONS = ("Ask each caller about", "the children of the", "house before the end")
ANSWERS = ("A card is on every desk", "and in every car since May")


def half_set(sheet: Sheet, y: float, number: str) -> None:
    """A row of three lines, the number and the answer in its middle."""
    for n, said in enumerate(ACTIONS):
        sheet.text(90, y + 13 * n, said)
    for n, said in enumerate(ANSWERS):
        sheet.text(300, y + 6.5 + 13 * n, said)
    sheet.text(50, y + 13, number)


def test_lines_half_a_step_apart_are_lines_of_one_row() -> None:
    sheet = Sheet()
    for name, x in (("No", 50), ("Action", 90), ("Response", 300)):
        sheet.text(x, 100, name, bold=True)
    for row in range(3):
        half_set(sheet, 130 + 60 * row, str(row + 1))

    (table,) = find_tables(sheet.page())

    cells = {(c.row, c.col): c.text for c in table.cells if c.parts}
    assert (table.rows, table.cols) == (4, 3)
    assert [cells[row, 0] for row in (1, 2, 3)] == ["1", "2", "3"]
    assert {cells[row, 1] for row in (1, 2, 3)} == {" ".join(ACTIONS)}
    assert {cells[row, 2] for row in (1, 2, 3)} == {" ".join(ANSWERS)}


def test_lines_of_one_column_stay_apart_however_close() -> None:
    sheet = Sheet()
    for row in range(4):
        sheet.text(50, 100 + 7 * row, "calls graded by risk")

    found = lines(sheet.words)

    assert levelled(found) == list(found)


def test_a_line_set_half_a_step_lower_in_one_cell_is_no_step_farther() -> None:
    sheet = Sheet()
    for y in (100, 109, 118):
        sheet.text(90, y, "calls graded by risk", 8)
    sheet.text(50, 124, "3", 8)

    first, second, third = levelled(lines(sheet.words))

    assert third.mid - second.mid == 12
    assert leading(first, second) == leading(second, third) == 9
