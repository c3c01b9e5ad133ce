"""Lists side by side, counted each by itself, though their entries stand level."""

import pytest

from plan_ingest.layout.countedsides import counted_apart
from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.lines import Line, fragments
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
    assert not counted_apart(*_sides(_set(["1.", "2.", "3."], other)))


def _sides(drawn: list[list[Word]]) -> tuple[list[Line], list[Line]]:
    lines = fragments([word for row in drawn for word in row])
    left, right = ([n for n in lines if (n.x0 > 300) == side] for side in (False, True))
    return left, right


def test_measures_with_letters_of_their_own_are_cells_of_rows() -> None:
    drawn = _set(["A1", "A2", "A3"], ["B1", "B2", "B3"])

    assert not counted_apart(*_sides(drawn))


@pytest.mark.parametrize(
    ("other", "lists"),
    [(["4", "5", "6"], True), (["M1", "M2", "M3"], False), (["7", "8", "9"], False)],
)
def test_entries_that_keep_level_beside_longer_ones_are_rows_unless_they_count_on(
    other: list[str], lists: bool
) -> None:
    drawn = []
    for n, right in enumerate(other):
        top = 100 + 13 * (n + (n > 0))
        drawn.append(words(f"{n + 1} Ask each caller about it", 60, top))
        drawn.append(words(f"{right} Fewer calls are missed", 320, top))
        if not n:
            drawn.append(words("at once and by name.", 60, top + 13))

    assert counted_apart(*_sides(drawn)) == lists
