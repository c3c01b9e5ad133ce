"""Bold titles beside lists, numbers with lines that wrap below them, and rules."""

from plan_ingest.layout.celllines import lines
from plan_ingest.layout.lines import fragments
from plan_ingest.layout.opencolumns import by_line, pieces
from plan_ingest.layout.order import reading_order
from plan_ingest.layout.sidelists import side_list_rows
from plan_ingest.layout.strokes import Stroke
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

THEMES = (
    (("Hearing each caller",), ("Ask who is at home.", "Note all that is said.")),
    (
        ("Acting at once and with", "care for all"),
        ("Send a patrol.", "Stay until help has come", "Ring back on the next day."),
    ),
)


def _drawn(bold: bool = True) -> Sheet:
    """Titles and their lists, the second entry of the second list wrapped."""
    sheet = Sheet()
    y = 100.0
    for title, entries in THEMES:
        for n, line in enumerate(title):
            sheet.text(50, y + 12 * n, line, bold=bold)
        for entry in entries:
            sheet.text(200, y, "•")
            sheet.text(214, y, entry)
            y += 12
            if entry.endswith("come"):
                sheet.text(214, y, "and is at work.")
                y += 12
    return sheet


def _rows(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(" | ".join(part.text for part in cell.parts))
    return rows


def test_each_title_and_its_list_are_a_row() -> None:
    wrapped = "Stay until help has come and is at work."
    (table,) = find_tables(_drawn().page())

    assert _rows(table) == [
        ["Hearing each caller", "Ask who is at home. | Note all that is said."],
        [
            "Acting at once and with care for all",
            f"Send a patrol. | {wrapped} | Ring back on the next day.",
        ],
    ]


def test_plain_words_beside_a_list_are_no_titles() -> None:
    assert not find_tables(_drawn(bold=False).page())


def test_numbers_off_their_words_count_a_list_though_its_lines_wrap_below_them() -> (
    None
):
    sheet = Sheet()
    for n in range(4):
        sheet.text(50, 100 + 26 * n, f"{n + 1}.")
        sheet.text(90, 100 + 26 * n, "Each of the callers is asked who is with them at")
        sheet.text(50, 112 + 26 * n, "home and at work." if n % 2 else "home.")

    assert not find_tables(sheet.page())


def test_no_column_runs_on_over_a_rule() -> None:
    sheet = Sheet()
    for y in (100, 160):
        for n in range(4):
            sheet.text(50, y + 12 * n, f"Left {y} words that fill the line")
            sheet.text(300, y + 12 * n, f"Right {y} words that fill the line")
    pieces = fragments(sheet.page().words)

    whole = reading_order(pieces, ())
    cut = reading_order(pieces, (), rules=[Stroke(154.0, 50.0, 480.0)])

    assert [len(run) for run in whole if not isinstance(run, int)] == [8, 8]
    assert [run[0].text[:9] for run in cut if not isinstance(run, int)] == [
        "Left 100 ",
        "Right 100",
        "Left 160 ",
        "Right 160",
    ]


def test_a_rule_parts_titles_that_follow_close_on_one_another() -> None:
    sheet = Sheet()
    for n, title in enumerate(("Hearing each", "caller at all", "hours", "Acting")):
        sheet.text(50, 100 + 12 * n, title, bold=True)
    for n, entry in enumerate(("Ask for all.", "", "", "Send a car.", "Stay there.")):
        if entry:
            sheet.text(200, 100 + 12 * n, "•")
            sheet.text(214, 100 + 12 * n, entry)
    found = lines(sheet.words)
    cut = by_line(pieces(found, [(150, 190)]), len(found))

    assert side_list_rows(cut, 2, [3]) == ((0, 1, 2), (3, 4))
    assert side_list_rows(cut, 2) == ((0, 1, 2, 3, 4),)
