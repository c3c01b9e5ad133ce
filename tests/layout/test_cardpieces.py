"""Cards that a page's end cuts in two, told by the whole ones between their sides."""

from dataclasses import replace

from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from tests.layout.drawn import Sheet

ASKED = "Desk sergeants read each safety plan before the end of a shift in full."
DONE = "A card lies on each desk."


def _frame(sheet: Sheet, top: float, bottom: float, x1: float = 440) -> None:
    for y in (top, bottom):
        sheet.across(y, 40, x1)
    for x in (40, x1):
        sheet.down(x, top, bottom)


def _whole(sheet: Sheet, top: float) -> None:
    _frame(sheet, top, top + 80)
    sheet.prose(45, top + 6, 380, ASKED)
    _labelled(sheet, top + 34, "Progress:", DONE)
    _labelled(sheet, top + 56, "Lead:", "Supt Vale")


def _labelled(sheet: Sheet, y: float, label: str, value: str) -> None:
    sheet.text(sheet.text(45, y, label, bold=True), y, value)


def _rows(table: Table) -> list[str]:
    return [cell.text for cell in table.cells]


def test_a_card_cut_below_its_first_label_is_one() -> None:
    sheet = Sheet()
    _whole(sheet, 100)
    _frame(sheet, 200, 260)
    sheet.prose(45, 206, 380, "Each call is looked at again by the duty inspector.")
    _labelled(sheet, 234, "Progress:", "Two calls in three are.")

    _, cut = find_tables(sheet.page())

    assert _rows(cut) == [
        "Each call is looked at again by the duty inspector.",
        "Progress: Two calls in three are.",
    ]


def test_a_card_cut_above_its_first_label_is_one_at_the_end_of_the_page() -> None:
    sheet = Sheet()
    _whole(sheet, 100)
    _frame(sheet, 200, 230)
    sheet.prose(45, 206, 380, "Each call is looked at again by the duty inspector.")
    page = sheet.page()

    assert len(find_tables(page)) == 2

    sheet.text(40, 240, "The board meets in May.")
    assert len(find_tables(sheet.page())) == 1


def test_the_rest_of_a_card_that_ended_in_mid_sentence_is_one() -> None:
    sheet = Sheet()
    _frame(sheet, 40, 70)
    sheet.prose(45, 46, 380, "by the duty inspector of the day before.")
    _whole(sheet, 100)
    page = sheet.page()

    assert len(find_tables(page)) == 1
    assert len(find_tables(replace(page, columns=(40, 440), unended=(0,)))) == 2
    assert len(find_tables(replace(page, columns=(40, 540), unended=(0,)))) == 1


def test_a_frame_alone_has_the_labels_of_the_cards_that_end_the_page_before() -> None:
    sheet = Sheet()
    _frame(sheet, 40, 100)
    sheet.prose(45, 46, 380, ASKED)
    _labelled(sheet, 74, "Progress:", DONE)
    page = sheet.page()
    known = frozenset({"Progress", "Lead"})

    assert not find_tables(page)
    assert len(find_tables(replace(page, columns=(40, 440), labels=known))) == 1
    assert not find_tables(replace(page, columns=(40, 540), labels=known))


def test_the_last_row_of_a_form_has_its_label_beside_its_value() -> None:
    sheet = Sheet()
    _frame(sheet, 40, 60)
    sheet.text(45, 45, "Responsible officer", bold=True)
    sheet.text(200, 45, "Supt Vale")
    page = sheet.page()
    known = frozenset({"Action", "Responsible officer"})

    assert not find_tables(page)

    (rest,) = find_tables(replace(page, columns=(40, 190, 440), labels=known))
    assert _rows(rest) == ["Responsible officer", "Supt Vale"]


def test_a_title_in_a_bar_below_a_form_is_none_of_it() -> None:
    sheet = Sheet()
    _frame(sheet, 40, 60)
    sheet.text(45, 45, "Looking after victims", bold=True)
    page = replace(sheet.page(), columns=(40, 190, 440), labels=frozenset({"Action"}))

    assert not find_tables(page)


def test_a_frame_with_a_label_that_no_card_has_is_none() -> None:
    sheet = Sheet()
    _whole(sheet, 100)
    _frame(sheet, 200, 260)
    sheet.prose(45, 206, 380, "Each call is looked at again by the duty inspector.")
    _labelled(sheet, 234, "Note:", "Two calls in three are.")

    assert len(find_tables(sheet.page())) == 1


def test_a_frame_between_other_sides_than_the_cards_is_none() -> None:
    sheet = Sheet()
    _whole(sheet, 100)
    _frame(sheet, 200, 260, 540)
    sheet.prose(45, 206, 380, "Each call is looked at again by the duty inspector.")
    _labelled(sheet, 234, "Progress:", "Two calls in three are.")

    assert len(find_tables(sheet.page())) == 1
