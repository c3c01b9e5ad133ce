"""Words of a page stand in one table alone."""

from itertools import pairwise

from tests.layout.drawn import Sheet
from tests.layout.test_headled import FIRST, HEAD, SECOND, XS, joined


def set_row(sheet: Sheet, y: float, texts: list[str], shaded: bool) -> None:
    for x, text in zip(XS, texts, strict=False):
        sheet.text(x + 5, y, text, bold=texts is HEAD)
    if shaded:
        for left, right in pairwise(XS):
            sheet.shade(left, y - 4, right, y + 16)


def test_shaded_rows_that_go_on_from_the_page_before_head_no_table_of_their_own() -> (
    None
):
    first, second = Sheet(), Sheet(number=2)
    for n, texts in enumerate((HEAD, FIRST, SECOND, FIRST)):
        set_row(first, 100 + 20 * n, texts, n % 2 == 1)
    for n, texts in enumerate((SECOND, FIRST, SECOND, FIRST)):
        set_row(second, 60 + 20 * n, texts, n in (0, 2))

    found = joined(first, second)

    ours = [cell.page for one in found for cell in one.cells if cell.text == SECOND[1]]
    assert ours.count(2) == 2
