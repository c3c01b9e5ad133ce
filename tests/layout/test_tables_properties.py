"""What holds for every page: words in one cell, cells apart, order without effect."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Bullet, Table
from tests.layout.drawn import Sheet

WORDS = st.sampled_from(
    ["a", "Lead", "officer", "12", "3.4", "•", "training", "2014/15", "who", "-"]
)
CELL = st.lists(WORDS, max_size=6).map(" ".join)


@st.composite
def pages(draw: st.DrawFn, over: bool = False) -> PageContent:
    """A grid of random cells, with any of its rules, and loose words around it.

    `over` is whether words may be printed over others, which nobody can read.
    """
    sheet = Sheet()
    widths = draw(st.lists(st.integers(40, 160), min_size=1, max_size=4))
    xs = [40.0]
    for width in widths:
        xs.append(xs[-1] + width)
    rows = draw(
        st.lists(
            st.lists(CELL, min_size=len(widths), max_size=len(widths)),
            min_size=1,
            max_size=6,
        )
    )
    ys = sheet.grid(xs, 200, rows, ruled=False)
    for y in ys:
        if draw(st.booleans()):
            sheet.across(y, xs[draw(st.integers(0, len(xs) - 2))], xs[-1])
    for x in xs:
        if draw(st.booleans()):
            sheet.down(x, ys[0], ys[draw(st.integers(0, len(ys) - 1))])
    for top, bottom in pairwise(ys):
        if draw(st.booleans()):
            sheet.shade(xs[0], top, xs[-1], bottom)
    for _ in range(draw(st.integers(0, 4))):
        x, y = draw(st.integers(20, 500)), draw(st.integers(20, 800))
        stray = Sheet()
        stray.text(x, y, draw(CELL) or "x")
        if over or not any(
            _overlap(one, other) for one in stray.words for other in sheet.words
        ):
            sheet.words += stray.words
    return sheet.page()


def _overlap(one: Word, other: Word) -> bool:
    down = one.top < other.bottom and other.top < one.bottom
    return down and one.x0 < other.x1 and other.x0 < one.x1


@settings(max_examples=60, deadline=None)
@given(pages())
def test_every_word_in_a_tables_box_is_in_exactly_one_cell(page: PageContent) -> None:
    for table in find_tables(page):
        box = table.anchor.bbox
        assert box is not None
        inside = Counter(
            char
            for word in page.words
            if box[0] <= (word.x0 + word.x1) / 2 < box[2]
            and box[1] <= (word.top + word.bottom) / 2 < box[3]
            for char in word.text
        )
        told = Counter(
            char
            for cell in table.cells
            for part in cell.parts
            for char in (part.bullet or "") + part.text
            if not char.isspace()
        )
        assert told == inside


@settings(max_examples=60, deadline=None)
@given(pages(over=True))
def test_every_word_is_in_some_block_even_one_printed_over_another(
    page: PageContent,
) -> None:
    told: Counter[str] = Counter()
    for block in blocks(page_flows([page], find_tables)):
        cells = block.cells if isinstance(block, Table) else ()
        told.update("".join((p.bullet or "") + p.text for c in cells for p in c.parts))
        told.update("" if isinstance(block, Table) else block.text)
        told.update(block.marker if isinstance(block, Bullet) else "")

    drawn = Counter(char for word in page.words for char in word.text)
    assert not drawn - told


@settings(max_examples=60, deadline=None)
@given(pages())
def test_the_cells_of_a_table_tile_its_grid(page: PageContent) -> None:
    for table in find_tables(page):
        places = [
            (r, c)
            for cell in table.cells
            for r in range(cell.row, cell.row_end + 1)
            for c in range(cell.col, cell.col_end + 1)
        ]
        assert sorted(places) == [
            (r, c) for r in range(table.rows) for c in range(table.cols)
        ]


@settings(max_examples=40, deadline=None)
@given(pages(), st.randoms(use_true_random=False))
def test_the_order_of_words_and_rules_changes_nothing(
    page: PageContent, chance: object
) -> None:
    words, rules, fills = list(page.words), list(page.rules), list(page.fills)
    for some in (words, rules, fills):
        chance.shuffle(some)  # type: ignore[attr-defined]
    other = replace(page, words=tuple(words), rules=tuple(rules), fills=tuple(fills))
    assert find_tables(other) == find_tables(page)


def test_a_word_over_the_first_line_of_a_table_is_not_lost_with_it() -> None:
    sheet = Sheet()
    sheet.across(200, 40, 200)
    sheet.shade(40, 234, 200, 251)
    for x, y, said in [
        (84, 203, "a"),
        (84, 220, "a a"),
        (124, 220, "a a"),
        (164, 220, "a"),
        (44, 237, "a"),
        (164, 237, "a"),
        (20, 198, "a a a training"),
    ]:
        sheet.text(x, y, said)

    found = blocks(page_flows([sheet.page()], find_tables))

    assert any("training" in getattr(block, "text", "") for block in found)
