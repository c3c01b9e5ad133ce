"""Rows that neither rules nor white part: a line whose cells all begin anew is one."""

from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

ACTIONS = (
    ("Train every call taker in the new form", "DCI Brown", "May 2021"),
    ("Read the safety plans of each shift", "DI Green", "June 2021"),
    ("Ask all callers about children", "DI Green", "August 2021"),
    ("Ring back who rang off", "Insp White", "May 2021"),
)


def _drawn(rows: tuple[tuple[str, ...], ...], below: tuple[str, ...] = ()) -> Table:
    sheet = Sheet()
    for x, name in zip((50, 300, 420), ("Action", "Owner", "Due"), strict=True):
        sheet.text(x, 100, name, bold=True)
    y = 118.0
    for row in rows:
        for x, said in zip((50, 300, 420), row, strict=True):
            if said:
                sheet.text(x, y, said)
        y += 12
        for said in below:
            sheet.text(50, y, said)
            y += 12
    (table,) = find_tables(sheet.page())
    return table


def _texts(table: Table) -> list[list[str]]:
    return [
        [cell.text for cell in table.cells if cell.row == row]
        for row in range(1, table.rows)
    ]


def test_lines_whose_cells_all_begin_anew_are_rows() -> None:
    assert _texts(_drawn(ACTIONS)) == [list(row) for row in ACTIONS]


def test_a_line_in_small_letters_goes_on_the_row_above() -> None:
    found = _texts(_drawn(ACTIONS, ("and write down what they say",)))

    assert [row[1:] for row in found] == [list(row[1:]) for row in ACTIONS]
    assert all(row[0].endswith("they say") for row in found)


def test_a_row_may_lack_a_cell() -> None:
    rows = (*ACTIONS, ("Sign each plan", "DI Green", ""))

    assert [row[1] for row in _texts(_drawn(rows))] == [row[1] for row in rows]


def test_cells_that_all_run_on_are_one_row() -> None:
    rows = (
        ("Train every call taker in the new form", "DCI Brown of the", "May 2021 or"),
        ("and the old one where it is still used", "control room and", "when the new"),
        ("in each of the rooms that answer calls", "DI Green of the", "building is"),
        ("by day and by night", "hub", "open"),
    )

    assert len(_texts(_drawn(rows))) == 1


def test_two_lines_that_count_are_two_rows() -> None:
    sheet = Sheet()
    for y, row in zip(
        (100, 118, 130),
        (("Ref", "Action", "Owner"), ("1", *ACTIONS[0][:2]), ("2", *ACTIONS[1][:2])),
        strict=True,
    ):
        for x, said in zip((50, 90, 400), row, strict=True):
            sheet.text(x, y, said, bold=y == 100)

    (table,) = find_tables(sheet.page())

    assert _texts(table) == [["1", *ACTIONS[0][:2]], ["2", *ACTIONS[1][:2]]]


def test_a_row_may_lack_all_cells_but_its_first() -> None:
    rows = (*ACTIONS, ("Sign each plan", "", ""), ("Tell them", "DI Green", "May 2021"))

    assert [row[0] for row in _texts(_drawn(rows))] == [row[0] for row in rows]


def test_rows_below_a_theme_lack_it() -> None:
    themes = ("Calls", "", "Custody", "")
    rows = tuple((one, *row[:2]) for one, row in zip(themes, ACTIONS, strict=True))
    sheet = Sheet()
    for n, row in enumerate((("Theme", "Action", "Owner"), *rows)):
        for x, said in zip((50, 130, 420), row, strict=True):
            if said:
                sheet.text(x, 100 + 12 * n + 6 * (n > 0), said, bold=not n)

    (table,) = find_tables(sheet.page())

    assert [row[1] for row in _texts(table)] == [row[0] for row in ACTIONS]


def test_a_bold_title_of_rows_is_no_part_of_the_row_above() -> None:
    sheet = Sheet()
    rows = (("Action", "Owner", "Due"), *ACTIONS[:3], ("Calls", "", ""), ACTIONS[3])
    for n, row in enumerate(rows):
        bold = row[0] in ("Action", "Calls")
        for x, said in zip((50, 300, 420), row, strict=True):
            if said:
                sheet.text(x, 100 + 12 * n + 6 * (n > 0), said, bold=bold)

    (table,) = find_tables(sheet.page())

    assert [row[0] for row in _texts(table)] == [row[0] for row in rows[1:]]


def test_where_white_parts_rows_their_lines_stay_together() -> None:
    cells = (
        (
            ("Train all officers", "North and East"),
            ("DCI Brown", "DI Green"),
            ("Due", "May"),
        ),
        (("Tell all partners", "By post"), ("DI Green", "PC White"), ("Due", "June")),
        (("Read each plan", "Each shift"), ("DI Green", "PC White"), ("Due", "July")),
    )
    sheet = Sheet()
    for x, name in zip((50, 300, 420), ("Action", "Owner", "Due"), strict=True):
        sheet.text(x, 100, name, bold=True)
    for n, row in enumerate(cells):
        for x, said in zip((50, 300, 420), row, strict=True):
            for k, line in enumerate(said):
                sheet.text(x, 124 + 40 * n + 12 * k, line)

    (table,) = find_tables(sheet.page())

    assert [row[0] for row in _texts(table)] == [" ".join(row[0]) for row in cells]
