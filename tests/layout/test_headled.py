"""Rows at a page's top that keep to the columns of the page before."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from plan_ingest.layout.continuation import join_over_pages
from plan_ingest.layout.cutrows import column_edges
from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

XS = (45, 90, 300, 520)
HEAD = ["No", "Action", "Response"]
FIRST = ["1", "Ask each caller about children", "A card is on every desk"]
SECOND = ["2", "Review each plan by the week", "Sergeants do so since May"]


def joined(first: Sheet, second: Sheet) -> list[Table]:
    found = blocks(page_flows([first.page(), second.page()], find_tables))
    return [block for block in found if isinstance(block, Table)]


def said(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.parts]


def test_a_row_in_a_bare_frame_keeps_the_ruled_columns_of_the_page_before() -> None:
    first, second = Sheet(), Sheet(number=2)
    first.grid(XS, 100, [HEAD, FIRST], bold_head=True)
    second.grid((45, 520), 60, [[""]])
    for x, text in zip(XS, SECOND, strict=False):
        second.text(x + 4, 63, text)
    second.text(45, 110, "Background to the plan")

    before, after = joined(first, second)

    assert said(before) == [*HEAD, *FIRST]
    assert said(after) == SECOND


def test_a_head_printed_again_in_two_lines_shows_the_columns_itself() -> None:
    first, second = Sheet(), Sheet(number=2)
    for sheet in (first, second):
        for left, name in zip(XS, ("Ref", "Action", "Latest"), strict=False):
            sheet.text(left + 4, 60, name, bold=True)
        sheet.text(XS[2] + 4, 72, "update", bold=True)
    for sheet, rows in ((first, (FIRST, SECOND)), (second, (SECOND, FIRST))):
        for y, row in zip((92, 128), rows, strict=True):
            for left, text in zip(XS, row, strict=False):
                sheet.text(left + 4, y, text)

    _, after = joined(first, second)

    assert said(after) == ["Ref", "Action", "Latest update", *SECOND, *FIRST]


@pytest.mark.parametrize("columns", [2, 5])
def test_a_page_that_opens_with_the_rest_of_one_cell_opens_with_a_row(
    columns: int,
) -> None:
    sheet = Sheet(number=2)
    width = 475 / columns
    xs = [45 + round(n * width) for n in range(columns + 1)]
    sheet.grid(xs, 50, [["", "where it is safe."]])
    sheet.text(45, 120, "What comes after the table is told here in one line.")

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (1, columns)
    assert said(table) == ["where it is safe."]


def test_rows_without_an_answer_above_the_next_head_stay_in_their_table() -> None:
    sheet = Sheet()
    rows = ("Ask each caller about children.", "Review each plan by the week.")
    for top in (100, 300):
        sheet.text(45, top - 20, "Theme")
        sheet.shade(45, top, 280, top + 20)
        sheet.shade(280, top, 520, top + 20)
        sheet.text(54, top + 5, "Action")
        sheet.text(289, top + 5, "Response")
        sheet.text(289, top + 40, "A card is on every desk.")
        for n, row in enumerate(rows):
            sheet.text(54, top + 40 + 30 * n, row)

    for table in find_tables(sheet.page()):
        assert said(table)[-1] == rows[-1]
        assert table.rows == 3


@pytest.mark.parametrize(("left", "tables"), [(60, 3), (45, 2)])
def test_rows_in_the_first_column_alone_are_set_in_at_the_next_page_s_top(
    left: int, tables: int
) -> None:
    first, second = Sheet(), Sheet(number=2)
    for sheet, top in ((first, 60), (second, 200)):
        sheet.text(60, top, "Action", bold=True)
        sheet.text(300, top, "Response", bold=True)
        for y, row in zip((30, 60, 90), (FIRST, SECOND, FIRST), strict=True):
            sheet.text(60, top + y, row[1])
            sheet.text(300, top + y, row[2])
    second.text(left, 60, "Tell each victim what comes next.")
    second.text(45, 180, "Theme")

    assert len(joined(first, second)) == tables


def test_rows_that_long_rules_close_go_on_though_no_answer_stands_in_them() -> None:
    first, second = Sheet(), Sheet(number=2)
    for sheet, top in ((first, 100), (second, 220)):
        sheet.text(50, top, "Action", bold=True)
        sheet.text(300, top, "Response", bold=True)
        for y, row in zip((20, 40, 60), (FIRST, SECOND, FIRST), strict=True):
            sheet.across(top + y - 4, 45, 520)
            sheet.text(50, top + y, row[1])
            sheet.text(300, top + y, row[2])
        sheet.across(top + 76, 45, 520)
    # Longer than the answers' white was seen to leave.
    second.text(50, 60, "Tell each victim what comes next and why so.")
    second.text(50, 80, "Ask them.")
    for y in (56, 76, 96):
        second.across(y, 45, 520)
    second.text(50, 190, "Contact", bold=True)

    before, after, own = joined(first, second)

    assert (before.rows, after.rows, own.rows) == (4, 2, 4)
    assert {cell.col_end for cell in after.cells if cell.parts} == {0}


@pytest.mark.parametrize(("said", "tables"), [("Ask them.", 3), ("Our aims", 2)])
def test_a_bold_sentence_that_a_long_rule_closes_is_a_row_and_no_heading(
    said: str, tables: int
) -> None:
    first, second = Sheet(), Sheet(number=2)
    for sheet, top in ((first, 100), (second, 220)):
        sheet.text(50, top, "Action", bold=True)
        sheet.text(300, top, "Response", bold=True)
        for y, row in zip((20, 40, 60), (FIRST, SECOND, FIRST), strict=True):
            sheet.across(top + y - 4, 45, 520)
            sheet.text(50, top + y, row[1], bold=True)
            sheet.text(300, top + y, row[2])
        sheet.across(top + 76, 45, 520)
    second.text(50, 60, said, bold=True)
    second.across(76, 45, 520)
    second.text(50, 190, "Contact", bold=True)

    assert len(joined(first, second)) == tables


@pytest.mark.parametrize("head", [[], [50]], ids=["foot", "head and foot"])
@pytest.mark.parametrize(
    "lines",
    [
        ("Signed by the Chief Constable", "May 2025"),
        ("This plan is read each year.", "It is for all."),
        ("Our other duties", "Staff are trained.", "Victims are heard."),
    ],
)
def test_rules_at_the_head_and_foot_of_each_page_close_no_rows(
    lines: Sequence[str], head: list[float]
) -> None:
    first, second = Sheet(), Sheet(number=2)
    for y, row in zip((620, 640, 670), (HEAD, FIRST, SECOND), strict=True):
        in_columns(first, y, row)
        first.across(y + 16, 45, 520)
    for n, text in enumerate(lines):
        second.text(45, 60 + 24 * n, text)
    for sheet in (first, second):
        for at in (*head, 780):
            sheet.across(at, 45, 520)

    (table,) = joined(first, second)

    assert said(table) == [*HEAD, *FIRST, *SECOND]


@pytest.mark.parametrize(("left", "joins"), [(300, True), (45, False)])
def test_a_rule_below_all_a_page_says_closes_a_row_in_an_inner_column(
    left: int, joins: bool
) -> None:
    first, second = Sheet(), Sheet(number=2)
    for y, row in zip((620, 640, 670), (HEAD, FIRST, SECOND), strict=True):
        in_columns(first, y, row)
        first.across(y + 16, 45, 520)
    for n, text in enumerate(("Each card was read.", "Staff were trained.")):
        second.text(left, 60 + 24 * n, text)
    second.across(104, 45, 520)

    (table,) = join_over_pages(joined(first, second))

    assert isinstance(table, Table)
    rest = f"{SECOND[2]} Each card was read. Staff were trained."
    assert (said(table)[-1] == rest) == joins


def test_a_bold_title_left_of_the_cells_ends_the_rows_of_the_page_before() -> None:
    first, second = Sheet(), Sheet(number=2)
    for sheet, top in ((first, 100), (second, 220)):
        sheet.shade(45, top - 5, 520, top + 15)
        for left, name in zip(XS, HEAD, strict=False):
            sheet.text(left + 4, top, name)
        for y, row in zip((34, 68), (FIRST, SECOND), strict=True):
            for left, text in zip(XS, row, strict=False):
                sheet.text(left + 4, top + y, text)
    for y in (60, 94):
        for left, text in zip(XS, ("3", *FIRST[1:]), strict=False):
            second.text(left + 4, y, text)
    second.text(45, 180, "Learning", bold=True)

    tables = joined(first, second)

    assert not any("Learning" in text for table in tables for text in said(table))


def in_columns(sheet: Sheet, y: float, row: Sequence[str]) -> None:
    for x, text in zip((45, 90, 300), row, strict=True):
        sheet.text(x, y, text, bold=row is HEAD)


@pytest.mark.parametrize(("left", "tables"), [(90, 3), (45, 2)])
def test_rows_in_an_inner_column_alone_open_the_next_page(
    left: int, tables: int
) -> None:
    first, second = Sheet(), Sheet(number=2)
    for sheet, top in ((first, 60), (second, 200)):
        for y, row in zip((0, 30, 60), (HEAD, FIRST, SECOND), strict=True):
            in_columns(sheet, top + y, row)
    second.text(left, 60, "Tell each victim what")
    second.text(left, 72, "comes next in court.")
    second.text(left, 102, "Ask what victims want.")

    found = joined(first, second)

    assert len(found) == tables
    if tables == 3:
        rest = ["Tell each victim what comes next in court.", "Ask what victims want."]
        assert said(found[1]) == rest


AFTER = "It is for all who live here, and is read by all of us each year in May."


@pytest.mark.parametrize(
    ("left", "lines"),
    [
        (300, ("Office of the Commissioner", "Town Hall", "Market Street")),
        (90, ("We publish this plan", "each year in May.")),
    ],
    ids=["an address set right", "an indent"],
)
def test_text_at_an_inner_column_s_side_that_no_row_follows_is_no_row(
    left: int, lines: Sequence[str]
) -> None:
    first, second = Sheet(), Sheet(number=2)
    for y, row in zip((60, 90, 120), (HEAD, FIRST, SECOND), strict=True):
        in_columns(first, y, row)
    for n, text in enumerate(lines):
        second.text(left, 60 + 12 * n, text)
    second.text(45, 140, AFTER)

    (table,) = joined(first, second)

    assert said(table) == [*HEAD, *FIRST, *SECOND]


@pytest.mark.parametrize(
    ("last", "rest"),
    [
        ("A card is there and is read by the", ("Crime Commissioner,", "and by us.")),
        ("A card is there and is read by us.", ("and is read by", "the board.")),
    ],
)
def test_the_rest_of_a_sentence_at_an_inner_column_s_side_is_a_row(
    last: str, rest: Sequence[str]
) -> None:
    first, second = Sheet(), Sheet(number=2)
    in_columns(first, 60, HEAD)
    for n in range(4):
        answer = last if n == 3 else "A card is on every desk."
        in_columns(first, 90 + 30 * n, (str(n + 1), "Ask each caller.", answer))
    for n, text in enumerate(rest):
        second.text(300, 60 + 12 * n, text)
    second.text(45, 140, AFTER)

    tables = joined(first, second)

    assert said(tables[-1]) == [" ".join(rest)]


def test_a_letter_in_the_margin_beside_an_inner_column_is_in_no_column() -> None:
    first, second = Sheet(), Sheet(number=2)
    for y, row in zip((60, 90, 120), (HEAD, FIRST, SECOND), strict=True):
        in_columns(first, y, row)
    second.text(90, 60, "Tell each victim what")
    second.text(90, 72, "comes next in court.")
    second.text(588, 90, "B")

    (table,) = joined(first, second)

    assert said(table) == [*HEAD, *FIRST, *SECOND]


def test_a_border_in_white_stays_where_the_page_before_had_it() -> None:
    first, second, third = Sheet(), Sheet(number=2), Sheet(number=3)
    for y, row in zip((60, 90, 120), (HEAD, FIRST, SECOND), strict=True):
        in_columns(first, y, row)
    in_columns(second, 60, ("3", "Ask all.", "Cards are out"))
    in_columns(second, 90, ("4", "Tell all.", "Sergeants do so"))
    in_columns(third, 60, ("5", "Review each", "Sergeants"))
    third.text(90, 72, "of all plans by the week of May.")
    third.text(90, 102, "Tell them what comes next in court.")

    found = blocks(
        page_flows([sheet.page() for sheet in (first, second, third)], find_tables)
    )
    last = [block for block in found if isinstance(block, Table)][-1]

    assert said(last)[:3] == [
        "5",
        "Review each of all plans by the week of May.",
        "Sergeants",
    ]


def test_a_shaded_head_printed_again_is_no_row_of_the_page_before() -> None:
    sheet = Sheet(number=2)
    for left, right in pairwise(XS):
        sheet.shade(left, 56, right, 78)
    sheet.across(78, XS[0], XS[-1])
    in_columns(sheet, 62, HEAD)
    sheet.text(XS[2] + 4, 80, "to all of them.")
    in_columns(sheet, 116, SECOND)

    (table,) = find_tables(replace(sheet.page(), columns=XS))

    assert said(table) == [*HEAD, "to all of them.", *SECOND]


WIDE = (45, 260, 360, 520)


def striped(sheet: Sheet, y: float, rows: Sequence[Sequence[str]], dark: int) -> None:
    """Rows of some lines, every second one on a shade as wide as the table."""
    for number, row in enumerate(rows):
        high = 18 + 12 * max(cell.count("|") for cell in row)
        if number % 2 == dark:
            sheet.shade(WIDE[0], y, WIDE[-1], y + high)
        for left, cell in zip(WIDE, row, strict=False):
            for n, part in enumerate(cell.split("|")):
                sheet.text(left + 4, y + 4 + 12 * n, part, bold=left == WIDE[0])
        y += high


def test_a_row_whose_first_cell_alone_goes_on_is_whole_above_a_stripe() -> None:
    first, second = Sheet(), Sheet(number=2)
    first.shade(WIDE[0], 82, WIDE[-1], 100)
    for left, name in zip(WIDE, ("Aim", "Theme", "Done"), strict=False):
        first.text(left + 4, 86, name, bold=True)
    rows = [
        ("1 Ask each caller about children|at home.", "Calls", "A card is out."),
        ("2 Review each plan by the week.", "Care", "Sergeants do so."),
    ]
    striped(first, 100, rows * 2, dark=1)
    striped(
        second,
        60,
        [
            ("", "", "They told us so."),
            ("3 Ask all those who call|whether they are safe|now.", "Care", "Done."),
            ("4 Read the files.", "Files", "Each week."),
        ],
        dark=0,
    )

    _, after = joined(first, second)

    assert said(after)[1:] == [
        "3 Ask all those who call whether they are safe now.",
        "Care",
        "Done.",
        "4 Read the files.",
        "Files",
        "Each week.",
    ]


BESIDE = (45, 75, 230, 350, 420)
SHADED = ("No", "Action", "Progress", "Lead")
CELLS = [
    ("1", "Ask all of those who call us|about children.", "A card is out.", "Supt Ash"),
    ("2", "Read each of the safety plans|by the week.", "Sergeants do so.", "Insp B"),
    ("3", "Visit all who ask", "It began in the summer.", "DCI C"),
    ("4", "Tell each school|before the bell.", "Half of them are told.", "DCI D"),
    ("5", "Keep a file of all|that was said.", "", "Supt E"),
]


def shaded(sheet: Sheet, y: float, rows: Sequence[Sequence[str]], dark: int) -> None:
    """Rows of two lines, the cells of every second one each on a shade of its own."""
    for number, row in enumerate(rows):
        high = 8 + 12 * max(cell.count("|") + 1 for cell in row)
        for (left, right), cell in zip(pairwise(BESIDE), row, strict=True):
            if number % 2 == dark:
                sheet.shade(left, y, right, y + high)
            for n, part in enumerate(cell.split("|")):
                sheet.text(left + 5, y + 4 + 12 * n, part)
        y += high


def headed_sheet() -> Sheet:
    sheet = Sheet()
    for left, name in zip(BESIDE, SHADED, strict=False):
        sheet.text(left + 5, 80, name, bold=True)
    return sheet


def test_a_row_without_a_shade_follows_the_last_shaded_one_on_the_next_page() -> None:
    first, second = headed_sheet(), Sheet(number=2)
    shaded(first, 96, [*CELLS[3:], *CELLS[:3]], dark=1)
    shaded(second, 60, [("", "and all children.", "", ""), *CELLS[1:3], *CELLS], dark=0)

    _, after = joined(first, second)

    assert after.rows == 8
    assert said(after)[-3:] == ["5", "Keep a file of all that was said.", "Supt E"]


def test_shades_that_words_are_set_in_from_are_rows_of_the_table_before() -> None:
    first, second = headed_sheet(), Sheet(number=2)
    row = ("1", "Ask all of those who call us in|by night.", CELLS[2][2], "Supt Oakley")
    shaded(first, 96, [row], dark=1)
    rest = ("", "and all children who live|there.", "It is read out.", "")
    shaded(second, 60, [rest, *CELLS], dark=1)

    before, after = joined(first, second)

    assert (before.rows, after.rows) == (2, 6)


def test_borders_of_columns_that_are_blank_stay_where_they_were() -> None:
    first, second = headed_sheet(), Sheet(number=2)
    shaded(first, 96, CELLS[:3], dark=3)
    shaded(second, 60, [("", "and all children|who live there.", "", "")], dark=1)
    second.text(45, 200, "What comes after the table is told here in one line.")

    before, after = joined(first, second)

    assert column_edges(after)[2:] == column_edges(before)[2:]


def test_a_badge_inside_a_cell_ends_no_table() -> None:
    sheet = Sheet()
    names = ("Action", "Owner", "Status")
    xs = (45, 300, 420)
    for left, right, name in zip(xs, (*xs[1:], 540), names, strict=True):
        sheet.shade(left, 96, right, 114)
        sheet.text(left + 4, 100, name, bold=True)
    rows = [(FIRST[1], "DCI Brown", "Done"), (SECOND[1], "DI Green", "Late")]
    for y, row in zip((126, 156), rows, strict=True):
        for left, text in zip(xs, row, strict=True):
            sheet.text(left + 8, y, text)
    sheet.shade(426, 152, 460, 170, color=0x66CC66)

    (table,) = find_tables(sheet.page())

    assert said(table) == [*names, *rows[0], *rows[1]]
