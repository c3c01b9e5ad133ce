"""Tables headed by a picture of their names."""

from dataclasses import replace

from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

STRANDS = (
    ("Calls", ("Ask each caller who is at home.", "Send a car to all.", "Ring back.")),
    ("Courts", ("Attend all hearings in person.", "Read the files.", "Write on.")),
)


def merged(banded: bool) -> tuple[Table, ...]:
    """Two strands of six actions, rules between the actions; a picture above."""
    sheet, y = Sheet(), 120.0
    sheet.across(y, 50, 530)
    for label, actions in STRANDS:
        sheet.text(54, y + 4, label)
        sheet.text(330, y + 4, "This is in hand and a card is out.")
        for action in actions * 2:
            sheet.text(160, y + 4, action)
            sheet.text(160, y + 16, "Do so all year.")
            y += 34
            sheet.across(y, 155, 530)
        sheet.across(y, 50, 530)
    page = sheet.page()
    return find_tables(replace(page, images=((50, 98, 530, 120),) if banded else ()))


def titled(left: float) -> tuple[Table, ...]:
    """Two sections of ruled rows, a title and a picture that begins at `left` between.

    The rules are drawn cell by cell.
    """
    sheet, y = Sheet(), 60.0
    for number in range(6):
        if number == 3:
            sheet.text(50, y + 5, "Priority two for every victim")
            y += 50
        sheet.text(52, y + 4, f"{number + 1}.1")
        sheet.text(92, y + 4, "Ask each caller who is at home.")
        sheet.text(322, y + 4, "Head of Care")
        y += 20
        for a, b in ((50, 90), (90, 320), (320, 530)):
            sheet.across(y, a, b)
    page = sheet.page()
    band = (left, 142.0, 530.0, 168.0)
    return find_tables(replace(page, images=(band,)))


def test_strands_below_a_picture_of_names_are_a_table() -> None:
    (found,) = merged(banded=True)

    assert not merged(banded=False)
    assert (found.rows, found.cols) == (12, 3)
    labels = [(c.text, c.row, c.row_end) for c in found.cells if c.col == 0]
    assert labels == [("Calls", 0, 5), ("Courts", 6, 11)]


def test_a_picture_between_sections_parts_a_title_from_the_row_below() -> None:
    cells = [cell.text for table in titled(50) for cell in table.cells if cell.parts]

    assert "4.1" in cells
    assert "Priority two for every victim" in cells


def test_a_picture_narrower_than_the_rules_parts_nothing() -> None:
    cells = [cell.text for table in titled(200) for cell in table.cells if cell.parts]

    assert "4.1" not in cells
