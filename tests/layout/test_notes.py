"""Footnote marks: raised small figures after a word are no part of it."""

import numpy as np
import pytest

from plan_ingest.layout.bullets import number_marker
from plan_ingest.layout.furniture import split_furniture
from plan_ingest.layout.lines import line
from plan_ingest.layout.notes import falls, noted
from plan_ingest.layout.page import Word
from tests.layout.drawn import Sheet


def _word(text: str, x: float, size: float, bottom: float) -> Word:
    return Word(text, x, bottom - size, x + 5 * len(text), bottom, size)


def test_a_raised_figure_after_a_word_is_a_mark_and_furniture() -> None:
    sheet = Sheet()
    end = sheet.text(40, 300, "Contact")
    sheet.text(end - 2.5, 298, "2", 5)
    sheet.text(end + 5, 300, "centre")

    (body,), (running,) = split_furniture([sheet.page()])

    assert [word.text for word in body] == ["Contact", "centre"]
    assert [line.text for line in running] == ["2"]


@pytest.mark.parametrize(
    "after",
    [
        _word("2", 75, 5, 101),  # lowered
        _word("2", 75, 9.5, 96),  # as large as the word
        _word("2", 95, 5, 96),  # apart
        _word("st", 75, 5, 96),  # no figure
    ],
)
def test_other_small_words_stay(after: Word) -> None:
    words = [_word("Contact", 40, 10, 100), after]

    assert noted(words) == (tuple(words), [])


def test_a_mark_begins_where_a_figure_falls_in_size_and_is_raised() -> None:
    boxes = np.array([[0, 0, 5, 10], [5, 0, 10, 10], [10, -1, 13, 5]], np.float32)
    size = np.array([10, 10, 6], np.float32)

    assert falls("ab1", boxes, size).tolist() == [False, True]
    assert falls("abc", boxes, size).tolist() == [False, False]


def test_a_mark_ends_where_the_size_grows_again() -> None:
    boxes = np.array(
        [[0, 0, 5, 10], [5, -1, 8, 5], [8, -1, 11, 5], [11, 0, 13, 10]], np.float32
    )
    size = np.array([10, 6, 6, 10], np.float32)

    assert falls("a12.", boxes, size).tolist() == [True, False, True]


def test_a_word_reaches_as_far_as_its_mark_and_keeps_its_full_stop() -> None:
    sheet = Sheet()
    end = sheet.text(40, 300, "Contact")
    sheet.text(end - 2.5, 298, "2", 5)
    sheet.text(end, 300, ".")

    ((whole,),), ((mark,),) = split_furniture([sheet.page()])

    assert (whole.text, mark.text) == ("Contact.", "2")
    assert whole.x1 == whole.edges[-1] == end + 5
    assert len(whole.edges) == len("Contact.") + 1


def test_a_justified_line_that_ends_with_a_mark_is_full() -> None:
    marked = [_word("Survivors", 40, 10, 100), _word("2", 85, 5, 96)]

    ((word,), _) = noted(marked)

    assert word.x1 == marked[1].x1


def test_a_figure_that_squares_a_unit_is_no_mark() -> None:
    sheet = Sheet()
    end = sheet.text(40, 300, "A refuge of 200 m")
    sheet.text(end - 2.5, 298, "2", 5)

    (body,), (running,) = split_furniture([sheet.page()])

    assert [word.text for word in body][-2:] == ["200", "m2"]
    assert not running


def test_a_raised_figure_in_brackets_stays_between_them() -> None:
    bracket = [_word("homes(", 40, 10, 100), _word("6", 70, 5, 96)]
    closed = Word(")", 75, 90, 80, 100, 10)

    (whole,), marks = noted([*bracket, closed])

    assert (whole.text, marks) == ("homes(6)", [])


def test_a_raised_figure_in_brackets_that_opens_a_note_numbers_no_entry() -> None:
    opening = [_word("(", 40, 10, 100), _word("6", 45, 5, 96)]
    rest = [Word(")", 50, 90, 55, 100, 10), _word("Counted", 60, 10, 100)]

    kept, _ = noted([*opening, *rest])

    assert [word.text for word in kept] == ["(6)", "Counted"]
    assert number_marker(line(kept)) is None


def test_a_small_figure_in_brackets_on_the_line_numbers_an_entry() -> None:
    opening = Word("(1)", 40, 91, 52, 100, 8)

    assert number_marker(line([opening, _word("Train", 60, 10, 100)])) == "(1)"


@pytest.mark.parametrize("said", ["31st", "1a", "as"])
def test_an_ordinal_or_a_small_word_is_no_unit(said: str) -> None:
    before = _word(said, 40, 10, 100)

    (kept,), marks = noted([before, _word("3", before.x1, 5, 96)])

    assert (kept.text, len(marks)) == (said, 1)
