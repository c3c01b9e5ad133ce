"""Labels in a cell: small or bold, over their values or before them."""

import pytest

from plan_ingest.layout.celltext import parts
from tests.layout.drawn import Sheet

ASKED = "Desk sergeants read each plan on every shift"


def _cell(sheet: Sheet) -> list[str]:
    return [part.text for part in parts(sheet.words, 50.0, 290.0)]


@pytest.mark.parametrize(("size", "bold"), [(7.0, False), (10.0, True)])
def test_a_label_in_type_of_its_own_stands_over_its_value(
    size: float, bold: bool
) -> None:
    sheet = Sheet()
    sheet.text(50, 100, "Target date", size, bold)
    sheet.text(50, 111, "May 2021")

    assert _cell(sheet) == ["Target date", "May 2021"]


def test_a_bold_label_that_opens_a_line_begins_a_paragraph() -> None:
    sheet = Sheet()
    for place, (label, said) in enumerate(
        [("Lead:", "Head of Crime"), ("Due:", "May 2021")]
    ):
        y = 100 + 12 * place
        sheet.text(sheet.text(50, y, label, bold=True), y, said)

    assert _cell(sheet) == ["Lead: Head of Crime", "Due: May 2021"]


def test_bold_words_in_a_sentence_that_wraps_begin_nothing() -> None:
    sheet = Sheet()
    sheet.text(50, 100, ASKED)
    sheet.text(sheet.text(50, 112, "Independent Advisers", bold=True), 112, "write.")

    assert _cell(sheet) == [f"{ASKED} Independent Advisers write."]


def test_labels_abreast_each_stand_over_their_own_value() -> None:
    sheet = Sheet()
    xs = (50, 160, 240)
    for x, label, said in zip(
        xs,
        ("Lead officer", "Due", "Status"),
        ("Control", "May 2021", "On"),
        strict=True,
    ):
        sheet.text(x, 100, label, size=7)
        sheet.text(x, 110, said)
    sheet.text(50, 122, "Manager")
    sheet.text(240, 122, "track")

    assert _cell(sheet) == [
        *("Lead officer", "Control Manager"),
        *("Due", "May 2021", "Status", "On track"),
    ]


def test_a_bold_line_over_text_that_runs_across_is_one_line() -> None:
    sheet = Sheet()
    sheet.text(sheet.text(50, 100, "Calls", bold=True) + 30, 100, "Cars", bold=True)
    sheet.text(50, 112, f"{ASKED} now")

    assert _cell(sheet) == ["Calls Cars", f"{ASKED} now"]


def test_a_bullet_set_larger_than_its_words_makes_no_line_other_type() -> None:
    sheet = Sheet()
    end = sheet.text(50, 100, "•", 10)
    sheet.text(end, 101, "Desk sergeants read what the Serious Crime Case Board", 8)
    sheet.text(57.5, 111, "Members wrote.", 8)

    assert len(_cell(sheet)) == 1
