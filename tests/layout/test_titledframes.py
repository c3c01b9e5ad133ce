"""Frames in a row, each below a title of its own: a cell a frame, the title first."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

TITLES = ("Hear every caller", "Act at once", "Work as one")
ENTRIES = ("• Callers are asked.", "• Notes are read.", "• Plans are signed.")


def _framed(letters: bool) -> Sheet:
    sheet = Sheet()
    for n, title in enumerate(TITLES):
        x = 40 + 180 * n
        if letters:
            sheet.text(x + 2, 70, title[0], 18, bold=True)
        sheet.text(x + 25, 70, title, bold=True)
        sheet.text(x + 25, 82, "on each day", bold=True)
        for y in (104, 180):
            sheet.across(y, x, x + 160)
        for side in (x, x + 160):
            sheet.down(side, 104, 180)
        for line, entry in enumerate(ENTRIES):
            sheet.text(x + 5, 112 + 14 * line, entry)
    return sheet


def test_titles_above_a_row_of_frames_are_the_frames_own() -> None:
    (table,) = find_tables(_framed(letters=False).page())

    assert (table.rows, table.cols) == (1, 3)
    assert [cell.parts[0].text for cell in table.cells] == [
        f"{title} on each day" for title in TITLES
    ]
    assert all(len(cell.parts) == 4 for cell in table.cells)


def test_a_large_letter_beside_a_title_is_a_part_before_it() -> None:
    (table,) = find_tables(_framed(letters=True).page())

    assert [[part.text for part in cell.parts[:2]] for cell in table.cells] == [
        [title[0], f"{title} on each day"] for title in TITLES
    ]


def test_a_line_over_two_frames_is_the_title_of_neither() -> None:
    sheet = _framed(letters=False)
    sheet.text(100, 92, "What we will do on every day of every week of it", bold=True)

    assert all(table.cols == 1 for table in find_tables(sheet.page()))


def test_titled_frames_that_open_with_the_same_labels_again_are_read_once() -> None:
    sheet = Sheet()
    for n, title in enumerate(("Prevent", "Protect", "Respond", "Invest")):
        x, y = 40 + 250 * (n % 2), 70 + 140 * (n // 2)
        sheet.text(x + 5, y, title, bold=True)
        for at in (y + 14, y + 90):
            sheet.across(at, x, x + 230)
        for side in (x, x + 230):
            sheet.down(side, y + 14, y + 90)
        sheet.text(x + 5, y + 24, ("Actions", "Measures")[n % 2], bold=True)
        for line, entry in enumerate(ENTRIES):
            sheet.text(x + 5, y + 38 + 14 * line, entry)
    tables = find_tables(sheet.page())
    said = [
        part.text for table in tables for cell in table.cells for part in cell.parts
    ]

    assert sum(text == ENTRIES[0].removeprefix("• ") for text in said) == 4


def test_a_larger_line_close_above_a_title_is_no_line_of_it() -> None:
    sheet = _framed(letters=False)
    sheet.text(65, 57, "Keeping well", 13, bold=True)
    (table,) = find_tables(sheet.page())

    assert [cell.parts[0].text for cell in table.cells] == [
        f"{title} on each day" for title in TITLES
    ]


def test_a_larger_line_above_each_title_of_a_row_is_the_titles_own() -> None:
    sheet = _framed(letters=False)
    for n in range(len(TITLES)):
        sheet.text(65 + 180 * n, 57, f"Aim {n + 1}", 13, bold=True)
    (table,) = find_tables(sheet.page())

    assert [cell.parts[0].text for cell in table.cells] == [
        f"Aim {n + 1} {title} on each day" for n, title in enumerate(TITLES)
    ]
