"""Rows of dots and dashes taken for the rules they make."""

from plan_ingest.layout.dotted import with_whole_rules
from plan_ingest.layout.marks import Stroke


def test_a_row_of_dots_is_one_rule() -> None:
    dots = [Stroke((x, 100.0, x + 0.75, 100.75), 0.75) for x in range(50, 120)]
    box = Stroke((10.0, 10.0, 90.0, 40.0), 30.0)

    left, rules = with_whole_rules([box, *dots])

    assert left == [box]
    assert [rule.box for rule in rules] == [(50, 100.0, 119.75, 100.75)]


def test_dashes_down_are_one_rule() -> None:
    dashes = [Stroke((50.0, y, 50.0, y + 3.0), 0.5) for y in range(100, 160, 5)]

    left, rules = with_whole_rules(dashes)

    assert left == []
    assert rules[0].box == (50.0, 100, 50.0, 158.0)


def test_bullets_below_each_other_are_no_rule() -> None:
    bullets = [Stroke((50.0, y, 52.5, y + 2.5), 2.5) for y in range(100, 200, 12)]

    assert with_whole_rules(bullets) == (bullets, [])
