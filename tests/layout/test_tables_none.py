"""What looks like a table and is none."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

LONG = (
    "The force has looked hard at how it answers the first call and at what happens"
    " in the hours after it because the people who ring us have told us that this is"
    " where trust is won or lost and because the inspectors asked every force to say"
    " in plain words what it will do and by when it will be done and who will see to"
    " it that the work does not stop when the first attention has gone elsewhere"
)


def test_prose_in_two_newspaper_columns() -> None:
    sheet = Sheet()
    sheet.prose(50, 100, 230, LONG)
    sheet.prose(310, 100, 230, LONG[40:] + LONG[:40])
    assert find_tables(sheet.page()) == ()


def test_prose_in_three_newspaper_columns() -> None:
    sheet = Sheet()
    for x in (40, 220, 400):
        sheet.prose(x, 100, 150, LONG)
    assert find_tables(sheet.page()) == ()


def test_plain_prose_between_two_rules() -> None:
    sheet = Sheet()
    sheet.across(90, 50, 540)
    bottom = sheet.prose(50, 100, 480, LONG)
    sheet.across(bottom + 5, 50, 540)
    assert find_tables(sheet.page()) == ()


def test_a_bulleted_list() -> None:
    sheet = Sheet()
    for n in range(5):
        sheet.text(50, 100 + 26 * n, "•")
        sheet.prose(70, 100 + 26 * n, 400, LONG[n : n + 120])
    assert find_tables(sheet.page()) == ()


def test_a_numbered_list_whose_lines_wrap_below_its_numbers() -> None:
    sheet = Sheet()
    y = 100.0
    entries = (
        ("We will learn from each of the reviews that are held.", ""),
        ("We seek the views of those who came to us for help.", ""),
        (
            "Look at how harm in homes is seen by others,",
            "with partners, in all areas.",
        ),
        ("Read each safety plan before the end of each shift.", ""),
        ("Plans are read (each month or quarter, with all", "a minimum)."),
        (
            "Look at the figures of others on how harm in homes of",
            "abuse is dealt with.",
        ),
        ("Calls of the night are looked at by the own lead of", "homes"),
        ("Share what is learned with all who need to know it and", "learning."),
        ("Then tell it to all.", ""),
    )
    for number, (said, rest) in enumerate(entries, 1):
        sheet.text(40, y, f"{number}.")
        sheet.text(80, y, said)
        y += 13
        if rest:
            sheet.text(40, y, rest)
            y += 13
        y += 6

    assert not find_tables(sheet.page())


def test_a_contents_page() -> None:
    sheet = Sheet()
    for n, title in enumerate(("Foreword", "Our plan", "First response", "Learning")):
        sheet.text(60, 100 + 18 * n, title)
        sheet.text(200, 100 + 18 * n, "." * 40)
        sheet.text(520, 100 + 18 * n, str(3 + 4 * n))
    assert find_tables(sheet.page()) == ()


def test_a_chart_of_figures_in_a_grid() -> None:
    sheet = Sheet()
    for y in range(100, 300, 40):
        sheet.across(y, 80, 400)
    for x in range(80, 420, 80):
        sheet.down(x, 100, 260)
    for n in range(3):
        sheet.text(100 + 80 * n, 120 + 40 * n, str(10 + n))
    assert find_tables(sheet.page()) == ()


def test_a_frame_around_the_page() -> None:
    sheet = Sheet()
    for y in (40, 70, 800):
        sheet.across(y, 40, 560)
    for x in (40, 540, 560):
        sheet.down(x, 40, 800)
    sheet.prose(60, 100, 440, LONG + LONG)
    assert find_tables(sheet.page()) == ()


def test_a_blank_page() -> None:
    assert find_tables(Sheet().page()) == ()
