from hypothesis import given
from hypothesis import strategies as st

from plan_ingest.suggest.words import acronyms, parts, rare, stem, stems, words

KNOWN = acronyms([("DA", "domestic abuse"), ("MARAC", "risk conference")])


def test_acronyms_are_spelt_out_with_plural_and_possessive_endings() -> None:
    assert "risk conference" in KNOWN.spell_out("All MARACs are chaired.")
    assert "risk conference" in KNOWN.spell_out("The Marac's chair.")


def test_a_short_acronym_must_stand_in_capitals() -> None:
    assert "domestic abuse" in KNOWN.spell_out("DA training")
    assert "domestic abuse" not in KNOWN.spell_out("da Vinci")


def test_no_acronyms_leave_a_text_alone() -> None:
    assert acronyms([]).spell_out("DA training") == "DA training"


def test_acronyms_that_texts_use_themselves_need_no_spelling_out() -> None:
    pairs = [("DA", "domestic abuse"), ("FM", "forced marriage")]

    assert rare(pairs, ["DA lead", "DA plan"], least=2) == [("FM", "forced marriage")]


def test_words_drop_punctuation_and_possessives() -> None:
    assert words("The Victims’ Code: the force's duty!") == [
        "the",
        "victims",
        "code",
        "the",
        "force",
        "duty",
    ]


def test_stems_let_forms_of_a_word_meet() -> None:
    assert stem("referrals") == stem("referral")
    assert stem("policies") == stem("policy")
    assert stems("trained officers") == stems("training officer")


def test_a_text_of_one_sentence_has_no_parts() -> None:
    assert parts("Train every officer on risk.") == []


def test_sentences_and_numbered_commitments_are_parts() -> None:
    text = (
        "Train every officer on risk. We will: (a) hold a monthly board"
        " for partners (b) publish the plan every year."
    )

    assert parts(text) == [
        "Train every officer on risk. We will:",
        "(a) hold a monthly board for partners",
        "(b) publish the plan every year.",
    ]


@given(st.text(max_size=400))
def test_any_text_can_be_taken_apart(text: str) -> None:
    assert all(part.strip() for part in parts(text))
    assert all(word == word.strip() for word in words(KNOWN.spell_out(text)))
