"""Footnotes below a table that goes on over the page."""

from dataclasses import replace

import pytest

from plan_ingest.layout.continuation import join_over_pages
from plan_ingest.model.document import Block, Furniture, Paragraph, Table
from plan_ingest.model.source import BBox
from tests import build
from tests.layout.test_continuation import HEAD, piece, row

BODY: BBox = (50, 100, 350, 160)
FOOT: BBox = (50, 750, 300, 757)
MARK: BBox = (140, 125, 143, 129)


def between(note: str, mark: str, at: BBox) -> list[Block]:
    """The blocks of two pages of a table, a line at the first one's foot."""
    first = piece(1, HEAD, ("1", "Train staff.", "Done."), ("2", "Ask", "Now."))
    first = replace(first, anchor=build.anchor(page=1, page_end=1, bbox=BODY))
    second = piece(2, HEAD, ("", "all victims.", ""), ("3", "Check files.", "Soon."))
    raised = Furniture(mark, build.anchor(page=1, bbox=at))
    line = Paragraph(note, build.anchor(page=1, bbox=FOOT))
    return list(join_over_pages([raised, first, line, second]))


def test_a_table_goes_on_below_the_footnote_of_its_page() -> None:
    found = between("4 The board of care.", "4", MARK)
    (whole,) = [block for block in found if isinstance(block, Table)]

    assert row(whole, 2) == ["2", "Ask all victims.", "Now."]
    assert [b.text for b in found if isinstance(b, Paragraph)] == [
        "4 The board of care."
    ]


@pytest.mark.parametrize(
    ("note", "mark", "at"),
    [
        ("4 Care for all", "3", MARK),
        ("4 Care for all", "4", (140, 770, 143, 774)),
        ("4 Care for all", "4", (50, 20, 54, 28)),
    ],
    ids=["another mark", "a mark below it", "a page number above the body"],
)
def test_a_line_without_its_mark_parts_two_tables(
    note: str, mark: str, at: BBox
) -> None:
    found = between(note, mark, at)
    assert len([block for block in found if isinstance(block, Table)]) == 2
