"""Forms in ruled boxes: a head and its values, labels over what they name."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet


def test_a_label_below_a_head_and_its_values_spans_its_box() -> None:
    sheet = Sheet()
    for y in (100, 116, 132, 148, 190, 206, 290):
        sheet.across(y, 45, 540)
    for x, low in ((45, 290), (540, 290), (105, 132), (320, 132)):
        sheet.down(x, 100, low)
    named = ((49, "Ref", "2"), (109, "Target", "May 2015"), (324, "Lead", "Insp Gray"))
    for x, name, value in named:
        sheet.text(x, 103, name, bold=True)
        sheet.text(x, 119, value)
    sheet.text(49, 135, "Action", bold=True)
    sheet.prose(49, 151, 480, "Train each of the staff who answer a call at night.")
    sheet.text(49, 193, "Response", bold=True)
    told = "Training is given to all who change their post within the year. " * 5
    sheet.prose(49, 209, 480, told)

    (table,) = find_tables(sheet.page())

    spans = {
        cell.text: (cell.col, cell.col_end) for cell in table.cells if cell.row > 1
    }
    assert spans["Action"] == spans["Response"] == (0, 2)
