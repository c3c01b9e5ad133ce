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


def test_a_grid_with_a_scale_beside_it_is_a_chart() -> None:
    sheet = Sheet()
    set_row(sheet, 150, *FIRST)
    set_row(sheet, 170, *SECOND)
    set_row(sheet, 190, *SECOND)
    page = sheet.page()

    assert len(find_tables(page)) == 1
    assert find_tables(replace(page, charts=((40.0, 140.0, 530.0, 210.0),))) == ()
