"""Promises told from deeds, and states from both."""

import pytest

from plan_ingest.compare.future import Tenses, future_only, states

TENSES = Tenses(
    future=("will", "to be"),
    done=("has been",),
    state=("there are", "is", "are", "ensure", "understand"),
    aim=("to", "will", "should"),
)


@pytest.mark.parametrize(
    ("response", "ahead"),
    [
        (("It will come.",), True),
        (("Training to be booked", "A lead will be named"), True),
        (("It will come. It has been agreed.",), False),
        (("It came.",), False),
        (("Williams leads it.",), False),
        ((), False),
        (("...",), False),
    ],
)
def test_a_response_is_ahead_when_every_sentence_is(
    response: tuple[str, ...], ahead: bool
) -> None:
    assert future_only(TENSES)(response) is ahead


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("There are clear arrangements.", True),
        ("Staff understand the risk.", True),
        ("Understand the risk.", False),
        ("Ensure that staff are trained.", False),
        ("To ensure that staff are trained.", False),
        ("The force will ensure it.", False),
        ("Train staff.", False),
        ("", False),
    ],
)
def test_a_good_state_is_told_from_a_deed(text: str, state: bool) -> None:
    assert states(TENSES)(text) is state
