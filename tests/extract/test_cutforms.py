"""Titles that count above forms give the first form below them its number."""

import pytest

from tests import build
from tests.extract.words import items

LATER = [["Recommendation 2", ""], ["Recommendation", "Ring each caller back."]]


@pytest.mark.parametrize("more", [[], LATER])
def test_a_title_that_counts_what_the_form_says_is_its_number(
    more: list[list[str | None]],
) -> None:
    form = [["Recommendation", "Hear each caller."], ["Lead", "Supt Vale"]]
    rows = [*form, *more, *(form[1:] if more else [])]

    found = items(
        build.heading("Calls", 1),
        build.heading("First answer", 2),
        build.heading("Recommendation 1", 3),
        build.table(rows),
    )
    assert [item.ref for item in found] == ["1", "2"][: len(found)]
    assert len(found) == 1 + bool(more)
    assert found[0].headings[-1] == "First answer"


def test_a_title_that_counts_something_else_stays_a_title() -> None:
    form = [["Action", "Hear each caller."], ["Lead", "Supt Vale"]]

    (item,) = items(
        build.heading("Calls", 1), build.heading("Objective 1", 2), build.table(form)
    )
    assert item.headings[-1] == "Objective 1"
