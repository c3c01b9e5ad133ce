"""Rules and the edges of shades, cleaned into strokes."""

from plan_ingest.layout.page import Fill, PageContent
from plan_ingest.layout.strokes import shades

GREY = 0xDDDDDD


def _page(*fills: Fill) -> PageContent:
    return PageContent(1, 595, 842, (), fills=fills)


def test_shades_of_two_tables_half_a_point_off_each_other_stay_two() -> None:
    upper = Fill(105.75, 57, 213.75, 76.5, GREY)
    lower = Fill(105.75, 411.75, 213, 431.25, GREY)

    assert shades(_page(upper, lower)) == (upper, lower)


def test_the_lines_of_one_shaded_cell_are_one_shade() -> None:
    lines = [Fill(105, y, 213, y + 12, GREY) for y in (57, 69, 81)]

    assert shades(_page(*lines)) == (Fill(105, 57, 213, 93, GREY),)
