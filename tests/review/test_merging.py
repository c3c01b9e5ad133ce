"""Exported, present, returned: what is added to the ledger, and what clashes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plan_ingest.model.review import Decision
from plan_ingest.review.merging import Key, Returned, Reviewer, merge, standing
from tests import build

ANN = Reviewer("Ann", "2026-02-01T09:00:00+00:00", "tiny")
NODE: Key = ("text", "C1a")
WHOLE: Key = ("text", "")


def back(
    answers: dict[Key, str], exported: dict[Key, str] | None = None, **given_: str
) -> Returned:
    return replace(Returned(5, "one", exported or {}, answers), **given_)


def merged(row: Returned, *words: Decision, by: Reviewer = ANN) -> list[str]:
    found = merge([row], words, {"one"}, by)
    told = [f"{w.verdict} {w.node_id}" for w in found.decisions]
    return told + [f"clash: {c.present} against {c.returned}" for c in found.clashes]


def test_an_answer_left_as_exported_changes_nothing() -> None:
    word = build.decision("one", "C1a")

    assert merged(back({NODE: "primary"}, {NODE: "primary"}), word) == []
    assert merged(back({}, {NODE: ""})) == []


def test_a_new_answer_is_added_once() -> None:
    row = back({NODE: "primary"})
    first = merge([row], (), {"one"}, ANN)
    again = merge([row], first.decisions, {"one"}, replace(ANN, at="2026-03-01T09:00Z"))

    assert [w.verdict for w in first.decisions] == ["primary"]
    assert (again.decisions, again.clashes) == ((), ())


def test_what_the_ledger_says_otherwise_meanwhile_is_a_clash() -> None:
    other = build.decision("one", "C1a", verdict="reject", analyst="B")

    assert merged(back({NODE: "primary"}), other) == ["clash: reject against primary"]


def test_what_another_said_alike_meanwhile_is_on_the_record_of_both() -> None:
    other = build.decision("one", "C1a", analyst="B")

    assert merged(back({NODE: "primary"}), other) == ["primary C1a"]


def test_an_acceptance_taken_out_is_a_rejection_once() -> None:
    word = build.decision("one", "C1a")
    row = back({}, {NODE: "primary"})
    found = merge([row], [word], {"one"}, ANN)

    assert [w.verdict for w in found.decisions] == ["reject"]
    assert merged(row, word, *found.decisions) == []


def test_none_in_place_of_a_node_needs_no_rejection_beside() -> None:
    word = build.decision("one", "C1a")
    row = back({WHOLE: "none"}, {NODE: "primary"})
    found = merge([row], [word], {"one"}, ANN)

    assert [w.verdict for w in found.decisions] == ["none"]
    assert merged(row, word, *found.decisions) == []


def test_a_node_in_place_of_none_needs_no_retraction_beside() -> None:
    word = build.decision("one", None)
    row = back({NODE: "primary"}, {WHOLE: "none"})

    assert merged(row, word) == ["primary C1a"]


def test_none_taken_out_is_struck() -> None:
    word = build.decision("one", None)
    row = back({}, {WHOLE: "none"})
    found = merge([row], [word], {"one"}, ANN)

    assert [(w.verdict, w.retracts) for w in found.decisions] == [("retract", word.id)]
    assert merged(row, word, *found.decisions) == []


def test_an_answer_undone_since_is_not_given_again_by_the_same_file() -> None:
    row = back({NODE: "primary"})
    [word] = merge([row], (), {"one"}, ANN).decisions
    undo = replace(
        word, id="undo", verdict="retract", node_id=None, retracts=word.id,
        at="2026-02-02T09:00:00+00:00",
    )  # fmt: skip
    found = merge([row], (word, undo), {"one"}, ANN)

    assert found.decisions == ()
    assert "undone" in found.clashes[0].why


def test_an_item_that_is_gone_is_a_clash() -> None:
    found = merge([back({NODE: "primary"})], (), (), ANN)

    assert found.decisions == ()
    assert "not in the plans any more" in found.clashes[0].why


def test_a_note_alone_leaves_the_item_unsure_with_the_note() -> None:
    found = merge([back({}, note="ask the force")], (), {"one"}, ANN)
    stands = standing(found.decisions, ANN)

    assert stands["one"].answers == {WHOLE: "unsure"}
    assert stands["one"].note == "ask the force"


def test_a_note_added_to_an_answer_is_kept() -> None:
    word = build.decision("one", "C1a", analyst="Ann")
    row = back({NODE: "primary"}, {NODE: "primary"}, note="page 3")
    found = merge([row], [word], {"one"}, ANN)

    assert [(w.verdict, w.note) for w in found.decisions] == [("primary", "page 3")]
    assert merged(row, word, *found.decisions) == []


def test_a_blind_pack_looks_at_ones_own_words_alone() -> None:
    other = build.decision("one", "C1a", verdict="reject", analyst="B")
    blind = replace(ANN, own=True)

    assert merged(back({NODE: "primary"}), other, by=blind) == ["primary C1a"]


VERDICTS = st.sampled_from(["", "primary", "secondary", "reject", "unsure"])


@given(st.dictionaries(st.sampled_from(["C1a", "C1b", "C2a"]), VERDICTS), VERDICTS)
def test_the_same_rows_twice_change_nothing(said: dict[str, str], before: str) -> None:
    words = [
        build.decision("one", node, verdict=before, analyst="Ann")
        for node in ("C1a", "C1b")
        if before
    ]
    exported: dict[Key, str] = {("text", w.node_id or ""): before for w in words}
    row = back({("text", node): verdict for node, verdict in said.items()}, exported)
    first = merge([row], words, {"one"}, ANN)
    later = replace(ANN, at="2026-03-01T09:00:00+00:00")
    again = merge([row], (*words, *first.decisions), {"one"}, later)

    assert again.decisions == ()
