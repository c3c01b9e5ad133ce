"""A review pack out and back: nothing lost, nothing invented, nothing overwritten."""

import csv
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from plan_ingest.store.ledger import append, as_csv
from tests import build
from tests.workbook.desk import (
    ANSWERS,
    FIRST,
    GIVEN,
    SECOND,
    THIRD,
    call,
    fill,
    sheet,
    stands,
    written,
)


def test_a_pack_holds_every_item_and_no_formula(pack: Path) -> None:
    book, items, heads = sheet(pack)
    ids = [items.cell(row, heads["item_id"]).value for row in range(5, 8)]
    cells = [cell for page in book for row in page.iter_rows() for cell in row]

    assert sorted(ids) == ["first", "second", "third"]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"Read me", "Items", "Criteria"} <= set(book.sheetnames)
    rules = items.data_validations.dataValidation
    assert any(r.formula1 == "Criteria!$A$5:$A$13" for r in rules)
    assert any("primary" in r.formula1 for r in rules)


def test_two_exports_are_the_same_bytes(root: Path, pack: Path) -> None:
    call(root, "export", root / "again.xlsx")

    assert (root / "again.xlsx").read_bytes() == pack.read_bytes()


def test_what_was_filled_in_is_on_the_record_once(root: Path, pack: Path) -> None:
    back = fill(pack, root / "back.xlsx", ANSWERS)
    first = call(root, "import", back, "--analyst", "Ann")
    before = (root / "mappings/tiny/decisions.jsonl").read_bytes()
    again = call(root, "import", back, "--analyst", "Ann")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert stands(root) == GIVEN
    assert b'"note":"=page 3"' in before
    assert (root / "mappings/tiny/decisions.jsonl").read_bytes() == before


def test_rows_sorted_and_columns_added_do_no_harm(root: Path, pack: Path) -> None:
    back = fill(pack, root / "back.xlsx", ANSWERS)
    book, items, _ = sheet(back)
    rows = [[cell.value for cell in row] for row in items.iter_rows(5, 7)][::-1]
    for at, row in enumerate(rows, 5):
        for col, value in enumerate(row, 1):
            items.cell(at, col).value = value
            if value:
                items.cell(at, col).data_type = "s"
    items.insert_cols(2)
    items.cell(4, 2).value = "My own"
    items.cell(6, 2).value = "looked at"
    book.save(back)

    assert call(root, "import", back, "--analyst", "Ann").exit_code == 0
    assert stands(root) == GIVEN


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_a_pack_saved_by_libreoffice_comes_back(root: Path, pack: Path) -> None:
    back = fill(pack, root / "back.xlsx", ANSWERS)
    home = f"-env:UserInstallation=file://{root}/office"
    done = subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "ods", back],
        cwd=root, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    (root / "again").mkdir()
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", "again",
         "back.ods"],
        cwd=root, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    told = call(root, "import", root / "again/back.xlsx", "--analyst", "Ann")

    assert told.exit_code == 0, told.output
    assert stands(root) == GIVEN


def test_csv_likewise(root: Path) -> None:
    path = root / "pack.csv"
    call(root, "export", path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        row |= ANSWERS.get(row["item_id"], {})
    assert {row["Item"][0] for row in rows if "Call" in row["Item"]} == {"'"}
    with path.open("w", encoding="utf-8", newline="") as lines:
        out = csv.DictWriter(lines, list(rows[0]))
        out.writeheader()
        out.writerows(rows)

    assert call(root, "import", path, "--analyst", "Ann").exit_code == 0
    assert stands(root) == GIVEN


def test_what_was_decided_otherwise_meanwhile_is_told_with_exit_code_4(
    root: Path, pack: Path
) -> None:
    word = build.decision(FIRST, "C1a.1", verdict="reject", analyst="B")
    append(root / "mappings/tiny/decisions.jsonl", [word])
    back = fill(pack, root / "back.xlsx", ANSWERS)
    told = call(root, "import", back, "--analyst", "Ann")
    clash = openpyxl.load_workbook(root / "back.conflicts.xlsx")["Conflicts"]

    assert told.exit_code == 4
    assert stands(root) == ["first C1a.1 reject B", GIVEN[1]]
    values = [cell.value for cell in clash[5]]
    assert values[1:7] == ["first", "text", "C1a.1", None, "reject", "primary"]


def test_one_decision_goes_to_a_whole_group(root: Path, pack: Path) -> None:
    answers = {"first": {"Verdict 2": "primary", "Also for": "all"}}
    back = fill(pack, root / "back.xlsx", answers)

    assert call(root, "import", back, "--analyst", "Ann").exit_code == 0
    assert stands(root) == ["first C1b.1 primary Ann", "third C1b.1 primary Ann"]


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"second": {"item_id": "first-other"}}, "row"),
        ({"second": {"Item": "Other words."}}, "item second"),
        ({"second": {"Node 1": "Z9 Nothing"}}, "no node 'Z9 Nothing'"),
        ({"second": {"Verdict 1": "perhaps"}}, "no verdict 'perhaps'"),
        ({"second": {"Verdict 4": "primary"}}, "no node; choose one"),
        ({"second": {"Verdict 1": "none", "Verdict 2": "primary"}}, "at once"),
        ({"second": {"Verdict 1": "primary", "Also for": "all"}}, "Also for"),
        ({"second": {"exported": "[]"}}, "not as it was exported"),
    ],
)
def test_a_row_that_is_not_the_packs_refuses_the_file_by_name(
    root: Path, pack: Path, answers: dict[str, dict[str, str]], named: str
) -> None:
    good = {"first": {"Verdict 1": "primary"}}
    back = fill(pack, root / "back.xlsx", good | answers)
    told = call(root, "import", back, "--analyst", "Ann")

    assert told.exit_code == 1
    assert named in told.stderr
    assert "row " in told.stderr
    assert stands(root) == []


def test_a_pack_of_another_project_is_refused_by_its_row(
    root: Path, pack: Path
) -> None:
    back = fill(pack, root / "back.xlsx", ANSWERS)
    written(root, (build.item("Something else.", item_id="other"),))
    told = call(root, "import", back, "--analyst", "Ann")

    assert told.exit_code == 1
    assert "row 5" in told.stderr


def test_a_workbook_that_is_no_pack_is_refused(root: Path) -> None:
    book = openpyxl.Workbook()
    book.save(root / "other.xlsx")
    (root / "broken.xlsx").write_bytes(b"PK\x03\x04 not a zip")

    for name in ("other.xlsx", "broken.xlsx"):
        told = call(root, "import", root / name, "--analyst", "Ann")
        assert (told.exit_code, name in told.stderr) == (1, True)


def test_an_answer_on_an_item_that_is_gone_is_a_conflict(
    root: Path, pack: Path
) -> None:
    back = fill(pack, root / "back.xlsx", ANSWERS)
    written(root, (SECOND, THIRD))

    assert call(root, "import", back, "--analyst", "Ann").exit_code == 4
    assert stands(root) == GIVEN[1:]


def test_a_blind_pack_shows_ones_own_words_alone(root: Path) -> None:
    words = [build.decision(FIRST, "C1a.1", analyst="B"),
             build.decision(SECOND, "C1b.1", analyst="Ann")]  # fmt: skip
    append(root / "mappings/tiny/decisions.jsonl", words)
    call(root, "export", root / "blind.xlsx", "--analyst", "Ann")
    _, items, heads = sheet(root / "blind.xlsx")
    shown = {
        items.cell(r, heads["item_id"]).value: items.cell(r, heads["Verdict 1"]).value
        for r in range(5, 8)
    }
    other = call(root, "import", root / "blind.xlsx", "--analyst", "B")

    assert shown == {"first": None, "second": "primary", "third": None}
    assert other.exit_code == 2


def test_a_ledger_of_another_machine_joins_by_id(root: Path) -> None:
    words = [build.decision(FIRST, "C1a.1"), build.decision(SECOND, None, analyst="B")]
    append(root / "theirs.jsonl", words)
    (root / "theirs.csv").write_text(as_csv(words), "utf-8")

    for name in ("theirs.jsonl", "theirs.csv"):
        assert call(root, "import", root / name, "--analyst", "Ann").exit_code == 0
    assert stands(root) == ["first C1a.1 primary A", "second None none B"]


def test_a_ledger_with_an_unknown_item_is_refused_whole(root: Path) -> None:
    words = [build.decision(FIRST, "C1a.1"), build.decision("nowhere", "C1a.1")]
    append(root / "theirs.jsonl", words)
    told = call(root, "import", root / "theirs.jsonl", "--analyst", "Ann")

    assert told.exit_code == 1
    assert "decision 2" in told.stderr
    assert stands(root) == []


def test_a_ledger_that_disagrees_is_joined_and_told_with_exit_code_4(
    root: Path,
) -> None:
    word = build.decision(FIRST, "C1a.1")
    append(root / "mappings/tiny/decisions.jsonl", [word])
    append(
        root / "theirs.jsonl", [replace(word, id="b", analyst="B", verdict="reject")]
    )

    told = call(root, "import", root / "theirs.jsonl", "--analyst", "Ann")
    assert told.exit_code == 4
    assert (root / "theirs.conflicts.csv").is_file()


def test_the_order_and_the_plan_can_be_asked_for(root: Path) -> None:
    call(root, "export", root / "some.csv", "--plan", "penharrow", "--order", "node")
    wrong = call(root, "export", root / "none.csv", "--plan", "nowhere")

    with (root / "some.csv").open(encoding="utf-8-sig", newline="") as lines:
        ids = [row["item_id"] for row in csv.DictReader(lines)]
    assert ids == ["third"]
    assert wrong.exit_code == 2
