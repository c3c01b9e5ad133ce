"""Cards: a frame each, with a record's words and labels; a framed table is none."""

import pytest

from plan_ingest.layout.page import Word
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

ASKED = "Desk sergeants read each safety plan before the end of a shift in full."


def _frame(sheet: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    for y in (top, bottom):
        sheet.across(y, x0, x1)
    for x in (x0, x1):
        sheet.down(x, top, bottom)


def _rows(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(" | ".join(part.text for part in cell.parts))
    return rows


def _lined(sheet: Sheet, x: float, number: str) -> None:
    _frame(sheet, x, 100, x + 240, 180)
    sheet.text(x + 5, 104, number, 12, bold=True)
    sheet.prose(x + 5, 120, 230, ASKED)
    end = sheet.text(x + 5, 148, "Owner:", bold=True)
    sheet.text(end, 148, "Supt Vale")
    end = sheet.text(x + 5, 162, "Due:", bold=True)
    sheet.text(end, 162, "May 2021")


def test_frames_side_by_side_are_read_one_by_one() -> None:
    sheet = Sheet()
    _lined(sheet, 40, "1.1")
    _lined(sheet, 290, "1.2")

    first, second = find_tables(sheet.page())

    assert _rows(first) == [
        [f"1.1 | {ASKED}"],
        ["Owner: Supt Vale"],
        ["Due: May 2021"],
    ]
    assert _rows(second)[0] == [f"1.2 | {ASKED}"]


def test_small_labels_stand_above_their_values_two_abreast() -> None:
    sheet = Sheet()
    _frame(sheet, 40, 100, 540, 230)
    sheet.shade(40, 100, 540, 116, 0x00AA55)
    sheet.text(45, 103, "Action 2", bold=True)
    sheet.prose(45, 120, 480, ASKED)
    sheet.text(45, 150, "LEAD", 6, bold=True)
    sheet.text(290, 150, "TARGET DATE", 6, bold=True)
    sheet.text(45, 158, "Supt Vale")
    sheet.text(290, 158, "May 2021")
    sheet.text(45, 176, "PROGRESS", 6, bold=True)
    sheet.prose(45, 184, 480, "A card lies on each desk.")

    (card,) = find_tables(sheet.page())

    assert _rows(card) == [
        ["Action 2"],
        [ASKED],
        ["LEAD | Supt Vale", "TARGET DATE | May 2021"],
        ["PROGRESS | A card lies on each desk."],
    ]


def test_labels_at_the_left_begin_a_row_each() -> None:
    sheet = Sheet()
    _frame(sheet, 40, 100, 300, 200)
    sheet.prose(45, 104, 240, ASKED)
    for y, label, value in ((140, "Lead", "Supt Vale and"), (166, "By", "May 2021")):
        sheet.text(45, y + 3, label, 7)
        sheet.text(110, y, value)
    sheet.text(110, 152, "the control room")

    (card,) = find_tables(sheet.page())

    assert _rows(card) == [
        [ASKED],
        ["Lead", "Supt Vale and the control room"],
        ["By", "May 2021"],
    ]


def test_a_label_at_the_left_may_go_on_below_in_lower_case() -> None:
    sheet = Sheet()
    _frame(sheet, 40, 100, 300, 190)
    said = ("Ask each caller about the", "children at home.")
    for y, label, value in (
        (104, "No.", "4"),
        (120, "Our", said[0]),
        (132, "promise", said[1]),
        (148, "When", "May 2021"),
        (164, "Who", "Supt Vale"),
    ):
        sheet.text(45, y, label, bold=True)
        sheet.text(110, y, value)

    (card,) = find_tables(sheet.page())

    assert _rows(card) == [
        ["No.", "4"],
        ["Our promise", " ".join(said)],
        ["When", "May 2021"],
        ["Who", "Supt Vale"],
    ]


def test_a_framed_table_with_a_head_is_no_card() -> None:
    sheet = Sheet()
    _frame(sheet, 40, 100, 540, 200)
    for x, head in ((45, "Action"), (300, "Owner"), (420, "Due")):
        sheet.text(x, 104, head, bold=True)
    for y, said in ((120, "Read each plan"), (150, "Ask each caller")):
        for x, words in ((45, said), (300, "Supt Vale"), (420, "May 2021")):
            sheet.text(x, y, words)

    (table,) = find_tables(sheet.page())

    assert (table.rows, table.cols) == (3, 3)


def test_a_label_far_below_another_is_the_next_one_s() -> None:
    sheet = Sheet()
    sheet.shade(40, 100, 300, 224, 0xEEF2F6)
    sheet.text(45, 104, "What we will do", bold=True)
    sheet.prose(45, 116, 240, ASKED)
    sheet.text(45, 144, "What was done", bold=True)
    sheet.text(45, 172, "By when", bold=True)
    sheet.text(45, 184, "May 2021")
    sheet.text(45, 198, "Who", bold=True)
    sheet.text(45, 210, "Supt Vale")

    (card,) = find_tables(sheet.page())

    assert _rows(card) == [
        [f"What we will do | {ASKED}"],
        ["What was done"],
        ["By when | May 2021"],
        ["Who | Supt Vale"],
    ]


@pytest.mark.parametrize("entries", [1, 3])
def test_labels_abreast_with_a_colon_stand_over_their_values(entries: int) -> None:
    sheet = Sheet()
    sheet.shade(40, 100, 550, 190, 0xEEF2F6)
    sheet.text(45, 104, "1.1 Read each safety plan", bold=True)
    done = ("Panel met", "Card made", "Staff told")[:entries]
    labels = (("Partners:", done), ("Progress:", done), ("Due:", ("May 2021",)))
    for x, (label, values) in zip((45, 240, 420), labels, strict=True):
        sheet.text(x, 124, label, bold=True)
        for n, value in enumerate(values):
            sheet.text(x, 138 + 14 * n, value)

    (card,) = find_tables(sheet.page())

    said = " ".join(done)
    assert [cell.text for cell in card.cells] == [
        "1.1 Read each safety plan",
        f"Partners:\n{said}",
        f"Progress:\n{said}",
        "Due:\nMay 2021",
    ]


def test_a_frame_around_a_table_is_no_card() -> None:
    sheet = Sheet()
    _frame(sheet, 40, 100, 540, 200)
    sheet.text(45, 104, "Priority 1: Answer every call")
    sheet.text(45, 118, "Owner: Supt Vale")
    sheet.text(45, 132, "Review date: May 2021")
    rows = [
        ("Action", "Lead", "Due"),
        ("Read each plan.", "Insp Hill", "June 2021"),
        ("Ask each caller.", "Insp Moor", "July 2021"),
        ("Sign each note.", "Insp Fell", "May 2021"),
    ]
    for n, row in enumerate(rows):
        for x, said in zip((48, 300, 420), row, strict=True):
            sheet.text(x, 148 + 13 * n, said, bold=not n)

    (table,) = find_tables(sheet.page())

    assert _rows(table)[-3:] == [list(row) for row in rows[1:]]


def test_what_runs_up_a_card_s_side_is_in_its_last_row() -> None:
    sheet = Sheet()
    _lined(sheet, 40, "1.1")
    x = 266.0
    sheet.words += [
        Word(said, x, top, x + 10, top + 5 * len(said), 10, "F", upright=False)
        for said, top in (("Status:", 140), ("open", 116))
    ]

    (card,) = find_tables(sheet.page())

    assert _rows(card)[-1] == ["Status: open"]
    assert card.rows == 4


def _box(sheet: Sheet, *below: str) -> None:
    _frame(sheet, 40, 100, 540, 200)
    sheet.text(45, 104, "Answer every call")
    for n, said in enumerate(("Owner: Supt Vale", "Review date: May 2021", *below)):
        sheet.text(45, 118 + 14 * n, said)


def test_a_frame_around_a_list_below_its_owner_and_date_is_no_card() -> None:
    for first, second in (("•", "•"), ("1.1", "1.2")):
        sheet = Sheet()
        _box(sheet, f"{first} Read each plan.", f"{second} Ask each caller twice.")

        assert not find_tables(sheet.page())


def test_a_list_that_a_label_or_a_sentence_leads_in_is_its_value() -> None:
    for led in ("Progress:", "Progress: The panel has met twice."):
        sheet = Sheet()
        _box(sheet, led, "• Cards lie on each desk.", "• Plans are signed.")

        (card,) = find_tables(sheet.page())

        assert "Plans are signed." in _rows(card)[-1][0]


def _asked(sheet: Sheet, y: float, said: str, answer: str = "") -> None:
    _frame(sheet, 40, y, 540, y + 50)
    sheet.prose(45, y + 4, 480, said)
    if answer:
        sheet.text(45, y + 20, "Progress:", bold=True)
        sheet.prose(45, y + 34, 480, answer)


def test_frames_with_one_same_label_below_their_words_are_cards() -> None:
    sheet = Sheet()
    _asked(sheet, 100, ASKED, "The first ones were read in May.")
    _asked(sheet, 160, "Callers are rung back.")
    _asked(sheet, 220, "Patrols wait until help has come.", "They do so now.")

    found = find_tables(sheet.page())

    assert [_rows(table) for table in found] == [
        [[ASKED], ["Progress: | The first ones were read in May."]],
        [["Callers are rung back."]],
        [["Patrols wait until help has come."], ["Progress: | They do so now."]],
    ]


def test_a_frame_with_one_label_that_no_other_has_is_no_card() -> None:
    sheet = Sheet()
    _asked(sheet, 100, ASKED, "The first ones were read in May.")
    _asked(sheet, 160, "Callers are rung back.")

    assert not find_tables(sheet.page())


@pytest.mark.parametrize(
    ("due", "runs_on"),
    [
        ("Once the whole county has been trained and asked again", True),
        ("May 2021", False),
    ],
)
def test_a_line_of_labels_abreast_runs_on_at_the_left_where_it_is_full(
    due: str, runs_on: bool
) -> None:
    sheet = Sheet()
    _frame(sheet, 40, 100, 540, 180)
    sheet.prose(45, 104, 480, ASKED)
    end = sheet.text(45, 134, "Owner:", bold=True)
    end = sheet.text(end, 134, "The head of all contact rooms")
    end = sheet.text(end + 12, 134, "Due:", bold=True)
    sheet.text(end, 134, due)
    sheet.text(45, 147, "September")

    (card,) = find_tables(sheet.page())

    last = _rows(card)[-1]
    assert last[-1] == (f"Due: {due} September" if runs_on else f"Due: {due}")
