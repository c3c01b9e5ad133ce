"""Tables whose shaded rows show the columns of the white rows between them."""

from itertools import pairwise

from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

XS = (40.0, 60.0, 210.0, 360.0)
NAMES = ("No.", "Action", "Progress")
ROWS = (
    (
        ("1", "Ask each caller about the", "A card lies on each desk of it"),
        ("", "children at home.", "and is read."),
    ),
    (
        ("2", "Read ten closed cases in a", "The first ten have been read by"),
        ("", "month with the lawyers.", "both of them."),
    ),
    (
        ("3", "Visit those who come again", "Visits are made each week of it"),
        ("", "within a day.", "by two officers."),
    ),
)


def _set(sheet: Sheet, x: float, y: float, said: str, right: float) -> None:
    """Words from `x` on, several of them spread to fill the line up to `right`."""
    words = said.split()
    wide = sum(5.0 * len(word) for word in words)
    gap = max((right - x - wide) / (len(words) - 1), 2.5) if len(words) > 1 else 0.0
    for word in words:
        sheet.text(x, y, word)
        x += 5.0 * len(word) + gap


def _drawn(title: str = "") -> Table:
    sheet = Sheet()
    for x, name in zip(XS, NAMES, strict=False):
        sheet.text(x + 2, 102, name, bold=True)
    first = 154.0 if title else 140.0
    bands = [100.0, 114.0, first, first + 26]
    sheet.text(XS[0] + 2, 142, title, bold=True)
    for top, (line, last) in zip(bands[1:], ROWS, strict=True):
        for x, end, said, rest in zip(XS, XS[1:], line, last, strict=False):
            _set(sheet, x + 2, top + 2, said, end - 2)
            sheet.text(x + 2, top + 14, rest)
    for top, bottom in ((bands[0], bands[1]), (bands[2], bands[2] + 26)):
        for x, end in pairwise(XS):
            sheet.shade(x, top, end, bottom, 0xE9EFF5)
    (table,) = find_tables(sheet.page())
    return table


def test_white_rows_are_cut_where_the_shaded_ones_are() -> None:
    table = _drawn()

    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    assert rows == [
        list(NAMES),
        *(
            [" ".join(filter(None, column)) for column in zip(*row, strict=True)]
            for row in ROWS
        ),
    ]


def test_a_bold_title_of_rows_may_run_across_the_columns() -> None:
    table = _drawn("Standing by those who have been harmed")

    (titled,) = [cell for cell in table.cells if cell.text.startswith("Standing")]
    assert (titled.row, titled.col_end > 0, table.rows) == (2, True, 5)


def test_a_name_close_to_the_next_keeps_the_column_that_shades_show() -> None:
    sheet, xs, y = Sheet(), (40, 64, 300, 420, 540), 80.0
    rows = (
        ("Ref", "Action", "Owner", "Due"),
        ("Care for callers",),
        ("1.1", "Ask each caller of children.|Write it all down.", "Supt A", "May"),
        ("1.2", "Read each plan before a shift|with the sergeant.", "Supt B", "June"),
        ("1.3", "Visit those who ask for a visit|and call again.", "Insp C", "May"),
        ("1.4", "Call those who hung up back|before the hour ends.", "Insp D", "May"),
    )
    for row in rows:
        high = 16 + 12 * any("|" in cell for cell in row)
        for x, end in pairwise(xs):
            if row[0] in ("Ref", "1.2", "1.4"):
                sheet.shade(x, y, end, y + high, 0x203060 if y == 80 else 0xE9EFF5)
        for x, cell in zip(xs, row, strict=False):
            for k, part in enumerate(cell.split("|")):
                sheet.text(x + 4, y + 3 + 12 * k, part, bold=high == 16)
        y += high

    (table,) = find_tables(sheet.page())

    firsts = [c.text for c in table.cells if c.col == 0]
    assert (table.cols, firsts) == (4, [row[0] for row in rows])


def test_cells_filled_with_a_state_s_colour_are_no_stripes() -> None:
    sheet = Sheet()
    xs = (40.0, 80.0, 200.0, 320.0, 380.0)
    names = ("No.", "Action", "Progress", "RAG")
    for x, name in zip(xs, names, strict=False):
        sheet.text(x + 3, 102, name, bold=True)
    sheet.across(100, xs[0], xs[-1])
    sheet.across(114, xs[0], xs[-1])
    y = 114.0
    for number, colour in (("1", 0x92D050), ("2", 0xFFC000)):
        title = "Helping victims" if number == "1" else "Pursuing offenders"
        sheet.text(xs[0] + 3, y + 2, title, bold=True)
        sheet.across(y + 15, xs[0], xs[-1])
        y += 15
        said = ("Ask each caller about", "A card lies on each one")
        rest = ("the children.", "of the desks.")
        sheet.text(xs[0] + 3, y + 2, number)
        for x, line, below in zip(xs[1:], said, rest, strict=False):
            sheet.text(x + 3, y + 2, line)
            sheet.text(x + 3, y + 14, below)
        sheet.text(xs[3] + 3, y + 2, "Red")
        sheet.shade(xs[3], y, xs[4], y + 28, colour)
        sheet.across(y + 28, xs[0], xs[-1])
        y += 28

    (table,) = find_tables(sheet.page())

    assert table.cols == len(names)
    assert [c.text for c in table.cells if c.col == 1 and c.text][1:] == [
        "Ask each caller about the children."
    ] * 2


def test_nothing_above_a_shaded_head_is_of_its_table() -> None:
    sheet = Sheet()
    sheet.text(XS[1] + 2, 112, "within a day.")
    sheet.text(XS[2] + 2, 112, "by two officers.")
    sheet.text(XS[0] + 2, 126, "Helping", bold=True)
    for x, name in zip(XS, NAMES, strict=False):
        sheet.text(x + 2, 142, name, bold=True)
    for top, (line, last) in zip((154.0, 180.0, 206.0), ROWS, strict=True):
        for x, end, said, rest in zip(XS, XS[1:], line, last, strict=False):
            _set(sheet, x + 2, top + 2, said, end - 2)
            sheet.text(x + 2, top + 14, rest)
    for top, bottom in ((140.0, 154.0), (180.0, 206.0)):
        for x, end in pairwise(XS):
            sheet.shade(x, top, end, bottom, 0xE9EFF5)

    table = find_tables(sheet.page())[-1]

    assert [cell.text for cell in table.cells if not cell.row] == list(NAMES)
