"""Ligatures in text that runs up or down the sheet."""

import numpy as np
import pytest

from plan_ingest.layout.glyphs import Style
from plan_ingest.readers.pdfium_ligatures import in_reading_order

# "o", and "ffi" as one glyph of a line that runs down the sheet: left, top, right,
# bottom in PDF space, as PDFium gives them.
DOWN = [(446, 642, 455, 637), (446, 637, 448, 628), (448, 637, 450, 628)]
DOWN.append((450, 637, 452, 628))


def _turned(page_turn: int, turn: int = 0) -> list[tuple[float, ...]]:
    boxes = np.array(DOWN, dtype=np.float32)
    style = np.zeros(len(boxes), dtype=np.int32)
    found = in_reading_order(boxes, style, (Style(9.0, turn=turn),), page_turn)
    return [tuple(row) for row in found.tolist()]


@pytest.mark.parametrize(("page_turn", "turn"), [(270, 0), (0, 90)])
def test_the_letters_of_a_ligature_follow_each_other_down_the_line(
    page_turn: int, turn: int
) -> None:
    assert _turned(page_turn, turn) == [
        DOWN[0],
        (446, 637, 452, 634),
        (446, 634, 452, 631),
        (446, 631, 452, 628),
    ]


def test_where_a_line_runs_up_they_follow_each_other_up() -> None:
    assert [row[1] for row in _turned(90)[1:]] == [631, 634, 637]


def test_in_upright_text_they_stand_as_they_are() -> None:
    assert _turned(0) == DOWN
