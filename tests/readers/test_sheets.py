"""Trackers in workbooks and CSV: rows, merges, hidden parts, what cells show."""

# ruff: noqa: DTZ001  a spreadsheet's dates have no zone

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from plan_ingest.errors import SourceError
from plan_ingest.model.document import Heading, Paragraph, Table
from plan_ingest.readers.number_formats import shown
from tests.readers import office
from tests.readers.office import spans, texts


def workbook(path: Path, fill: Callable[[Any], None]) -> Path:
    """A workbook whose first sheet, "Plan", is filled."""
    book = openpyxl.Workbook()
    book.active.title = "Plan"
    fill(book)
    book.save(path)
    return path


def rows(*given: list[Any]) -> Callable[[Any], None]:
    def fill(book: Any) -> None:
        for row in given:
            book.active.append(row)

    return fill


HEADER = ["Ref", "Action", "Lead"]


def test_a_tracker_is_one_table(tmp_path: Path) -> None:
    found = office.read_file(
        workbook(tmp_path / "a.xlsx", rows(HEADER, [1, "Train", "Supt"]))
    )

    assert texts(found) == [
        "0,0: Ref",
        "0,1: Action",
        "0,2: Lead",
        "1,0: 1",
        "1,1: Train",
        "1,2: Supt",
    ]
    assert found.characters == len("RefActionLead1TrainSupt")


def test_title_lines_stand_before_the_table(tmp_path: Path) -> None:
    given = rows(
        ["Improvement plan"], ["Position at", "June"], [], HEADER, [1, "a", "b"]
    )

    blocks = office.read_file(workbook(tmp_path / "a.xlsx", given)).blocks

    assert isinstance(blocks[0], Heading)
    assert isinstance(blocks[1], Paragraph)
    assert [block.text for block in blocks if not isinstance(block, Table)] == [
        "Improvement plan",
        "Position at June",
    ]
    assert isinstance(blocks[2], Table)
    assert blocks[2].rows == 2


def test_merged_cells_and_section_rows_keep_their_span(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        for row in (HEADER, ["Contact"], [1, "Train", "Supt"], [2, "Check"]):
            sheet.append(row)
        sheet.merge_cells("A2:C2")
        sheet.merge_cells("C3:C4")

    table = office.only_table(office.read_file(workbook(tmp_path / "a.xlsx", fill)))

    assert spans(table)["Contact"] == (1, 1, 0, 2)
    assert spans(table)["Supt"] == (2, 3, 2, 2)


def test_several_sheets_have_headings_and_hidden_ones_are_left_out(
    tmp_path: Path,
) -> None:
    def fill(book: Any) -> None:
        rows(HEADER, [1, "a", "b"])(book)
        second = book.create_sheet("Contact centre")
        second.append(HEADER)
        second.append([2, "c", "d"])
        lists = book.create_sheet("Lists")
        lists.append(["Open"])
        lists.sheet_state = "hidden"
        book.create_sheet("Empty")

    found = office.read_file(workbook(tmp_path / "a.xlsx", fill))

    headings = [block.text for block in found.blocks if isinstance(block, Heading)]
    assert headings == ["Plan", "Contact centre"]
    assert found.flags == ("hidden_sheet",)


def test_hidden_rows_and_columns_are_kept_and_flagged(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        rows(HEADER, [1, "a", "b"], [2, "c", "d"])(book)
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["C"].hidden = True

    table = office.only_table(office.read_file(workbook(tmp_path / "a.xlsx", fill)))
    flags = {cell.text: cell.flags for cell in table.cells}

    assert flags["a"] == ()
    assert flags["b"] == ("hidden_column",)
    assert flags["c"] == ("hidden_row",)
    assert flags["d"] == ("hidden_row", "hidden_column")


def test_cells_say_what_they_show(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        rows(HEADER, [1.1, 0.45, dt.date(2016, 3, 1)])(book)
        for place, code in (("A2", "0.00"), ("B2", "0%"), ("C2", "mmm-yy")):
            book.active[place].number_format = code
        book.active["A1"].font = Font(bold=True)

    table = office.only_table(office.read_file(workbook(tmp_path / "a.xlsx", fill)))

    assert [cell.text for cell in table.cells][3:] == ["1.10", "45%", "March 2016"]
    assert [cell.bold for cell in table.cells][:2] == [True, False]


def test_lines_in_a_cell_are_its_parts(tmp_path: Path) -> None:
    given = rows(HEADER, [1, "First point.\n- second\nThird", "wrapped\nover"])

    table = office.only_table(office.read_file(workbook(tmp_path / "a.xlsx", given)))
    parts = [[(part.bullet, part.text) for part in cell.parts] for cell in table.cells]

    assert parts[4] == [(None, "First point."), ("-", "second"), (None, "Third")]
    assert parts[5] == [(None, "wrapped over")]


def test_a_bold_header_after_a_gap_begins_a_second_table(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        rows(HEADER, [1, "a", "b"], [], ["Term", "Meaning"], ["IDVA", "adviser"])(book)
        for row in (1, 4):
            for cell in book.active[row]:
                cell.font = Font(bold=True)

    blocks = office.read_file(workbook(tmp_path / "a.xlsx", fill)).blocks

    assert [(block.kind, getattr(block, "rows", 0)) for block in blocks] == [
        ("table", 2),
        ("table", 2),
    ]


@pytest.mark.parametrize(
    ("value", "code", "wanted"),
    [
        (3.0, "", "3"),
        (0.1 + 0.2, "", "0.3"),
        (7, "000", "007"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-5, "0;(0)", "(5)"),
        (12, '"AS"0', "AS12"),
        (5, "[$£-809]#,##0", "£5"),
        (2.5, "0.##", "2.5"),
        (0.5, "# ?/?", "0.5"),
        (True, "", "TRUE"),
        (None, "", ""),
        (dt.datetime(2016, 3, 31, 0, 0), "dd/mm/yyyy", "2016-03-31"),
        (dt.datetime(2016, 3, 31, 14, 30), "dd/mm/yyyy hh:mm", "2016-03-31 14:30"),
        (dt.date(2016, 1, 1), "yyyy", "2016"),
        (dt.time(9, 15), "hh:mm", "09:15"),
        ("=HYPERLINK(1)", "0", "=HYPERLINK(1)"),
    ],
)
def test_numbers_and_dates_are_shown_as_their_cells_show_them(
    value: object, code: str, wanted: str
) -> None:
    assert shown(value, code) == wanted


@pytest.mark.parametrize("comma", [",", ";", "\t", "|"])
def test_a_csv_is_one_table_whatever_parts_its_cells(
    tmp_path: Path, comma: str
) -> None:
    path = tmp_path / "a.csv"
    said = [HEADER, ["1", '"Train,; all"', "Supt"], ["2", '"Two\nlines"', "DCI"]]
    path.write_text("\n".join(comma.join(row) for row in said), encoding="utf-8")

    table = office.only_table(office.read_file(path))

    assert [cell.text for cell in table.cells][3:] == [
        "1",
        "Train,; all",
        "Supt",
        "2",
        "Two lines",
        "DCI",
    ]


def test_a_damaged_workbook_is_told(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", rows(HEADER)).read_bytes()
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(whole[:-400])

    with pytest.raises(SourceError):
        office.read_file(cut)
