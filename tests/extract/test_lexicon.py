"""What columns' headers say: two names, clauses inside, accounts and questions."""

import pytest

from tests.extract.words import lexicon


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Risks we have found", "note"),
        ("What we have agreed to do", "action"),
        ("Why we did this", "note"),
        ("What we have done", "response"),
        ("We did", "response"),
        ("Rationale / action", "action"),
        ("Context and update", "response"),
        ("Next steps and timescales", "target"),
        ("Lessons learned and action taken", "response"),
        ("Next steps", "next"),
        ("Tasks completed", "response"),
        ("How learning has been embedded", "response"),
        ("Tasks to be completed", "action"),
        ("Actions not completed", "action"),
        ("Date action completed", "note"),
        ("Action completed (Y/N)", "status"),
        ("Action completed?", "status"),
        ("What has been achieved?", "response"),
        ("Management response date", "note"),
        ("Work carried out by", "lead"),
        ("Action required by", "target"),
        ("Action (how achieved)", "action"),
        ("Actions planned / completed", "action"),
        ("Planned actions / actions delivered", "action"),
        ("Actions (completed)", "response"),
        ("Action / date", "action"),
        ("Actions and date", "action"),
        ("Action (date)", "action"),
        ("Actions being delivered", "action"),
        ("How our objectives are achieved", "action"),
        ("Objective being achieved", "objective"),
        ("Date action due", "target"),
        ("Date for action", "target"),
        ("Response due", "target"),
        ("Actions agreed by", "note"),
        ("Action sponsored by", "lead"),
        ("Risk / action", "note"),
        ("Background / action", "action"),
        ("How actions are delivered", "note"),
    ],
)
def test_a_header_says_what_its_telling_words_say(header: str, role: str) -> None:
    found = lexicon().column(header)
    assert found is not None
    assert found.role == role
