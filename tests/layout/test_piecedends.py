"""Whether words stand together across a border that rules in pieces show."""

import pytest

from plan_ingest.layout.celllines import lines
from plan_ingest.layout.piecedends import crosses
from tests.layout.typeset import words


@pytest.mark.parametrize(
    ("border", "across"),
    [(75.0, True), (92.0, False), (130.0, True), (300.0, False), (40.0, False)],
    ids=["within a word", "between cells", "in a later word", "behind", "before"],
)
def test_words_cross_a_border_that_falls_within_one_of_them(
    border: float, across: bool
) -> None:
    (line,) = lines([*words("abuse", 65, 100), *words("children", 94, 100)])

    assert crosses(line, border) is across
