"""Ids are made of the plan and the words, nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from plan_ingest.extract.identity import item_id, item_ids


@given(st.text(), st.text())
def test_case_and_space_do_not_change_an_id(one: str, other: str) -> None:
    spaced = f"  {one}\n\t{other} "

    assert item_id("a/plan", f"{one} {other}") == item_id("a/plan", spaced)


@given(st.lists(st.sampled_from(["Train staff.", "train  staff.", "Read calls."])))
def test_ids_of_a_source_are_all_different(texts: list[str]) -> None:
    ids = item_ids("a/plan", texts)

    assert len(set(ids)) == len(texts)


def test_two_plans_with_the_same_words_have_different_ids() -> None:
    assert item_id("a/plan", "Train staff.") != item_id("b/plan", "Train staff.")


def test_an_id_does_not_hang_on_what_stands_around() -> None:
    before = item_ids("a/plan", ["Train staff.", "Read calls."])
    after = item_ids("a/plan", ["New one.", "Read calls.", "Train staff."])

    assert set(before) < set(after)
