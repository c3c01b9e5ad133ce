"""Posters: boxes two by two, each a title with a list; columns with a head are none."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

XS, YS = (40, 290, 540), (100, 190, 280)
TITLES = ("Hear every caller", "Act at once", "Learn from each case", "Work as one")
ENTRIES = ("Callers are asked twice.", "Notes are read aloud.", "Plans are signed.")


def _boxes(sheet: Sheet) -> None:
    for y in YS:
        sheet.across(y, XS[0], XS[-1])
    for x in XS:
        sheet.down(x, YS[0], YS[-1])


def test_boxes_that_share_their_edges_are_kept_whole() -> None:
    sheet = Sheet()
    _boxes(sheet)
    for at, title in enumerate(TITLES):
        x, y = XS[at % 2] + 5, YS[at // 2] + 4
        sheet.text(x, y, title, bold=True)
        for line, entry in enumerate(ENTRIES):
            # The list's second half stands off the first, as below a heading.
            sheet.text(x, y + 22 + 14 * line + 8 * (line > 1), f"• {entry}")

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (2, 2)
    assert [cell.text.split("\n") for cell in table.cells] == [
        [title, *ENTRIES] for title in TITLES
    ]


def test_titles_may_be_set_larger_in_place_of_bold() -> None:
    sheet = Sheet()
    _boxes(sheet)
    for at, title in enumerate(TITLES):
        x, y = XS[at % 2] + 5, YS[at // 2] + 4
        sheet.text(x, y, title, 13)
        for line, entry in enumerate(ENTRIES):
            sheet.text(x, y + 26 + 14 * line + 8 * (line > 1), f"• {entry}")

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (2, 2)


def test_lists_in_three_columns_below_their_titles_are_kept_whole() -> None:
    sheet = Sheet()
    xs = (40, 210, 380, 550)
    for y in (100, 120, 230):
        sheet.across(y, xs[0], xs[-1])
    for n, x in enumerate(xs):
        sheet.down(x, 100, 230)
        if n < len(TITLES) - 1:
            sheet.text(x + 5, 104, TITLES[n], bold=True)
            for line, entry in enumerate(ENTRIES):
                sheet.text(x + 5, 126 + 34 * line, f"• {entry}")

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (2, 3)


def test_frames_that_stand_apart_are_a_poster_s_boxes() -> None:
    sheet = Sheet()
    for n, title in enumerate(TITLES[:3]):
        x = 40 + 180 * n
        for y in (100, 200):
            sheet.across(y, x, x + 165)
        for side in (x, x + 165):
            sheet.down(side, 100, 200)
        sheet.text(x + 5, 104, title, 12, bold=True)
        for line, entry in enumerate(ENTRIES):
            sheet.text(x + 5, 130 + 14 * line, f"• {entry}")

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (1, 3)
    assert table.cells[2].text.split("\n") == [TITLES[2], *ENTRIES]


def test_rows_below_a_head_are_cut_as_ever() -> None:
    sheet = Sheet()
    _boxes(sheet)
    for x, name in zip(XS, ("Action", "Cases"), strict=False):
        sheet.text(x + 5, YS[0] + 4, name, bold=True)
    for row, entry in enumerate((*ENTRIES, *ENTRIES)):
        sheet.text(XS[0] + 5, YS[1] + 4 + 14 * row, f"• {entry}")
        sheet.text(XS[1] + 5, YS[1] + 4 + 14 * row, f"{row + 12}")

    (table,) = find_tables(sheet.page())

    assert table.rows > len(YS) - 1
