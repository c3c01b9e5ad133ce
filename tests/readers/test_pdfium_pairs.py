"""Characters that PDFium gives in two halves."""

import numpy as np

from plan_ingest.layout.glyphs import Glyphs, Style
from plan_ingest.readers.pdfium_pairs import whole_characters


def _glyphs(text: str) -> Glyphs:
    boxes = np.array([(n, 0, n + 1, 10) for n in range(len(text))], dtype=np.float32)
    style = np.zeros(len(text), dtype=np.int32)
    unmapped = np.zeros(len(text), dtype=np.bool_)
    return Glyphs(text, boxes, style, (Style(10.0),), unmapped)


def test_two_halves_are_one_character_with_the_first_ones_box() -> None:
    found = whole_characters(_glyphs("a\ud83d\ude00b"))

    assert found.text == "a\U0001f600b"
    assert found.boxes[:, 0].tolist() == [0, 1, 3]
    assert len(found.style) == len(found.unmapped) == 3
    assert not found.unmapped.any()


def test_a_half_alone_is_a_character_not_known() -> None:
    found = whole_characters(_glyphs("a\ude00\ud83db"))

    assert found.text == "a\ufffd\ufffdb"
    assert found.unmapped.tolist() == [False, True, True, False]


def test_a_page_without_such_characters_is_left_as_it_is() -> None:
    plain = _glyphs("Plan é")

    assert whole_characters(plain) is plain
