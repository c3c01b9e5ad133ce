"""Hyphens at line ends."""

import pytest

from plan_ingest.layout.hyphens import SOFT, settle_hyphens
from plan_ingest.layout.page import PageContent
from plan_ingest.text import dehyphenate
from tests.layout.typeset import page, words


def ends(first: str, second: str, *elsewhere: str) -> str:
    """How the first line's last word ends after settling."""
    content: PageContent = page(
        words(first, 50, 100),
        words(second, 50, 113),
        *(words(line, 50, 200 + 40 * n) for n, line in enumerate(elsewhere)),
    )
    (settled,) = settle_hyphens([content])
    return settled.words[len(first.split()) - 1].text


def test_a_soft_hyphen_divides_a_word() -> None:
    assert ends(f"the imple{SOFT}", "mentation of it") == f"imple{SOFT}"


def test_a_compound_the_document_writes_elsewhere_keeps_its_hyphen() -> None:
    assert ends("a multi-", "agency board", "our multi-agency plan") == "multi-"


def test_a_word_the_document_writes_whole_elsewhere_is_divided() -> None:
    assert ends("the imple-", "mentation of", "implementation") == f"imple{SOFT}"


def test_half_of_a_compound_as_a_word_of_its_own_keeps_the_hyphen() -> None:
    assert ends("a victim\u0002", "centred view", "every victim") == "victim-"


def test_nothing_to_go_by_keeps_the_hyphen() -> None:
    assert ends("to co-", "ordinate work") == "co-"


def test_a_capital_or_a_number_after_it_keeps_the_hyphen() -> None:
    assert ends("the Avon-", "Wessex team") == "Avon-"
    assert ends("in mid-", "2024 again") == "mid-"


def test_a_printer_that_divides_words_is_known_by_many_odd_halves() -> None:
    lines = ["the imple-", "mentation by", "the organi-", "sation of", "good govern-"]
    pairs = [*lines, "ance is", "a manda-", "tory field"]
    content = page(*(words(line, 50, 100 + 13 * n) for n, line in enumerate(pairs)))
    (settled,) = settle_hyphens([content])
    divided = [word.text for word in settled.words if word.text.endswith(SOFT)]
    assert divided == [
        f"{half}{SOFT}" for half in ("imple", "organi", "govern", "manda")
    ]


DIVIDED = (
    "the imple-",
    "mentation by the organi-",
    "sation of good govern-",
    "ance in the force",
)
WHOLE = "implementation organisation governance respond abuse domestic do"


def test_a_printer_that_divides_words_often_divides_after_a_word_too() -> None:
    lines = (*DIVIDED, "we respond-", "ing in-", "cluding all")
    lines = (*lines, "a child-", "centred and reli-", "able")
    content = page(
        *(words(line, 50, 100 + 13 * n) for n, line in enumerate(lines)),
        words(WHOLE, 50, 300),
        words("hearing and seeing a reliable child in the office", 50, 340),
    )
    (settled,) = settle_hyphens([content])
    divided = [word.text for word in settled.words if word.text.endswith(SOFT)]
    assert divided[-3:] == [f"respond{SOFT}", f"in{SOFT}", f"reli{SOFT}"]
    assert "child-" in [word.text for word in settled.words]


def test_an_ending_of_the_language_is_no_half_of_a_compound() -> None:
    lines = (*DIVIDED, "all in part-", "nership by own-", "ership")
    content = page(
        *(words(line, 50, 100 + 13 * n) for n, line in enumerate(lines)),
        words(WHOLE, 50, 300),
        words("a part of our own care", 50, 340),
    )
    (settled,) = settle_hyphens([content])
    said = [word.text for word in settled.words]
    assert {f"part{SOFT}", f"own{SOFT}"} <= set(said)


def test_a_sign_at_ends_of_lines_alone_is_the_printer_s() -> None:
    lines = ("they account\u2010", "ing for all", "in\u2010", "form a multi-", "tude")
    found = [*lines, "of sub\u2010", "groups", "agreed by com\u2010"]
    content = page(*(words(line, 50, 100 + 13 * n) for n, line in enumerate(found)))
    (settled,) = settle_hyphens([content])
    divided = [word.text for word in settled.words if word.text.endswith(SOFT)]
    assert divided[:2] == [f"account{SOFT}", f"in{SOFT}"]
    assert divided[-2:] == [f"sub{SOFT}", f"com{SOFT}"]


@pytest.mark.parametrize(("elsewhere", "kept"), [("a co\u2010op", 3), ("a shop", 0)])
def test_a_sign_in_mid_line_too_is_the_writer_s(elsewhere: str, kept: int) -> None:
    lines = ["each multi\u2010", "agency sub\u2010", "group for re\u2010", "use by all"]
    content = page(
        *(words(line, 50, 100 + 13 * n) for n, line in enumerate(lines)),
        words(f"{elsewhere} of an agency or a group in use", 50, 300),
    )
    (settled,) = settle_hyphens([content])
    assert sum(word.text.endswith("-") for word in settled.words) == kept


@pytest.mark.parametrize(
    ("rest", "ending"),
    [("mestic abuse again", f"do{SOFT}"), ("cument all of it", "do-")],
)
def test_a_word_that_a_page_cuts_is_divided_where_the_document_writes_it_whole(
    rest: str, ending: str
) -> None:
    first = page(
        *(words(line, 50, 100 + 13 * n) for n, line in enumerate(DIVIDED)),
        words(WHOLE, 50, 300),
        words("of do-", 50, 340),
        words("Another column", 250, 300),
    )
    settled, _ = settle_hyphens([first, page(words(rest, 50, 60), number=2)])
    assert [word.text for word in settled.words if word.text[:2] == "do"][-1] == ending


def test_pdfium_marks_away_from_a_line_end_become_hyphens() -> None:
    (settled,) = settle_hyphens([page(words("co\u0002operate now", 50, 100))])
    assert settled.words[0].text == "co-operate"


@pytest.mark.parametrize(
    ("first", "whole"), [("harm/", "harm/risk"), ("harm /", "harm / risk")]
)
def test_a_slash_at_a_line_s_end_stands_in_its_word(first: str, whole: str) -> None:
    assert dehyphenate(first, "risk") == whole
