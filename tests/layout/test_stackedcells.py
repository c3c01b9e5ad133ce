"""One shade behind the cells of a whole column."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

ROWS = (("1.1", "Ask each caller"), ("1.2", "Name a lead"), ("1.3", "Write to schools"))
TOP, HIGH = 120, 30


def shaded(labels: tuple[str, ...]) -> list[str]:
    """What the first column's cells say, its shade drawn row by row."""
    sheet = Sheet()
    for x, name in ((54, "No."), (154, "Action"), (324, "Owner")):
        sheet.text(x, 104, name, bold=True)
    for number, (_, action) in enumerate(ROWS):
        top = TOP + number * HIGH
        sheet.shade(50, top, 150, top + HIGH, 0x444444)
        for x0, x1, text in ((150, 320, action), (320, 500, "Head of Crime")):
            sheet.shade(x0, top, x1, top + HIGH, 0x888888 if number % 2 else 0xCCCCCC)
            sheet.text(x0 + 4, top + 4, text)
        if labels[number]:
            sheet.text(54, top + 4, labels[number])
    for y in (100, TOP, TOP + 3 * HIGH):
        sheet.across(y, 50, 500)
    for x in (50, 150, 320, 500):
        sheet.down(x, 100, TOP + 3 * HIGH)

    (table,) = find_tables(sheet.page())

    return [cell.text for cell in table.cells if cell.col == 0 and cell.parts]


def test_a_number_level_with_each_row_stands_in_it() -> None:
    assert shaded(tuple(ref for ref, _ in ROWS)) == ["No.", "1.1", "1.2", "1.3"]


def test_a_label_for_all_rows_stays_in_one_cell() -> None:
    assert shaded(("Strand one", "", "")) == ["No.", "Strand one"]


def test_the_rest_of_a_row_stands_above_labels_of_their_own() -> None:
    assert shaded(("", "1.2", "1.3")) == ["No.", "1.2", "1.3"]


def test_bands_of_shade_behind_a_merged_cell_part_nothing() -> None:
    sheet = Sheet()
    for number, (_, action) in enumerate(ROWS):
        top = TOP + number * HIGH
        if number % 2:
            sheet.shade(50, top, 500, top + HIGH)
        sheet.text(154, top + 4, action)
        sheet.text(324, top + 4, "Head of Crime")
        sheet.across(top, 150 if number else 50, 500)
    sheet.across(TOP + 3 * HIGH, 50, 500)
    sheet.text(54, TOP + HIGH + 10, "Our strand")
    for x in (50, 150, 320, 500):
        sheet.down(x, TOP, TOP + 3 * HIGH)

    (table,) = find_tables(sheet.page())

    (label,) = (cell for cell in table.cells if cell.col == 0)
    assert (label.text, label.row, label.row_end) == ("Our strand", 0, 2)


def test_an_edge_of_shade_that_ends_the_table_ends_its_outer_column_too() -> None:
    sheet = Sheet()
    sheet.shade(50, TOP, 150, TOP + 3 * HIGH, 0x222222)
    for number, (ref, action) in enumerate(ROWS):
        top = TOP + number * HIGH
        sheet.shade(150, top, 500, top + HIGH, 0x888888 if number % 2 else 0xCCCCCC)
        sheet.text(54, top + 4, ref)
        sheet.text(154, top + 4, action)
        sheet.text(324, top + 4, "Head of Crime")
    for number in range(4):
        sheet.across(TOP + number * HIGH, 150, 500)
    for x in (150, 320, 500):
        sheet.down(x, TOP, TOP + 3 * HIGH)

    (table,) = find_tables(sheet.page())

    assert table.cols == 3


def test_a_cell_alone_in_its_row_is_no_part_of_the_cell_above() -> None:
    sheet = Sheet()
    for number, (ref, action) in enumerate(ROWS):
        top = TOP + number * HIGH
        sheet.shade(50, top, 320, top + HIGH, 0x222222)
        sheet.shade(320, top, 500, top + HIGH, 0x888888 if number % 2 else 0xCCCCCC)
        sheet.text(54, top + 4, f"{ref} {action}")
        if number != 1:
            sheet.text(324, top + 4, "It is in hand")
    for y in (TOP, TOP + 3 * HIGH):
        sheet.across(y, 50, 500)
    for x in (50, 320, 500):
        sheet.down(x, TOP, TOP + 3 * HIGH)

    (table,) = find_tables(sheet.page())

    said = {(cell.row, cell.col): cell.text for cell in table.cells}
    assert [said[row, 0] for row in range(3)] == [" ".join(row) for row in ROWS]
    assert [said[row, 1] for row in range(3)] == ["It is in hand", "", "It is in hand"]


def test_a_shade_that_only_meets_the_rules_of_its_row_is_a_cell() -> None:
    sheet = Sheet()
    for number, (ref, action) in enumerate(ROWS):
        top = TOP + number * HIGH
        # Hairs of white between the shades, each label at half height.
        sheet.shade(50, top + 1, 150, top + HIGH - 1)
        sheet.text(54, top + 12, f"Strand {ref}")
        sheet.text(154, top + 4, action)
        sheet.text(154, top + 16, "in all cases")
        sheet.text(324, top + 4, "Head of Crime")
    for number in range(4):
        sheet.across(TOP + number * HIGH, 150, 500)
    for x in (150, 320, 500):
        sheet.down(x, TOP, TOP + 3 * HIGH)

    (table,) = find_tables(sheet.page())

    labels = [c for c in table.cells if c.col == 0 and c.parts]
    assert [c.text for c in labels] == ["Strand 1.1", "Strand 1.2", "Strand 1.3"]
    assert all(c.row == c.row_end for c in labels)
