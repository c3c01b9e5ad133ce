"""Frames side by side that open with the same lines again and again: rows."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

SAID = ("Calls take too long.", "Letters are hard to read.", "Nobody rang me back.")
DONE = ("Two lines were added.", "All letters are new.", "A card is on each desk.")


def _rows(*titles: tuple[str, str]) -> Sheet:
    sheet = Sheet()
    for n, (left, right) in enumerate(titles):
        y = 60 + 60 * n
        for x, title, text in ((40, left, SAID[n]), (260, right, DONE[n])):
            for at in (y, y + 46):
                sheet.across(at, x, x + 200)
            for side in (x, x + 200):
                sheet.down(side, y, y + 46)
            sheet.text(x + 5, y + 6, title, bold=True)
            sheet.text(x + 5, y + 20, text)
    return sheet


def test_frames_that_open_with_the_same_lines_are_the_cells_of_rows() -> None:
    found = find_tables(_rows(*[("You said", "We did")] * 3).page())

    assert [[cell.text for cell in row.cells] for row in found] == [
        [f"You said\n{said}", f"We did\n{done}"]
        for said, done in zip(SAID, DONE, strict=True)
    ]


def test_frames_that_open_with_lines_of_their_own_are_no_rows() -> None:
    titles = ("Roads", "Homes"), ("Schools", "Shops"), ("Parks", "Pubs")

    assert not any(row.cols > 1 for row in find_tables(_rows(*titles).page()))
