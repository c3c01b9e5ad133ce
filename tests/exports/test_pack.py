"""The factual-accuracy pack of one force."""

import io

import docx
import openpyxl
import pytest

from plan_ingest.errors import UsageError
from plan_ingest.exports.pack import pack
from tests.exports import made


def test_a_pack_holds_what_was_read_found_and_not_found() -> None:
    workbook, document = pack(made.report(), "alder")
    book = openpyxl.load_workbook(io.BytesIO(workbook))

    assert book.sheetnames == [
        "Read me", "What was read", "What was found", "What was not found"
    ]  # fmt: skip
    found = book["What was found"]
    heads = [cell.value for cell in found[4]]
    assert heads[-3:] == ["Is this right?", "What it should say", "Where in the plan"]
    assert [found.cell(row, 1).value for row in (5, 6, 7)] == [
        "item-1", "item-2", "item-3"
    ]  # fmt: skip
    assert found["C5"].data_type == "s"
    assert found.data_validations.dataValidation[0].sqref.ranges
    missing = [row[0].value for row in book["What was not found"].iter_rows(min_row=5)]
    assert missing == ["C1b.1", "C2a.1"]
    words = {c.text for t in docx.Document(io.BytesIO(document)).tables
             for row in t.rows for c in row.cells}  # fmt: skip
    assert made.FORMULA in words


def test_a_source_without_a_force_is_asked_for_by_its_id() -> None:
    workbook, _ = pack(made.report(), "dogwood/plan")
    book = openpyxl.load_workbook(io.BytesIO(workbook))

    assert book["What was not found"]["D5"].value == "Not assessable"


def test_a_force_without_a_plan_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="Alder, Birch, Cedar, dogwood/plan"):
        pack(made.report(), "Elm")


def test_the_same_report_gives_the_same_pack() -> None:
    assert pack(made.report(), "Birch") == pack(made.report(), "Birch")
