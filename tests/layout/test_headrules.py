"""Rows that rules across part under a bold head, with no rule or shade beside them."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

NAMES = ((54, "Strand"), (134, "Action"), (304, "Evidence"), (484, "Status"))
NAMES_OF = tuple(name for _, name in NAMES[1:])


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


def test_rows_between_shades_stand_under_names_though_columns_almost_meet() -> None:
    sheet = Sheet()
    rows = (
        (
            "1",
            "Name an officer who leads all.",
            "The chief answers to the board",
            "Now",
        ),
        (
            "2",
            "Hear each partner once a year.",
            "Partners meet in every spring",
            "Late",
        ),
        (
            "3",
            "Print what is found each May.",
            "The last was sent out in 2019",
            "Now",
        ),
    )
    sheet.shade(50, 90, 545, 104, 0x224422)
    sheet.shade(50, 180, 545, 240)
    for x, name in zip((52, 92, 232, 372), ("Ref", *NAMES_OF), strict=True):
        sheet.text(x, 92, name, bold=True)
    for top, row in zip((108, 184, 244), rows, strict=True):
        for x, said in zip((52, 92, 232, 372), row, strict=True):
            sheet.text(x, top, said)
        sheet.text(92, top + 12, "It is done.")

    (table,) = find_tables(sheet.page())

    assert [[c.text for c in table.cells if c.row == n] for n in (1, 2, 3)] == [
        [row[0], f"{row[1]} It is done.", *row[2:]] for row in rows
    ]


def test_a_title_alone_between_two_rules_may_run_over_all_columns() -> None:
    sheet = Sheet()
    for y in (90, 104, 118, 200):
        sheet.across(y, 50, 545)
    for x, name in NAMES:
        sheet.text(x, 92, name, bold=True)
    sheet.text(54, 106, "Each victim is heard by those who lead", bold=True)
    sheet.text(54, 130, "1.1")
    sheet.text(134, 130, "Name an officer who is seen to")
    sheet.text(134, 142, "answer for it.")
    sheet.text(304, 130, "This is held up by the following:")
    for y, said in ((148, "a panel of survivors"), (160, "a board of chiefs")):
        sheet.text(312, y, f"• {said}")
    sheet.text(484, 130, "Late")

    (table,) = find_tables(sheet.page())

    title, *_ = (cell for cell in table.cells if cell.row == 1)
    assert (table.rows, title.text) == (3, "Each victim is heard by those who lead")
    assert next(c for c in table.cells if (c.row, c.col) == (2, 2)).text.endswith(
        "a board of chiefs"
    )


def test_a_title_over_a_head_printed_again_is_no_row_of_the_table_above() -> None:
    sheet = Sheet()
    title = "Each victim is heard by those who lead"
    for y in (90, 104, 150, 180, 194, 240):
        sheet.across(y, 50, 545)
    sheet.text(54, 160, title, bold=True)
    for top in (92, 182):
        for x, name in NAMES:
            sheet.text(x, top, name, bold=True)
        for x, said in zip(
            (54, 134, 304, 484), ("1.1", "Name", "Held", "Late"), strict=True
        ):
            sheet.text(x, top + 20, said)

    found = find_tables(sheet.page())

    assert found
    assert not any(title in cell.text for table in found for cell in table.cells)


def test_a_list_in_the_white_row_below_the_last_shade_stays_in_its_cell() -> None:
    sheet = Sheet()
    sheet.shade(50, 90, 545, 104, 0x224422)
    sheet.shade(50, 110, 545, 150)
    for x, name in zip((52, 92, 232, 372), ("Ref", *NAMES_OF), strict=True):
        sheet.text(x, 92, name, bold=True)
    rows = (
        ("1", "Name an officer.", "The chief answers.", "Now"),
        ("2", "Count what matters.", "Four counts were agreed:", "Late"),
    )
    for top, row in zip((114, 154), rows, strict=True):
        for x, said in zip((52, 92, 232, 372), row, strict=True):
            sheet.text(x, top, said)
    sheet.text(240, 166, "visits made")
    sheet.text(240, 178, "promises kept")

    (table,) = find_tables(sheet.page())

    assert [c.text for c in table.cells if c.row == 2] == [
        "2",
        "Count what matters.",
        "Four counts were agreed: visits made\npromises kept",
        "Late",
    ]


def test_rows_in_bold_between_rules_are_rows_of_one_table_however_many() -> None:
    sheet = Sheet()
    for n in range(40):
        sheet.across(60 + 16 * n, 45, 540)
        for x, said in ((49, f"{n} Calls"), (214, "Chief"), (384, "May 2022")):
            sheet.text(x, 63 + 16 * n, said, bold=True)
    sheet.across(60 + 16 * 40, 45, 540)

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (40, 3)
