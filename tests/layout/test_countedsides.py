"""Lists side by side, counted each by itself, though their entries stand level."""

import pytest

from plan_ingest.layout.countedsides import counted_apart
from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.lines import fragments
from plan_ingest.layout.page import Word
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Bullet, Table
from tests.layout.typeset import page, words

LEFT = ("Ask each caller about the children", "in the home.")
RIGHT = ("Tell the schools before the first", "bell of the day.")


def _set(one: list[str], other: list[str]) -> list[list[Word]]:
    """The words of two lists below their names, each entry on two lines."""
    rows = [words("Care", 60, 80, bold=True), words("Schools", 320, 80, bold=True)]
    for n, numbers in enumerate(zip(one, other, strict=True)):
        for x, number, said in zip((60, 320), numbers, (LEFT, RIGHT), strict=True):
            for k, line in enumerate(said):
                opened = f"{number} {line}" if not k else line
                rows.append(words(opened, x, 100 + 26 * n + 13 * k))
    return rows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["1.", "2.", "3.", "4."], ["5.", "6.", "7.", "8."]),
        (["1.1", "1.2", "1.3"], ["2.1", "2.2", "2.3"]),
    ],
)
def test_numbers_that_go_on_in_the_next_column_tell_lists(
    one: list[str], other: list[str]
) -> None:
    content = page(*_set(one, other))

    found = blocks(page_flows([content], find_tables))

    assert not [block for block in found if isinstance(block, Table)]
    markers = [block.marker for block in found if isinstance(block, Bullet)]
    assert markers == one + other


@pytest.mark.parametrize(
    "other",
    [
        ["1.", "2.", "3."],
        ["1.1", "1.2", "2.1"],
        ["2.1", "2.2", "2.3"],
        ["", "4.", "5."],
    ],
)
def test_numbers_of_the_cell_beside_tell_rows(other: list[str]) -> None:
    rows = _set(["1.", "2.", "3."], other)
    lines = fragments([word for row in rows for word in row])
    left, right = ([n for n in lines if (n.x0 > 300) == side] for side in (False, True))

    assert not counted_apart(left, right)
