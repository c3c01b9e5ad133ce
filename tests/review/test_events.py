"""Undo and redo planned from the ledger's words alone."""

from dataclasses import replace

from plan_ingest.model.review import Decision
from plan_ingest.review.choosing import Choice, chosen, stamped, wrong_choices
from plan_ingest.review.events import history, redo_batch, reversed_lines, undo_batch
from plan_ingest.review.ledger import settle
from plan_ingest.review.merging import Reviewer
from tests import build

BY = Reviewer("A", "2026-02-01T00:00:00+00:00", "tiny", "now")


def word(number: int, node: str | None, **given: str) -> Decision:
    at = f"2026-01-05T09:00:{number:02}+00:00"
    return build.decision("item", node, at=at, id=f"w{number}", **given)


def said(words: list[Decision]) -> set[tuple[str | None, str]]:
    return {(w.node_id, w.verdict) for w in settle(words, "tiny").standing}


def test_a_batch_is_one_event_and_a_word_without_one_is_its_own() -> None:
    words = [word(1, "C1a", batch="b"), word(2, "C1b", batch="b"), word(3, "C2a")]
    found = history([*words, word(4, "C2", analyst="B")], "A")

    assert [event.name for event in found.done] == ["b", "w3"]
    assert [len(event.lines) for event in found.done] == [2, 1]
    assert found.undone == ()


def test_an_event_taken_back_can_be_given_anew_and_taken_back_again() -> None:
    words = [word(1, "C1a", batch="b")]
    for turn in range(3):
        found = history(words, "A")
        undo = replace(BY, batch=undo_batch(found.done[-1], f"u{turn}"),
                       at=f"2026-02-0{turn + 1}T00:00:00+00:00")  # fmt: skip
        words += stamped(reversed_lines(found.done[-1], words, undo), undo)
        assert said(words) == set()
        assert history(words, "A").done == ()
        found = history(words, "A")
        redo = replace(BY, batch=redo_batch(found.undone[-1], f"r{turn}"),
                       at=f"2026-02-0{turn + 1}T01:00:00+00:00")  # fmt: skip
        words += stamped(reversed_lines(found.undone[-1], words, redo), redo)
        assert said(words) == {("C1a", "primary")}
    assert [event.name for event in history(words, "A").done] == ["b"]


def test_undo_never_speaks_for_another_analyst() -> None:
    theirs = word(1, "C1a", analyst="B")
    struck = word(2, None, verdict="retract", retracts="w1", batch="b")
    found = history([theirs, struck], "A")
    lines = stamped(reversed_lines(found.done[-1], [theirs, struck], BY), BY)

    assert [line.verdict for line in lines] == ["retract"]
    assert said([theirs, struck]) == set()
    assert said([theirs, struck, *lines]) == {("C1a", "primary")}


def test_a_batch_named_by_somebody_else_does_no_harm() -> None:
    words = [word(1, "C1a", batch="undo::"), word(2, "C1b", batch="redo:x:y"),
             word(3, "C2a", batch="undo:")]  # fmt: skip
    found = history(words, "A")
    assert {event.name for event in (*found.done, *found.undone)} <= {"", "x", "undo:"}


def test_choices_say_no_more_than_it_takes() -> None:
    before = [word(1, "C1a"), word(2, "C1b", verdict="secondary")]
    same = [Choice("C1a", "primary"), Choice("C1b", "secondary")]
    one_less = chosen("item", same[:1], before, BY)

    assert chosen("item", same, before, BY) == ()
    assert [(line.verdict, line.retracts) for line in one_less] == [("retract", "w2")]
    assert [w.verdict for w in chosen("item", [Choice(None, "none")], before, BY)] == [
        "none"
    ]
    assert [w.note for w in chosen("item", same, before, BY, "why")] == ["why", "why"]


def test_what_was_voided_does_not_stand_again() -> None:
    before = [word(1, "C1a"), word(2, None)]
    lines = chosen("item", [Choice("C1b", "primary")], before, BY)
    after = [*before, *stamped(lines, BY)]
    assert said(after) == {("C1b", "primary")}


def test_right_choices_are_not_wrong() -> None:
    nodes = {"C1a", "C1b"}
    assert wrong_choices([Choice("C1a", "reject"), Choice(None, "none")], nodes) is None
    assert wrong_choices([Choice("C1a", "unsure")], nodes) is None
    assert wrong_choices([Choice(None, "unsure", "response")], nodes) is None
