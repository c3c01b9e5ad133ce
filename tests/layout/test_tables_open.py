"""Tables that a frame, a shaded head or white alone holds together."""

from dataclasses import replace

from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

HEAD = (("No", 50), ("Action", 90), ("Response", 300))
FIRST = ("1", "Ask each caller about children", "A card is on every desk")
SECOND = ("2", "Review each plan by the week", "Sergeants do so since May")


def set_row(sheet: Sheet, y: float, *texts: str, bold: bool = False) -> None:
    for (_, x), text in zip(HEAD, texts, strict=True):
        sheet.text(x, y, text, bold=bold)


def headed(sheet: Sheet, y: float) -> None:
    """The names of the columns, each on a shade of its own."""
    for left, right in ((45, 85), (85, 295), (295, 520)):
        sheet.shade(left, y - 4, right, y + 14)
    set_row(sheet, y, *(name for name, _ in HEAD), bold=True)


def texts(table: Table) -> dict[tuple[int, int], str]:
    return {(c.row, c.col): c.text for c in table.cells if c.parts}


def test_a_title_over_all_columns_leaves_the_rows_of_a_frame_whole() -> None:
    sheet = Sheet()
    headed(sheet, 104)
    sheet.down(45, 100, 260)
    sheet.down(520, 100, 260)
    sheet.text(50, 140, "Leadership and governance", bold=True)
    set_row(sheet, 170, *FIRST)
    set_row(sheet, 206, *SECOND)

    (table,) = find_tables(sheet.page())

    assert texts(table)[1, 0] == "Leadership and governance"
    assert [texts(table)[row, 1] for row in (2, 3)] == [FIRST[1], SECOND[1]]


def test_rows_far_apart_below_a_shaded_head_are_one_table() -> None:
    sheet = Sheet()
    headed(sheet, 104)
    set_row(sheet, 150, *FIRST)
    set_row(sheet, 206, *SECOND)

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (3, 3)


def test_rows_in_the_same_columns_are_one_table_though_far_apart() -> None:
    sheet = Sheet()
    set_row(sheet, 100, *FIRST)
    sheet.text(300, 112, "and in every car")
    set_row(sheet, 146, *SECOND)
    sheet.text(90, 158, "with the family")
    sheet.text(50, 192, "Safety")
    set_row(sheet, 226, "1", "Write to all schools", "Two have written back")
    sheet.text(300, 256, "and one has called")

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (4, 3)
    assert texts(table)[2, 0] == "Safety"
    assert texts(table)[3, 2].endswith("has called")


def test_a_bold_head_begins_a_table_of_its_own_in_the_same_columns() -> None:
    sheet = Sheet()
    for y in (100, 220):
        set_row(sheet, y, *(name for name, _ in HEAD), bold=True)
        set_row(sheet, y + 30, *FIRST)
        set_row(sheet, y + 60, *SECOND)
    sheet.text(50, 196, "Safety", bold=True)

    found = find_tables(sheet.page())

    assert [texts(table)[0, 1] for table in found] == ["Action", "Action"]


def test_names_below_a_shaded_title_are_a_head() -> None:
    sheet = Sheet()
    for left, right in ((45, 85), (85, 295), (295, 520)):
        sheet.shade(left, 96, right, 122)
    sheet.text(50, 104, "Safety")
    set_row(sheet, 140, *(name for name, _ in HEAD))

    (table,) = find_tables(sheet.page())

    assert (table.rows, texts(table)[0, 0], texts(table)[1, 2]) == (
        2,
        "Safety",
        "Response",
    )


def test_two_shaded_heads_in_other_columns_are_no_bands() -> None:
    sheet = Sheet()
    for left, right in ((45, 120), (120, 310), (310, 520)):
        sheet.shade(left, 60, right, 80)
    sheet.text(50, 64, "Safety")
    sheet.text(45, 90, "What we will do for each family in the county this year")
    headed(sheet, 110)
    set_row(sheet, 140, *FIRST)
    set_row(sheet, 160, *SECOND)

    found = find_tables(sheet.page())

    assert texts(found[-1])[0, 1] == "Action"
    assert texts(found[-1])[1, 1].startswith(FIRST[1])


def test_rows_without_a_head_keep_the_columns_of_the_page_before() -> None:
    first, second = Sheet(), Sheet(number=2)
    headed(first, 104)
    set_row(first, 150, *FIRST)
    set_row(second, 200, *SECOND)
    set_row(second, 236, "3", "Write to all schools", "Two have written back")

    pages = [first.page(), second.page()]
    found = blocks(page_flows(pages, find_tables))

    assert [texts(b)[0, 1] for b in found if isinstance(b, Table)] == [
        "Action",
        SECOND[1],
    ]


def test_shaded_rows_below_the_rest_of_a_cell_are_the_same_table() -> None:
    first, second = Sheet(), Sheet(number=2)
    headed(first, 104)
    set_row(first, 150, *FIRST)
    for y in (60, 72, 84):
        second.text(300, y, "and in every car and room")
    for left, right in ((45, 85), (85, 295), (295, 520)):
        second.shade(left, 102, right, 122)
    set_row(second, 106, "2", "Ask all of us to do it by May", SECOND[2])
    set_row(second, 130, "3", "Write to all schools", "Two have written back")

    found = blocks(page_flows([first.page(), second.page()], find_tables))
    rest = [b for b in found if isinstance(b, Table)][-1]

    assert (len(found), rest.cols, rest.rows) == (2, 3, 3)
    assert texts(rest)[0, 2].endswith("car and room")


def test_a_card_is_one_form_though_a_label_has_no_value_yet() -> None:
    sheet = Sheet()
    sheet.down(40, 95, 150)
    sheet.down(520, 95, 150)
    sheet.text(50, 104, "Action", bold=True)
    sheet.text(150, 104, "Ask each caller about children at home")
    sheet.text(50, 122, "Response", bold=True)

    (table,) = find_tables(sheet.page())

    assert [texts(table)[row, 0] for row in (0, 1)] == ["Action", "Response"]


def test_words_spread_to_fill_a_line_make_no_columns() -> None:
    sheet = Sheet()
    headed(sheet, 104)
    set_row(sheet, 150, *FIRST)
    for x, word in ((300, "and"), (350, "asked"), (410, "about"), (470, "each")):
        sheet.text(x, 162, word)
    sheet.text(300, 174, "month.")

    (table,) = find_tables(sheet.page())

    assert table.cols == 3


OBJECTIVE = (
    "We will listen to everyone who reports abuse to us, and to their children.",
    "Officers will write down what children say and tell them what is done with it.",
    "(Listening to families)",
)
ANSWER = (
    "Each call handler was trained in the spring of this year.",
    "A card beside the telephone lists five questions about children, pets and money.",
    "Supervisors hear ten calls a month and tell the handlers what they heard in them.",
    "The board reads the figures.",
)


def comments(sheet: Sheet, y: float, number: int) -> float:
    """A row of paragraphs without blanks between; the height below it."""
    left = sheet.prose(50, sheet.prose(50, y, 8, str(number)), 170, OBJECTIVE[0])
    for words in OBJECTIVE[1:]:
        left = sheet.prose(50, left, 170, words)
    right = y
    for words in ANSWER:
        right = sheet.prose(230, right, 240, words)
    return max(left, right)


def test_paragraphs_of_cells_side_by_side_are_no_rows() -> None:
    sheet = Sheet()
    sheet.text(50, 100, "Comment", bold=True)
    sheet.text(230, 100, "Response", bold=True)
    below = 116.0
    for number in (1, 2):
        sheet.across(below, 45, 490)
        below = comments(sheet, below + 4, number) + 4
    sheet.across(below, 45, 490)

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (3, 2)
    assert texts(table)[1, 0].endswith(OBJECTIVE[2])
    assert texts(table)[2, 1].endswith(ANSWER[3])


def test_a_number_set_at_half_height_opens_its_row_at_the_white_above() -> None:
    sheet = Sheet()
    sheet.text(50, 100, "Comment", bold=True)
    sheet.text(230, 100, "Response", bold=True)
    y = 130.0
    for number in (1, 2):
        sheet.text(50, y + 18, str(number))
        sheet.prose(50, y + 30, 170, OBJECTIVE[0])
        for words in ANSWER:
            y = sheet.prose(230, y, 240, words)
        y += 16

    (table,) = find_tables(sheet.page())

    assert table.rows == 3
    for row in (1, 2):
        assert texts(table)[row, 0] == f"{row} {OBJECTIVE[0]}"
        assert texts(table)[row, 1].startswith(ANSWER[0])


def test_words_that_begin_where_a_column_does_stand_in_it() -> None:
    sheet = Sheet()
    sheet.shade(45, 96, 228, 116)
    sheet.shade(228, 96, 490, 116)
    sheet.text(50, 100, "Comment", bold=True)
    sheet.text(230, 100, "Response", bold=True)
    comments(sheet, 130, 1)
    sheet.text(50, 230, "Our aim is one we keep in full each year")
    sheet.text(230, 230, "We count it each month")
    comments(sheet, 270, 2)

    (table,) = find_tables(sheet.page())

    assert all(cell.col == cell.col_end for cell in table.cells)


def test_text_below_a_table_begins_left_of_its_cells() -> None:
    sheet = Sheet()
    set_row(sheet, 100, *(name for name, _ in HEAD), bold=True)
    for y in (116, 136, 156):
        sheet.across(y, 45, 520)
    set_row(sheet, 120, *FIRST)
    set_row(sheet, 140, *SECOND)
    sheet.text(45, 164, "3")

    (table,) = find_tables(sheet.page())

    assert table.rows == 3


def test_a_title_across_a_head_without_rules_stands_above_the_table() -> None:
    sheet = Sheet()
    sheet.text(50, 76, "Our plan")
    sheet.text(50, 88, "What we said that we would do and what we have done")
    sheet.text(50, 104, "Comment", bold=True)
    sheet.text(230, 104, "Response", bold=True)
    comments(sheet, 128, 1)

    (table,) = find_tables(sheet.page())

    assert (table.rows, texts(table)[0, 0]) == (2, "Comment")


def test_a_grid_with_a_scale_beside_it_is_a_chart() -> None:
    sheet = Sheet()
    set_row(sheet, 150, *FIRST)
    set_row(sheet, 170, *SECOND)
    set_row(sheet, 190, *SECOND)
    page = sheet.page()

    assert len(find_tables(page)) == 1
    assert find_tables(replace(page, charts=((40.0, 140.0, 530.0, 210.0),))) == ()


def test_a_rule_below_a_head_shares_the_white_between_it_and_the_rows() -> None:
    sheet = Sheet()
    sheet.text(50, 100, "Comment", bold=True)
    sheet.text(230, 100, "Response", bold=True)
    sheet.across(124, 45, 490)
    y = 138.0
    for said in OBJECTIVE[:2]:
        sheet.prose(50, y, 150, said)
        y = sheet.prose(240, y, 240, ANSWER[1]) + 30

    (table,) = find_tables(sheet.page())

    assert (table.rows, texts(table)[0, 1]) == (3, "Response")


def test_a_last_row_without_an_answer_stands_as_far_off_as_other_rows() -> None:
    sheet = Sheet()
    sheet.text(50, 100, "Comment", bold=True)
    sheet.text(230, 100, "Response", bold=True)
    y = 132.0
    for said in OBJECTIVE[:2]:
        sheet.prose(50, y, 150, said)
        y = sheet.prose(240, y, 240, ANSWER[1]) + 20
    sheet.text(50, y, "We will listen.")

    (table,) = find_tables(sheet.page())

    assert texts(table)[3, 0] == "We will listen."


def test_a_title_between_two_frames_is_in_neither_table() -> None:
    sheet = Sheet()
    for top in (100, 170):
        for y, label in ((6, "Action"), (22, "Lead")):
            sheet.text(50, top + y, label, bold=True)
            sheet.text(130, top + y, FIRST[1])
        for y in (top, top + 40):
            sheet.across(y, 45, 490)
        for x in (45, 490):
            sheet.down(x, top, top + 40)
    sheet.text(50, 148, "Initial contact")

    found = find_tables(sheet.page())

    assert len(found) == 2
    assert not any("Initial" in cell.text for one in found for cell in one.cells)


def test_the_last_line_of_a_row_above_the_last_rule_is_the_row_s() -> None:
    for short in (0, 1):
        sheet = Sheet()
        sheet.text(50, 100, "Comment", bold=True)
        sheet.text(230, 100, "Response", bold=True)
        for y in (114, 152):
            sheet.across(y, 45, 490)
        said = ("We will listen to everyone who asks.", "Cards are on desks.")
        sheet.prose(50, 118, 150, said[short])
        sheet.prose(240, 118, 120, said[1 - short])

        (table,) = find_tables(sheet.page())

        assert texts(table)[1, 0] == said[short]
        assert texts(table)[1, 1] == said[1 - short]


def test_a_last_bold_sentence_below_bold_labels_is_a_row() -> None:
    for bold, rows in ((True, 4), (False, 3)):
        sheet = Sheet()
        sheet.text(50, 100, "Comment", bold=True)
        sheet.text(230, 100, "Response", bold=True)
        y = 132.0
        for said in OBJECTIVE[:2]:
            sheet.text(50, y, said[:20], bold=bold)
            y = sheet.prose(240, y, 240, ANSWER[1]) + 20
        sheet.text(50, y, "We will listen.", bold=True)

        (table,) = find_tables(sheet.page())

        assert table.rows == rows


def test_a_larger_line_between_shaded_tables_is_no_row_of_one() -> None:
    sheet = Sheet()
    for top in (100, 180):
        for number in (0, 1):
            y = top + 20 * number
            sheet.shade(45, y, 228, y + 19)
            sheet.shade(230, y, 490, y + 19)
            sheet.text(50, y + 4, f"{number + 1} We will listen to you.")
        sheet.text(235, top + 4, "Cards are on desks.")
    sheet.text(50, 152, "Initial contact", size=13)

    assert [table.rows for table in find_tables(sheet.page())] == [2, 2]


def test_two_rows_that_long_rules_close_are_a_form() -> None:
    for last, tables in ((170.0, 1), (400.0, 0)):
        sheet = Sheet()
        sheet.text(50, 110, "Action")
        y = sheet.prose(150, 110, 300, ANSWER[1])
        sheet.text(50, y + 8, "Update")
        sheet.prose(150, y + 8, 300, ANSWER[2])
        for at in (104, y + 3, last):
            sheet.across(at, 45, 490)

        found = find_tables(sheet.page())

        assert [table.rows for table in found] == [2] * tables


def test_a_title_on_a_shade_below_the_rows_is_the_next_table_s() -> None:
    sheet = Sheet()
    for top, name in ((100, "Leadership"), (300, "Learning")):
        sheet.text(50, top, name, bold=True)
        sheet.text(50, top + 24, "Comment", bold=True)
        sheet.text(230, top + 24, "Response", bold=True)
        sheet.shade(45, top - 6, 490, top + 16)
        sheet.shade(45, top + 18, 490, top + 40)
        for at in (top - 6, top + 17, top + 40):
            sheet.across(at, 45, 490)
        y = sheet.prose(230, top + 50, 240, ANSWER[1])
        sheet.prose(50, top + 50, 150, OBJECTIVE[0])
        sheet.prose(50, y + 34, 150, OBJECTIVE[1])

    table, _ = find_tables(sheet.page())

    said = texts(table)
    assert (said[1, 0], said[2, 0]) == OBJECTIVE[:2]
    assert table.rows == 3


def test_a_column_that_is_blank_on_the_next_page_is_still_one() -> None:
    first, second = Sheet(), Sheet(number=2)
    names = [name for name, _ in HEAD]
    for n, row in enumerate((names, FIRST, SECOND, FIRST)):
        for left, text in zip((45, 90, 300), row, strict=False):
            first.text(left + 4, 100 + 34 * n, text, bold=not n)
        first.text(480, 100 + 34 * n, "Crime", bold=not n)
    for n in (0, 1):
        second.text(49, 60 + 34 * n, str(n + 3))
        second.text(94, 60 + 34 * n, "Tell each victim what is next")
        second.text(480, 60 + 34 * n, "Crime")

    found = blocks(page_flows([first.page(), second.page()], find_tables))
    before, after = (block for block in found if isinstance(block, Table))

    assert (before.cols, after.cols) == (4, 4)
    assert [cell.col for cell in after.cells if cell.parts] == [0, 1, 3] * 2


def test_a_long_row_in_white_between_two_shaded_ones_is_their_table_s() -> None:
    sheet = Sheet()
    headed(sheet, 104)
    for line in range(16):
        sheet.text(320, 130 + 12 * line, "and so it was done once more")
    sheet.text(90, 226, FIRST[1])
    for left, right in ((45, 85), (85, 295), (295, 520)):
        sheet.shade(left, 330, right, 350)
    set_row(sheet, 335, *SECOND)

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (3, 3)
    assert texts(table)[2, 1] == SECOND[1]


def test_the_longest_line_of_a_cell_may_end_in_a_thin_gutter() -> None:
    sheet = Sheet()
    sheet.text(50, 90, "Comment", bold=True)
    sheet.text(258, 90, "Response", bold=True)
    for line in range(6):
        sheet.text(50, 110 + 12 * line, "Callers who come again are asked about it by")
        sheet.text(258, 110 + 12 * line, "A card is on every desk and it is read")
    end = sheet.text(50, 182, "Callers who come again are asked about him by")

    (table,) = find_tables(sheet.page())

    assert end == 255 + 2.5  # a space behind the last word
    assert texts(table)[1, 0].endswith("about him by")


def test_a_label_beside_an_entry_of_a_list_opens_a_row() -> None:
    sheet = Sheet()
    headed(sheet, 104)
    for n, label in enumerate(("Care", "", "", "Courts", "")):
        y = 130 + 50 * n
        sheet.text(90, y, f"{'•' if label else 'Now'} The desk asks each caller")
        sheet.text(98, y + 12, "and writes down what is said")
        if label:
            sheet.text(50, y + 12, label)
        sheet.text(300, y + 12, "A card is on every desk")

    (table,) = find_tables(sheet.page())

    assert table.rows == 6
    assert (texts(table)[1, 0], texts(table)[4, 0]) == ("Care", "Courts")


def test_a_row_in_white_below_the_only_shade_fills_every_column() -> None:
    sheet = Sheet()
    xs = (45, 90, 320, 480)
    rows = (
        ("4.1", "Review each plan by the week", "Ten are done", "May 2019"),
        ("4.2", "Ask every caller about home", "Cards are out", "June 2019"),
        ("4.3", "Print each letter anew", "Six were sent", "2021"),
    )
    sheet.shade(40, 96, 560, 124)
    for y, row in zip((76, 100, 128), rows, strict=True):
        for x, said in zip(xs, row, strict=True):
            sheet.text(x, y, said)

    (table,) = find_tables(sheet.page())

    assert [tuple(c.text for c in table.cells if c.row == n) for n in range(3)] == [
        *rows
    ]


def test_a_title_left_of_cells_that_are_set_in_parts_two_tables() -> None:
    sheet = Sheet()
    y = 100.0
    for title in ("Leading the work of the force", "Standing by those who are harmed"):
        sheet.text(40, y, title)
        for n, said in enumerate(("Ask each caller.", "Head of Contact", "May 2021")):
            sheet.text(46, y + 18 + 12 * n, ("Promise", "Owner", "When")[n])
            sheet.text(130, y + 18 + 12 * n, said)
        y += 72

    first, second = find_tables(sheet.page())

    assert (first.rows, second.rows) == (3, 3)
    assert first.cells[0].text == second.cells[0].text == "Promise"
