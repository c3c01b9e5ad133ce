"""The head of a table without column rules: a name's second line, and a title."""

import pytest

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

ROWS = (
    ("Train every call taker", "DCI Brown", "May 2021"),
    ("Read the safety plans", "DI Green", "June 2021"),
    ("Ask all callers", "DI Green", "May 2021"),
)


def _head(second: str, y: float, rows: float) -> list[str]:
    """The first column's words, a second line `y` below the names, rows from `rows`."""
    sheet = Sheet()
    for x, name in zip((50, 300, 420), ("Actions for", "Owner", "Due"), strict=True):
        sheet.text(x, 100, name, bold=True)
    sheet.text(50, 100 + y, second, bold=True)
    for n, row in enumerate(ROWS):
        for x, said in zip((50, 300, 420), row, strict=True):
            sheet.text(x, rows + 26 * n, said)
    (table,) = find_tables(sheet.page())
    return [cell.text for cell in table.cells if cell.col == 0]


@pytest.mark.parametrize("second", ["this objective", "Inspectors of the force"])
def test_a_line_in_loose_lines_goes_on_the_name_above(second: str) -> None:
    assert _head(second, 19, 150)[0] == f"Actions for {second}"


def test_a_line_as_near_to_the_rows_is_their_title() -> None:
    assert _head("Calls", 26, 152)[:2] == ["Actions for", "Calls"]
