"""Tables of very many pages."""

import sys
from types import FrameType

from plan_ingest.layout.continuation import join_over_pages
from plan_ingest.model.document import Table
from tests.layout.test_continuation import HEAD, cell, piece, row


def pages(count: int) -> list[Table]:
    """So many pages of a table, 60 rows on each under the head printed again."""
    return [
        piece(
            page,
            HEAD,
            *((f"{60 * page + n}", f"Ask caller {n}.", "Now.") for n in range(60)),
        )
        for page in range(1, count + 1)
    ]


def test_all_rows_of_a_table_of_many_pages_stand_in_their_order() -> None:
    (whole,) = join_over_pages(pages(12))

    assert isinstance(whole, Table)
    assert whole.rows == 721
    numbers = [int(cell(whole, n, 0).text) for n in range(1, whole.rows)]
    assert numbers == list(range(60, 780))
    assert row(whole, 300) == ["359", "Ask caller 59.", "Now."]
    assert whole.page_rows == tuple(range(61, 721, 60))
    assert whole.pages == tuple(range(1, 13))


def calls(count: int) -> int:
    """How many calls it takes to join so many pages."""
    found = pages(count)
    seen = 0

    def count_up(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal seen
        seen += event == "call"

    before = sys.getprofile()
    sys.setprofile(count_up)
    try:
        join_over_pages(found)
    finally:
        sys.setprofile(before)
    return seen


def test_the_work_of_a_long_table_grows_with_its_pages() -> None:
    assert calls(28) - calls(21) < 1.2 * (calls(21) - calls(14))
