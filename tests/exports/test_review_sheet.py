"""The sheet "To review" of the gap matrix out and back, as a review pack."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from plan_ingest.cli import main
from plan_ingest.store.ledger import append
from tests import build
from tests.workbook.desk import ANSWERS, GIVEN, call, made, stands


@pytest.fixture
def root(project: Path) -> Path:
    return made(project)


@pytest.fixture
def book(root: Path) -> Path:
    """The gap matrix with answers in its sheet to review."""
    done = CliRunner().invoke(main, ["--project", str(root), "compare"])
    assert done.exit_code == 0, done.output
    found = openpyxl.load_workbook(root / "outputs" / "gap-matrix.xlsx")
    items = found["To review"]
    heads = {str(c.value): c.column for c in items[4] if c.value}
    for row in range(5, items.max_row + 1):
        said = ANSWERS.get(str(items.cell(row, heads["item_id"]).value), {})
        for title, value in said.items():
            items.cell(row, heads[title]).value = value
            items.cell(row, heads[title]).data_type = "s"
    found.save(root / "back.xlsx")
    return root / "back.xlsx"


def test_what_was_filled_in_is_on_the_record_once(root: Path, book: Path) -> None:
    told = call(root, "import", book, "--analyst", "Ann")
    again = call(root, "import", book, "--analyst", "Ann")

    assert (told.exit_code, again.exit_code) == (0, 0), told.output
    assert stands(root) == GIVEN


def test_an_item_decided_meanwhile_is_a_conflict_and_stays(
    root: Path, book: Path
) -> None:
    word = build.decision("first", "C1a.1", verdict="reject", analyst="Bob")
    append(root / "mappings/tiny/decisions.jsonl", [word])
    told = call(root, "import", book, "--analyst", "Ann")

    assert told.exit_code == 4
    assert stands(root) == ["first C1a.1 reject Bob", "second C1b secondary Ann"]


def test_a_row_whose_words_were_changed_is_refused(root: Path, book: Path) -> None:
    found = openpyxl.load_workbook(book)
    items = found["To review"]
    col = next(c.column for c in items[4] if c.value == "Item")
    items.cell(6, col).value = "Something else."
    found.save(book)
    told = call(root, "import", book, "--analyst", "Ann")

    assert told.exit_code == 1
    assert "row 6" in told.output
    assert stands(root) == []


def test_nodes_and_verdicts_are_chosen_from_lists(book: Path) -> None:
    items = openpyxl.load_workbook(book)["To review"]
    rules = items.data_validations.dataValidation

    assert any(r.formula1 == "'Criteria'!$A$5:$A$13" for r in rules)
    assert any("primary" in r.formula1 for r in rules)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_a_matrix_saved_by_libreoffice_comes_back(root: Path, book: Path) -> None:
    home = f"-env:UserInstallation=file://{root}/office"
    for kind, given, folder in (
        ("ods", book.name, "."), ("xlsx", "back.ods", "again"),
    ):  # fmt: skip
        done = subprocess.run(
            ["soffice", home, "--headless", "--convert-to", kind, "--outdir", folder,
             given],
            cwd=root, capture_output=True, timeout=180, check=False,
        )  # fmt: skip
        assert done.returncode == 0
    told = call(root, "import", root / "again/back.xlsx", "--analyst", "Ann")

    assert told.exit_code == 0, told.output
    assert stands(root) == GIVEN
