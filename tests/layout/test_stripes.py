"""Tables whose every second row is shaded, over pages."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.stripes import striped, whole_rows
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet
from tests.layout.test_continuation import piece
from tests.layout.typeset import page

XS = (50, 250, 540)
ROWS = [
    ("1 Ask each caller about children.", "A card is out at every desk.|It is read."),
    ("2 Review each plan by the week.", "Sergeants do so.|They began in May."),
    ("3 Visit all who ask for it.", "Two cars were bought.|Both are in use."),
    ("4 Send a letter after each visit.", "It is in print.|It goes out weekly."),
]
LAST = ("5 Read the files of old cases.", "Half of them were read.|More will be.|All.")


def drawn(number: int, rows: Sequence[Sequence[str]], dark: bool) -> Sheet:
    """A head and rows of paragraphs far apart; `dark` says if there are stripes."""
    sheet, y = Sheet(number=number), 80.0
    sheet.shade(XS[0], y, XS[-1], y + 16, 0x203060)
    for left, name in zip(XS, ("Aim", "Answer"), strict=False):
        sheet.text(left + 4, y + 3, name, bold=True)
    y += 16
    for n, row in enumerate(rows):
        high = 8 + 24 * (1 + max(cell.count("|") for cell in row))
        if dark and n % 2:
            sheet.shade(XS[0], y, XS[-1], y + high)
        for left, cell in zip(XS, row, strict=False):
            for k, part in enumerate(cell.split("|")):
                sheet.text(left + 4, y + 6 + 24 * k, part)
        y += high
    return sheet


def rows_of(*sheets: Sheet) -> list[int]:
    found = blocks(page_flows([sheet.page() for sheet in sheets], find_tables))
    return [block.rows for block in found if isinstance(block, Table)]


def test_a_row_alone_below_a_head_is_one_where_stripes_parted_the_rows_before() -> None:
    assert rows_of(drawn(1, ROWS, True), drawn(2, [LAST], True)) == [5, 2]


def test_stripes_go_on_to_part_the_rows_of_the_next_page() -> None:
    assert rows_of(drawn(1, ROWS, True), drawn(2, ROWS[:3], True)) == [5, 4]


def test_white_parts_rows_where_no_stripe_ever_did() -> None:
    assert rows_of(drawn(1, ROWS, False), drawn(2, [LAST], False))[1] > 2


def test_rows_that_fill_each_column_are_rows_whatever_stripes_came_before() -> None:
    full = [(f"{n} Ask each one who calls.", "A card is out.") for n in range(1, 4)]

    assert rows_of(drawn(1, ROWS, True), drawn(2, full, False)) == [5, 4]


def test_a_theme_in_brackets_begins_no_row() -> None:
    last = (
        "5 Read the files of old cases.|(Training)",
        "Half were read.|More will be.",
    )

    assert rows_of(drawn(1, ROWS, True), drawn(2, [last], True)) == [5, 2]


def test_a_shade_behind_titles_of_rows_is_no_stripe() -> None:
    rows = [
        ("Aim", "Answer"),
        ("Care", ""),
        ("Ask.", "Done."),
        ("Law", ""),
        ("Do.", "Ok."),
    ]
    table = piece(1, *rows)
    sheet = Sheet(number=1)
    for y in (120, 160):
        sheet.shade(50, y, 250, y + 20)

    assert striped(table, sheet.page(), 0) == 0


def test_a_bold_title_of_rows_is_no_part_of_the_row_above() -> None:
    table = piece(2, ("Aim", "Answer"), ("Ask.", "Done."), ("", "Read."), ("Care", ""))
    cells = [
        replace(c, parts=tuple(replace(p, bold=c.row in (0, 3)) for p in c.parts))
        for c in table.cells
    ]
    whole = whole_rows(replace(table, cells=tuple(cells)), page())

    assert [(c.row, c.text) for c in whole.cells if c.parts] == [
        (0, "Aim"),
        (0, "Answer"),
        (1, "Ask."),
        (1, "Done.\nRead."),
        (2, "Care"),
    ]
