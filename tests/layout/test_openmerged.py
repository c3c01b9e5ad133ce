"""Rows parted by rules or shades, columns by white alone."""

from plan_ingest.layout.tables import find_tables
from tests.layout.drawn import Sheet

XS = (44, 120, 300, 420)
ROWS = (
    ("G1", "Write to each partner", "Two letters", "Chief"),
    ("G2", "Count each call again", "Three counts", "Crime"),
    ("G3", "Name a lead in each area", "Not yet", "Staff"),
    ("G4", "Ask each caller by name", "Since May", "Contact"),
)


def test_a_band_of_words_wider_than_the_column_below_is_never_cut() -> None:
    sheet = Sheet()
    sheet.across(96, 40, 500)
    for x, name in zip(XS, ("Ref", "Action", "Update", "Lead"), strict=True):
        sheet.text(x, 100, name, bold=True)
    sheet.across(114, 40, 500)
    y = 118.0
    for number, row in enumerate(ROWS):
        if not number % 2:
            sheet.shade(40, y - 4, 500, y + 14, 0xD3D3D3)
            said = "Contact centre" if number else "Governances"
            sheet.text(44, y, said, bold=True)
            y += 18
        for x, text in zip(XS, row, strict=True):
            sheet.text(x, y, text)
        if number % 2:
            sheet.shade(40, y - 4, 500, y + 14, 0xF5F5F5)
        y += 18
    sheet.across(y - 4, 40, 500)

    (table,) = find_tables(sheet.page())

    first = [cell.text for cell in table.cells if cell.col == 0 and cell.parts]
    assert first == ["Ref", "Governances", "G1", "G2", "Contact centre", "G3", "G4"]


def test_a_bold_title_is_not_cut_where_a_word_of_it_begins_as_a_column_does() -> None:
    sheet = Sheet()
    for x, name in zip(XS, ("Ref", "Action", "Update", "Lead"), strict=True):
        sheet.text(x, 100, name, bold=True)
    sheet.across(114, 40, 500)
    y = 118.0
    for number, row in enumerate(ROWS):
        if number == 2:
            sheet.text(47, y, "Investigations", bold=True)
            sheet.text(120, y, "and justice", bold=True)
            sheet.shade(40, y - 4, 500, y + 14, 0xD3D3D3)
            y += 18
        for x, text in zip(XS, row, strict=True):
            sheet.text(x, y, text)
        if number % 2:
            sheet.shade(40, y - 4, 500, y + 14, 0xF5F5F5)
        y += 18
    sheet.across(y - 4, 40, 500)

    (table,) = find_tables(sheet.page())

    assert "Investigations and justice" in {cell.text for cell in table.cells}
