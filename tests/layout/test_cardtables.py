"""A card's cells: to the sides of its frame, and what has lost its label."""

from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet


def _card() -> Table:
    sheet = Sheet()
    for y in (100, 128, 148, 168):
        sheet.across(y, 40, 440)
    for x in (40, 440):
        sheet.down(x, 100, 168)
    sheet.prose(
        150, 104, 250, "by the duty inspector of the day before, who tells both."
    )
    sheet.text(45, 132, "Lead", bold=True)
    sheet.text(150, 132, "Supt Vale")
    sheet.text(45, 152, "By when", bold=True)
    sheet.text(150, 152, "May 2021")
    (card,) = find_tables(sheet.page())
    return card


def test_words_where_values_begin_and_beside_no_label_are_a_value() -> None:
    first, *others = _card().cells

    assert (first.row, first.col, first.col_end) == (0, 1, 1)
    assert [(cell.row, cell.col) for cell in others] == [(1, 0), (1, 1), (2, 0), (2, 1)]


def test_the_first_and_last_cells_reach_to_the_sides_of_the_frame() -> None:
    boxes = {(c.row, c.col): c.bbox for c in _card().cells}

    assert all(box is not None for box in boxes.values())
    assert {box[0] for (_, col), box in boxes.items() if box and col == 0} == {40}
    assert {box[2] for (_, col), box in boxes.items() if box and col == 1} == {440}
