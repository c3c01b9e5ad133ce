"""What stands of the ledger, whatever the order of its lines."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_ingest.model.review import Decision
from plan_ingest.review import orphans, settle
from plan_ingest.review.ledger import in_force
from tests import build


def word(node: str | None, verdict: str = "", **given_: str | None) -> Decision:
    plain = build.decision("one", node)
    return replace(plain, **{"verdict": verdict or plain.verdict, **given_})


def at(hour: int) -> str:
    return f"2026-01-05T{hour:02}:00:00+00:00"


def standing(*words: Decision, adjudicators: tuple[str, ...] = ()) -> list[str]:
    settled = settle(words, "tiny", adjudicators)
    return [f"{w.node_id} {w.verdict}" for w in settled.standing]


def test_an_analysts_last_word_stands() -> None:
    first = word("C1a", "primary", id="1", at=at(9))
    last = word("C1a", "reject", id="2", at=at(10))

    assert standing(last, first) == ["C1a reject"]
    assert settle((first, last), "tiny").conflicts == ()


def test_words_given_at_once_count_in_the_order_of_their_ids() -> None:
    words = [
        word("C1a", v, id=i, at=at(9)) for i, v in (("b", "reject"), ("a", "primary"))
    ]

    assert standing(*words) == ["C1a reject"]


def test_moments_are_compared_across_time_zones() -> None:
    early = word("C1a", "primary", id="1", at="2026-01-05T11:00:00+02:00")
    late = word("C1a", "secondary", id="2", at="2026-01-05T09:30:00Z")

    assert standing(late, early) == ["C1a secondary"]


def test_none_voids_earlier_nodes_and_a_node_voids_an_earlier_none() -> None:
    node = word("C1a", id="1", at=at(9))
    nothing = word(None, id="2", at=at(10))
    again = word("C1b", id="3", at=at(11))

    assert standing(node, nothing) == ["None none"]
    assert standing(node, nothing, again) == ["C1b primary"]


def test_none_of_the_text_leaves_the_response_alone() -> None:
    answer = word("C1a", id="1", at=at(9), basis="response")
    nothing = word(None, id="2", at=at(10))

    assert standing(answer, nothing) == ["C1a primary", "None none"]


def test_a_retracted_word_is_as_if_never_given() -> None:
    first = word("C1a", "primary", id="1", at=at(9))
    slip = word("C1a", "reject", id="2", at=at(10))
    back = word(None, "retract", id="3", at=at(11), retracts="2")
    undo = word(None, "retract", id="4", at=at(12), retracts="3")

    assert standing(first, slip, back) == ["C1a primary"]
    assert standing(first, slip, back, undo) == ["C1a reject"]


def test_between_analysts_the_most_recent_counts_and_it_is_a_conflict() -> None:
    one = word("C1a", "primary", id="1", at=at(9), analyst="A")
    other = word("C1a", "secondary", id="2", at=at(10), analyst="B")
    settled = settle((one, other), "tiny")

    assert standing(one, other) == ["C1a secondary"]
    assert [(c.node_id, [w.analyst for w in c.words]) for c in settled.conflicts] == [
        ("C1a", ["A", "B"])
    ]


def test_none_of_one_analyst_speaks_against_the_node_of_another() -> None:
    accepts = word("C1a", id="1", at=at(9), analyst="A")
    nothing = word(None, id="2", at=at(10), analyst="B")

    assert standing(accepts, nothing) == ["None none"]
    assert len(settle((accepts, nothing), "tiny").conflicts) == 1


def test_an_adjudicator_ends_a_conflict_whoever_spoke_last() -> None:
    one = word("C1a", "primary", id="1", at=at(9), analyst="A")
    judge = word("C1a", "reject", id="2", at=at(10), analyst="J")
    late = word("C1a", "primary", id="3", at=at(11), analyst="B")

    assert standing(one, judge, late, adjudicators=("J",)) == ["C1a reject"]
    assert settle((one, judge, late), "tiny", ("J",)).conflicts == ()


def test_unsure_contradicts_nobody_and_settles_nothing() -> None:
    sure = word("C1a", "primary", id="1", at=at(9), analyst="A")
    unsure = word("C1a", "unsure", id="2", at=at(10), analyst="B")

    assert standing(sure, unsure) == ["C1a primary"]
    assert settle((sure, unsure), "tiny").conflicts == ()
    assert settle((unsure,), "tiny").decided == frozenset()


def test_words_on_another_framework_are_left_aside() -> None:
    assert standing(word("C1a", framework_id="other")) == []


def test_words_on_items_or_nodes_that_are_gone_are_orphans() -> None:
    gone = [word("C1a"), word("C9", item_id="there"), word("C1a", item_id="there")]
    gone = [replace(w, id=str(i)) for i, w in enumerate(gone)]

    assert [w.id for w in orphans(gone, {"there"}, build.framework())] == ["0", "1"]


BRIEF = settings(max_examples=40, deadline=None)
NODES = ("C1a", "C1b", "C2a.1", None)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Decision]:
    words = []
    for number in range(draw(st.integers(0, 12))):
        node = draw(st.sampled_from(NODES))
        verdicts = ["primary", "secondary", "reject", "unsure"] if node else ["none"]
        words.append(
            word(
                node,
                draw(st.sampled_from(verdicts)),
                id=str(number),
                at=at(draw(st.integers(0, 5))),
                analyst=draw(st.sampled_from("ABJ")),
                item_id=draw(st.sampled_from(("one", "two"))),
                basis=draw(st.sampled_from(("text", "response"))),
            )
        )
    return words


@BRIEF
@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_lines_and_double_lines_change_nothing(
    words: list[Decision], shuffler: object
) -> None:
    mixed = words + words[: len(words) // 2]
    shuffler.shuffle(mixed)  # type: ignore[attr-defined]

    assert settle(mixed, "tiny", ("J",)) == settle(words, "tiny", ("J",))


@BRIEF
@given(ledgers())
def test_at_most_one_word_stands_for_item_node_and_basis(words: list[Decision]) -> None:
    settled = settle(words, "tiny")
    keys = [(w.item_id, w.node_id, w.basis) for w in settled.standing]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("verdict", ["primary", "secondary", "reject"])
def test_a_settled_item_is_decided(verdict: str) -> None:
    assert settle((word("C1a", verdict),), "tiny").decided == {"one"}


def test_a_node_takes_an_earlier_none_back_for_every_node() -> None:
    nothing = word(None, id="1", at=at(9))
    node = word("C1a", id="2", at=at(10))
    other = word("C1b", id="3", at=at(11), analyst="B")

    settled = settle((nothing, node, other), "tiny")

    assert settled.conflicts == ()
    assert len(settled.standing) == 2


@pytest.mark.parametrize("verdict", ["primary", "secondary"])
def test_none_does_not_stand_beside_what_another_accepts(verdict: str) -> None:
    nothing = word(None, id="1", at=at(9))
    node = word("C1a", verdict, id="2", at=at(10), analyst="B")

    assert standing(nothing, node) == [f"C1a {verdict}"]


def test_none_stands_before_the_nodes_that_were_turned_down() -> None:
    turned_down = word("C1a", "reject", id="1", at=at(9))
    nothing = word(None, id="2", at=at(10))

    assert standing(turned_down, nothing) == ["None none", "C1a reject"]
    after = replace(turned_down, at=at(11))
    assert standing(after, nothing) == ["None none", "C1a reject"]


def test_turning_a_node_down_agrees_with_anothers_none() -> None:
    turned_down = word("C1a", "reject", id="1", at=at(9))
    nothing = word(None, id="2", at=at(10), analyst="B")

    assert settle((turned_down, nothing), "tiny").conflicts == ()


def test_only_a_retraction_retracts_and_it_is_no_word_itself() -> None:
    first = word("C1a", id="1", at=at(9))
    points = word("C1b", id="2", at=at(10), retracts="1")
    retraction = word(None, "retract", id="3", at=at(11), retracts="2")

    assert in_force((first, points), "tiny") == [first, points]
    assert in_force((first, points, retraction), "tiny") == [first]
    assert orphans((first, points, retraction), {"one"}, build.framework()) == ()


def test_a_conflict_names_those_who_are_sure() -> None:
    yes = word("C1a", id="1", at=at(9))
    doubt = word("C1a", "unsure", id="2", at=at(10), analyst="B")
    no = word("C1a", "reject", id="3", at=at(11), analyst="C")

    (conflict,) = settle((yes, doubt, no), "tiny").conflicts

    assert conflict.words == (yes, no)
