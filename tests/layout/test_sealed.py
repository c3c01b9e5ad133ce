"""Nouns frozen for mypy alone: what they keep of a frozen dataclass."""

from dataclasses import replace

from plan_ingest.layout.page import Word

PATROL = Word("Patrol", 10.0, 20.0, 50.0, 30.0, 9.0)


def test_words_that_say_the_same_on_one_spot_are_one() -> None:
    again = replace(PATROL, bold=False)

    assert again == PATROL
    assert {PATROL, again} == {PATROL}


def test_a_word_changed_is_another_word() -> None:
    moved = replace(PATROL, x0=11.0)

    assert (PATROL.x0, moved.x0) == (10.0, 11.0)
    assert moved != PATROL


def test_a_word_has_no_other_fields() -> None:
    assert not hasattr(PATROL, "__dict__")
