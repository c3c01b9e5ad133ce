"""Items worded alike, found across plans, never chained."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from plan_ingest.review.duplicates import groups
from tests import build


def ratios(text: str, others: Sequence[str]) -> list[float]:
    return [fuzz.ratio(text, other) for other in others]


def test_the_same_words_in_two_plans_are_one_group() -> None:
    one = build.item("Train every call taker on the signs of coercive control.")
    two = replace(one, item_id="two", source_id="penharrow/plan")
    other = build.item("Review the policy on firearms.")
    [group] = groups([two, other, one], ratios, 90)

    assert [item.item_id for item in group.items] == ["two", one.item_id]


def test_a_word_changed_still_groups_and_another_action_does_not() -> None:
    one = build.item("Train every call taker on the signs of coercive control.")
    two = build.item("Train every call taker in the signs of coercive control")
    three = build.item("Train every call taker on the new radio.")
    [group] = groups([one, two, three], ratios, 90)

    assert {item.text for item in group.items} == {one.text, two.text}


def test_small_differences_do_not_chain() -> None:
    words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"]
    items = [
        replace(build.item(" ".join(words[:n] + ["x" * 9] * 2 + words[n:])), item_no=n)
        for n in range(9)
    ]
    for group in groups(items, ratios, 85):
        for item in group.items[1:]:
            assert fuzz.ratio(group.items[0].text, item.text) >= 85


def test_the_order_of_items_changes_nothing() -> None:
    items = [
        replace(build.item(f"Brief the panel on case {n % 3}."), item_id=str(n))
        for n in range(12)
    ]

    assert groups(items, ratios, 99) == groups(items[::-1], ratios, 99)
