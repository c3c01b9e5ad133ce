"""Corrections of what was read, in a pack: out, back, three ways, on the record."""

from dataclasses import replace
from pathlib import Path

import pytest

from plan_ingest.model.review import Amendment
from plan_ingest.pipeline.review_desk import open_desk
from plan_ingest.store.amendments import append_amendments, read_amendments
from plan_ingest.store.project import open_project
from tests.workbook.desk import FIRST, SECOND, THIRD, call, fill, sheet, written

AMENDMENTS = "mappings/tiny/amendments.jsonl"
LEDGER = "mappings/tiny/decisions.jsonl"


def back(root: Path, pack: Path, said: dict[str, dict[str, str]]) -> tuple[int, str]:
    told = call(root, "import", fill(pack, root / "back.xlsx", said),
                "--analyst", "Ann")  # fmt: skip
    return told.exit_code, told.output


def kept(root: Path) -> list[Amendment]:
    return list(read_amendments(root / AMENDMENTS).records)


def test_what_was_corrected_in_a_pack_is_on_the_record_once(
    root: Path, pack: Path
) -> None:
    said = {
        "first": {"Correction 1": "text", "Corrected value 1": "=Call takers know.",
                  "Note": "see page 2"},
        "second": {"Correction 1": "Not an item"},
        "third": {"Correction 1": "split", "Corrected value 1": "One part.\nAnother."},
    }  # fmt: skip
    code, told = back(root, pack, said)
    assert (code, "3 corrections added" in told) == (0, True), told
    code, told = back(root, pack, said)
    assert (code, "0 corrections added" in told) == (0, True), told
    items = {i.item_id: i for i in open_desk(open_project(root), None).items}

    assert items["first"].text == "=Call takers know."
    assert "second" not in items
    assert {i.text for i in items.values()} >= {"One part.", "Another."}
    assert [one.note for one in kept(root) if one.item_id == "first"] == ["see page 2"]
    assert not (root / LEDGER).exists(), "a correction alone is no decision"


def test_a_correction_is_shown_in_the_next_pack_and_taken_back_there(
    root: Path, pack: Path
) -> None:
    back(root, pack, {"first": {"Correction 1": "kind", "Corrected value 1": "AIM"}})
    call(root, "export", root / "next.xlsx")
    _, items, heads = sheet(root / "next.xlsx")
    rows = {items.cell(r, heads["item_id"]).value: r for r in range(5, 8)}
    assert items.cell(rows["first"], heads["Correction 1"]).value == "kind"
    assert items.cell(rows["first"], heads["Corrected value 1"]).value == "aim"

    code, _ = back(
        root,
        root / "next.xlsx",
        {"first": {"Correction 1": "", "Corrected value 1": ""}},
    )
    assert code == 0
    assert [one.change for one in kept(root)] == ["kind", "retract"]
    [item] = [i for i in open_desk(open_project(root), None).items
              if i.item_id == "first"]  # fmt: skip
    assert item.kind == "action"


def test_a_correction_made_otherwise_meanwhile_is_a_conflict(
    root: Path, pack: Path
) -> None:
    other = Amendment("a1", "2026-01-05T09:00:00+00:00", "Bob", "first", "kind", "aim")
    append_amendments(root / AMENDMENTS, [other])
    said = {"first": {"Correction 1": "kind", "Corrected value 1": "objective"}}
    code, _ = back(root, pack, said)

    assert code == 4
    assert kept(root) == [other]
    assert (root / "back.conflicts.xlsx").is_file()


def test_the_same_correction_as_meanwhile_changes_nothing(
    root: Path, pack: Path
) -> None:
    other = Amendment(
        "a1", "2026-01-05T09:00:00+00:00", "Bob", "first", "measure", True
    )
    append_amendments(root / AMENDMENTS, [other])
    said = {"first": {"Correction 1": "measure", "Corrected value 1": "Yes"}}
    assert back(root, pack, said)[0] == 0
    assert kept(root) == [other]


def test_a_correction_of_an_item_that_is_gone_is_a_conflict(
    root: Path, pack: Path
) -> None:
    written(root, (SECOND, THIRD, replace(FIRST, item_id="other", text="Elsewhere.")))
    said = {"first": {"Correction 1": "not_an_item"}}
    code, _ = back(root, pack, said)
    assert (code, kept(root)) == (4, [])


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"Correction 1": "colour", "Corrected value 1": "red"}, "no correction"),
        ({"Corrected value 1": "red"}, "a value, but no correction"),
        ({"Correction 1": "kind", "Corrected value 1": "wish"}, "kind is one of"),
        ({"Correction 1": "split", "Corrected value 1": "one"}, "split needs 2"),
        ({"Correction 1": "date", "Corrected value 1": "soon"}, "ISO date"),
        ({"Correction 1": "merge", "Corrected value 1": "nobody"}, "no item nobody"),
        ({"Correction 1": "text", "Corrected value 1": ""}, "text is words"),
    ],
)
def test_a_wrong_correction_refuses_the_file_and_names_the_row(
    root: Path, pack: Path, cells: dict[str, str], wrong: str
) -> None:
    said = {"first": cells, "second": {"Verdict 1": "primary"}}
    code, told = back(root, pack, said)
    assert code == 1
    assert wrong in told
    assert "row " in told
    assert (kept(root), (root / LEDGER).exists()) == ([], False)
