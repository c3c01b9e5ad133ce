"""Tables drawn as values, one oddity each."""

from dataclasses import replace
from itertools import pairwise

from plan_ingest.layout.page import Word
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

XS = (50.0, 90.0, 300.0, 540.0)
ROWS = (
    ("Ref", "Action", "Response"),
    (
        "1",
        "Call takers are trained to hear the signs of control and to grade the call",
        "All teams have had the course and a refresher follows every autumn from now",
    ),
    (
        "2",
        "Officers take photographs of injuries and of damage at the first visit",
        "Cameras are worn on every shift and the footage is kept with the crime file",
    ),
)


def texts(table: Table) -> list[list[str]]:
    """The table's texts as a grid; a merged cell stands where it begins."""
    out = [["" for _ in range(table.cols)] for _ in range(table.rows)]
    for cell in table.cells:
        out[cell.row][cell.col] = " ".join(part.text for part in cell.parts)
    return out


def only(sheet: Sheet) -> Table:
    """The one table of the page."""
    found = find_tables(sheet.page())
    assert len(found) == 1, [texts(table) for table in found]
    return found[0]


def expected(rows: tuple[tuple[str, ...], ...] = ROWS) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def test_a_ruled_table_keeps_its_rows_and_wrapped_cells() -> None:
    sheet = Sheet()
    sheet.grid(XS, 100, ROWS)
    table = only(sheet)
    assert texts(table) == expected()
    assert table.pages == (1,)
    assert all(cell.bbox and cell.page == 1 for cell in table.cells)


def test_the_strategy_leaves_tables_of_the_other_kind_alone() -> None:
    sheet = Sheet()
    sheet.grid(XS, 100, ROWS)
    page = sheet.page()
    bare = replace(page, rules=(), fills=())

    assert find_tables(page, "ruled") == find_tables(page)
    assert find_tables(bare, "open") == find_tables(bare)
    assert find_tables(bare)
    assert find_tables(bare, "ruled") == ()


def test_rules_between_columns_and_rows_but_none_around() -> None:
    sheet = Sheet()
    ys = sheet.grid(XS, 100, ROWS, ruled=False)
    for y in ys[1:-1]:
        sheet.across(y, XS[0], XS[-1])
    for x in XS[1:-1]:
        sheet.down(x, ys[0], ys[-1])
    assert texts(only(sheet)) == expected()


def test_rules_below_rows_only() -> None:
    sheet = Sheet()
    for y in sheet.grid(XS, 100, ROWS, ruled=False):
        sheet.across(y, XS[0], XS[-1])
    assert texts(only(sheet)) == expected()


def test_a_rule_below_the_head_only() -> None:
    sheet = Sheet()
    ys = sheet.grid(XS, 100, ROWS, ruled=False, bold_head=True)
    sheet.across(ys[1], XS[0], XS[-1])
    assert texts(only(sheet)) == expected()


def test_every_second_row_shaded_and_no_rules() -> None:
    sheet = Sheet()
    rows = (*ROWS, ("3", "Plan safety with the victim", "Done at every visit"))
    ys = sheet.grid(XS, 100, rows, ruled=False, bold_head=True)
    for top, bottom in ((ys[0], ys[1]), (ys[2], ys[3])):
        for x0, x1 in pairwise(XS):
            sheet.shade(x0, top, x1, bottom)
    assert texts(only(sheet)) == expected(rows)


def test_figures_without_any_rule() -> None:
    sheet = Sheet()
    for n, row in enumerate(
        ("Force 2019 2020", "Northby 1,204 1,377", "Westmarch 88 91", "Fenlow 540 602")
    ):
        for x, said in zip((60, 220, 320), row.split(), strict=True):
            sheet.text(x, 100 + 14 * n, said)
    assert texts(only(sheet))[1:] == [
        ["Northby", "1,204", "1,377"],
        ["Westmarch", "88", "91"],
        ["Fenlow", "540", "602"],
    ]


def test_a_head_over_two_columns_spans_them() -> None:
    sheet = Sheet()
    sheet.across(96, 60, 400)
    sheet.text(245, 100, "Offences recorded")
    sheet.across(112, 200, 400)
    for x, said in zip((60, 220, 340), ("Force", "2019", "2020"), strict=True):
        sheet.text(x, 116, said)
    sheet.across(130, 60, 400)
    for n, row in enumerate(("Northby 12 17", "Westmarch 88 91", "Fenlow 54 62")):
        for x, said in zip((60, 220, 340), row.split(), strict=True):
            sheet.text(x, 134 + 14 * n, said)
    sheet.across(178, 60, 400)
    table = only(sheet)
    span = next(cell for cell in table.cells if cell.text == "Offences recorded")
    assert (span.row, span.col, span.col_end) == (0, 1, 2)
    force = next(cell for cell in table.cells if cell.text == "Force")
    assert (force.row, force.row_end) == (0, 1)


def test_a_strand_merged_over_rows_is_one_cell() -> None:
    sheet = Sheet()
    rows = (
        ("Strand", "Action", "Evidence"),
        ("Lead", "A chief officer leads", "Named"),
        ("", "The board meets", "Minutes"),
    )
    xs = (50.0, 150.0, 300.0, 450.0)
    ys = sheet.grid(xs, 100, rows, ruled=False)
    for y in (ys[0], ys[1], ys[3]):
        sheet.across(y, 50, 450)
    sheet.across(ys[2], 150, 450)
    for x in xs:
        sheet.down(x, ys[0], ys[-1])
    strand = next(cell for cell in only(sheet).cells if cell.text == "Lead")
    assert (strand.row, strand.row_end) == (1, 2)


def test_row_rules_that_skip_the_first_column_merge_it() -> None:
    sheet = Sheet()
    rows = (
        ("Strand", "Action to take", "Evidence of it"),
        ("Leadership", "A chief officer leads the work", "Named in the plan"),
        ("", "The board meets every month", "Minutes are kept"),
        ("Training", "Every recruit is trained", "Course records"),
    )
    xs = (50.0, 150.0, 330.0, 500.0)
    ys = sheet.grid(xs, 100, rows, ruled=False, bold_head=True)
    for y in (ys[0], ys[1], ys[3], ys[4]):
        sheet.across(y, 50, 500)
    sheet.across(ys[2], 150, 500)
    strand = next(cell for cell in only(sheet).cells if cell.text == "Leadership")
    assert (strand.row, strand.row_end) == (1, 2)


def test_a_section_title_spans_the_table_above_its_head() -> None:
    sheet = Sheet()
    sheet.text(200, 90, "First response", bold=True)
    sheet.across(86, XS[0], XS[-1])
    ys = sheet.grid(XS, 102, ROWS)
    for x in (XS[0], XS[-1]):
        sheet.down(x, 86, ys[0])
    table = only(sheet)
    title = table.cells[0]
    assert title.text == "First response"
    assert (title.col, title.col_end) == (0, 2)
    assert texts(table)[1] == ["Ref", "Action", "Response"]


def test_a_double_rule_is_one_border() -> None:
    sheet = Sheet()
    ys = sheet.grid(XS, 100, ROWS)
    sheet.across(ys[1] + 2, XS[0], XS[-1])
    assert texts(only(sheet)) == expected()


def test_a_white_rule_on_paper_parts_nothing() -> None:
    sheet = Sheet()
    ys = sheet.grid(XS, 100, ROWS)
    sheet.across((ys[1] + ys[2]) / 2, XS[0], XS[-1], color=0xFFFFFF)
    assert texts(only(sheet)) == expected()


def test_two_tables_above_each_other_stay_two() -> None:
    sheet = Sheet()
    ys = sheet.grid(XS, 100, ROWS)
    sheet.text(50, ys[-1] + 12, "What comes next", bold=True)
    sheet.grid(XS, ys[-1] + 40, ROWS)
    assert [texts(table) for table in find_tables(sheet.page())] == [expected()] * 2


def test_two_tables_that_touch_are_parted_where_the_head_is_printed_again() -> None:
    sheet = Sheet()
    ys = sheet.grid(XS, 100, ROWS)
    other = (XS[0], XS[1] + 12, XS[2] + 25, XS[3])
    sheet.grid(other, ys[-1], ROWS)
    assert [texts(table) for table in find_tables(sheet.page())] == [expected()] * 2


def test_two_tables_side_by_side_stay_two() -> None:
    sheet = Sheet()
    left = (("A", "B"), ("one", "two"), ("three", "four"))
    sheet.grid((50, 120, 200), 100, left)
    sheet.grid((300, 370, 450), 104, left)
    found = find_tables(sheet.page())
    assert [texts(table) for table in found] == [expected(left)] * 2


def test_bullets_and_paragraphs_of_a_cell_are_parts() -> None:
    sheet = Sheet()
    sheet.grid((50.0, 250.0, 540.0), 100, (("Action", "Response"), ("Train", "x")))
    sheet.words = [word for word in sheet.words if word.text != "x"]
    for n, said in enumerate(("Two things:", "• a course", "• a test", "")):
        sheet.text(254, 117 + 12 * n, said)
    sheet.rules = []
    for y in (100, 114, 160):
        sheet.across(y, 50, 540)
    for x in (50, 250, 540):
        sheet.down(x, 100, 160)
    cell = next(c for c in only(sheet).cells if (c.row, c.col) == (1, 1))
    assert [(part.text, part.bullet) for part in cell.parts] == [
        ("Two things:", None),
        ("a course", "•"),
        ("a test", "•"),
    ]


def test_a_word_set_over_a_border_is_cut_there() -> None:
    sheet = Sheet()
    sheet.grid((50.0, 100.0, 200.0), 100, (("Ref", "Lead"), ("1", "Chief")))
    sheet.text(80, 117, "12345678")
    row = texts(only(sheet))[1]
    assert row[0].endswith("1234")
    assert "5678" in row[1]


def test_text_that_runs_up_the_page_is_read_in_its_cell() -> None:
    sheet = Sheet()
    sheet.grid((50.0, 80.0, 300.0), 100, (("", "Action"), ("", "Train all staff")))
    sheet.words += [
        Word("Lead", 60, 120, 70, 128, 10, upright=False),
        Word("First", 60, 130, 70, 140, 10, upright=False),
    ]
    sheet.rules = []
    for y in (100, 114, 150):
        sheet.across(y, 50, 300)
    for x in (50, 80, 300):
        sheet.down(x, 100, 150)
    assert texts(only(sheet))[1][0] == "First Lead"


def test_a_form_of_labels_and_values_is_a_table() -> None:
    sheet = Sheet()
    rows = (("Action", "Train call takers"), ("Owner", "Head of Contact"))
    sheet.grid((50.0, 150.0, 500.0), 100, rows)
    assert texts(only(sheet)) == expected(rows)


def test_a_row_of_one_long_cell_is_no_frame() -> None:
    sheet = Sheet()
    long = "The force listens to people and acts on what they say. " * 60
    sheet.grid((40, 140, 560), 60, (("1 Ask", long),))
    assert texts(only(sheet))[0][0] == "1 Ask"


def test_a_row_below_the_white_that_is_left_of_another_opens_a_page() -> None:
    def rows(number: int, above: float = 0) -> int:
        sheet = Sheet(number=number)
        for y in (40, 48, 78):
            sheet.across(y, 40, 440)
        for x in (40, 190, 440):
            sheet.down(x, 40, 78)
        sheet.text(45, 52, "Progress", bold=True)
        sheet.prose(
            195, 52, 240, "A card lies on each desk, and all there read it now."
        )
        if above:
            sheet.text(45, above, "The board meets in May.")
        return len(find_tables(sheet.page()))

    assert rows(2) == 1
    assert rows(1) == 0
    assert rows(2, above=20) == 0


def test_the_rest_of_one_cell_opens_a_page() -> None:
    sheet = Sheet(number=2)
    sheet.grid((40, 240, 560), 60, (("", "It is under review."),))
    assert texts(only(sheet)) == [["", "It is under review."]]


def test_the_middle_of_a_row_stands_between_rules_down_alone() -> None:
    sheet = Sheet(number=2)
    for x in (40, 240, 560):
        sheet.down(x, 50, 790)
    sheet.prose(244, 53, 300, "The force listens to people and notes it. " * 40)
    (row,) = texts(only(sheet))
    assert row[0] == ""
    assert row[1].startswith("The force listens")


def test_numbers_part_rows_of_sentences_between_column_rules_alone() -> None:
    sheet = Sheet()
    xs = (40, 240, 560)
    asked = "Ask every person who calls about earlier calls and note it. " * 2
    done = "Each call is checked by a sergeant on the day it is made. " * 6
    ys = [60.0]
    for n in (1, 2, 3):
        sheet.prose(44, ys[-1] + 3, 190, f"{n} {asked}")
        ys.append(sheet.prose(244, ys[-1] + 3, 300, done) + 8)
    for x in xs:
        sheet.down(x, 60, ys[-1])
    for y in (60, ys[-1]):
        sheet.across(y, 40, 560)
    assert [row[0][:5] for row in texts(only(sheet))] == ["1 Ask", "2 Ask", "3 Ask"]


def test_shades_of_rows_that_meet_in_all_columns_part_none() -> None:
    sheet = Sheet()
    for x, name in ((45, "Strand"), (145, "Action"), (345, "Progress")):
        sheet.text(x, 103, name, bold=True)
    for n in range(4):
        top = 120 + 40 * n
        for x0, x1 in ((40, 140), (140, 340), (340, 540)):
            sheet.shade(x0, top, x1, top + (25 if n == 3 else 40), 0xE9EFF5)
        sheet.text(145, top + 5, f"Read {n} cases a month.")
        sheet.text(345, top + 5, "It is in hand.")
    sheet.text(45, 125, "First contact", bold=True)

    (table,) = find_tables(sheet.page())

    assert [c.text for c in table.cells if c.col == 2 and c.row] == [
        "It is in hand."
    ] * 4


def test_shaded_labels_that_meet_where_rows_do_are_two_cells() -> None:
    sheet = Sheet()
    for x, name in ((45, "Strand"), (145, "Action"), (345, "Progress")):
        sheet.text(x, 103, name, bold=True)
    sheet.shade(40, 100, 540, 116, 0xCCDDDD)
    for top, label in ((116, "First contact"), (206, "At the scene")):
        sheet.shade(40, top, 140, top + 90, 0xE9EFF5)
        sheet.text(45, top + 5, label, bold=True)
        for n in range(3):
            if not n % 2:
                sheet.shade(140, top + 30 * n, 540, top + 30 * n + 30, 0xE9EFF5)
            sheet.text(145, top + 30 * n + 5, f"Read {n} cases a month.")
            sheet.text(345, top + 30 * n + 5, "It is in hand.")

    (table,) = find_tables(sheet.page())

    strands = [(c.row, c.row_end, c.text) for c in table.cells if not c.col]
    assert strands == [
        (0, 0, "Strand"),
        (1, 3, "First contact"),
        (4, 6, "At the scene"),
    ]


def test_what_stands_above_a_table_makes_none_with_what_stands_below_it() -> None:
    sheet = Sheet()
    names = ("Ref", "Action", "Progress")
    for y in (80, 260):
        for x, name in zip((45, 95, 245), names, strict=True):
            sheet.text(x, y, name)
    sheet.grid(
        (40, 90, 240, 540),
        100,
        [[str(n), f"Ask each caller {n}", f"It was done {n}"] for n in range(1, 9)],
    )

    tables = find_tables(sheet.page())

    assert not any(
        one.anchor.bbox and one.anchor.bbox[1] < 95 and one.anchor.bbox[3] > 255
        for one in tables
    )
    assert sum("caller" in cell.text for one in tables for cell in one.cells) == 8
