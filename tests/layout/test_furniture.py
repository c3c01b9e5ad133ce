"""Running heads, feet and page numbers."""

import pytest

from plan_ingest.layout.furniture import split_furniture
from plan_ingest.layout.page import PageContent, Rule
from tests.layout.typeset import column, page, words

BODY = "Every victim is offered a safety plan within a day of the first report. " * 3


def taken(*pages: PageContent) -> list[list[str]]:
    """The furniture of each page."""
    _, furniture = split_furniture(pages)
    return [[line.text for line in lines] for lines in furniture]


def pages(count: int, head: str, foot: str, top: float = 30) -> list[PageContent]:
    """Pages of different bodies under one head and foot; # is the page's number."""
    return [
        page(
            words(head.replace("#", str(number)), 50, top, 8),
            column(f"Part {number}. {BODY}", 50, 90, 400),
            words(foot.replace("#", str(number)), 50, 800, 8),
            number=number,
        )
        for number in range(1, count + 1)
    ]


def test_heads_and_feet_that_repeat_are_taken_out() -> None:
    found = taken(*pages(4, "Domestic abuse plan", "For publication - page # of 4"))
    assert found[2] == ["Domestic abuse plan", "For publication - page 3 of 4"]


def test_nothing_of_the_body_goes_with_them() -> None:
    given = pages(4, "Domestic abuse plan", "Page #")
    body, _ = split_furniture(given)
    kept = " ".join(word.text for word in body[0])
    assert kept == f"Part 1. {BODY}".strip()


def test_page_numbers_that_start_after_a_cover_still_count() -> None:
    given = [
        page(
            column(BODY + str(n), 50, 90, 400), words(str(n + 6), 290, 810, 8), number=n
        )
        for n in range(1, 5)
    ]
    assert taken(*given) == [["7"], ["8"], ["9"], ["10"]]


def test_a_lone_page_number_on_a_single_page() -> None:
    given = page(column(BODY, 50, 90, 400), words("Page 1 of 1", 270, 810, 8))
    assert taken(given) == [["Page 1 of 1"]]


@pytest.mark.parametrize("end", ["1", "Page 1 of 1"])
def test_a_small_title_with_the_page_s_number_is_a_single_page_s_foot(end: str) -> None:
    foot = [*words("Delivery plan", 50, 805, 8), *words(end, 480, 805, 8)]
    assert taken(page(column(BODY, 50, 90, 400), foot)) == [[f"Delivery plan {end}"]]


@pytest.mark.parametrize(("size", "last"), [(10, 90), (8, 790)])
def test_a_row_as_large_as_the_body_or_close_below_it_is_body(
    size: float, last: float
) -> None:
    row = [*words("Refuge places", 50, 805, size), *words("1", 480, 805, size)]
    given = page(column(BODY, 50, 90, 400), words("Beds", 50, last), row)
    assert taken(given) == [[]]


@pytest.mark.parametrize("foot", ["#|2", "# | 2", "Delivery plan   # | 2"])
def test_pages_counted_with_a_bar_are_feet(foot: str) -> None:
    given = pages(2, "Part #", foot)
    assert [len(found) for found in taken(*given)] == [1, 1]


@pytest.mark.parametrize("top", [30, 800])
def test_a_year_at_the_margin_of_a_running_line_counts_no_pages(top: float) -> None:
    given = [
        page(
            words("Westmarch delivery plan", 50, top, 8),
            words("2021", 500, top, 8),
            column(f"Part {number}. {BODY}", 50, 90, 400),
            number=number,
        )
        for number in range(1, 5)
    ]
    assert taken(*given) == [["Westmarch delivery plan 2021"]] * 4


def test_two_pages_count_themselves_in_a_foot_that_ends_close_after_a_year() -> None:
    given = pages(2, "Part #", "Delivery plan 2018/2019 #")
    assert [found[-1:] for found in taken(*given)] == [
        ["Delivery plan 2018/2019 1"],
        ["Delivery plan 2018/2019 2"],
    ]


@pytest.mark.parametrize(
    ("left", "size", "last"), [("• ", 10, 60), ("• ", 8, 60), ("", 10, 775)]
)
def test_a_last_entry_that_ends_in_a_number_is_no_foot(
    left: str, size: float, last: float
) -> None:
    given = [
        page(
            column(BODY + str(n), 50, 90, 400),
            words("Beds" * n, 50, last),
            words(f"{left}We will finish phase {n}", 50, 790, size),
            number=n,
        )
        for n in range(1, 5)
    ]
    assert taken(*given) == [[], [], [], []]


def test_numbered_themes_that_open_each_page_are_body() -> None:
    given = [
        page(words(f"Theme {n}", 50, 60), column(BODY + str(n), 50, 90, 400), number=n)
        for n in range(1, 5)
    ]
    assert taken(*given) == [[], [], [], []]


def test_a_phrase_that_stands_on_each_page_below_its_heading_is_body() -> None:
    names = ("Calls", "Arrests", "Courts", "Refuge")
    given = [
        page(
            words(name, 50, 60, 14),
            words("This includes:", 50, 85, bold=True),
            column(BODY + name, 50, 105, 400),
            number=n,
        )
        for n, name in enumerate(names, 1)
    ]
    assert taken(*given) == [[], [], [], []]


def test_a_title_set_large_on_every_page_is_kept_where_it_stands_first() -> None:
    given = [
        page(
            words("Our plan", 50, 40, 18), column(BODY + str(n), 50, 90, 400), number=n
        )
        for n in range(1, 4)
    ]
    assert taken(*given) == [[], ["Our plan"], ["Our plan"]]


def test_a_table_header_printed_again_over_its_columns_is_body() -> None:
    given = [
        page(
            words("Ref", 50, 60, bold=True),
            words("Action", 120, 60, bold=True),
            *(words(f"{n}.{row}", 50, 80 + 15 * row) for row in range(1, 9)),
            *(words("Train all staff", 120, 80 + 15 * row) for row in range(1, 9)),
            number=n,
        )
        for n in range(1, 5)
    ]
    assert taken(*given) == [[], [], [], []]


def test_a_table_header_close_over_its_only_filled_column_is_body() -> None:
    given = [
        page(
            words("Action", 50, 60, bold=True),
            words("Response", 320, 60, bold=True),
            column(f"Row {n}. {BODY}", 50, 80, 220),
            number=n,
        )
        for n in range(1, 5)
    ]
    assert taken(*given) == [[], [], [], []]


def test_a_table_header_joined_by_rules_to_its_rows_is_body() -> None:
    rules = tuple(Rule(x, 55, x, 400) for x in (45.0, 110.0, 300.0))
    given = [
        page(
            words("Action", 50, 60),
            column(f"Row {n}. {BODY}", 50, 80, 60),
            number=n,
            rules=rules,
        )
        for n in range(1, 5)
    ]
    assert taken(*given) == [[], [], [], []]


def test_the_same_words_at_different_heights_are_body() -> None:
    given = [
        page(
            words("Objective", 50, 30 + 20 * n),
            column(BODY + str(n), 50, 140, 400),
            number=n,
        )
        for n in range(1, 5)
    ]
    assert taken(*given) == [[], [], [], []]


def test_a_table_header_that_stands_in_mid_page_too_is_body() -> None:
    given = [
        page(
            words("Action", 50, 60),
            words("Response", 300, 60),
            words(f"Row {n} stands alone here", 50, 100),
            column(BODY, 330, 130, 200),
            *(words("Action", 50, 400), words("Response", 310, 400)) * (n == 2),
            *(column(BODY, x, 415, 200) for x in (50, 310) if n == 2),
            number=n,
        )
        for n in range(1, 5)
    ]
    assert taken(*given) == [[], [], [], []]
    assert taken(*given[2:], *given[:1])[0] == ["Action Response"]


@pytest.mark.parametrize("size", [8, 20])
def test_a_running_head_that_a_cover_prints_once_more_is_taken_out(size: float) -> None:
    cover = [*words("Our county", 50, 300, size), *words("Our plan", 300, 300, size)]
    given = [
        page(
            words("Our county", 50, 30, 8),
            words("Our plan", 300, 30, 8),
            *[cover] * (n == 1),
            column(f"Part {n}. {BODY}", 50, 440 if n == 1 else 90, 400),
            number=n,
        )
        for n in range(1, 7)
    ]

    assert taken(*given) == [["Our county Our plan"]] * 6


def test_a_running_head_in_two_parts_close_over_a_title_is_taken_out() -> None:
    given = [
        page(
            words("Printed", 50, 30, 8),
            words("Domestic abuse plan", 300, 30, 8),
            words(f"Theme {n} that we keep", 50, 46, 14, bold=True),
            column(f"Part {n}. {BODY}", 50, 90, 400),
            number=n,
        )
        for n in range(1, 5)
    ]
    assert taken(*given) == [["Printed Domestic abuse plan"]] * 4


def test_a_foot_with_a_year_of_its_own_is_one() -> None:
    for foot in ("Delivery plan 2024/25  Page #", "Delivery plan 2024/2025  Page #"):
        assert len(taken(*pages(3, "", foot))[1]) == 1


def test_a_number_further_off_than_other_words_counts_pages() -> None:
    given = pages(4, "", "Safer homes plan   #")
    assert [len(rows) for rows in taken(*given)] == [1] * 4
    parts = pages(4, "The safer homes plan part #", "")
    assert taken(*parts) == [[]] * 4


def test_a_page_number_in_large_type_is_no_title() -> None:
    given = [
        page(
            column(f"Part {n}. {BODY}", 50, 90, 400, 6),
            words(f"Page {n + 2}", 270, 800, 10),
            number=n,
        )
        for n in range(1, 5)
    ]
    assert [len(rows) for rows in taken(*given)] == [1] * 4


def test_a_page_number_after_a_word_set_letter_by_letter_counts_pages() -> None:
    found = taken(*pages(4, "Domestic abuse plan", "In confidence P a g e #"))
    assert found[1] == ["Domestic abuse plan", "In confidence P a g e 2"]


@pytest.mark.parametrize("left", [50, 120])
def test_the_rest_of_a_cell_close_below_a_running_head_is_no_part_of_it(
    left: float,
) -> None:
    head = "Wexmoor domestic abuse plan"
    given = [
        page(
            words(head, 50, 36),
            words("who asks for it.", left, 46) if n == 2 else [],
            column(BODY + str(n) * n, 50, 90 + n, 400),
            number=n,
        )
        for n in range(1, 6)
    ]

    assert taken(*given) == [[head]] * 5


@pytest.mark.parametrize(("said", "taken_out"), [("Page #", True), ("#", False)])
def test_a_page_named_close_below_a_row_is_a_foot(said: str, taken_out: bool) -> None:
    given = pages(3, "Domestic abuse plan", said)
    row = words("A17 Training of all staff Head of learning", 50, 789, 8)
    close = page(given[2].words, row, number=3)

    found = taken(*given[:2], close)

    assert ("Page 3" in found[2] or "3" in found[2]) == taken_out
