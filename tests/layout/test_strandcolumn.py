"""A first column that goes on over a page without rules of its own."""

import pytest

from plan_ingest.layout.continuation import join_over_pages
from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

XS = (40, 150, 350, 550)
ROWS = (
    ("Ask each caller about children in the house.", "A card is on every desk."),
    ("Review each plan by the week with the sergeant.", "Sergeants do so since May."),
    ("Tell each victim what comes next in the court.", "Letters are sent each Friday."),
)


def inner(sheet: Sheet, top: float, rows: tuple[tuple[str, str], ...]) -> float:
    """Rows whose second and third columns alone have rules; where they end."""
    for n, row in enumerate(rows):
        y = top + 40 * n
        sheet.across(y, XS[1], XS[3])
        for x, text in zip(XS[1:], row, strict=False):
            sheet.prose(x + 4, y + 4, 180, text)
    end = top + 40 * len(rows)
    sheet.across(end, XS[1], XS[3])
    for x in XS[1:]:
        sheet.down(x, top, end)
    return end


def first_page() -> Sheet:
    sheet = Sheet()
    for x, name in zip(XS, ("Theme", "Action", "Response"), strict=False):
        sheet.text(x + 4, 54, name, bold=True)
    sheet.across(50, XS[0], XS[3])
    sheet.across(70, XS[0], XS[3])
    sheet.text(XS[0] + 4, 74, "First contact", bold=True)
    end = inner(sheet, 70, ROWS)
    sheet.across(end, XS[0], XS[3])
    sheet.down(XS[0], 50, end)
    for x in XS[1:]:
        sheet.down(x, 50, 70)
    return sheet


def read(second: Sheet) -> list[Table]:
    flows = page_flows([first_page().page(), second.page()], find_tables)
    found = join_over_pages(blocks(flows))
    return [block for block in found if isinstance(block, Table)]


def strands(table: Table) -> list[tuple[int, int, str]]:
    return [(c.row, c.row_end, c.text) for c in table.cells if c.col == 0 and c.parts]


def test_a_strand_goes_on_beside_rows_that_have_its_other_columns() -> None:
    second = Sheet(number=2)
    inner(second, 60, ROWS[1:])

    (table,) = read(second)

    assert table.rows == 6
    assert strands(table) == [(0, 0, "Theme"), (1, 5, "First contact")]


def test_a_strand_s_name_beside_the_rows_of_a_page_stands_in_its_column() -> None:
    second = Sheet(number=2)
    inner(second, 60, ROWS[1:])
    second.text(XS[0] + 4, 106, "Second look", bold=True)

    (table,) = read(second)

    assert strands(table)[1:] == [(1, 4, "First contact"), (5, 5, "Second look")]


@pytest.mark.parametrize("above", [True, False], ids=["a heading", "names"])
def test_another_table_in_the_same_columns_has_no_strand(above: bool) -> None:
    second = Sheet(number=2)
    if above:
        second.text(XS[0], 40, "Our partners", bold=True, size=14)
        inner(second, 60, ROWS[1:])
    else:
        inner(second, 60, (("Area", "Result"), *ROWS[1:]))

    tables = read(second)

    assert [table.cols for table in tables] == [3, 2]
