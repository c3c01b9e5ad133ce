"""Tables that run over pages."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_ingest.layout.continuation import join_over_pages
from plan_ingest.model.document import (
    Block,
    Bullet,
    Cell,
    Furniture,
    Paragraph,
    Part,
    Table,
)
from tests import build

HEAD = ("Ref", "Action", "Response")


def piece(page: int, *rows: tuple[str | None, ...], shift: float = 0.0) -> Table:
    """A piece of a table on a page, its columns 100 points wide."""
    plain = build.table(rows)
    cells = tuple(
        replace(
            cell,
            page=page,
            bbox=(
                50 + shift + 100 * cell.col,
                100.0 + 20 * cell.row,
                150 + shift + 100 * cell.col_end,
                120.0 + 20 * cell.row_end,
            ),
        )
        for cell in plain.cells
    )
    anchor = build.anchor(page=page, page_end=page)
    return replace(plain, cells=cells, anchor=anchor, pages=(page,))


def tables(*blocks: Block) -> list[Table]:
    return [block for block in join_over_pages(blocks) if isinstance(block, Table)]


def row(table: Table, number: int) -> list[str]:
    return [
        cell.text
        for cell in sorted(table.cells, key=lambda c: c.col)
        if cell.row == number
    ]


def cell(table: Table, number: int, col: int) -> Cell:
    return next(c for c in table.cells if (c.row, c.col) == (number, col))


def test_a_repeated_head_is_dropped_and_flagged() -> None:
    (whole,) = tables(
        piece(1, HEAD, ("1", "Train staff.", "Done.")),
        piece(2, HEAD, ("2", "Check files.", "Monthly.")),
    )
    assert [row(whole, n) for n in range(whole.rows)] == [
        list(HEAD),
        ["1", "Train staff.", "Done."],
        ["2", "Check files.", "Monthly."],
    ]
    assert whole.flags == ("repeated_header",)
    assert whole.pages == (1, 2)
    assert whole.page_rows == (2,)
    assert whole.anchor.page_end == 2


def test_a_table_goes_on_without_a_head() -> None:
    (whole,) = tables(
        piece(1, HEAD, ("1", "Train staff.", "Done.")),
        piece(2, ("2", "Check files.", "Monthly.")),
    )
    assert whole.rows == 3
    assert whole.flags == ()


def test_a_title_row_above_the_repeated_head_goes_too() -> None:
    title: tuple[str | None, ...] = ("First response", "", "")
    (whole,) = tables(
        piece(1, title, HEAD, ("1", "Train staff.", "Done.")),
        piece(2, title, HEAD, ("2", "Check files.", "Monthly.")),
    )
    assert whole.rows == 4


def test_a_row_without_its_key_is_the_rest_of_the_row_above() -> None:
    (whole,) = tables(
        piece(
            1,
            HEAD,
            ("1", "Train staff.", "Done."),
            ("2", "Check the files of", "The first audit was held."),
        ),
        piece(
            2,
            ("", "repeat victims.", "The next follows."),
            ("3", "Learn from deaths.", "Yes."),
        ),
    )
    assert row(whole, 2) == [
        "2",
        "Check the files of repeat victims.",
        "The first audit was held.\nThe next follows.",
    ]
    action = cell(whole, 2, 1)
    assert action.flags == ("continued_over_page",)
    assert (action.page, action.page_end) == (1, 2)
    assert cell(whole, 2, 0).flags == ()
    assert whole.page_rows == (3,)
    assert row(whole, 3) == ["3", "Learn from deaths.", "Yes."]


def test_a_cut_sentence_in_lower_case_is_joined_without_a_key() -> None:
    (whole,) = tables(
        piece(
            1, ("Comment", "Response"), ("The force will look at", "It has begun to")
        ),
        piece(2, ("every file.", "do so."), ("Next it will ask.", "It has.")),
    )
    assert row(whole, 1) == [
        "The force will look at every file.",
        "It has begun to do so.",
    ]


def test_a_row_that_begins_a_sentence_is_a_row_of_its_own() -> None:
    (whole,) = tables(
        piece(1, HEAD, ("1", "Train staff.", "Done.")),
        piece(2, ("2", "Check files", "Monthly")),
    )
    assert row(whole, 2) == ["2", "Check files", "Monthly"]


def test_a_merged_strand_goes_on_over_its_blank_rest() -> None:
    (whole,) = tables(
        piece(
            1,
            ("Strand", "Action", "Evidence"),
            ("Leadership", "A chief officer leads.", "Named."),
            (None, "The board meets.", "Minutes."),
        ),
        piece(
            2,
            ("", "Money is set aside.", "Budget."),
            (None, "Teams are full.", "Numbers."),
        ),
    )
    strand = cell(whole, 1, 0)
    assert (strand.row, strand.row_end) == (1, 4)
    assert (strand.page, strand.page_end) == (1, 2)
    assert "continued_over_page" in strand.flags
    assert whole.rows == 5


def test_running_heads_do_not_part_a_table() -> None:
    foot = Furniture("Page 1", build.anchor(page=1))
    (whole,) = tables(
        piece(1, HEAD, ("1", "Train staff.", "Done.")),
        foot,
        piece(2, ("2", "Check files.", "Monthly.")),
    )
    assert whole.pages == (1, 2)


def test_a_title_printed_again_becomes_furniture() -> None:
    blocks = join_over_pages(
        (
            build.heading("First response"),
            piece(1, HEAD, ("1", "Train staff.", "Done.")),
            build.heading("First response (continued)"),
            piece(2, HEAD, ("2", "Check files.", "Monthly.")),
        )
    )
    assert [block.kind for block in blocks] == ["heading", "table", "furniture"]
    assert [block.anchor.order for block in blocks] == [0, 1, 2]


@pytest.mark.parametrize("again", [0, 1])
def test_a_title_above_a_table_is_printed_again_as_its_first_row(again: int) -> None:
    title = ("First response", "", "")
    first = piece(1, HEAD, ("1", "Train staff who come", "Done."))
    second = piece(2, title, *[HEAD] * again, ("", "first to a home.", "Monthly."))
    (table,) = tables(build.heading("First response"), first, second)

    assert row(table, 1) == [
        "1",
        "Train staff who come first to a home.",
        "Done.\nMonthly.",
    ]


def test_another_heading_parts_two_tables() -> None:
    found = tables(
        piece(1, HEAD, ("1", "Train staff.", "Done.")),
        build.heading("Investigation"),
        piece(2, HEAD, ("1", "Check files.", "Monthly.")),
    )
    assert len(found) == 2


def test_a_table_with_another_head_is_another_table() -> None:
    def bold(table: Table) -> Table:
        cells = tuple(
            replace(c, parts=tuple(replace(p, bold=True) for p in c.parts))
            if c.row == 0
            else c
            for c in table.cells
        )
        return replace(table, cells=cells)

    found = tables(
        bold(piece(1, HEAD, ("1", "Train staff.", "Done."))),
        bold(piece(2, ("Risk", "Score", "Owner"), ("Money", "High", "Finance"))),
    )
    assert len(found) == 2


def test_tables_of_other_columns_stay_apart() -> None:
    found = tables(
        piece(1, HEAD, ("1", "Train staff.", "Done.")),
        piece(2, ("Label", "Value"), ("Owner", "Head of Crime")),
    )
    assert len(found) == 2


def test_margins_may_differ_on_even_pages() -> None:
    (whole,) = tables(
        piece(1, HEAD, ("1", "Train staff.", "Done.")),
        piece(2, ("2", "Check files.", "Monthly."), shift=20.0),
    )
    assert whole.rows == 3


def test_three_pages_make_one_table() -> None:
    (whole,) = tables(
        piece(1, HEAD, ("1", "Train staff.", "Done.")),
        piece(2, HEAD, ("2", "Check files.", "Monthly.")),
        piece(3, HEAD, ("3", "Learn.", "Yes.")),
    )
    assert whole.pages == (1, 2, 3)
    assert whole.page_rows == (2, 3)


def test_a_table_two_pages_on_is_another() -> None:
    found = tables(
        piece(1, HEAD, ("1", "Train staff.", "Done.")),
        piece(3, HEAD, ("2", "Check files.", "Monthly.")),
    )
    assert len(found) == 2


def test_tables_of_a_text_join_when_the_head_is_repeated() -> None:
    (whole,) = tables(
        build.table([HEAD, ("1", "Train staff.", "Done.")]),
        build.table([HEAD, ("2", "Check files.", "Monthly.")]),
    )
    assert whole.rows == 3


SAID = st.sampled_from(["", "1", "Train staff.", "of files", "Check the", "• a", "Ref"])
ROW = st.tuples(SAID, SAID, SAID)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.lists(ROW, min_size=1, max_size=4)),
        min_size=1,
        max_size=4,
    )
)
def test_no_word_is_lost_and_no_place_is_told_twice(
    drawn: list[tuple[int, list[tuple[str, str, str]]]],
) -> None:
    ordered = sorted(drawn, key=lambda one: one[0])
    blocks = join_over_pages([piece(page, *rows) for page, rows in ordered])
    whole = [block for block in blocks if isinstance(block, Table)]
    loose = [block.text for block in blocks if isinstance(block, Paragraph | Bullet)]
    before = sorted(set(_words([t for p, r in ordered for t in [piece(p, *r)]])))
    kept = _words(whole) + [word for text in loose for word in text.split()]
    assert sorted(set(kept)) == before
    for table in whole:
        places = [
            (r, c)
            for one in table.cells
            for r in range(one.row, one.row_end + 1)
            for c in range(one.col, one.col_end + 1)
        ]
        assert len(places) == len(set(places))


def _words(found: list[Table]) -> list[str]:
    parts: list[Part] = [p for t in found for c in t.cells for p in c.parts]
    return [word for part in parts for word in part.text.split()]


def test_a_row_without_a_number_among_numbered_rows_is_a_rest() -> None:
    (whole,) = tables(
        piece(1, ("Comment", "Response"), ("1 Ask all. Note it.", "We ask.")),
        piece(2, ("Check what was noted.", "We check."), ("2 Train all.", "We train.")),
    )
    assert [row(whole, n) for n in range(whole.rows)] == [
        ["Comment", "Response"],
        ["1 Ask all. Note it.\nCheck what was noted.", "We ask.\nWe check."],
        ["2 Train all.", "We train."],
    ]


def test_a_title_at_the_top_of_a_page_is_no_rest_of_the_row_above() -> None:
    first = piece(1, HEAD, ("", "Train staff.", "Done."), ("2", "Check files.", ""))
    (whole,) = tables(first, piece(2, ("Victims", "", ""), ("1", "Visit.", "Done.")))

    assert row(whole, 3) == ["Victims", "", ""]
    assert whole.rows == 5


def test_bold_words_alone_below_a_sentence_that_ended_are_a_title_of_rows() -> None:
    first = piece(1, HEAD, ("Open a desk in the north.", "Estates", "July"))
    second = piece(2, ("Theme four", "", ""), ("Write to each street.", "Press", "May"))
    bold = [
        replace(c, parts=tuple(replace(p, bold=c.row == 0) for p in c.parts))
        for c in second.cells
    ]
    found = tables(first, replace(second, cells=tuple(bold)))

    assert [row(found[0], n)[0] for n in range(2, 4)] == [
        "Theme four",
        "Write to each street.",
    ]


def test_a_title_alone_above_a_page_is_a_repeated_head() -> None:
    head = ("Leadership", "", "")
    (whole,) = tables(
        piece(1, head, HEAD, ("1", "Train staff.", "Done.")),
        piece(2, head, ("2", "Check files.", "Monthly.")),
    )

    assert whole.rows == 4
    assert "repeated_header" in whole.flags


def test_a_row_without_number_and_owner_is_the_rest_of_a_numbered_row() -> None:
    head = ("Ref", "Action", "Date", "Owner")
    first = piece(
        1,
        head,
        ("1", "Train staff.", "May 2024", "Sergeant"),
        ("", "Check files.", "", ""),
        ("", "Ask callers.", "", ""),
        ("2", "Visit homes. Listen well.", "A pilot began in", "Inspector"),
    )
    (whole,) = tables(first, piece(2, ("", "Write it down.", "June 2024.", "")))

    assert whole.rows == 5
    assert cell(whole, 4, 2).text == "A pilot began in June 2024."


def test_rows_whose_numbers_run_on_are_never_joined() -> None:
    (whole,) = tables(
        piece(1, ("1 Ask all", "We ask"), ("2 Note it", "we note")),
        piece(2, ("3 check it", "we check"), ("4 Train all.", "We train.")),
    )
    assert whole.rows == 4


def test_the_rest_of_one_cell_is_joined_to_its_row() -> None:
    (whole,) = tables(
        piece(1, HEAD, ("1", "Train staff.", "The plan is"), ("2", "Ask.", "Under")),
        piece(2, ("", "", "review.")),
    )
    assert row(whole, 2) == ["2", "Ask.", "Under review."]


def test_one_filled_cell_that_carries_nothing_on_is_text() -> None:
    (block,) = join_over_pages([piece(2, ("", "Ask every victim."))])
    assert isinstance(block, Paragraph)
    assert block.text == "Ask every victim."


def test_a_rest_set_in_the_cells_of_the_repeated_head_goes_to_its_row() -> None:
    (whole,) = tables(
        piece(1, HEAD, ("1", "Train staff in", "Courses run."), ("2", "Ask", "Now.")),
        piece(
            2,
            ("Ref", "Action all victims.", "Response"),
            ("3", "Check files.", "Soon."),
        ),
    )
    assert [row(whole, n) for n in range(2, whole.rows)] == [
        ["2", "Ask all victims.", "Now."],
        ["3", "Check files.", "Soon."],
    ]


def test_a_rest_below_a_repeated_title_and_head_goes_to_its_row() -> None:
    title = ("Care and courts", "", "")
    (whole,) = tables(
        piece(1, title, HEAD, ("1", "Train staff.", "Courses run in")),
        piece(
            2,
            title,
            ("Ref", "Action", "Response all towns."),
            ("2", "Check files.", "Soon."),
        ),
    )
    assert [row(whole, n) for n in range(2, whole.rows)] == [
        ["1", "Train staff.", "Courses run in all towns."],
        ["2", "Check files.", "Soon."],
    ]


def test_a_strand_over_one_row_is_no_key_of_the_rows_below_it() -> None:
    head = ("Strand", "Ref", "Action")
    first = piece(1, head, ("Response", "1", "Visit each victim again."))
    second = piece(
        2, head, ("", "2", "Ring those we did not visit."), ("", "3", "Write to all.")
    )
    (whole,) = tables(first, second)
    assert [row(whole, number)[1] for number in range(whole.rows)] == [
        "Ref",
        "1",
        "2",
        "3",
    ]


def test_a_name_of_the_repeated_head_is_no_strand_of_the_rows_below() -> None:
    head = ("Strand", "Action", "Response")
    first = piece(
        1, head, ("Care", "Visit each victim.", "Now."), ("", "Ring all.", "Soon.")
    )
    second = piece(2, head, ("", "Write to all.", "Done."), ("", "Ask again.", "Late."))
    merged = [
        replace(
            table,
            cells=tuple(
                replace(c, row_end=2) if (c.row, c.col) == (top, 0) else c
                for c in table.cells
                if c.col or c.row <= top
            ),
        )
        for table, top in ((first, 1), (second, 0))
    ]
    (whole,) = tables(*merged)

    assert cell(whole, 1, 0).text == "Care"
    assert cell(whole, 1, 0).row_end == 4
    assert whole.rows == 5


@pytest.mark.parametrize(
    ("label", "below", "strands"),
    [("Care for victims and", "Their Families", 1), ("Area A", "Area B", 2)],
)
def test_a_strand_s_label_that_ends_in_a_joint_goes_on_over_the_page(
    label: str, below: str, strands: int
) -> None:
    head = ("Strand", "Ref", "Action")
    first = piece(1, head, (label, "1", "Visit each victim again."))
    second = piece(2, (below, "2", "Ring them all."), ("", "3", "Write to all."))
    later = tuple(
        replace(c, row_end=1) if (c.row, c.col) == (0, 0) else c
        for c in second.cells
        if c.col or not c.row
    )
    (whole,) = tables(first, replace(second, cells=later))
    labels = [c for c in whole.cells if c.col == 0 and c.row]

    assert len(labels) == strands
    assert " ".join(c.text for c in labels) == f"{label} {below}"


def test_white_between_forms_is_no_row_without_a_label() -> None:
    first = piece(1, ("No.", "1"), ("Aim", "Train staff."), ("Answer", "Courses run."))
    second = piece(
        2,
        ("", "They go on all year."),
        ("", ""),
        ("No.", "2"),
        ("Aim", "Ask all."),
        ("Answer", "Now."),
    )
    (whole,) = tables(first, second)

    assert cell(whole, 2, 1).text == "Courses run.\nThey go on all year."


@pytest.mark.parametrize(("label", "rows"), [("Care", 3), ("1", 2)])
def test_one_row_does_not_say_that_all_have_a_label(label: str, rows: int) -> None:
    (whole,) = tables(
        piece(1, HEAD, (label, "Visit each victim at home.", "Done in May.")),
        piece(2, HEAD, ("", "Ring those we did not see.", "Begun in June.")),
    )
    assert whole.rows == rows
