"""Titles at half the height of the lists beside them: each list keeps its entries."""

from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

LISTS = (
    (
        ("Calls and", "callers"),
        (
            "Print a card",
            "Ring back each caller",
            "Ask about children",
            "Write it down",
        ),
    ),
    (("Custody",), ("Read each plan", "Keep the log", "Tell the court")),
    (
        ("Victims", "come first"),
        ("Visit them", "Ask again", "Send a card", "Meet the family", "Go back"),
    ),
)
STEP = 13.0


def _drawn(off: float = 0.0, bold: bool = True) -> Sheet:
    sheet = Sheet()
    y = 100.0
    for title, entries in LISTS:
        high = STEP * (len(entries) - len(title)) / 2
        for n, said in enumerate(title):
            sheet.text(50, y + high + off + STEP * n, said, bold=bold)
        for n, said in enumerate(entries):
            sheet.text(220, y + STEP * n, "•")
            sheet.text(232, y + STEP * n, f"{said} before the shift ends.")
        y += STEP * len(entries) + 8
    return sheet


def _tables(sheet: Sheet) -> list[Table]:
    found = blocks(page_flows([sheet.page()], find_tables))
    return [block for block in found if isinstance(block, Table)]


def test_each_list_is_the_row_of_the_title_beside_its_middle() -> None:
    (table,) = _tables(_drawn())

    rows = {cell.row: {} for cell in table.cells}
    for cell in table.cells:
        rows[cell.row][cell.col] = cell
    assert [row[0].text for row in rows.values()] == [" ".join(t) for t, _ in LISTS]
    assert [len(row[1].parts) for row in rows.values()] == [len(e) for _, e in LISTS]


def test_titles_that_stand_off_the_middles_tell_no_rows() -> None:
    found = _tables(_drawn(off=STEP))

    sizes = [
        len(cell.parts) for table in found for cell in table.cells if cell.col == 1
    ]
    assert sizes != [len(entries) for _, entries in LISTS]
