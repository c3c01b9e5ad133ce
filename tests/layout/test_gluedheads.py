"""Heads printed again with the rest of a cut row in their cells."""

from plan_ingest.layout.gluedheads import unglued
from tests.layout.test_continuation import HEAD, cell, piece

REST = ("Ref", "Action and call each one", "Response once a week.")


def test_a_head_is_taken_from_the_rest_of_a_row_in_its_cells() -> None:
    first = piece(1, HEAD, ("1", "Write to all", "We do so"))
    second = unglued(first, piece(2, REST, ("2", "Ask.", "Done.")))

    assert [cell(second, 0, col).text for col in range(3)] == list(HEAD)
    assert [cell(second, 1, col).text for col in (1, 2)] == [
        "and call each one",
        "once a week.",
    ]


def test_a_row_that_begins_with_the_words_of_a_short_row_is_whole() -> None:
    first = piece(1, HEAD, ("", "Head of Crime", "2024"), ("1", "Write.", "Done."))
    given = piece(2, ("3 Open a hub", "Head of Crime", "2024"), ("4", "Ask.", "No."))

    assert unglued(first, given) is given
