"""Analysts who chose different nodes for an item without a clash on any one."""

from hypothesis import given
from hypothesis import strategies as st

from plan_ingest.model.review import Decision
from plan_ingest.review.apart import apart
from tests import build


def said(analyst: str, node: str | None, verdict: str, second: int) -> Decision:
    return build.decision(
        "one", node, verdict=verdict, analyst=analyst,
        at=f"2024-05-01T10:00:{second:02}+00:00", id=f"{analyst}-{second}",
    )  # fmt: skip


def test_primaries_without_one_in_common_are_apart() -> None:
    words = [said("Ann", "A", "primary", 1), said("Bert", "B", "primary", 2)]

    assert apart(words, "tiny") == {"one"}
    assert apart([*words, said("Ann", "B", "primary", 3)], "tiny") == frozenset()


def test_a_choice_taken_back_and_one_analyst_alone_are_not_apart() -> None:
    words = [said("Ann", "A", "primary", 1), said("Bert", "B", "primary", 2)]

    assert not apart([*words, said("Ann", None, "none", 3)], "tiny")
    assert not apart([*words, said("Ann", "A", "secondary", 3)], "tiny")
    assert not apart(words[:1], "tiny")


def test_an_adjudicators_choice_settles_it() -> None:
    words = [said("Ann", "A", "primary", 1), said("Bert", "B", "primary", 2)]

    assert not apart([*words, said("Cleo", "B", "primary", 3)], "tiny", ["Cleo"])
    assert apart([*words, said("Cleo", "B", "reject", 3)], "tiny", ["Cleo"])


@given(st.permutations(range(6)))
def test_the_order_of_lines_changes_nothing(order: list[int]) -> None:
    words = [
        said("Ann", "A", "primary", 1), said("Bert", "B", "primary", 2),
        said("Ann", "B", "primary", 3), said("Bert", "B", "reject", 4),
        said("Bert", "C", "primary", 5), said("Ann", "A", "secondary", 6),
    ]  # fmt: skip

    assert apart([words[n] for n in order], "tiny") == apart(words, "tiny") == {"one"}
