"""Titles of rows that stand on the ground of the row beside them."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

XS = (40, 80, 280, 440, 540)
HEAD = ("Ref", "Action", "Progress", "Lead")
ROWS = [
    ("Care for callers",),
    ("1.1", "Ask each caller about|children in the home.", "A card is out.", "Supt A"),
    ("1.2", "Read each safety plan|before a shift ends.", "Sergeants do so.", "Supt B"),
    ("1.3", "Visit all who ask for|a visit, in a week.", "It has begun.", "Insp C"),
    ("1.4", "Call back all who hung|up before an answer.", "No calls yet.", "Insp D"),
    ("1.5", "Write down what each|caller asks for.", "A form is out.", "Supt E"),
    ("Work with schools and nurseries",),
    ("2.1", "Tell schools before|the first bell.", "Half are told.", "DCI F"),
    ("2.2", "Meet each head teacher|once a year at least.", "Dates are set.", "DCI G"),
]


def test_a_bold_line_past_the_first_column_is_a_row_of_its_own_between_shades() -> None:
    sheet, y = Sheet(), 80.0
    sheet.shade(XS[0], y, XS[-1], y + 16, 0x203060)
    for left, name in zip(XS, HEAD, strict=False):
        sheet.text(left + 4, y + 3, name, bold=True)
    y += 16
    for row in ROWS:
        if row[0] in ("1.2", "1.4", "2.1"):
            sheet.shade(XS[0], y, XS[-1], y + 32)
        for left, cell in zip(XS, row, strict=False):
            for k, part in enumerate(cell.split("|")):
                sheet.text(left + 4, y + 5 + 12 * k, part, bold=len(row) == 1)
        y += 32 if len(row) > 1 else 18

    (table,) = find_tables(sheet.page())

    firsts = [c.text for c in table.cells if c.col == 0]
    assert firsts == ["Ref", *(row[0] for row in ROWS)]


WIDE = (40, 300, 420, 540)


def _striped(rows: list[tuple[str, ...]], shaded: set[str]) -> list[list[str]]:
    """The cells of a table in stripes, by row; `*` opens a bold line."""
    sheet, y = Sheet(), 80.0
    for row in rows:
        high = 18 + 12 * any("|" in cell for cell in row)
        if row[0] in shaded:
            sheet.shade(WIDE[0], y, WIDE[-1], y + high)
        for left, cell in zip(WIDE, row, strict=False):
            for k, part in enumerate(cell.split("|")):
                bold = part.startswith("*")
                at = y + 3 + 12 * k
                sheet.text(left + 4, at, part.removeprefix("*"), bold=bold)
        y += high
    (table,) = find_tables(sheet.page())
    found: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row] += [cell.text] if cell.text else []
    return found


def test_a_bold_line_within_its_column_is_a_title_where_white_parts_it_as_rows() -> (
    None
):
    rows = [
        ("*Action", "*Owner", "*Progress"),
        ("*Care for callers",),
        ("Ask each caller about the|children in the home.", "Supt A", "A card is out."),
        ("Read each safety plan|before a shift ends.", "Supt B"),
        ("Visit all who ask for|a visit, in a week.",),
        ("*Work with schools",),
        ("Tell schools before|the first bell.",),
        ("Meet each head teacher|once a year at least.", "DCI G", "Dates are set."),
        ("Send each nursery the|card of the helpline.", "DCI H", "All have it."),
    ]
    shaded = {rows[3][0], rows[7][0]}

    for head in (set(), {"*Action"}):
        found = _striped(rows, shaded | head)

        assert [row[0] for row in found] == [
            row[0].lstrip("*").replace("|", " ") for row in rows
        ]


def test_cells_that_open_in_bold_have_no_titles_of_rows() -> None:
    rows = [
        ("*Action", "*Owner", "*Progress"),
        ("*Children|Ask of them.", "Supt A", "A card is out."),
        ("*Plans|Read each of them.", "Supt B", "It is done."),
        ("*Visits|Call on all who ask.", "Insp C", "It has begun."),
        ("*Calls|Call back in an hour.", "Insp D", "None yet."),
    ]

    found = _striped(rows, {"*Action", rows[2][0], rows[4][0]})

    assert [len(row) for row in found] == [3] * 5


def test_a_bold_line_is_a_title_where_the_cell_above_had_ended_or_cells_begin() -> None:
    rows = [
        ("1", "Ask each caller about|the children who live|in the home.", "A card"),
        ("2", "Read each plan again|before the shift has|come to its end.", "Done"),
        ("3", "Visit all who ask for|it within a week of|the day they call.", ""),
        ("*Work in schools",),
        ("4", "Tell each of the schools|before the first bell.", "Half"),
        ("*With partners",),
        ("5", "Meet the council of the|city each month.", "Dates set"),
        ("6", "Share what is known of|those who come again.", "No"),
    ]
    sheet, y = Sheet(), 94.0
    sheet.shade(WIDE[0], 80, WIDE[-1], y, 0x203060)
    for left, name in zip(WIDE, ("Ref", "Action", "Progress"), strict=False):
        sheet.text(left + 4, 82, name, bold=True)
    for row in rows:
        high = 12 * max(cell.count("|") + 1 for cell in row)
        if row[0] in ("2", "4", "6"):
            sheet.shade(WIDE[0], y, WIDE[-1], y + high)
        for left, cell in zip(WIDE, row, strict=False):
            for k, part in enumerate(cell.split("|")):
                bold = part.startswith("*")
                sheet.text(left + 4, y + 1 + 12 * k, part.removeprefix("*"), bold=bold)
        y += high

    (table,) = find_tables(sheet.page())

    firsts = [cell.text for cell in table.cells if not cell.col]
    assert firsts == ["Ref", *(row[0].removeprefix("*") for row in rows)]
