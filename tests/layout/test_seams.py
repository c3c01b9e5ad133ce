"""Rows that only the pieces of the rules down show."""

from itertools import pairwise

import pytest

from plan_ingest.layout.seams import with_seams
from plan_ingest.layout.strokes import MOST, strokes
from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

XS = (40, 140, 340, 540)


ACTIONS = ["Action", *["Officers ask each caller about the children."] * 3]


def drawn_by_cell(tops: tuple[float, ...], sides: slice = slice(None)) -> Sheet:
    """A head and rows of sentences, each cell's sides a piece of their own."""
    sheet = Sheet()
    for y in (tops[0], tops[1]):
        sheet.across(y, XS[0], XS[-1])
    for x in XS[sides]:
        for top, bottom in pairwise(tops):
            sheet.down(x, top, bottom)
    for x, name in zip(XS, ("Strand", "Action", "Evidence"), strict=False):
        sheet.text(x + 5, tops[0] + 4, name, bold=True)
    for n, top in enumerate(tops[1:-1]):
        sheet.text(145, top + 4, "Officers ask each caller")
        sheet.text(145, top + 16, "about the children.")
        if n == 0:
            sheet.text(45, top + 4, "First contact")
            sheet.prose(345, top + 4, 180, "A card is out. It is read by all. " * 6)
        else:
            sheet.text(345, top + 4, "It is in hand.")
    return sheet


def test_rules_down_in_pieces_show_rows_that_no_rule_parts() -> None:
    sheet = drawn_by_cell((100, 120, 196, 221, 246))

    (table,) = find_tables(sheet.page())

    assert [cell.text for cell in table.cells if cell.col == 1] == ACTIONS


def test_rules_down_in_pieces_as_high_as_a_line_show_no_rows() -> None:
    sheet = Sheet()
    for x in XS:
        for line in range(12):
            sheet.down(x, 100 + 12 * line, 112 + 12 * line)
    for y in (100, 244):
        sheet.across(y, XS[0], XS[-1])
    sheet.text(45, 102, "Contact")
    sheet.prose(145, 102, 180, "Officers ask each caller about the children. " * 6)
    sheet.prose(345, 102, 180, "A card is out, and it is read by all of us. " * 6)

    (table,) = find_tables(sheet.page())

    assert table.rows == 1


def test_the_sides_of_a_frame_in_pieces_show_its_rows() -> None:
    sheet = Sheet()
    for y in (100, 120):
        sheet.across(y, 40, 540)
    for x in (40, 540):
        for top, bottom in pairwise((100, 120, 196, 258)):
            sheet.down(x, top, bottom)
    sheet.text(45, 104, "Comment", bold=True)
    sheet.text(245, 104, "Response", bold=True)
    for top, number in ((120, "1"), (196, "2")):
        sheet.prose(45, top + 16, 170, f"{number} Officers ask each caller first.")
        sheet.text(45, top + 40, "(Understanding risk)")
        sheet.prose(245, top + 4, 280, "A card is out and is read by us. " * 7)

    (table,) = find_tables(sheet.page())

    said = {(c.row, c.col): c.text.replace("\n", " ") for c in table.cells}
    assert table.rows == 3
    assert said[2, 0] == "2 Officers ask each caller first. (Understanding risk)"


def test_rows_reach_into_outer_columns_that_have_no_side() -> None:
    sheet = drawn_by_cell((100, 120, 196, 221, 246), slice(0, 3))

    (table,) = find_tables(sheet.page())

    evidence = [cell.text for cell in table.cells if cell.col == 2]
    assert evidence[-2:] == ["It is in hand."] * 2


def test_a_row_the_page_cuts_from_its_table_is_one_beside_a_table_like_it() -> None:
    sheet = Sheet()
    for tops in ((60, 85), (100, 125, 160, 185)):
        for top, bottom in pairwise(tops):
            for x in (40, 140, 540):
                sheet.down(x, top, bottom)
    said = ((60, "Owner", "Head of Crime"), (100, "Ref", "4"))
    said += ((125, "Action", "Ask each caller about children"), (160, "Owner", "None"))
    for top, label, value in said:
        sheet.text(45, top + 6, label)
        sheet.text(145, top + 6, value)

    rest, card = find_tables(sheet.page())

    assert [cell.text for cell in rest.cells] == ["Owner", "Head of Crime"]
    assert card.rows == 3


def dated(lines: tuple[str, ...]) -> Sheet:
    """Rows between pieced rules, figures beside each, in so many lines."""
    sheet = Sheet()
    for top, bottom in pairwise((100, 140, 180, 220, 260)):
        for x in XS:
            sheet.down(x, top, bottom)
        sheet.text(145, top + 6, "Officers ask each caller")
        sheet.text(145, top + 18, "about the children.")
        for n, text in enumerate(lines):
            sheet.text(345, top + 6 + 12 * n, text)
        sheet.text(45, top + 6, "Contact")
    return sheet


def test_a_date_in_each_row_leaves_the_pieces_their_say() -> None:
    (table,) = find_tables(dated(("2022-10-31",)).page(), "ruled")

    assert table.rows == 4


def test_figures_below_each_other_are_left_to_their_lines() -> None:
    (table,) = find_tables(dated(("1,530", "1,253")).page(), "ruled")

    assert table.rows == 1


@pytest.mark.parametrize("rows", [3, 6, 9])
def test_another_table_s_rules_and_figures_say_nothing_of_rows_in_pieces(
    rows: int,
) -> None:
    sheet = drawn_by_cell((100, 120, 196, 221, 246))
    tops = [400 + 30 * n for n in range(rows + 1)]
    for y in tops:
        sheet.across(y, XS[0], XS[-1])
    for top, bottom in pairwise(tops):
        for x in XS:
            sheet.down(x, top, bottom)
        for x, text in zip(XS, ("Calls", "All of May", "1,530"), strict=False):
            sheet.text(x + 5, top + 4, text)
        sheet.text(345, top + 16, "1,253")

    pieced, ruled = find_tables(sheet.page())

    assert [cell.text for cell in pieced.cells if cell.col == 1] == ACTIONS
    assert ruled.rows == rows


def test_a_drawing_of_more_pieces_than_a_table_has_is_left_alone() -> None:
    sheet = Sheet()
    for n in range(MOST):
        x = 40 + n % 500
        sheet.down(x, 100, 110)
        sheet.down(x, 110, 120)
    content = sheet.page()

    assert with_seams(strokes(content), content).across == ()


def test_a_rule_down_that_pauses_beside_a_title_shows_its_row() -> None:
    sheet = Sheet()
    tops = (100, 140, 164, 204, 228, 268)
    for top, bottom in pairwise(tops):
        title = bottom - top == 24
        for x in (40, 540) if title else (40, 300, 540):
            sheet.down(x, top, bottom)
        sheet.text(45, top + 5, "Strand" if title else "Ask each caller", bold=title)
        sheet.text(305, top + 5, "" if title else "It is in hand.")

    drawn = with_seams(strokes(sheet.page()), sheet.page())

    assert [round(seam.at) for seam in drawn.across] == [140, 164, 204, 228]
