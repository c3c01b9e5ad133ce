"""Sentences of reports, and the sentences of any text."""

import pytest

from plan_ingest.extract.prose import statements
from plan_ingest.extract.sentences import sentences
from plan_ingest.extract.status import prose_status
from tests.extract.words import lexicon


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One is done. Two is planned.", 2),
        ("Points of law, e.g. Bail and so on, are taught.", 1),
        ("We met Dr. Reed. She agreed.", 2),
        ("It works (see p. 4. It is short). Then it ends.", 2),
        ("Is it done? Yes! It is.", 3),
        ("Version 2. It is new", 1),
        ("", 0),
    ],
)
def test_abbreviations_and_brackets_end_no_sentence(text: str, count: int) -> None:
    found = sentences(text)

    assert len(found) == count
    assert " ".join(found).split() == text.split()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The two councils have signed an agreement.", "in_place"),
        ("A clear process is in place for this.", "in_place"),
        ("Training is being given to all teams.", "ongoing"),
        ("Cases are reviewed by a sergeant each day.", "ongoing"),
        ("A leaflet is to be printed in spring.", "planned"),
        ("Teams will be told of each order.", "planned"),
        ("Consideration will be given to a call-back.", "under_consideration"),
        ("Other matters discussed included the weather.", "discussed"),
        ("A meeting has been held to set up a panel.", "planned"),
        ("The rooms are small.", "none"),
    ],
)
def test_the_first_verb_tells_how_far_it_is(sentence: str, status: str) -> None:
    assert prose_status(sentence, lexicon()) == status


def test_a_sentence_that_explains_stays_with_the_one_before() -> None:
    text = (
        "A register has been opened for all reviews. It took a year to agree."
        " Not all reviews can be shown. The rooms are small."
        " A panel will read each one."
    )

    first, second = statements(text, lexicon(), sure=True)

    assert first.endswith("The rooms are small.")
    assert second == "A panel will read each one."


def test_where_it_is_not_sure_a_sentence_must_say_what_is_done() -> None:
    text = "Abuse hurts many people. A register has been opened."

    assert statements(text, lexicon(), sure=False) == ("A register has been opened.",)
