"""Columns headed by periods: actions of their own, milestones, or what was done."""

import pytest

from tests import build
from tests.extract.words import items

FIRST = "Train every call taker on the signs of coercive control."
SECOND = "Open a shared desk with the housing teams of the county."
THIRD = "Ask all survivors each spring what helped them and what did not."


@pytest.mark.parametrize(
    "terms",
    [
        ("Short term", "Medium term", "Long term"),
        ("Year 1", "Year 2", "Year 3"),
        ("Actions 2025/26", "Actions 2026/27", "Actions 2027/28"),
    ],
)
def test_each_period_s_action_is_an_item_due_then(terms: tuple[str, ...]) -> None:
    table = build.table(
        [("Theme", *terms), ("Hearing", FIRST, SECOND, ""), ("Learning", "", "", THIRD)]
    )

    found = items(build.heading("Our plan"), table)

    assert [item.text for item in found] == [FIRST, SECOND, THIRD]
    assert [item.target for item in found] == list(terms)
    assert [item.headings[-1] for item in found] == ["Hearing", "Hearing", "Learning"]


def test_periods_beside_an_action_say_what_is_reached_by_then() -> None:
    table = build.table(
        [
            ("Action", "Lead", "2025/26", "2026/27"),
            (
                FIRST,
                "Supt Vale",
                "Reach half of all call takers",
                "Reach each of the call takers",
            ),
            (
                SECOND,
                "Supt Hill",
                "A desk on two days a week",
                "A desk on each day of the year",
            ),
        ]
    )

    first, second = items(build.heading("Our plan"), table)

    assert (first.text, second.text) == (FIRST, SECOND)
    assert first.target.startswith("2025/26: Reach half of all")
    assert first.lead == "Supt Vale"


@pytest.mark.parametrize(
    ("cells", "plans"),
    [
        (("X", "", "X"), True),
        (("£4,000", "£5,000", "£6,000"), True),
        (("12", "14", "31"), False),
        (("Green", "Amber", ""), True),
    ],
)
def test_marks_and_figures_under_periods_are_no_actions(
    cells: tuple[str, ...], plans: bool
) -> None:
    head = ("Action", "Q1", "Q2", "Q3")
    table = build.table([head, (FIRST, *cells), (SECOND, *cells), (THIRD, *cells)])

    found = items(build.heading("Our plan"), table)

    assert [item.text for item in found] == ([FIRST, SECOND, THIRD] if plans else [])


def test_dates_of_meetings_are_no_periods_of_actions() -> None:
    table = build.table(
        [
            ("Action", "Date", "Review date", "Lead"),
            (FIRST, "May 2025", "May 2026", "Supt Vale"),
            (SECOND, "June 2025", "June 2026", "Supt Hill"),
        ]
    )

    assert [item.text for item in items(table)] == [FIRST, SECOND]


def test_states_under_periods_are_no_actions() -> None:
    table = build.table(
        [
            ("Theme", "Q1", "Q2"),
            ("Hearing", "Mostly on track, minor delays", "On track with some risk"),
            (
                "Acting",
                "Slightly behind the plan here",
                "Back on track after the delay",
            ),
        ]
    )

    assert items(build.heading("Our plan"), table) == ()


def test_days_of_meetings_and_next_steps_are_no_periods() -> None:
    meetings = [
        ("12 May 2025", "14 June 2025"),
        ("Gold group, County Hall, 10am", "Silver group, Station Road, 2pm"),
    ]
    steps = [
        ("Issue", "Immediate action", "Next steps"),
        ("Long waits.", FIRST, SECOND),
    ]

    assert items(build.heading("Our plan"), build.table(meetings)) == ()
    assert [item.text for item in items(build.table(steps))] == [FIRST]


def test_a_second_header_of_periods_is_that_of_the_rows_below_it() -> None:
    table = build.table(
        [
            ("Theme", "Year 1", "Year 2"),
            ("Hearing", FIRST, ""),
            ("Theme", "Year 3", "Year 4"),
            ("Learning", "", THIRD),
        ]
    )

    found = items(build.heading("Our plan"), table)

    assert [(item.text, item.target) for item in found] == [
        (FIRST, "Year 1"),
        (THIRD, "Year 4"),
    ]
