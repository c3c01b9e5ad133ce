"""Reading order across full-width blocks and down columns."""

from typing import Any

import pytest

from plan_ingest.layout.lines import fragments
from plan_ingest.layout.order import Run, reading_order
from plan_ingest.layout.page import Word
from tests.layout.typeset import column, words

LEFT = "Calls are answered by people who know what to ask and who is at risk. " * 4
RIGHT = "Officers stay until the person is safe and the next step is agreed. " * 4


def said(run: Run) -> str:
    assert not isinstance(run, int)
    return " ".join(line.text for line in run)


def test_two_columns_are_read_one_after_the_other() -> None:
    runs = reading_order(
        fragments([*column(LEFT, 50, 100, 220), *column(RIGHT, 300, 100, 220)]), []
    )
    assert [said(run).split()[0] for run in runs] == ["Calls", "Officers"]


def test_three_columns_whose_baselines_do_not_agree() -> None:
    held = [
        *column(LEFT, 40, 100, 150),
        *column(RIGHT, 210, 104, 150),
        *column(LEFT.replace("Calls", "Reports"), 380, 97, 150),
    ]
    runs = reading_order(fragments(held), [])
    assert [said(run).split()[0] for run in runs] == ["Calls", "Officers", "Reports"]


def test_a_large_letter_in_one_column_leaves_the_other_s_lines_apart() -> None:
    held = [
        *column(LEFT, 50, 100, 220),
        *words("P", 300, 118, 20),
        *column(RIGHT, 300, 150, 220),
    ]
    runs = reading_order(fragments(held), [])
    assert said(runs[0]) == " ".join(LEFT.split())


def test_a_heading_across_stands_before_the_columns_under_it() -> None:
    held = [
        *column(RIGHT, 300, 140, 220),
        *words("Our promise to everyone who lives here and works for us", 50, 100, 16),
        *column(LEFT, 50, 140, 220),
    ]
    firsts = [said(run).split()[0] for run in reading_order(fragments(held), [])]
    assert firsts == ["Our", "Calls", "Officers"]


def test_a_full_width_block_between_two_pairs_of_columns() -> None:
    held = [
        *column(LEFT, 50, 100, 220),
        *column(RIGHT, 300, 100, 220),
        *column(
            "A sentence that runs across the whole page and parts them. " * 4,
            50,
            320,
            470,
        ),
        *column(LEFT.replace("Calls", "Later"), 50, 420, 220),
        *column(RIGHT.replace("Officers", "Last"), 300, 420, 220),
    ]
    firsts = [said(run).split()[0] for run in reading_order(fragments(held), [])]
    assert firsts == ["Calls", "Officers", "A", "Later", "Last"]


def test_labels_beside_their_values_are_read_across() -> None:
    held = [
        *words("Owner", 50, 100),
        *words("Head of Public Protection", 150, 100),
        *words("Due", 50, 113),
        *words("June 2024", 150, 113),
        *words("Status", 50, 126),
        *words("In place", 150, 126),
    ]
    (run,) = reading_order(fragments(held), [])
    assert said(run) == "Owner Head of Public Protection Due June 2024 Status In place"


def test_numbers_hung_in_the_margin_stay_with_their_paragraphs() -> None:
    held = []
    for number in range(1, 5):
        top = 100 + 60 * number
        held += words(f"{number}.", 50, top)
        held += column(LEFT[:140], 80, top, 400)
    (run,) = reading_order(fragments(held), [])
    assert said(run).startswith("1. Calls")
    assert " 2. Calls" in said(run)


def test_a_table_stands_between_the_lines_above_and_below_it() -> None:
    held = [*words("Before it", 50, 100), *words("After it", 50, 400)]
    runs = reading_order(fragments(held), [(50.0, 150.0, 500.0, 380.0)])
    assert [run if isinstance(run, int) else said(run) for run in runs] == [
        "Before it",
        0,
        "After it",
    ]


def test_an_empty_page_has_nothing_to_read() -> None:
    assert reading_order(fragments([]), []) == []


@pytest.mark.parametrize("look", [{"size": 7.0}, {"size": 10.0, "italic": True}])
def test_a_note_of_a_line_or_two_stands_beside_the_text(look: dict[str, Any]) -> None:
    note = column("Ask a friend to call us.", 420, 108, 80, **look)
    runs = reading_order(fragments([*column(LEFT, 50, 100, 330), *note]), [])
    assert [said(run) for run in runs] == [
        " ".join(LEFT.split()),
        "Ask a friend to call us.",
    ]


def test_words_as_large_as_the_text_or_rows_beside_it_are_no_note() -> None:
    text = column(LEFT, 50, 100, 330)
    large = words("Ask a friend", 420, 108)
    rows = [*words("Agreed in May", 420, 100, 7), *words("Done in June", 420, 139, 7)]
    for beside in (large, rows):
        assert len(reading_order(fragments([*text, *beside]), [])) == 1


def test_frames_that_begin_level_are_read_row_by_row_below_their_title() -> None:
    title = fragments(words("Hear every caller", 40, 250, bold=True))
    frames = [
        (40.0, 100.0, 280.0, 230.0),
        (300.0, 100.0, 540.0, 180.0),
        (40.0, 270.0, 280.0, 340.0),
        (300.0, 270.0, 540.0, 400.0),
        (40.0, 410.0, 280.0, 480.0),
    ]
    runs = reading_order(title, frames)
    read = [run if isinstance(run, int) else said(run) for run in runs]
    assert read == [0, 1, "Hear every caller", 2, 3, 4]


def test_tables_in_columns_that_begin_apart_are_read_column_by_column() -> None:
    tables = [
        (40.0, 100.0, 280.0, 230.0),
        (300.0, 120.0, 540.0, 180.0),
        (40.0, 270.0, 280.0, 340.0),
    ]
    assert reading_order([], tables) == [0, 2, 1]


@pytest.mark.parametrize("titled", [True, False])
def test_an_owner_beside_each_title_is_read_below_it(titled: bool) -> None:
    held = [
        word
        for n, owner in enumerate(("Gray", "Vale", "Reed"))
        for part in (
            words(f"Theme {n}", 50, 100 + 120 * n, bold=titled),
            words(f"Lead: Inspector {owner}", 430, 100 + 120 * n, 8.0),
            column(LEFT, 50, 114 + 120 * n, 330),
        )
        for word in part
    ]

    read = [said(run) for run in reading_order(fragments(held), [])]

    owners = [n for n, text in enumerate(read) if "Lead: Inspector" in text]
    if titled:
        assert [read[n - 1].split()[-2:] for n in owners] == [
            ["Theme", str(n)] for n in range(3)
        ]
    else:
        assert len(owners) == 1


def test_a_column_that_begins_close_below_a_wide_line_keeps_its_first_line() -> None:
    wide = (
        "All the plan below was agreed by the board, by each of its partners, in May."
    )
    held = [
        *words(wide, 50, 84),
        *column(LEFT, 50, 120, 220),
        *column(RIGHT, 300, 100, 220),
    ]

    runs = reading_order(fragments(held), [])

    assert [said(run).split()[0] for run in runs] == ["All", "Calls", "Officers"]


def test_a_short_last_line_of_a_wide_paragraph_stays_with_it() -> None:
    wide = (
        "All the plan below was agreed by the board, by each of its partners, in May."
    )
    held = [
        *words(wide, 50, 74),
        *words("of this year.", 50, 87),
        *column(LEFT, 50, 120, 220),
        *column(RIGHT, 300, 120, 220),
    ]

    runs = reading_order(fragments(held), [])

    assert [said(run).split()[-1] for run in runs] == [
        "year.",
        *(LEFT.split()[-1:]),
        "agreed.",
    ]


def _spread(top: float, said: dict[float, str]) -> list[Word]:
    """A line of words set to both edges of a column, each at its place."""
    return [word for x, one in said.items() for word in words(one, x, top)]


def test_white_below_white_in_lines_set_to_both_edges_parts_no_columns() -> None:
    held = [
        *column(LEFT, 50, 100, 220),
        *_spread(204, {50: "plans", 88: "and", 112: "of", 137: "shares"}),
        *_spread(204, {182: "guilty", 226: "pleas", 265: "in"}),
        *_spread(217, {50: "supervisors", 118: "asked", 155: "by"}),
        *_spread(217, {180: "their", 217: "role", 249: "in", 271: "it"}),
        *column("of the court and of the cases that it hears.", 50, 152 + 13 * 6, 220),
    ]

    (run,) = reading_order(fragments(held), [])

    assert said(run).endswith(
        "plans and of shares guilty pleas in supervisors asked by their role in it "
        "of the court and of the cases that it hears."
    )
