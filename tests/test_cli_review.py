"""`review` from the command line: terminal, state, forces' answers, corrections."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plan_ingest.exports.pack import pack as accuracy_pack
from plan_ingest.model.review import Amendment
from plan_ingest.pipeline.amended import amended
from plan_ingest.pipeline.compare import report_of
from plan_ingest.pipeline.review_desk import open_desk
from plan_ingest.store.amendments import append_amendments
from plan_ingest.store.ledger import append
from plan_ingest.store.project import open_project
from tests import build
from tests.workbook.desk import FIRST, ITEMS, SECOND, THIRD, call, made, stands, written

LEDGER = "mappings/tiny/decisions.jsonl"


@pytest.fixture
def root(project: Path) -> Path:
    return made(project)


def text(root: Path, *keys: str, analyst: str = "Ann") -> Any:
    told = "".join(f"{key}\n" for key in keys)
    words = ("--text", "--analyst", analyst, "--order", "document")
    return call(root, *words, keys=told)


def test_a_review_by_keyboard_is_on_the_record(root: Path) -> None:
    told = text(root, "a", "t see page 3", "s2", "o C2a.1", "n")

    assert told.exit_code == 0, told.output
    assert stands(root) == [
        "first C1b.1 secondary Ann",
        "first C2a.1 primary Ann",
        "second None none Ann",
        "third C1a.1 primary Ann",
    ]
    assert "nothing is left" in told.stderr


def test_undo_is_another_line_and_goes_back(root: Path) -> None:
    text(root, "a", "z", "2", "q")

    lines = (root / LEDGER).read_text("utf-8").splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == [
        "primary", "retract", "primary"
    ]  # fmt: skip
    desk = open_desk(open_project(root), None)
    told = call(root, "--json", "status").stdout
    assert len(desk.decisions) == 3
    assert json.loads(told)["analysts"][0]["words"] == 1


def test_a_decision_goes_to_the_group_and_is_undone_as_one(root: Path) -> None:
    text(root, "g all", "a", "q")
    assert stands(root) == ["first C1a.1 primary Ann", "third C1a.1 primary Ann"]

    text(root, "a", "q")
    text(root, "q")
    batches = {w.batch for w in open_desk(open_project(root), None).decisions}
    assert len(batches) == 2


def test_skip_and_wrong_keys_decide_nothing(root: Path) -> None:
    told = text(root, "?", "x", "9", "o zebra", "z", "k", "k", "k")

    assert told.exit_code == 0
    assert stands(root) == []


def test_a_documents_words_cannot_move_the_cursor(root: Path) -> None:
    written(root, (replace(FIRST, text="Ring \x1b[2Jthe bell\x07."),))

    assert "\x1b" not in text(root, "q").output


def test_a_review_by_keyboard_needs_a_name(root: Path) -> None:
    told = call(root, "--text")

    assert told.exit_code == 2
    assert "--analyst" in told.stderr


def test_status_tells_progress_agreement_and_orphans(root: Path) -> None:
    words = [
        build.decision(FIRST, "C1a.1"),
        build.decision(FIRST, "C1b.1", analyst="B"),
        build.decision(SECOND, None, analyst="B"),
    ]
    append(root / LEDGER, words)
    text(root, "3", "q", analyst="C")
    call(root, "import", root / LEDGER, "--analyst", "A")
    near = replace(FIRST, item_id="new", text="=Call takers learn signs of coercion.")
    written(root, (near, SECOND, THIRD))
    told = json.loads(call(root, "--json", "status").stdout)

    assert [p["decided"] for p in told["plans"] if p["plan"] == ""] == [1]
    assert [a["name"] for a in told["analysts"]] == ["A", "B"]
    assert told["agreement"]["pairs"][0]["alike"] == 0
    assert {o["decision"]["item_id"] for o in told["orphans"]} == {"first"}
    assert "orphan" in call(root, "status").stdout


def test_an_orphan_is_offered_the_nearest_present_item(root: Path) -> None:
    text(root, "k", "a", "q")
    decided = open_desk(open_project(root), None).decisions[0].item_id
    was = next(item for item in ITEMS if item.item_id == decided)
    near = replace(was, item_id="new", text=was.text.replace("the ", ""))
    written(root, (near, *(item for item in ITEMS if item.item_id != decided)))
    [orphan] = json.loads(call(root, "--json", "status").stdout)["orphans"]

    assert orphan["nearest_id"] == "new"


def test_a_forces_answers_come_back_as_proposals_never_as_decisions(
    root: Path,
) -> None:
    desk = open_desk(open_project(root), None)
    report = report_of(
        desk.items, desk.sources, desk.framework, desk.suggestions, (),
        desk.project.settings,
    )  # fmt: skip
    path = root / "force.xlsx"
    path.write_bytes(accuracy_pack(report, "Westmarch")[0])
    book = openpyxl.load_workbook(path)
    for name in ("What was found", "What was not found"):
        sheet = book[name]
        heads = {cell.value: cell.column for cell in sheet[4]}
        sheet.cell(5, heads["What it should say"]).value = f"Our words on {name}."
    book.save(path)
    first = call(root, "--json", "import", path, "--analyst", "Ann")
    again = call(root, "--json", "import", path, "--analyst", "Ann")
    call(root, "export", root / "pack.xlsx")
    shown = openpyxl.load_workbook(root / "pack.xlsx")["Force says"]

    assert first.exit_code == 0, first.output
    assert json.loads(first.stdout)["proposals"] == 2
    assert json.loads(again.stdout)["proposals"] == 0
    assert not (root / LEDGER).exists()
    assert "Our words on What was found." in [c.value for row in shown for c in row]


def test_a_forces_answer_on_an_unknown_item_is_refused_by_row(root: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(
        ["Item", "Words of the plan", "Is this right?", "What it should say",
         "Where in the plan"]
    )  # fmt: skip
    sheet.append(["nowhere", "Words.", "no", "Other words.", "page 2"])
    book.save(root / "force.xlsx")
    told = call(root, "import", root / "force.xlsx", "--analyst", "Ann")

    assert told.exit_code == 1
    assert "row 2" in told.stderr


def test_corrections_outlive_a_reading_anew_and_lost_ones_are_listed(
    root: Path,
) -> None:
    at = "2026-01-05T09:00:00Z"
    right = Amendment("1", at, "A", "second", "text", "Officers see every child.")
    gone = Amendment("2", at, "A", "gone", "kind", "aim")
    append_amendments(root / "mappings/tiny/amendments.jsonl", [right, gone])
    for _ in range(2):
        written(root, ITEMS)
        found = amended(open_project(root), "tiny")
        assert [i.text for i in found.items if i.item_id == "second"] == [right.value]
    told = json.loads(call(root, "--json", "status").stdout)

    assert [one["id"] for one in told["lost"]] == ["2"]


def test_compare_counts_items_as_corrected(root: Path) -> None:
    from click.testing import CliRunner

    from plan_ingest.cli import main

    out = Amendment("1", "2026-01-05T09:00:00Z", "A", "second", "not_an_item")
    append_amendments(root / "mappings/tiny/amendments.jsonl", [out])
    done = CliRunner().invoke(main, ["--project", str(root), "compare"])
    evidence = (root / "outputs/coverage_long.csv").read_text("utf-8")

    assert done.exit_code == 0, done.output
    assert "second" not in evidence
