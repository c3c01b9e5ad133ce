"""Cells filled with a state's colour, told from stripes, labels and boxes."""

from itertools import pairwise

from plan_ingest.layout.page import Fill
from plan_ingest.layout.statefills import without_states

XS = (40.0, 80.0, 200.0, 240.0)
BLUE, GREEN, RED, PALE = 0x1F3864, 0x92D050, 0xFF5050, 0xEEF3FA


def _row(top: float, bottom: float, color: int) -> list[Fill]:
    """A row shaded cell by cell."""
    return [Fill(a, top, b, bottom, color) for a, b in pairwise(XS)]


def test_cells_with_nothing_beside_them_below_a_shaded_head_tell_a_state() -> None:
    head = _row(100, 114, BLUE)
    states = [Fill(200, 114, 240, 150, RED), Fill(200, 150, 240, 190, GREEN)]

    assert without_states([*head, *states]) == head


def test_a_state_in_a_shaded_row_stays_a_cell_of_it() -> None:
    head, stripe = _row(100, 114, BLUE), _row(150, 190, PALE)
    stripe[-1] = Fill(200, 150, 240, 190, GREEN)
    white = Fill(200, 114, 240, 150, RED)

    assert without_states([*head, *stripe, white]) == [*head, *stripe]


def test_labels_in_the_first_column_and_boxes_without_a_head_stay() -> None:
    head = _row(100, 114, BLUE)
    labels = [Fill(40, 114, 80, 150, GREEN), Fill(40, 150, 80, 190, GREEN)]
    boxes = [Fill(300, 100, 400, 140, GREEN), Fill(300, 160, 400, 200, RED)]

    assert without_states([*head, *labels, *boxes]) == [*head, *labels, *boxes]
