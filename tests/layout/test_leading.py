"""How far lines stand apart."""

from dataclasses import replace
from itertools import pairwise

import pytest

from plan_ingest.layout.leading import gap_of, pitches
from plan_ingest.layout.lines import lines
from tests.layout.typeset import words

LINES = (
    "Take care of people and homes in our villages",
    "at all times of the year and at all hours",
    "with our patrols going out to each village",
    "and to all the towns on the coast",
)


def test_ink_that_hangs_below_a_line_moves_no_baseline() -> None:
    inked = [
        replace(word, bottom=word.bottom + 4 * any(sign in "gpy" for sign in word.text))
        for n, text in enumerate(LINES)
        for word in words(text, 50, 100 + 20 * n, 16.0)
    ]
    found = lines(inked)

    pitch = pitches(found)

    assert pitch == {16: pytest.approx(20.0)}
    gaps = [gap_of(line, after, pitch) for line, after in pairwise(found)]
    assert gaps == pytest.approx([1.0, 1.0, 1.0])
