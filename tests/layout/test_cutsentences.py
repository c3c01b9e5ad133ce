"""Rows cut by a page's end in the middle of a sentence."""

import pytest

from plan_ingest.layout.continuation import join_over_pages
from plan_ingest.model.document import Table
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
