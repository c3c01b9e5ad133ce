"""A table's head alone in a page's last lines."""

import pytest

from plan_ingest.layout.continuation import join_over_pages
from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Block, Table
from tests.layout.drawn import Sheet

NAMES = ("Strand", "Action", "Response so far")
COLUMNS = (45, 130, 300)
ROWS = (
    ("Contact", "Ask each caller who is at home", "A card is on every desk."),
    ("", "Tell each victim what comes next", "Sergeants do so since May."),
    ("", "Review each plan by the week", "In hand."),
)


def row(sheet: Sheet, y: float, texts: tuple[str, ...], bold: bool = False) -> None:
    for x, text in zip(COLUMNS, texts, strict=True):
        sheet.text(x, y, text, bold=bold)


def read(*sheets: Sheet) -> tuple[Block, ...]:
    return join_over_pages(
        blocks(page_flows([sheet.page() for sheet in sheets], find_tables))
    )


def test_a_head_at_a_page_s_foot_names_the_columns_of_the_next_page() -> None:
    first, second = Sheet(), Sheet(number=2)
    first.prose(45, 60, 480, "Calls are graded by risk, and cars are sent. " * 4)
    row(first, 760, NAMES, bold=True)
    first.text(45, 772, "of work", bold=True)
    for n, texts in enumerate(ROWS):
        row(second, 60 + 30 * n, texts)

    (table,) = [block for block in read(first, second) if isinstance(block, Table)]

    told = {(c.row, c.col): c.text for c in table.cells}
    assert table.rows == 4
    assert [told[0, col] for col in range(3)] == ["Strand of work", *NAMES[1:]]
    assert [told[2, col] for col in range(3)] == list(ROWS[1])


@pytest.mark.parametrize(
    ("texts", "bold"),
    [
        (NAMES, False),
        (("Strand", "Action 2016", "Response"), True),
        (("Strand", "Calls are graded.", "Response"), True),
        (("Strand", "Calls that come in graded by all", "Response"), True),
    ],
)
def test_plain_words_figures_and_sentences_are_no_head(
    texts: tuple[str, ...], bold: bool
) -> None:
    sheet = Sheet()
    sheet.prose(45, 60, 480, "Calls are graded by risk, and cars are sent. " * 4)
    row(sheet, 760, texts, bold)

    assert not any(isinstance(block, Table) for block in read(sheet))


@pytest.mark.parametrize("top", [400, 760])
def test_names_that_no_row_follows_are_words_as_any(top: float) -> None:
    first, second = Sheet(), Sheet(number=2)
    first.prose(45, 60, 480, "Calls are graded by risk, and cars are sent. " * 4)
    row(first, top, ("Chief Constable", "Commissioner", "Chair of Board"), bold=True)
    second.text(45, 60, "Victims are heard in each part of the county by us all.")

    found = read(first, second)

    assert not any(isinstance(block, Table) for block in found)
    said = [block.text for block in found if not isinstance(block, Table)]
    assert said[1].startswith("Chief Constable")


def test_names_below_columns_of_text_are_headings_of_what_goes_on_in_them() -> None:
    texts = (
        "Calls are graded by risk, and cars are sent. ",
        "Victims are told what comes next, by one of us who knows them. ",
        "Schools hear of harm on the day it is seen at home, or on the next. ",
    )
    first, second = Sheet(), Sheet(number=2)
    for sheet in (first, second):
        for x, text in zip((45, 225, 405), texts, strict=True):
            sheet.prose(x, 60, 150, text * 15)
    for x, name in ((45, "Our people"), (225, "Our partners"), (405, "Our places")):
        first.text(x, 760, name, bold=True)

    assert not any(isinstance(block, Table) for block in read(first, second))


def test_a_first_row_with_a_blank_label_is_no_rest_of_the_head() -> None:
    first, second = Sheet(), Sheet(number=2)
    first.text(45, 60, "Calls are graded by risk, and cars are sent.")
    row(first, 760, NAMES, bold=True)
    for n, texts in enumerate(ROWS[1:]):
        row(second, 60 + 30 * n, texts)

    (table,) = [block for block in read(first, second) if isinstance(block, Table)]

    assert table.rows == 3


def test_a_head_below_its_own_columns_may_stand_in_mid_page() -> None:
    first, second = Sheet(), Sheet(number=2)
    row(first, 60, NAMES, bold=True)
    for n, texts in enumerate(ROWS):
        row(first, 90 + 30 * n, texts)
    row(first, 190, NAMES, bold=True)
    for n, texts in enumerate(ROWS):
        row(second, 60 + 30 * n, texts)

    tables = [block for block in read(first, second) if isinstance(block, Table)]

    assert [(table.rows, table.pages) for table in tables] == [(4, (1,)), (4, (1, 2))]
