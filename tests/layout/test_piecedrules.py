"""Rules across that are drawn in pieces, a piece for each cell."""

from dataclasses import replace
from itertools import pairwise

import pytest

from plan_ingest.layout.piecedrules import with_sides
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

XS = (45.0, 90.0, 221.0, 420.0)
HEAD = ("No", "Action", "Response")
FIRST = ("1", "Ask every caller about home", "A card is on every desk and")
REST = ("", "and write down what is said", "in every car of the force.")
SECOND = ("2", "Review each plan by the week", "Sergeants do so since May.")


def row(sheet: Sheet, y: float, *said: str) -> None:
    """Words of cells that stand closer than words of a line may."""
    for x, text in zip(XS, said, strict=False):
        if text:
            sheet.text(x + 2, y, text)


def pieces(sheet: Sheet, y: float, *edges: float) -> None:
    """One rule, drawn cell by cell."""
    for left, right in pairwise(edges):
        sheet.across(y, left, right)


def ruled(sheet: Sheet, y: float, *rows: tuple[str, ...]) -> float:
    """Rows of two lines, each with a rule below; where the last one ends."""
    row(sheet, y, *HEAD)
    pieces(sheet, y + 13, *XS)
    y += 16
    for first in rows:
        row(sheet, y, *first)
        row(sheet, y + 12, *REST)
        y += 27
        pieces(sheet, y - 2, *XS)
    return y


def texts(table: Table) -> dict[tuple[int, int], str]:
    return {(c.row, c.col): c.text for c in table.cells if c.parts}


def test_where_pieces_meet_columns_begin() -> None:
    sheet = Sheet()
    ruled(sheet, 100, FIRST, SECOND)

    (table,) = find_tables(sheet.page())

    assert [texts(table)[row, 0] for row in range(3)] == ["No", "1", "2"]
    assert texts(table)[1, 1] == f"{FIRST[1]} {REST[1]}"
    assert texts(table)[1, 2] == f"{FIRST[2]} {REST[2]}"


def test_a_row_that_the_page_cut_belongs_to_the_table() -> None:
    sheet = Sheet()
    y = ruled(sheet, 600, FIRST, SECOND)
    row(sheet, y, "3", "Offer a safe home to", "All who ask for it are")

    (table,) = find_tables(sheet.page())

    assert texts(table)[3, 2] == "All who ask for it are"


@pytest.mark.parametrize("note", ["Each month the board reads this plan", "5"])
def test_text_below_begins_left_of_the_cells(note: str) -> None:
    sheet = Sheet()
    y = ruled(sheet, 600, FIRST, SECOND)
    sheet.text(XS[0], y + 3, note)

    (table,) = find_tables(sheet.page())

    assert table.rows == 3


def test_a_title_between_two_tables_is_in_neither() -> None:
    sheet = Sheet()
    y = ruled(sheet, 100, FIRST, SECOND)
    sheet.text(XS[0], y + 25, "Partners", size=11)
    ruled(sheet, y + 50, SECOND, FIRST)

    found = find_tables(sheet.page())

    assert [table.rows for table in found] == [3, 3]
    assert all(texts(table)[0, 0] == "No" for table in found)


def test_a_title_across_the_columns_stands_in_one_cell() -> None:
    sheet = Sheet()
    y = ruled(sheet, 100, FIRST, SECOND)
    sheet.text(XS[0] + 2, y, "What our partners have done in all of the county")
    sheet.across(y + 13, XS[0], XS[-1])
    row(sheet, y + 16, *SECOND)
    pieces(sheet, y + 29, *XS)

    (table,) = find_tables(sheet.page())

    assert texts(table)[3, 0].startswith("What our partners have done in all")
    assert texts(table)[4, 1] == SECOND[1]


def test_a_cell_that_no_piece_closes_is_merged_over_rows() -> None:
    sheet = Sheet()
    row(sheet, 100, *HEAD)
    pieces(sheet, 113, *XS)
    row(sheet, 116, *FIRST)
    pieces(sheet, 129, *XS[1:])
    row(sheet, 132, "", *SECOND[1:])
    pieces(sheet, 145, *XS)

    (table,) = find_tables(sheet.page())

    (label,) = (cell for cell in table.cells if cell.text == "1")
    assert (label.row, label.row_end) == (1, 2)


def test_a_rule_below_a_head_alone_parts_no_rows() -> None:
    sheet = Sheet()
    row(sheet, 100, *HEAD)
    pieces(sheet, 113, *XS)
    for n, said in enumerate((FIRST, SECOND[:2], ("3", "Read the plan", "In hand"))):
        row(sheet, 120 + 30 * n, *said)

    (table,) = find_tables(sheet.page())

    assert table.rows == 4


def test_a_head_of_other_columns_ends_the_rows_of_the_page_before() -> None:
    sheet = Sheet(number=2)
    row(sheet, 60, "4", "Offer a safe home", "In hand")
    sheet.text(47, 100, "Partners", bold=True)
    pieces(sheet, 113, 45, 110, 180, 300, 420)
    for y, said in (
        (120, ("Ref", "Action", "Target", "Lead")),
        (150, ("1", "Ask", "May", "All")),
    ):
        for x, text in zip((47, 112, 182, 302), said, strict=True):
            sheet.text(x, y, text)

    _, table = find_tables(replace(sheet.page(), columns=XS))

    assert table.cols == 4
    assert "Ask" in texts(table).values()


def test_figures_below_each_other_are_rows_that_no_piece_closes() -> None:
    sheet = Sheet()
    pieces(sheet, 98, *XS)
    row(sheet, 100, "Area", "Children", "Adults")
    pieces(sheet, 113, *XS)
    for n, area in enumerate(("Hill", "Vale", "Coast", "Moor")):
        row(sheet, 116 + 12 * n, area, str(310 + n), str(502 + n))
    pieces(sheet, 164, *XS)

    page = sheet.page()
    assert with_sides(page) is page


def test_shorter_pieces_part_the_rows_beside_a_merged_label() -> None:
    sheet = Sheet()
    row(sheet, 100, *HEAD)
    pieces(sheet, 98, *XS)
    pieces(sheet, 113, *XS)
    row(sheet, 116, *FIRST)
    for n in range(3):
        pieces(sheet, 129 + 16 * n, *XS[1:])
        row(sheet, 132 + 16 * n, "", *SECOND[1:])
    pieces(sheet, 177, *XS)

    (table,) = find_tables(sheet.page())

    assert table.rows == 5
    assert [texts(table)[n, 1] for n in (2, 3, 4)] == [SECOND[1]] * 3


@pytest.mark.parametrize("lower", [True, False], ids=["shorter", "whole"])
def test_shorter_pieces_close_the_last_rows_of_a_page(lower: bool) -> None:
    sheet = Sheet()
    y = ruled(sheet, 600, FIRST, SECOND)
    row(sheet, y, "3", "Offer a safe home to", "All who ask for it are")
    pieces(sheet, y + 13, *XS[1:])
    row(sheet, y + 16, "", "Each of them is heard")
    pieces(sheet, y + 29, *(XS[1:] if lower else XS))

    (table,) = find_tables(sheet.page())

    assert texts(table)[4, 1] == "Each of them is heard"
    assert texts(table)[3, 0] == "3"


def test_rules_above_and_below_heads_part_no_rows() -> None:
    sheet = Sheet()
    for y in (100, 300):
        pieces(sheet, y - 3, *XS)
        row(sheet, y, *HEAD)
        pieces(sheet, y + 13, *XS)
        row(sheet, y + 20, *FIRST)
        row(sheet, y + 50, *SECOND)

    page = sheet.page()
    assert with_sides(page) is page


@pytest.mark.parametrize("lower", [0, 3])
def test_a_note_in_the_margin_belongs_to_no_row(lower: int) -> None:
    sheet = Sheet()
    ruled(sheet, 100, FIRST, SECOND)
    for n, said in enumerate(("Did you know?", "A van visits", "every market.")):
        sheet.text(XS[-1] + 20, 100 + lower + 12 * n, said, size=9)

    (table,) = find_tables(sheet.page())

    assert [texts(table)[0, col] for col in range(3)] == list(HEAD)
    assert [texts(table)[row, 0] for row in range(3)] == ["No", "1", "2"]
    assert table.cols == 3


def test_a_short_title_over_a_head_printed_again_between_rules_is_in_no_row() -> None:
    sheet, y, names = Sheet(), 60, HEAD[1:]
    for title in ("", "Contact"):
        sheet.text(45, y, title, bold=True)
        for top, said in zip(
            (20, 34, 60), (names, FIRST[1:], SECOND[1:2]), strict=True
        ):
            pieces(sheet, y + top - 2, 45, 221, 420)
            for left, text in zip((47, 223), said, strict=False):
                sheet.text(left, y + top, text, bold=said is names)
        pieces(sheet, y + 80, 45, 221, 420)
        y += 84

    above, below = find_tables(sheet.page())

    assert list(texts(above).values()) == [*names, *FIRST[1:], SECOND[1]]
    assert texts(below) == texts(above)


def test_cells_that_begin_at_the_border_itself_stand_beside_it() -> None:
    sheet = Sheet()
    for y, said in ((60, HEAD), (76, FIRST), (104, SECOND), (132, FIRST)):
        if said is not HEAD:
            pieces(sheet, y - 2, *XS[1:])
        for x, text in zip(XS[1:3], said[1:], strict=True):
            sheet.text(x - 0.2, y, text)

    (table,) = find_tables(sheet.page())

    assert [texts(table)[row, 0] for row in range(1, 4)] == [
        FIRST[1],
        SECOND[1],
        FIRST[1],
    ]


def test_a_tall_first_row_below_a_shaded_head_is_of_its_table() -> None:
    sheet = Sheet()
    for title_y in (60, 200):
        y = title_y + 20
        sheet.text(45, title_y, "Calls", size=16, bold=True)
        for (left, right), said in zip(pairwise(XS), HEAD, strict=True):
            sheet.shade(left, y, right, y + 18, color=0x204060)
            sheet.text(left + 4, y + 4, said, bold=True)
        for n, row_said in enumerate((FIRST, SECOND)):
            row(sheet, y + 26 + 30 * n, *row_said)
            row(sheet, y + 38 + 30 * n, *REST)
            pieces(sheet, y + 53 + 30 * n, *XS)

    tables = find_tables(sheet.page())

    assert [texts(table)[0, 1] for table in tables] == ["Action"] * 2
    assert [table.rows for table in tables] == [3, 3]


@pytest.mark.parametrize(("shaded", "cells"), [(True, 1), (False, 3)])
def test_a_bold_line_on_a_shade_of_its_own_is_a_row_of_one_cell(
    shaded: bool, cells: int
) -> None:
    sheet = Sheet()
    y = ruled(sheet, 100, FIRST, SECOND)
    sheet.text(120, y, "Calls", bold=True)
    if shaded:
        sheet.shade(XS[0], y - 2, XS[-1], y + 13)
    pieces(sheet, y + 13, *XS)
    row(sheet, y + 16, *FIRST)
    pieces(sheet, y + 30, *XS)

    (table,) = find_tables(sheet.page())

    (title,) = (cell.row for cell in table.cells if cell.text == "Calls")
    assert sum(cell.row == title for cell in table.cells) == cells


def test_no_row_is_looked_for_beyond_a_rule_of_another_table() -> None:
    sheet = Sheet()
    pieces(sheet, 98, 45, 221, 400)
    sheet.text(47, 100, "Learning")
    sheet.text(223, 100, "All")
    pieces(sheet, 113, 45, 221, 400)
    pieces(sheet, 122, *XS)
    ruled(sheet, 124, FIRST, SECOND)

    table = find_tables(sheet.page())[-1]

    assert [texts(table)[0, col] for col in range(3)] == list(HEAD)


def test_a_piece_below_names_abreast_closes_several_columns() -> None:
    """A strand's end is drawn in two pieces, the rules of its rows leave it out."""
    sheet, xs = Sheet(), (40.0, 130.0, 330.0, 460.0)
    for x, name in zip(xs, ("Theme", "Action", "Owner", "By when"), strict=True):
        sheet.text(x, 100, name, bold=True)
    sheet.across(114, 40, 550)
    for n in range(6):
        y = 120.0 + 30 * n
        for x, text in zip(
            xs[1:], (FIRST[1], "Head of Calls", "May 2021"), strict=True
        ):
            sheet.text(x, y, text)
        sheet.text(xs[1], y + 11, REST[1])
        if n % 3 == 0:
            sheet.text(40, y, "Calls" if n else "Care")
        if n % 3 == 2:
            sheet.across(y + 25, 40, 128)
        sheet.across(y + 25, 128, 550)

    (table,) = find_tables(sheet.page())

    said = texts(table)
    assert (table.rows, table.cols) == (7, 4)
    assert [said[4, col] for col in range(4)] == [
        "Calls",
        f"{FIRST[1]} {REST[1]}",
        "Head of Calls",
        "May 2021",
    ]


def test_a_bold_title_whose_words_part_on_a_border_runs_over_it() -> None:
    sheet = Sheet()
    y = ruled(sheet, 100, FIRST, SECOND)
    said = "Helping the many victims of crime"
    sheet.text(67, y, said, bold=True)
    sheet.text(XS[2] + 2, y, "at home", bold=True)
    sheet.across(y + 13, XS[0], XS[-1])
    row(sheet, y + 16, *FIRST)
    pieces(sheet, y + 30, *XS)

    (table,) = find_tables(sheet.page())

    assert any(f"{said} at home" in cell.text for cell in table.cells)


def test_a_title_with_white_above_a_row_between_two_rules_parts_tables() -> None:
    sheet = Sheet()
    y = ruled(sheet, 100, FIRST, SECOND)
    sheet.text(
        47, y + 8, "Helping all the victims of crime and their children", bold=True
    )
    row(sheet, y + 28, *FIRST)
    pieces(sheet, y + 41, *XS)
    row(sheet, y + 44, *SECOND)
    pieces(sheet, y + 57, *XS)

    tables = find_tables(sheet.page())

    assert [table.rows for table in tables] == [3, 2]
    assert not any("Helping" in cell.text for one in tables for cell in one.cells)


def test_pieces_show_the_columns_inside_a_frame_too() -> None:
    sheet = Sheet()
    close = ("1", "Ask every caller about them", FIRST[2])
    y = 100.0
    for n in range(3):
        sheet.text(XS[0] + 2, y, f"{n + 1}")
        sheet.text(XS[1] + 2, y, close[1])
        sheet.text(XS[2] + 2, y, close[2])
        pieces(sheet, y + 13, *XS)
        y += 16
    sheet.across(97, XS[0], XS[-1])
    for x in (XS[0], XS[-1]):
        sheet.down(x, 97, y - 3)

    (table,) = find_tables(sheet.page())

    assert [texts(table)[row, 1] for row in range(3)] == [close[1]] * 3


def test_white_between_frames_parts_their_tables() -> None:
    sheet = Sheet()
    for top in (100, 150):
        for n, said in enumerate((FIRST, SECOND)):
            row(sheet, top + 2 + 16 * n, *said)
        for y in (top, top + 16, top + 32):
            pieces(sheet, y, *XS)
        for x in (XS[0], XS[-1]):
            sheet.down(x, top, top + 32)

    tables = find_tables(sheet.page())

    assert [table.rows for table in tables] == [2, 2]
