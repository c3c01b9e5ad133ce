"""Numbers that count on down one left edge."""

import pytest

from plan_ingest.layout.countedlines import counted_lines
from plan_ingest.layout.lines import lines
from plan_ingest.layout.page import Word
from plan_ingest.layout.passages import passages
from tests.layout.typeset import words


def _set(*said: str) -> list[Word]:
    return [word for at, text in enumerate(said) for word in words(text, 50, 13 * at)]


@pytest.mark.parametrize(
    "numbers", [("1.", "2."), ("(1)", "(2)"), ("a)", "b)"), ("(h)", "(i)", "(j)")]
)
def test_numbers_that_count_on_are_found(numbers: tuple[str, ...]) -> None:
    told = lines(_set("We will", *(f"{number} train" for number in numbers)))

    assert counted_lines(told) == frozenset(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    "said",
    [
        ("1. Train", "3. Visit"),
        ("1. Train", "b. Visit"),
        ("1) Train", "2. Visit"),
        ("i. Train", "k. Visit"),
        ("1.2 million", "1.3 million"),
    ],
)
def test_numbers_that_do_not_count_are_not(said: tuple[str, ...]) -> None:
    assert counted_lines(lines(_set(*said))) == frozenset()


def test_a_roman_numeral_counts_on_from_the_one_before() -> None:
    assert counted_lines(lines(_set("i) a", "ii) b", "iii) c"))) == {0, 1, 2}


def test_numbers_at_other_edges_do_not_count_on() -> None:
    below = words("2. Visit", 70, 13)

    assert not counted_lines(lines([*words("1. Train", 50, 0), *below]))


def test_the_first_of_a_list_is_no_end_of_its_introduction() -> None:
    told = lines(
        _set("We want every street to be safe so", "1. Train all", "2. Visit homes")
    )

    assert [passage.marker for passage in passages(told, 1)] == [None, "1.", "2."]
