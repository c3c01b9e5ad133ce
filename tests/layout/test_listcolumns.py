"""Columns of lists by white alone are read one by one; rows of lists stay rows."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

FIRST = ("Hear every caller.", "Note every word.")
MORE = ("Ring each one back.", "Read the notes aloud.", "Sign what was said.")


def _column(sheet: Sheet, x: float, title: str, first: tuple[str, ...]) -> None:
    sheet.text(x, 56, title, 14, bold=True)
    lines = [("We promise", True), *((f"• {one}", False) for one in first)]
    lines += [("We plan", True), *((f"• {one}", False) for one in MORE)]
    for n, (text, bold) in enumerate(lines):
        sheet.text(x, 84 + 13 * n, text, bold=bold)


def test_columns_of_lists_are_read_one_by_one() -> None:
    sheet = Sheet()
    _column(sheet, 40, "Calls", FIRST)
    _column(sheet, 220, "Patrols", (*FIRST, *MORE[:1]))
    _column(sheet, 400, "Courts", FIRST[:1])

    found = find_tables(sheet.page())

    (table,) = found
    assert (table.rows, table.cols) == (1, 3)
    told = [[part.text for part in cell.parts] for cell in table.cells]
    assert [parts[0] for parts in told] == ["Calls", "Patrols", "Courts"]
    assert told[0][1:] == ["We promise", *FIRST, "We plan", *MORE]
    assert told[2][1:] == ["We promise", FIRST[0], "We plan", *MORE]
