"""Boxes at a page's top, in the columns of the table of the page before."""

from dataclasses import replace

import pytest

from plan_ingest.layout.knowncolumns import goes_on_whole, parted
from plan_ingest.layout.lattice import Box, Lattice
from plan_ingest.layout.page import PageContent, Word

_XS = (40.0, 300.0, 360.0)


def _page(*words: tuple[str, float, float]) -> PageContent:
    drawn = tuple(
        Word(text, x0, 60.0, x1, 70.0, font="Sans", size=10.0) for text, x0, x1 in words
    )
    columns = (40.0, 80.0, 180.0, 300.0, 400.0)
    return PageContent(2, 600.0, 800.0, drawn, columns=columns)


def _lattice() -> Lattice:
    boxes = (
        Box(0, 0, 0, 0, 40.0, 50.0, 300.0, 90.0),
        Box(0, 1, 0, 1, 300.0, 50.0, 360.0, 90.0),
    )
    return Lattice(_XS, (50.0, 90.0), boxes)


def test_a_box_is_parted_where_the_page_before_has_columns() -> None:
    page = _page(
        ("7", 42, 50), ("Paint", 85, 110), ("Fences", 185, 220), ("Open", 305, 330)
    )
    (one,) = parted([_lattice()], page)
    assert one.xs == (40.0, 80.0, 180.0, 300.0, 360.0)
    assert [(box.col, box.x0, box.x1) for box in one.boxes] == [
        (0, 40.0, 80.0),
        (1, 80.0, 180.0),
        (2, 180.0, 300.0),
        (3, 300.0, 360.0),
    ]


def test_a_box_is_whole_where_a_word_stands_across_a_border() -> None:
    page = _page(
        ("7", 42, 50), ("Painted", 70, 110), ("Fences", 185, 220), ("Open", 305, 330)
    )
    assert parted([_lattice()], page) == (_lattice(),)


def test_a_word_reaches_a_little_over_a_border_that_white_alone_told() -> None:
    page = _page(
        ("7", 42, 50), ("Paint", 85, 110), ("Fences", 150, 183), ("x", 190, 195)
    )
    page = replace(page, words=(*page.words, *_page(("Open", 305, 330)).words))

    (one,) = parted([_lattice()], page)

    assert one.xs == (40.0, 80.0, 183.0, 300.0, 360.0)


def test_a_bold_title_that_is_a_row_stands_across_all_borders() -> None:
    page = _page(
        ("7", 42, 50), ("Paint", 85, 110), ("Fences", 185, 220), ("Open", 305, 330)
    )
    title = Word("Fencing", 45.0, 96.0, 95.0, 106.0, font="Sans", size=10.0, bold=True)
    box = Box(1, 0, 1, 1, 40.0, 90.0, 360.0, 110.0)
    grid = replace(_lattice(), ys=(50.0, 90.0, 110.0), boxes=(*_lattice().boxes, box))

    (one,) = parted([grid], replace(page, words=(*page.words, title)))

    assert len(one.xs) == 5
    assert [(b.col, b.col_end) for b in one.boxes if b.row] == [(0, 3)]

    plain = replace(title, bold=False)
    assert parted([grid], replace(page, words=(*page.words, plain))) == (grid,)


def test_a_box_is_whole_where_a_column_has_no_words() -> None:
    page = _page(("7", 42, 50), ("Fences", 185, 220), ("Open", 305, 330))
    assert parted([_lattice()], page) == (_lattice(),)


@pytest.mark.parametrize(
    ("left", "said", "goes_on"),
    [
        (40.0, ("Action",), True),
        (60.0, ("Action",), False),
        (40.0, ("We", "wrote", "to", "all", "homes"), False),
    ],
    ids=["a label", "narrower", "text"],
)
def test_a_label_over_its_box_opens_a_page_as_wide_as_the_table_before(
    left: float, said: tuple[str, ...], goes_on: bool
) -> None:
    page = _page(
        *((text, 65.0 + 50 * n, 105.0 + 50 * n) for n, text in enumerate(said))
    )
    boxes = (
        Box(0, 0, 0, 0, left, 50.0, 400.0, 75.0),
        Box(1, 0, 1, 0, left, 75.0, 400.0, 90.0),
    )
    lattice = Lattice((left, 400.0), (50.0, 75.0, 90.0), boxes)

    assert goes_on_whole(lattice, page) == goes_on


def test_names_that_white_parts_at_a_border_are_no_label() -> None:
    page = _page(("Action", 45, 75), ("Lead", 185, 205))
    boxes = (
        Box(0, 0, 0, 0, 40.0, 50.0, 400.0, 75.0),
        Box(1, 0, 1, 0, 40.0, 75.0, 400.0, 300.0),
    )
    lattice = Lattice((40.0, 400.0), (50.0, 75.0, 300.0), boxes)

    assert not goes_on_whole(lattice, page)


@pytest.mark.parametrize(("end", "columns"), [(285.0, 4), (297.0, 2)])
def test_a_border_drawn_in_the_white_of_a_known_one_is_that_one(
    end: float, columns: int
) -> None:
    boxes = (
        Box(0, 0, 0, 0, 40.0, 50.0, 312.0, 90.0),
        Box(0, 1, 0, 1, 312.0, 50.0, 360.0, 90.0),
    )
    drawn = Lattice((40.0, 312.0, 360.0), (50.0, 90.0), boxes)
    fences = ("Fences", 185.0, end + 20 if columns == 2 else end)
    page = _page(("7", 42, 50), ("Paint", 85, 110), fences, ("Open", 317, 330))

    (one,) = parted([drawn], page)

    assert len(one.xs) == columns + 1
    assert 312.0 in one.xs
