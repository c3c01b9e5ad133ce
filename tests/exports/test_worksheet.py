"""Rows put whole are, byte for byte, the cells XlsxWriter would have written."""

import io
from zipfile import ZipFile

import pytest
import xlsxwriter
from openpyxl import load_workbook

from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.sheets import Book, listing_sheet, write_book
from plan_ingest.exports.worksheet import Sheet, Texts

ROWS = (
    ("=1+1", 3, 0.125, True, None, "a\nb & <c>"),
    ("", -7, 1e-9, False, "=1+1", "  spaced  "),
    ("x\x07y", 12345678901234567, 2.0, None, "", None),
)


def written(whole: bool) -> dict[str, bytes]:
    """The parts of a workbook with these rows, put whole or cell by cell."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        book.set_properties({"created": None})
        text, number = (book.add_format({"bold": bold}) for bold in (True, False))
        sheet = book.add_worksheet("S", Sheet)
        sheet.rows_look(Texts(book.str_table), text, number, ("no", "yes"))
        sheet.set_row(2, 40)
        for at, row in enumerate(ROWS, 1):
            if whole:
                sheet.put(at, 0, row[:2])
                sheet.put(at, 2, row[2:])
                continue
            for col, value in enumerate(row):
                if isinstance(value, bool):
                    sheet.write_string(at, col, "yes" if value else "no", text)
                elif isinstance(value, str) and value:
                    shown = value.replace("\x07", "␦")
                    sheet.write_string(at, col, shown, text)
                elif isinstance(value, int | float):
                    sheet.write_number(at, col, value, number)
    with ZipFile(sink) as found:
        names = [name for name in found.namelist() if "docProps" not in name]
        return {name: found.read(name) for name in names}


def test_a_row_put_whole_is_what_its_cells_would_be() -> None:
    assert written(whole=True) == written(whole=False)


def test_a_listing_keeps_its_values_and_nothing_in_it_runs() -> None:
    columns = tuple(Column(name, name.upper(), name) for name in "abcdef")
    listing = Listing("some", "Some", "", columns, ROWS)

    def fill(book: Book) -> None:
        listing_sheet(book, "Some", listing)

    sheet = load_workbook(io.BytesIO(write_book("T", "", fill)))["Some"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[0] == ["=1+1", 3, 0.125, "yes", None, "a\nb & <c>"]
    assert rows[1][:4] == [None, -7, 1e-9, "no"]
    assert rows[2][0] == "x␦y"
    assert {cell.data_type for cell in sheet[5]} <= {"s", "n"}


def test_a_text_is_counted_where_it_is_put() -> None:
    strings = xlsxwriter.Workbook(io.BytesIO()).str_table
    texts = Texts(strings)
    assert [texts["a"], texts["b"], texts["a"], texts[""]] == [0, 1, 0, None]
    assert strings.unique_count == 2
    with pytest.raises(KeyError):
        dict(texts)["c"]
