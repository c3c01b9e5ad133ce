import os
import stat
from pathlib import Path

import pytest

from plan_ingest.errors import UsageError
from plan_ingest.web import accounts
from plan_ingest.web.accounts import (
    User,
    Users,
    check_adjudicators,
    read_users,
    remove_user,
    write_user,
)
from plan_ingest.web.attempts import BY_USER_AND_ADDRESS, WINDOW, Attempts
from plan_ingest.web.sessions import IDLE, LONGEST, Launch, Sessions, csrf_of

WORDS = "kettle lantern orchard"
SECRET = accounts.hashed(WORDS)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_user_written_can_sign_in_and_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "users"

    assert write_user(path, "Ada  Quill", "reviewer", WORDS)

    users = Users(path)
    assert users.check("ada quill", WORDS) == User(
        "Ada Quill", "reviewer", read_users(path)["ada quill"].secret
    )
    assert users.check("ada quill", WORDS + "s") is None
    assert users.check("bert", WORDS) is None
    assert WORDS not in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_word_on_a_user_changes_the_line(tmp_path: Path) -> None:
    path = tmp_path / "users"
    write_user(path, "Ada", "reviewer", WORDS)
    first = read_users(path)["ada"]

    assert not write_user(path, "ADA", "reader", "another three words")

    assert [user.name for user in read_users(path).values()] == ["ADA"]
    assert read_users(path)["ada"].role == "reader"
    assert read_users(path)["ada"].credential != first.credential


def test_a_user_taken_out_is_gone_at_once(tmp_path: Path) -> None:
    path = tmp_path / "users"
    write_user(path, "Ada", "reviewer", WORDS)
    write_user(path, "Bert", "reader", WORDS)
    users = Users(path)

    remove_user(path, "ada")

    assert users.find("Ada") is None
    assert users.find("Bert") is not None
    with pytest.raises(UsageError, match="no user"):
        remove_user(path, "Ada")


@pytest.mark.parametrize("name", ["", "=cmd", "a:b", "a\nb:reviewer", "x" * 101, "-a"])
def test_a_name_that_could_be_mistaken_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no name"):
        write_user(tmp_path / "users", name, "reviewer", WORDS)
    assert not (tmp_path / "users").exists()


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="11 characters"):
        write_user(tmp_path / "users", "Ada", "reviewer", "x" * 11)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Ada:reviewer", "name:role:hash"),
        (f"Ada:boss:{SECRET}", "no role 'boss'"),
        ("Ada:reviewer:plain", "no scrypt hash"),
        (f"Ada:reader:{SECRET}\nada:reviewer:{SECRET}", "line 2: ada stands there"),
    ],
    ids=["no hash", "no such role", "plain password", "twice"],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    path = tmp_path / "users"
    path.write_text(f"{line}\n", encoding="utf-8")
    path.chmod(0o600)

    with pytest.raises(UsageError, match=wrong):
        read_users(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_others_may_write_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "users"
    write_user(path, "Ada", "reviewer", WORDS)
    path.chmod(0o666)

    with pytest.raises(UsageError, match="others may write"):
        Users(path)


def test_roles_and_settings_must_agree() -> None:
    check_adjudicators([User("Ada", "adjudicator", SECRET)], ["ada"])

    with pytest.raises(UsageError, match="add the name to reviewing"):
        check_adjudicators([User("Ada", "adjudicator", SECRET)], ["Bert"])
    with pytest.raises(UsageError, match="Bert is reader"):
        check_adjudicators([User("Bert", "reader", SECRET)], ["Bert"])


def test_sessions_outlive_the_server_but_not_their_time(tmp_path: Path) -> None:
    clock = Clock()
    path = tmp_path / "sessions.json"
    token = Sessions(path, clock).begin("Ada", "password", "mark")

    again = Sessions(path, clock)
    found = again.find(token)

    assert found is not None
    assert (found.analyst, found.way, found.credential) == ("Ada", "password", "mark")
    assert token not in path.read_text("utf-8")
    assert again.find("another") is None
    clock.now += IDLE + 1
    assert again.find(token) is None


def test_a_session_in_use_ends_too(tmp_path: Path) -> None:
    clock = Clock()
    sessions = Sessions(tmp_path / "sessions.json", clock)
    token = sessions.begin("Ada", "launch")

    lasted = 0
    while sessions.find(token) is not None:
        clock.now += IDLE / 2
        lasted += 1

    assert lasted == LONGEST / (IDLE / 2) + 1


def test_a_session_ended_is_over_for_the_next_server_too(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path / "sessions.json")
    token = sessions.begin("Ada", "launch")

    sessions.end(token)

    assert sessions.find(token) is None
    assert Sessions(tmp_path / "sessions.json").find(token) is None


def test_damaged_sessions_sign_nobody_in(tmp_path: Path) -> None:
    path = tmp_path / "sessions.json"
    path.write_text('{"x": ', encoding="utf-8")

    assert Sessions(path).find("x") is None


def test_the_link_opens_once_and_not_for_long() -> None:
    clock = Clock()
    link = Launch(clock)

    assert not link.take("wrong")
    assert link.take(link.token)
    assert not link.take(link.token)

    late = Launch(clock, seconds=60)
    clock.now += 61
    assert not late.take(late.token)


def test_forms_of_two_sessions_carry_two_tokens() -> None:
    assert csrf_of("one") == csrf_of("one")
    assert csrf_of("one") != csrf_of("two")


def test_after_some_wrong_tries_there_is_a_pause() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(BY_USER_AND_ADDRESS):
        assert attempts.pause("Ada", "10.0.0.1") == 0
        attempts.failed("ADA", "10.0.0.1")

    assert attempts.pause("ada", "10.0.0.1") == WINDOW
    assert attempts.pause("ada", "10.0.0.2") == 0
    assert attempts.pause("bert", "10.0.0.1") == 0
    clock.now += WINDOW
    assert attempts.pause("ada", "10.0.0.1") == 0


def test_many_names_from_one_address_are_paused_together() -> None:
    attempts = Attempts(Clock())
    for number in range(30):
        attempts.failed(f"user {number}", "10.0.0.1")

    assert attempts.pause("somebody else", "10.0.0.1") > 0
    assert attempts.pause("somebody else", "10.0.0.2") == 0
