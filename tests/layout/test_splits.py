"""Ruled and shaded boxes that hold several cells."""

from plan_ingest.layout.grids import Filled
from plan_ingest.layout.lattice import Box
from plan_ingest.layout.splits import split_spans
from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

XS = (40.0, 200.0, 400.0)


def across(sheet: Sheet) -> list[Filled]:
    """One box over both columns that holds all the words of a sheet."""
    box = Box(0, 0, 0, 1, XS[0], 100, XS[-1], 180)
    return split_spans([Filled(box, tuple(sheet.words))], XS)


def test_a_label_set_half_a_line_off_is_a_cell_of_its_own() -> None:
    sheet = Sheet()
    for y in (104, 116, 128, 140):
        sheet.text(210, y, "Ask each caller about it")
    sheet.text(50, 122, "First contact")

    assert [one.box.col for one in across(sheet)] == [0, 1]


def test_a_line_across_the_border_keeps_its_box_whole() -> None:
    sheet = Sheet()
    sheet.text(50, 104, "A title that runs on from the first column")
    sheet.text(210, 116, "into the next")

    (whole,) = across(sheet)

    assert whole.box.col_end == 1


def test_lines_that_begin_in_the_second_column_stand_in_it() -> None:
    sheet = Sheet()
    for y in (104, 116):
        sheet.text(210, y, "and in every car and room")

    found = across(sheet)

    assert [one.box.col for one in found if one.words] == [1]
    assert len(found) == 2


def test_a_title_centred_over_all_columns_stays_one_box() -> None:
    sheet = Sheet()
    sheet.text(210, 104, "What we will do together")
    sheet.text(240, 116, "in all of our towns")

    (whole,) = across(sheet)

    assert whole.box.col_end == 1


def test_a_bold_title_stays_whole_where_a_border_falls_between_its_words() -> None:
    sheet = Sheet()
    sheet.text(68, 104, "Helping all victims of abuse", bold=True)
    sheet.text(201, 104, "and their children", bold=True)

    (whole,) = across(sheet)

    assert whole.box.col_end == 1


def test_rules_between_rows_of_sentences_part_them_and_white_does_not() -> None:
    sheet = Sheet()
    for y in (100, 200, 300):
        sheet.across(y, 40, 440)
    for x in (40, 240, 440):
        sheet.down(x, 100, 300)
    asked = "Officers ask each caller about earlier calls, of any kind, and note it."
    for y, who in ((104, "Some"), (160, "New"), (204, "Most"), (260, "All")):
        sheet.prose(45, y, 180, f"{who} {asked}")
        sheet.prose(245, y, 180, f"In hand. {asked}")

    (found,) = find_tables(sheet.page())

    assert found.rows == 2


def test_white_parts_the_rows_below_a_ruled_off_head() -> None:
    sheet = Sheet()
    for y in (80, 100, 300):
        sheet.across(y, 40, 440)
    for x in (40, 240, 440):
        sheet.down(x, 80, 300)
    sheet.text(45, 84, "Action")
    sheet.text(245, 84, "What has been done")
    asked = "Officers ask each caller about earlier calls, of any kind, and note it."
    for y in (104, 160, 216):
        sheet.prose(45, y, 180, asked)
        sheet.prose(245, y, 180, f"In hand. {asked}")

    (found,) = find_tables(sheet.page())

    assert found.rows == 4
