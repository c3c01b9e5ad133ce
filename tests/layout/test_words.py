"""Glyphs to words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from plan_ingest.layout.glyphs import Glyphs, Style
from plan_ingest.layout.words import words

PLAIN = Style(10.0)


def glyphs(*placed: tuple[str, float, float], style: Style = PLAIN) -> Glyphs:
    """Letters five points wide and twelve high at the given x and top."""
    boxes = [(x, top, x + 5, top + 12) for _, x, top in placed]
    return Glyphs(
        "".join(letter for letter, _, _ in placed),
        np.array(boxes, dtype=np.float32).reshape(-1, 4),
        np.zeros(len(placed), dtype=np.int32),
        (style,),
        np.zeros(len(placed), dtype=np.bool_),
    )


def row(text: str, x: float = 0, top: float = 0) -> list[tuple[str, float, float]]:
    return [(letter, x + 5 * index, top) for index, letter in enumerate(text)]


def texts(found: Glyphs) -> list[str]:
    return [word.text for word in words(found)]


def test_spaces_part_words() -> None:
    assert texts(glyphs(*row("safety plan"))) == ["safety", "plan"]


def test_a_wide_gap_parts_words_without_any_space() -> None:
    assert texts(glyphs(*row("safety"), *row("plan", 34))) == ["safety", "plan"]


def test_a_made_up_space_in_tight_type_parts_nothing() -> None:
    placed = [*row("safe"), (" ", 20, 0), *row("ty", 20)]
    assert texts(glyphs(*placed)) == ["safety"]


def test_a_new_line_parts_words_even_where_it_starts_below_the_end() -> None:
    assert texts(glyphs(*row("one"), *row("two", 15, 14))) == ["one", "two"]


def test_letters_struck_twice_are_read_once_and_bold() -> None:
    placed = [
        both
        for letter in row("Aim")
        for both in (letter, (letter[0], letter[1] + 0.4, 0))
    ]
    (word,) = words(glyphs(*placed))
    assert (word.text, word.bold) == ("Aim", True)


def test_the_letters_of_a_ligature_share_its_box() -> None:
    placed = [("o", 0.0, 0.0), ("f", 5.0, 0.0), ("f", 5.0, 0.0), ("e", 10.0, 0.0)]
    (word,) = words(glyphs(*placed))
    assert (word.text, word.edges) == ("offe", (0, 5, 7.5, 10, 15))


def test_doubled_letters_of_a_word_are_kept() -> None:
    assert texts(glyphs(*row("agree"))) == ["agree"]


def test_a_word_set_again_on_its_own_spot_is_read_once() -> None:
    placed = [*row("Aim"), *row("and", 40), *row("Aim", 0.5, 0.5)]
    assert texts(glyphs(*placed)) == ["Aim", "and"]


def test_invisible_text_is_left_out() -> None:
    hidden = Style(10.0, hidden=True)
    assert texts(glyphs(*row("ghost"), style=hidden)) == []


def test_text_that_runs_upwards_reads_in_its_own_direction() -> None:
    placed = [(letter, 10.0, 100 - 5.0 * index) for index, letter in enumerate("Lead")]
    found = Glyphs(
        "Lead",
        np.array([(x, y, x + 12, y + 5) for _, x, y in placed], dtype=np.float32),
        np.zeros(4, dtype=np.int32),
        (Style(10.0, turn=270),),
        np.zeros(4, dtype=np.bool_),
    )
    (word,) = words(found)
    assert (word.text, word.upright) == ("Lead", False)
    assert (word.x0, word.top, word.x1, word.bottom) == (10, 85, 22, 105)


def test_edges_stand_between_the_letters() -> None:
    (word,) = words(glyphs(*row("plan")))
    assert word.edges == (0, 5, 10, 15, 20)


@given(st.lists(st.text("abcXYZ1-", min_size=1, max_size=6), min_size=1, max_size=20))
def test_every_letter_is_in_exactly_one_word(lines: list[str]) -> None:
    placed = [
        glyph
        for number, line in enumerate(lines)
        for glyph in row(line, 0, 14 * number)
    ]
    assert "".join(texts(glyphs(*placed))) == "".join(lines)
