"""Paragraphs of text that is spread to fill its lines."""

import pytest

from plan_ingest.layout.celltext import parts
from plan_ingest.layout.page import Word
from tests.layout.test_passages import read
from tests.layout.typeset import words

LEFT, RIGHT = 50.0, 200.0
FILLED = (
    "Understanding is given to",
    "victims of abuse at home",
    "by people who know them",
)


def filled(text: str, top: float) -> list[Word]:
    """A line whose words are spread from LEFT to RIGHT."""
    found = words(text, LEFT, top)
    wide = sum(word.x1 - word.x0 for word in found)
    space = (RIGHT - LEFT - wide) / max(len(found) - 1, 1)
    out, x = [], LEFT
    for word in found:
        out += words(word.text, x, top)
        x = out[-1].x1 + space
    return out


def cell(*lines: str, short: str) -> list[Word]:
    """Filled lines, one that was not, filled lines again."""
    found = [word for n, line in enumerate(lines) for word in filled(line, 13.0 * n)]
    found += words(short, LEFT, 13.0 * len(lines))
    for n, line in enumerate(FILLED, len(lines) + 1):
        found += filled(line, 13.0 * n)
    return found


@pytest.mark.parametrize(
    "short", ["and so it is done here now", "and so it is done here"]
)
def test_a_line_left_as_it_was_ends_its_paragraph(short: str) -> None:
    found = parts(cell(*FILLED, short=f"{short}."), LEFT, RIGHT)

    assert [part.text.split()[-1] for part in found] == [
        f"{short.split()[-1]}.",
        "them",
    ]


def test_one_word_that_cannot_be_spread_ends_none() -> None:
    (found,) = parts(cell(*FILLED, short="Understanding,of,all,of,us"), LEFT, RIGHT)

    assert found.text.endswith("by people who know them")


def test_lines_that_end_ragged_tell_nothing() -> None:
    lines = (
        "Care is given to any of us",
        "who asks for some of it.",
        "Understanding of it follows",
    )
    found = [word for n, one in enumerate(lines) for word in words(one, LEFT, 13.0 * n)]

    assert len(parts(found, LEFT, RIGHT)) == 1


def test_a_paragraph_of_running_text_ends_so_too() -> None:
    first, second = read(cell(*FILLED, short="and so it is done here now."))

    assert first.text.endswith("here now.")
    assert second.text.startswith("Understanding is")
