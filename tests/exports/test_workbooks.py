"""Both workbooks, opened as others open them: numbers, links, rules, hostile text."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from plan_ingest.exports import publication
from plan_ingest.exports.flat import as_csv
from plan_ingest.exports.gap_matrix import render
from plan_ingest.exports.listings import matrices
from plan_ingest.exports.safe import CELL_LIMIT, CUT_NOTE
from tests.exports import made

_LEVELS = ("0 ", "1 ", "2 ", "3 ", "4 ", "Not assessable")


@pytest.fixture(scope="module")
def working() -> bytes:
    return render(made.report())


@pytest.fixture(scope="module")
def published() -> bytes:
    return publication.render(made.report())


@pytest.fixture(scope="module")
def book(working: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(working))


def texts(book: Workbook) -> Iterator[tuple[str, str, object]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield sheet.title, cell.coordinate, cell


def by_header(rows: list[list[str]], first: str) -> list[dict[str, str]]:
    at = next(n for n, row in enumerate(rows) if row and row[0] == first)
    return [dict(zip(rows[at], row, strict=False)) for row in rows[at + 1 :]]


def test_every_level_of_the_matrices_is_as_the_csv_has_it(working: bytes) -> None:
    calamine = CalamineWorkbook.from_filelike(io.BytesIO(working))
    labels = {"alder/plan": "Alder", "birch/plan": "Birch", "cedar/plan": "Cedar"}
    labels["dogwood/plan"] = "dogwood/plan"
    for listing in matrices(made.report())[::2]:
        level = listing.name.removeprefix("coverage_")
        sheet = by_header(calamine.get_sheet_by_name(f"By {level}").to_python(), "Node")
        plain = list(csv.DictReader(io.StringIO(as_csv(listing).decode())))
        assert [row["Node"] for row in sheet] == [row["node_id"] for row in plain]
        for shown, row in zip(sheet, plain, strict=True):
            for source, label in labels.items():
                wanted = row[source].capitalize()
                assert shown[label].startswith(wanted), (level, row, label)


def test_every_link_leads_to_cells_that_are_there(book: Workbook) -> None:
    links = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is None:
                    continue
                assert cell.hyperlink.target is None, "no link leads out of the book"
                name, _, place = cell.hyperlink.location.rpartition("!")
                target = book[name.strip("'")]
                assert target[place]
                links += 1
    assert links > 30


def test_a_cell_leads_to_its_evidence_and_the_evidence_back(book: Workbook) -> None:
    matrix = book["By requirement"]
    cell = next(
        cell
        for row in matrix.iter_rows()
        for cell in row
        if cell.hyperlink and str(cell.value).startswith("4 ")
    )
    place = cell.hyperlink.location.rpartition("!")[2]
    first = book["Evidence"][place][0]
    values = [c.value for c in first]
    assert values[0] == "alder/plan"
    back = book["Evidence"].cell(first[0].row, 3).hyperlink.location
    assert back == f"'By requirement'!{cell.coordinate}"


def test_no_text_of_a_plan_becomes_a_formula(book: Workbook) -> None:
    formulas = [
        (sheet, cell.value)  # type: ignore[attr-defined]
        for sheet, _, cell in texts(book)
        if cell.data_type == "f"  # type: ignore[attr-defined]
    ]

    assert {sheet for sheet, _ in formulas} == {"Two forces"}
    assert all(str(f).startswith("=INDEX(") for _, f in formulas)
    assert made.FORMULA in {cell.value for _, _, cell in texts(book)}  # type: ignore[attr-defined]


def test_long_and_controlled_text_is_kept_within_a_cell_and_says_so(
    book: Workbook,
) -> None:
    words = [str(cell.value) for _, _, cell in texts(book)]  # type: ignore[attr-defined]

    assert max(map(len, words)) <= CELL_LIMIT
    assert any(word.endswith(CUT_NOTE) for word in words)
    assert any("a␦b␦c␦d" in word for word in words)


def test_headers_are_frozen_filtered_and_repeated_in_print(book: Workbook) -> None:
    for name in ("By requirement", "By area", "Evidence", "SMART", "Sources"):
        sheet = book[name]
        assert sheet.freeze_panes, name
        assert sheet.print_title_rows, name
        assert sheet.page_setup.orientation == "landscape"
        assert [t.autoFilter is not None for t in sheet.tables.values()] == [True], name


def test_colour_comes_from_conditional_formats_and_words_say_the_same(
    book: Workbook,
) -> None:
    sheet = book["By area"]
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert len(rules) == 7  # six levels, and what is asked only later
    assert [cell.value for cell in sheet[5]][:3] == ["Node", "Title", "Alder"]
    for row in sheet.iter_rows(min_row=6, min_col=3, max_col=6):
        for cell in row:
            assert str(cell.value).startswith(_LEVELS)
            assert cell.fill.fill_type is None


def test_there_is_a_sheet_for_every_source_and_one_for_those_not_read(
    book: Workbook,
) -> None:
    assert {"Alder", "Birch", "Cedar", "dogwood plan", "Not read"} <= set(
        book.sheetnames
    )
    rows = [[c.value for c in row] for row in book["Not read"].iter_rows(min_row=5)]
    assert [row[0] for row in rows] == ["birch/plan", "dogwood/plan"]


def test_the_marking_is_on_every_sheet_page_and_property(
    working: bytes, published: bytes
) -> None:
    for content in (working, published):
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert book.properties.category == "OFFICIAL & TEST"
        for sheet in book:
            top = [row[0].value for row in sheet.iter_rows(max_row=5, max_col=1)]
            assert "OFFICIAL & TEST" in top, sheet.title
            assert "OFFICIAL && TEST" in sheet.oddHeader.center.text


def test_there_are_no_macros_and_nothing_from_outside(working: bytes) -> None:
    names = zipfile.ZipFile(io.BytesIO(working)).namelist()

    assert not [n for n in names if re.search(r"vba|external|connections", n, re.I)]


def test_the_publication_has_one_marked_up_table_a_sheet(published: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(published))
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    for sheet in book:
        if sheet.title == "Cover":
            assert not sheet.tables
            continue
        assert len(sheet.tables) == 1, sheet.title
        assert sheet["A1"].font.sz >= 14
        (table,) = sheet.tables.values()
        assert table.autoFilter is None
        first, last = table.ref.split(":")
        assert re.sub(r"\D", "", last) == str(sheet.max_row)
        for row in sheet[table.ref]:
            assert all(cell.value not in (None, "") for cell in row), sheet.title
        assert all(sheet[f"A{n}"].value for n in range(1, int(first[1:]) + 1))


def test_the_publication_keeps_to_the_rules_for_accessible_sheets(
    published: bytes,
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(published))
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert sheet.sheet_state == "visible"
        assert not list(sheet.conditional_formatting)
        assert " " not in sheet.title
        hidden = [d for d in sheet.column_dimensions.values() if d.hidden]
        hidden += [d for d in sheet.row_dimensions.values() if d.hidden]
        assert hidden == []
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert cell.fill.fill_type is None
                    assert cell.font.sz >= 12
                    assert cell.data_type != "f"


def test_every_sheet_of_the_publication_is_in_its_contents(published: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(published))
    listed = [row[0].value for row in book["Contents"].iter_rows(min_row=6)]

    assert listed == book.sheetnames[2:]


def test_officers_are_shown_by_rank_in_the_publication(published: bytes) -> None:
    plain = b"".join(
        zipfile.ZipFile(io.BytesIO(published)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(published)).namelist()
    )

    assert b"Marchmont" not in plain


def test_the_way_back_to_the_cover_fits_its_column(book: Workbook) -> None:
    back = [
        cell
        for _, _, cell in texts(book)
        if cell.hyperlink and cell.hyperlink.location.startswith("'Cover'")
    ]
    assert len(back) == 3 + 4  # a matrix a level, a profile a source
    for cell in back:
        width = cell.parent.column_dimensions[cell.column_letter].width
        assert len(cell.value) < width, cell.parent.title
        assert cell.hyperlink.tooltip == "Back to the cover"


def test_a_cell_above_each_of_its_parts_says_why() -> None:
    report = made.report()
    levels = {(c.source_id, c.node_id): c.level for c in report.coverage.cells}
    book = openpyxl.load_workbook(io.BytesIO(render(report)))
    tips = {
        row[0].value: cell.hyperlink.tooltip
        for row in book["By area"].iter_rows(min_row=6)
        for cell in row[1:]
        if cell.hyperlink and "node itself" in cell.hyperlink.tooltip
    }
    assert levels["alder/plan", "C2a"] > (levels["alder/plan", "C2a.1"] or 0)
    assert list(tips) == ["C2a"]
    assert "1 item: choose to see the evidence" in tips["C2a"]


def test_the_cover_explains_what_stands_beside_a_level(book: Workbook) -> None:
    told = {row[0]: row[1] for row in book["Cover"].iter_rows(values_only=True)}
    assert "innermost nodes" in told["n of m"]
    assert "higher than each of its requirements" in told["Highest"]
    assert "Possible counts items" in told["n possible"]
