"""The parts of a cell: a dash that opens a line may stand within its sentence."""

import pytest

from plan_ingest.layout.celltext import parts
from tests.layout.drawn import Sheet


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (("Officers are trained in each of the stations", "– this is done in May."), 1),
        (
            ("Officers are trained in each of the stations:", "– this is done in May."),
            2,
        ),
        (
            (
                "– officers are trained in each of the stations",
                "– this is done in May.",
            ),
            2,
        ),
        (("Officers are trained in each of the stations", "– This is done in May."), 2),
        (
            (
                "In each of the stations of the county we will",
                "– train all officers in May",
                "– buy two more vans",
            ),
            3,
        ),
    ],
)
def test_a_dash_may_go_on_with_a_sentence(lines: tuple[str, ...], count: int) -> None:
    sheet = Sheet()
    for n, line in enumerate(lines):
        sheet.text(40, 60 + 12 * n, line)
    words = sheet.page().words
    right = max(word.x1 for word in words) + 2

    assert len(parts(words, 38, right)) == count
