"""Which lines and shades an eye would see."""

from plan_ingest.layout.drawnbullets import Dot, with_drawn_bullets
from plan_ingest.layout.marks import Stroke, rules_and_fills
from tests.layout.typeset import words

WHITE, GREY, BLUE = 0xFFFFFF, 0xD9D9D9, 0x1F4E79


def test_a_black_line_is_a_rule() -> None:
    seen, _ = rules_and_fills([Stroke((50, 100, 500, 100), 0.5)], [], 595, 842)
    assert [(rule.x0, rule.x1, rule.horizontal) for rule in seen] == [(50, 500, True)]


def test_a_thin_box_is_a_rule_through_its_middle() -> None:
    seen, fills = rules_and_fills([], [Stroke((50, 100, 51, 300), 1)], 595, 842)
    assert (seen[0].x0, seen[0].x1, seen[0].horizontal) == (50.5, 50.5, False)
    assert fills == ()


def test_white_on_white_is_not_seen() -> None:
    line = Stroke((50, 100, 500, 100), 0.5, WHITE)
    seen, _ = rules_and_fills([line], [], 595, 842)
    assert seen == ()


def test_white_on_a_shade_is_seen() -> None:
    shade = Stroke((50, 50, 500, 150), 100, BLUE, drawn=1)
    line = Stroke((50, 100, 500, 100), 0.5, WHITE, drawn=2)
    seen, fills = rules_and_fills([line], [shade], 595, 842)
    assert (len(seen), len(fills)) == (1, 1)


def test_what_was_drawn_before_the_shade_does_not_stand_on_it() -> None:
    line = Stroke((50, 100, 500, 100), 0.5, WHITE, drawn=1)
    shade = Stroke((50, 50, 500, 150), 100, BLUE, drawn=2)
    seen, _ = rules_and_fills([line], [shade], 595, 842)
    assert seen == ()


def test_a_clipped_line_is_not_seen() -> None:
    line = Stroke((50, 100, 500, 100), 0.5, visible=False)
    seen, _ = rules_and_fills([line], [], 595, 842)
    assert seen == ()


def test_the_page_s_background_is_no_fill() -> None:
    paper = Stroke((0, 0, 595, 842), 595, GREY, drawn=1)
    band = Stroke((50, 50, 500, 80), 30, GREY, drawn=2)
    white = Stroke((50, 90, 500, 120), 30, WHITE, drawn=3)
    _, fills = rules_and_fills([], [paper, band, white], 595, 842)
    assert [fill.color for fill in fills] == [WHITE]


def test_a_disc_before_a_word_is_its_bullet() -> None:
    found = with_drawn_bullets(
        words("Listen first", 70, 100), [Dot((56, 104, 60, 108))]
    )
    assert [word.text for word in found] == ["•", "Listen", "first"]
    assert (found[0].top, found[0].size) == (100, 10)


def test_other_dots_are_none() -> None:
    line = words("Listen first", 70, 100)
    far, below, large = (10, 104, 14, 108), (56, 204, 60, 208), (40, 95, 60, 115)
    behind = (96.0, 104.0, 100.0, 108.0)
    for box in (far, below, large, behind):
        assert with_drawn_bullets(line, [Dot(box)]) == tuple(line)
