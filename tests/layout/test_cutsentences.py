"""Rows cut by a page's end in the middle of a sentence."""

import sys
from types import FrameType

import pytest

from plan_ingest.layout.continuation import join_over_pages
from plan_ingest.layout.cutsentences import join_parts, open_columns
from plan_ingest.model.document import Part, Table
from tests.layout.test_continuation import HEAD, piece, row

ABOVE = (
    ("A", "Officers take statements at the scene.", "In hand since May."),
    ("B", "Callers are asked about children.", "A card is out."),
)
BELOW = (
    ("C", "Reviews are read by all sergeants.", "Monthly."),
    ("D", "Plans are checked by the week.", "Weekly."),
)


def joined(last: tuple[str, ...], rest: tuple[str | None, ...]) -> Table:
    first = piece(1, HEAD, *ABOVE, last)
    (whole,) = join_over_pages([first, piece(2, rest, *BELOW)])
    assert isinstance(whole, Table)
    return whole


def test_a_row_that_opens_in_lower_case_is_a_rest_though_its_answer_begins_anew() -> (
    None
):
    whole = joined(
        ("", "Care is open to victims, partners etc.", "The form is shared."),
        ("", "and to those who ask for it.", "It is read each week."),
    )

    assert whole.rows == 6
    assert row(whole, 3)[1] == (
        "Care is open to victims, partners etc. and to those who ask for it."
    )


def test_a_cell_that_ends_in_mid_sentence_goes_on_in_capitals_below() -> None:
    whole = joined(
        ("Lead and", "The lead is named and is answerable to the", "A board meets"),
        ("Board", "Crime Commissioner in all of this.", "Each quarter."),
    )

    assert whole.rows == 6
    assert row(whole, 3)[1].endswith(
        "answerable to the Crime Commissioner in all of this."
    )


@pytest.mark.parametrize(("lead", "rows"), [("", 5), ("DI Lake", 6)])
def test_two_rows_tell_how_cells_end_where_the_rest_lacks_what_they_have(
    lead: str, rows: int
) -> None:
    head = ("Action", "What we have done", "Lead")
    last = ("All desks take up the new Public", "The desks were told by the Crime", "A")
    rest = ("Protection course.", "Commissioner in all of this.", lead)
    below = (
        ("Learning from each review", "", ""),
        ("Sergeants read each safety plan in full.", "In hand.", "B"),
        ("All callers are called back by us.", "Done.", "C"),
    )

    (whole,) = join_over_pages([piece(1, head, last), piece(2, rest, *below)])

    assert isinstance(whole, Table)
    assert whole.rows == rows


@pytest.mark.parametrize(
    ("last", "rest"),
    [
        (("", "Care is open to all who need it", "In hand."), "Crime is recorded."),
        (("", "Care is open to all.", "It is shared with all,"), "and with courts."),
        (("", "Lead officer", "A form is shared."), "Crime and courts are heard of."),
    ],
)
def test_a_row_is_whole_where_its_words_may_be_another_cell_s_or_a_label_s(
    last: tuple[str, ...], rest: str
) -> None:
    assert joined(last, ("", rest, "")).rows == 7


@pytest.mark.parametrize(
    "rest", ["(DVPN) and to orders (DVPO).", "“Safe Lives” forms."]
)
def test_a_cut_sentence_goes_on_in_brackets_or_quotes(rest: str) -> None:
    whole = joined(
        ("", "Officers are to make use of Protection Notices", "A review of Notices"),
        ("", rest, "Notices is being made."),
    )

    assert whole.rows == 6
    assert row(whole, 3)[1].endswith(f"Protection Notices {rest}")


@pytest.mark.parametrize(
    ("last", "rest"),
    [
        (
            ("Courts", "Officers read ten cases.", "It is done."),
            ("eLearning", "eCourses are set up for staff.", "It is done."),
        ),
        (
            ("Courts", "Officers read ten cases etc.", "It is done."),
            ("Schools", "ask them what they know.", "It is done."),
        ),
        (
            ("Courts", "Staff are trained in each part of the force", "Set for May"),
            ("Schools", "Figures are told to all each year.", "It is done."),
        ),
        (
            (
                "Train all staff in each part of the force",
                "Dates are set for all of May and June",
                "Head of Crime",
            ),
            ("Publish figures each year.", "It is done.", "Head of Courts"),
        ),
    ],
    ids=["a name in lower case", "lower case", "no full stops", "nor in the first"],
)
def test_a_row_whose_cells_all_begin_anew_is_a_row(
    last: tuple[str, ...], rest: tuple[str, ...]
) -> None:
    assert joined(last, rest).rows == 7


SMALL = (
    ("Calls", "Listen to callers.", "this is done by the desk each day"),
    ("Care", "Visit each victim.", "sergeants have a list of their own"),
    ("Courts", "Attend all hearings.", "two clerks were named for this"),
)


def test_a_column_always_begun_in_lower_case_tells_of_no_cut() -> None:
    (whole,) = join_over_pages(
        [
            piece(1, HEAD, *SMALL),
            piece(2, ("Files", "Read old files.", "half of them were read"), *BELOW),
        ]
    )

    assert isinstance(whole, Table)
    assert whole.rows == 7
    assert row(whole, 4) == ["Files", "Read old files.", "half of them were read"]


def test_rows_begun_in_lower_case_all_through_are_rows() -> None:
    low = [(a, b.lower().rstrip("."), c) for a, b, c in SMALL]
    more = [(a[::-1].title(), f"go on to {b}", c) for a, b, c in low]
    (whole,) = join_over_pages([piece(1, HEAD, *low), piece(2, *more)])

    assert isinstance(whole, Table)
    assert whole.rows == 7


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("Reduce harm;", "improve trust;", 2),
        ("What we do:", "improve trust.", 2),
        ("reduce harm.", "improve trust.", 2),
        ("Care is open to victims etc.", "and to all who ask.", 1),
    ],
)
def test_only_a_full_stop_may_stand_in_mid_sentence(
    above: str, below: str, whole: int
) -> None:
    assert len(join_parts([Part(above)], [Part(below)])) == whole


def calls(pages: int) -> int:
    """How many calls it takes to join a table of so many pages."""
    rows = [("A", f"Officers ask caller {n}", "It is in hand") for n in range(20)]
    found = [piece(page, *rows) for page in range(1, pages + 1)]
    count = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        join_over_pages(found)
    finally:
        sys.setprofile(before)
    return count


def test_the_work_of_a_long_table_grows_no_faster_than_its_pages_squared() -> None:
    assert calls(16) < 4 * calls(8)


@pytest.mark.parametrize(
    ("top", "open_"),
    [("in the house and is asked again by all.", (1,)), ("Action", ())],
    ids=["the rest of a row", "a name"],
)
def test_a_sentence_in_the_first_row_shows_how_cells_of_a_column_end(
    top: str, open_: tuple[int, ...]
) -> None:
    others = (("B", "Callers are asked.", ""), ("C", "Plans are read.", ""))
    last = ("E", "Each victim is told of the court and the Crown", "")
    table = piece(2, ("", top, ""), *others, ("D", "Letters (in May)", ""), last)

    assert open_columns(table) == open_
