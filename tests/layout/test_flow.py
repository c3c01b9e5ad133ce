"""Pages to blocks."""

from collections.abc import Sequence

import pytest

from plan_ingest.layout.flow import blocks, page_flows
from plan_ingest.layout.legible import GARBLED, OUTLINES, PICTURE, why_unread
from plan_ingest.layout.page import PageContent, Rule
from plan_ingest.layout.turning import Turn
from plan_ingest.model.document import Block, Bullet, Cell, Part, Table
from plan_ingest.model.source import Anchor
from tests.layout.typeset import column, page, words

TEXT = (
    "Every report is checked for earlier incidents before anyone arrives at the door. "
)


def read(*pages: PageContent, tables: Sequence[Table] = ()) -> tuple[Block, ...]:
    return blocks(
        page_flows(pages, lambda content: tuple(tables) if content.number == 1 else ())
    )


def test_headings_paragraphs_and_bullets_in_order() -> None:
    found = read(
        page(
            words("Our plan", 50, 60, 20),
            column(TEXT * 2, 50, 100, 400),
            words("•", 60, 160),
            column(TEXT, 75, 160, 300),
        )
    )
    assert [block.kind for block in found] == ["heading", "paragraph", "bullet"]
    assert [block.anchor.order for block in found] == [0, 1, 2]
    assert all(block.anchor.page == 1 and block.anchor.bbox for block in found)


def test_words_inside_a_table_belong_to_the_table() -> None:
    box = (45.0, 95.0, 460.0, 140.0)
    cell = Cell(0, 0, 0, 0, (Part("Inside"),), 1, 1, box)
    table = Table((cell,), Anchor(0, 1, 1, box), pages=(1,))
    found = read(
        page(
            words("Above it.", 50, 60),
            words("Inside", 50, 110),
            words("Below it.", 50, 180),
        ),
        tables=[table],
    )
    assert [getattr(block, "text", "table") for block in found] == [
        "Above it.",
        "table",
        "Below it.",
    ]


def test_words_whose_middle_lies_on_a_table_s_lower_edge_stand_below_it() -> None:
    note = words("A note", 50, 110)
    middle = (note[0].top + note[0].bottom) / 2
    box = (45.0, 95.0, 460.0, middle)
    table = Table((), Anchor(0, 1, 1, box), pages=(1,))

    found = read(page(note), tables=[table])

    assert [getattr(block, "text", "table") for block in found] == ["table", "A note"]


def test_a_sentence_cut_by_the_page_s_end_is_one_paragraph() -> None:
    first = (
        "The force will make sure that each and every victim is told about the support"
    )
    found = read(
        page(column(f"{TEXT}{first}", 50, 700, 400), words("1", 290, 815, 8)),
        page(
            words("that is there for them.", 50, 60),
            words("2", 290, 815, 8),
            number=2,
        ),
    )
    (paragraph,) = [block for block in found if block.kind == "paragraph"]
    assert paragraph.text.endswith("the support that is there for them.")
    assert (paragraph.anchor.page, paragraph.anchor.page_end) == (1, 2)


@pytest.mark.parametrize(("left", "goes_on"), [(58, True), (50, False)])
def test_an_entry_that_a_page_cuts_after_a_full_stop_goes_on_at_its_indent(
    left: float, goes_on: bool
) -> None:
    found = read(
        page(words("• Ask each caller who is at home.", 50, 760)),
        page(
            words("Officers may do so at the door.", left, 60),
            words("• Read all files.", 50, 73),
            number=2,
        ),
    )

    told = [block.text for block in found if isinstance(block, Bullet)]
    more = " Officers may do so at the door." if goes_on else ""
    assert told == [f"Ask each caller who is at home.{more}", "Read all files."]


def test_a_list_is_nested_by_indent() -> None:
    found = read(
        page(
            words("• Contact", 50, 100),
            words("o", 70, 113),
            words("Calls are recorded", 84, 113),
            words("• Response", 50, 126),
        )
    )
    bullets = [block for block in found if isinstance(block, Bullet)]
    assert [(one.text, one.level) for one in bullets] == [
        ("Contact", 0),
        ("Calls are recorded", 1),
        ("Response", 0),
    ]


def test_reading_twice_gives_the_same() -> None:
    given = [page(column(TEXT * 9, 50, 60, 400), number=n) for n in (1, 2, 3)]
    assert read(*given) == read(*given)


def test_why_a_page_cannot_be_read() -> None:
    whole = (0.0, 0.0, 595.0, 842.0)
    rules = tuple(Rule(50, float(n), 500, float(n)) for n in range(300))
    gone = "".join(chr(ord(mark) - 29) for mark in TEXT.replace(" ", "") * 8)
    assert why_unread(page(words("Readable words.", 50, 60))) is None
    assert why_unread(page()) is None
    assert why_unread(page(images=(whole,))) == PICTURE
    assert why_unread(page(words("p 3", 50, 800), images=(whole,))) == PICTURE
    assert why_unread(page(rules=rules)) == OUTLINES
    assert why_unread(page(words("Readable", 50, 60), unmapped=8)) == GARBLED
    assert why_unread(page(words(gone, 50, 60, 1))) == GARBLED


def test_a_turned_box_comes_back_to_its_place() -> None:
    box = (10.0, 20.0, 110.0, 40.0)
    for degrees in (0, 90, 180, 270):
        turn = Turn(degrees, 595, 842)
        assert turn.printed(turn.upright(box)) == box


def test_text_that_runs_down_the_page_is_upright_after_the_turn() -> None:
    # It begins at the page's top right: turned, that is the top left.
    assert Turn(90, 595, 842).upright((565, 20, 585, 120)) == (20, 10, 120, 30)
