"""The keys: as they come, as an analyst changes them, and what cannot work."""

import pytest

from plan_ingest.web.keys import (
    KEYS,
    KeySet,
    cookie_name,
    cookie_of,
    keys_of,
    wrong_keys,
)

DEFAULT = {key.act: key.key for key in KEYS}


def test_the_keys_that_come_can_all_be_used() -> None:
    assert wrong_keys(DEFAULT) == {}


def test_a_cookie_keeps_only_what_was_changed() -> None:
    chosen = KeySet({**DEFAULT, "none": "x", "skip": ""})

    assert cookie_of(chosen) == "none=x&skip="
    assert keys_of(cookie_of(chosen)) == chosen


def test_all_keys_can_be_switched_off() -> None:
    off = KeySet(DEFAULT, on=False)

    assert keys_of(cookie_of(off)) == off
    assert keys_of("") == KeySet(DEFAULT, on=True)


@pytest.mark.parametrize(
    ("act", "given", "says"),
    [
        ("none", "u", "taken"),
        ("none", "ab", "one character"),
        ("none", "\x07", "seen"),
        ("numbers", "123", "nine characters"),
        ("numbers", "12345678n", "taken"),
    ],
)
def test_a_choice_that_cannot_work_is_told(act: str, given: str, says: str) -> None:
    wrong = wrong_keys({**DEFAULT, act: given})

    assert any(says in words for words in wrong.values())


def test_a_spoilt_cookie_gives_the_keys_as_they_come() -> None:
    assert keys_of("none=u").keys == DEFAULT
    assert keys_of("%%%=;none=<script>").keys == DEFAULT


def test_two_analysts_at_one_browser_keep_their_own() -> None:
    names = {cookie_name("Ann"), cookie_name("Bert"), cookie_name("a; Path=/ é")}

    assert len(names) == 3
    assert all(name.replace("-", "").isalnum() for name in names)
