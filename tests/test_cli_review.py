"""`review` from the command line: terminal, state, forces' answers, corrections."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from plan_ingest.cli import main
from plan_ingest.exports.pack import pack as accuracy_pack
from plan_ingest.model.review import (
    Amendment,
    BulkAcceptance,
    Measured,
    SecondReview,
)
from plan_ingest.pipeline.amended import amended
from plan_ingest.pipeline.reported import report_of
from plan_ingest.pipeline.review_desk import open_desk
from plan_ingest.store.amendments import append_amendments
from plan_ingest.store.journal import append_journal
from plan_ingest.store.ledger import append
from plan_ingest.store.project import open_project
from plan_ingest.store.records import (
    read_suggestions,
    write_items,
    write_suggestions,
)
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
    told = {
        one.correction: one for one in open_desk(open_project(root), None).proposals
    }
    assert {one.force for one in told.values()} == {"Westmarch"}
    assert told["Our words on What was not found."].node_id


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


def test_what_was_read_wrongly_is_corrected_by_keyboard(root: Path) -> None:
    told = text(root, "c colour red", "c kind wish", "c kind aim", "c not_an_item",
                "c split One part. || Another part.", "q")  # fmt: skip

    assert told.exit_code == 0, told.output
    assert "kind is one of" in told.stderr
    assert "aim: =Call takers" in told.stderr
    found = {i.item_id: i for i in open_desk(open_project(root), None).items}
    assert "first" not in found
    assert {i.text for i in found.values()} >= {"One part.", "Another part."}
    assert stands(root) == []


def test_bulk_acceptance_from_the_command_line_keeps_the_rule(root: Path) -> None:
    offers = [
        build.suggestions(item, "C1a.1", "C1b.1", accepted=["C1a.1"]) for item in ITEMS
    ]
    write_suggestions(root / "data/normalised/suggestions.tiny.jsonl", offers)
    drawn = call(root, "--json", "accept", "--above", "0.8", "--analyst", "Ann")
    assert drawn.exit_code == 0, drawn.output
    told = json.loads(drawn.stdout)
    fresh = call(root, "accept", "--above", "0.8", "--analyst", "Ann")
    assert "3 suggestions to audit, none looked at yet" in fresh.stdout
    assert "%" not in fresh.stdout
    early = call(root, "accept", "--sample", told["sample"], "--analyst", "Ann")
    assert (len(told["to_audit"]), early.exit_code) == (3, 2)
    assert "still to be audited" in early.stderr
    call(root, "--text", "--sample", told["sample"], "--analyst", "Bob",
         keys="a\na\nn\n")  # fmt: skip
    late = written_late(root, offers)
    done = call(root, "accept", "--sample", told["sample"], "--analyst", "Ann")
    assert done.exit_code == 0, done.output
    assert "2 right, 67%" in done.output
    assert late not in {w.split()[0] for w in stands(root)}, "not of the sample"
    assert call(root, "accept", "--analyst", "Ann").exit_code == 2
    assert call(root, "accept", "--sample", "x", "--analyst", "Ann").exit_code == 2


def written_late(root: Path, offers: list[Any]) -> str:
    """An item read after the sample was drawn, as sure as the others."""
    late = build.item("A promise made late.", item_id="late")
    write_items(root / "data/normalised/items.jsonl", (*ITEMS, late))
    more = [*offers, build.suggestions(late, "C1a.1", accepted=["C1a.1"])]
    write_suggestions(root / "data/normalised/suggestions.tiny.jsonl", more)
    return late.item_id


def test_status_tells_bulk_acceptances_and_second_reviews(root: Path) -> None:
    measured = Measured(30, 27, 0.9, 0.7438, 0.9654)
    bulk = BulkAcceptance("b", "2026-01-05T10:00:00+00:00", "Ann", "s1", "bulk-1", 1,
                          measured, ("Bob",))  # fmt: skip
    append_journal(root / "mappings/tiny/bulk.jsonl", [bulk], BulkAcceptance)
    given = SecondReview("x", bulk.at, "Boss", "Cat", "first", "plan: sure", "s")
    append_journal(root / "mappings/tiny/second_reviews.jsonl", [given], SecondReview)
    append(root / LEDGER, [build.decision(FIRST, "C1a.1", batch="bulk-1")])
    told = call(root, "status").stdout

    assert "27 of 30 right, 90% (74% to 97%), audited by Bob; 1 still count" in told
    assert "Cat: blind second review of 0 of 1 items" in told


def test_corrections_beside_a_ledger_are_heeded_without_a_project(root: Path) -> None:
    said = Amendment("m", "2026-01-05T09:00:00+00:00", "Ann", "first", "not_an_item")
    gone = replace(said, id="n", item_id="nowhere")
    append_amendments(root / "mappings/tiny/amendments.jsonl", [said, gone])
    append(root / LEDGER, [build.decision(SECOND, "C1a.1")])
    items, out = root / "data/normalised/items.jsonl", root / "s.jsonl"
    files = ["--items", items, "--framework", root / "mappings/tiny",
             "--decisions", root / LEDGER, "--out"]  # fmt: skip
    suggested = run("suggest", *files, out)
    compared = run("compare", *files, root / "matrix")

    assert suggested.exit_code == 0, suggested.output
    assert {s.item_id for s in read_suggestions(out)} == {"second", "third"}
    assert compared.exit_code == 0, compared.output
    assert "1 correction of items that are gone" in compared.stderr
    assert "nowhere" in (root / "matrix/lost_amendments.csv").read_text("utf-8")


def run(*words: Any) -> Any:
    """`plan-ingest` outside of any project."""
    return CliRunner().invoke(main, [str(word) for word in words])
