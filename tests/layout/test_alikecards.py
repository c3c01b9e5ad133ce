"""Cards whose labels nothing sets off but that other frames have the same ones."""

from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

ASKED = "Desk sergeants read each safety plan before the end of a shift in full."


def _frame(sheet: Sheet, top: float, bottom: float) -> None:
    for y in (top, bottom):
        sheet.across(y, 40, 340)
    for x in (40, 340):
        sheet.down(x, top, bottom)


def _rows(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


def _sheet(labels: tuple[str, str]) -> Sheet:
    sheet = Sheet()
    _frame(sheet, 100, 170)
    sheet.text(45, 110, labels[0])
    sheet.prose(120, 104, 200, ASKED)
    sheet.text(45, 144, labels[1])
    sheet.prose(120, 138, 200, "A card lies on each desk, and it is read by all there.")
    _frame(sheet, 190, 240)
    sheet.text(45, 194, "Action")
    sheet.text(120, 194, "Ask each caller about children.")
    sheet.text(45, 212, "Response")
    return sheet


def test_frames_with_the_same_labels_are_cards_in_which_one_may_be_blank() -> None:
    first, second = find_tables(_sheet(("Action", "Response")).page())

    assert _rows(first) == [
        ["Action", ASKED],
        ["Response", "A card lies on each desk, and it is read by all there."],
    ]
    assert _rows(second)[0] == ["Action", "Ask each caller about children."]
    assert _rows(second)[1][0] == "Response"


def test_frames_with_other_words_at_the_left_are_none() -> None:
    assert not find_tables(_sheet(("Calls", "Visits")).page())
