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
    ],
)
def test_a_header_says_what_its_telling_words_say(header: str, role: str) -> None:
    found = lexicon().column(header)
    assert found is not None
    assert found.role == role
