"""Forms with two fields on one row: a second label in the white of a value."""

from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet


def _rows(table: Table) -> list[list[tuple[int, str]]]:
    rows: list[list[tuple[int, str]]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append((cell.col_end, cell.text.replace("\n", " ")))
    return rows


def _form(second: float = 280, bold: bool = True, down: bool = False) -> Table:
    """A form's frame, rules across, and a border behind the labels with `down`."""
    sheet = Sheet()
    for y in (100, 120, 150, 190):
        sheet.across(y, 40, 540)
    for x in (40, 540):
        sheet.down(x, 100, 190)
    if down:
        sheet.down(140, 100, 190)
    sheet.text(45, 104, "Ref.", bold=True)
    sheet.text(150, 104, "A1")
    sheet.text(45, 124, "By when", bold=True)
    sheet.prose(150, 124, 90, "Practice that the board reviews")
    sheet.text(second, 124, "Lead", bold=bold)
    sheet.prose(400, 124, 100, "Head of Crime and Homes")
    sheet.text(45, 154, "Action", bold=True)
    sheet.prose(150, 154, 370, "Desk sergeants read each safety plan in full. " * 3)
    (table,) = find_tables(sheet.page())
    return table


ACTION = "Desk sergeants read each safety plan in full. " * 3
ABREAST = [
    [(0, "Ref."), (3, "A1")],
    [
        (0, "By when"),
        (1, "Practice that the board reviews"),
        (2, "Lead"),
        (3, "Head of Crime and Homes"),
    ],
    [(0, "Action"), (3, ACTION.strip())],
]


def test_a_bold_label_in_a_values_white_has_a_value_of_its_own() -> None:
    assert _rows(_form()) == ABREAST


def test_so_it_has_where_a_rule_stands_behind_the_labels() -> None:
    assert _rows(_form(down=True)) == ABREAST


def test_a_word_that_is_not_bold_is_part_of_the_value() -> None:
    assert _form(bold=False, down=True).cols == 2


def test_a_bold_word_close_to_the_words_before_it_is_part_of_the_value() -> None:
    assert _form(second=232, down=True).cols == 2
