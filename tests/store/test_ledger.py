"""The ledger on disk: appended, never rewritten, whole again after a crash."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from plan_ingest.errors import RecordError
from plan_ingest.store.ledger import append, as_csv, read_ledger
from tests import build

ONE = build.decision("item-1", "C1a", note="=1+1, with a note")
TWO = build.decision("item-2", None, analyst="B")


def test_what_was_appended_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "mappings" / "decisions.jsonl"

    assert append(path, [ONE]) == 1
    assert append(path, [ONE, TWO]) == 1
    assert read_ledger(path).decisions == (ONE, TWO)


def test_appending_leaves_the_earlier_bytes_alone(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    append(path, [ONE])
    before = path.read_bytes()
    append(path, [TWO])

    assert path.read_bytes().startswith(before)


def test_a_missing_ledger_is_an_empty_one(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "none.jsonl").decisions == ()


def test_a_torn_last_line_is_set_aside_and_spoils_nothing_after(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    append(path, [ONE])
    with path.open("ab") as ledger:
        ledger.write(b'{"id": "torn", "at": "2026-01-0')
    append(path, [TWO])
    ledger_ = read_ledger(path)

    assert ledger_.decisions == (ONE, TWO)
    assert len(ledger_.torn) == 1
    assert "line 2" in ledger_.torn[0]


def test_two_ledgers_merge_by_union_of_ids(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    append(first, [ONE])
    append(second, [TWO, ONE])

    assert set(read_ledger(first, second).decisions) == {ONE, TWO}


def test_one_id_for_two_decisions_is_refused_by_name(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    append(first, [ONE])
    append(second, [replace(ONE, verdict="reject")])

    with pytest.raises(RecordError, match=r"b\.jsonl line 1.*a\.jsonl line 1"):
        read_ledger(first, second)


def test_the_csv_form_says_the_same_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(as_csv([ONE, TWO]), encoding="utf-8")

    assert "'=1+1" in path.read_text(encoding="utf-8")
    assert read_ledger(path).decisions == (ONE, TWO)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"at": None}, "at"),
        ({"at": "yesterday"}, "at is no ISO date"),
        ({"node_id": None}, "do not go together"),
        ({"verdict": "none"}, "do not go together"),
        ({"verdict": "maybe"}, "verdict"),
    ],
)
def test_a_line_that_is_no_decision_is_named(
    tmp_path: Path, wrong: dict[str, str | None], says: str
) -> None:
    path = tmp_path / "decisions.jsonl"
    line = json.dumps(asdict(ONE) | wrong)
    path.write_text(line + "\n", encoding="utf-8")

    with pytest.raises(RecordError, match=f"line 1.*{says}"):
        read_ledger(path)


def test_a_line_that_is_no_object_is_named(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text("[]\n", encoding="utf-8")

    with pytest.raises(RecordError, match=r"line 1.*not a JSON object"):
        read_ledger(path)


def told(path: Path, **said: str | None) -> Path:
    """A ledger of one line: ONE with some fields said otherwise, or left out."""
    row = {k: v for k, v in (asdict(ONE) | said).items() if v != "left out"}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_folders_are_made_and_nothing_new_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "far" / "away" / "decisions.jsonl"

    assert append(path, [ONE]) == 1
    before = path.stat().st_size
    assert append(path, [ONE]) == 0
    assert path.stat().st_size == before


@pytest.mark.parametrize("verdict", ["primary", "secondary", "reject"])
def test_a_word_on_a_node_names_it(tmp_path: Path, verdict: str) -> None:
    path = told(tmp_path / "a.jsonl", verdict=verdict, node_id=None)

    with pytest.raises(RecordError, match="do not go together"):
        read_ledger(path)


def test_a_word_on_no_node_may_be_unsure(tmp_path: Path) -> None:
    path = told(tmp_path / "a.jsonl", verdict="unsure", node_id=None)

    (found,) = read_ledger(path).decisions

    assert (found.verdict, found.node_id) == ("unsure", None)


@pytest.mark.parametrize("name", ["shown", "retracts", "batch"])
def test_an_empty_name_is_none(tmp_path: Path, name: str) -> None:
    (found,) = read_ledger(told(tmp_path / "a.jsonl", **{name: ""})).decisions

    assert getattr(found, name) is None


def test_an_empty_node_is_no_node(tmp_path: Path) -> None:
    path = told(tmp_path / "a.jsonl", node_id="", verdict="none")

    (found,) = read_ledger(path).decisions

    assert found.node_id is None


@pytest.mark.parametrize("absent", ["left out", None])
def test_what_is_not_said_has_its_usual_meaning(
    tmp_path: Path, absent: str | None
) -> None:
    path = told(tmp_path / "a.jsonl", basis=absent, note=absent)

    (found,) = read_ledger(path).decisions

    assert (found.basis, found.note) == ("text", "")
    left = told(tmp_path / "b.jsonl", node_id="left out", verdict="none")
    assert read_ledger(left).decisions[0].node_id is None


def test_a_line_that_is_no_json_nor_torn_is_named(tmp_path: Path) -> None:
    path = told(tmp_path / "a.jsonl")
    path.write_text(path.read_text("utf-8") + "id, at, analyst\n", "utf-8")

    with pytest.raises(RecordError, match=r"a\.jsonl line 2: not JSON"):
        read_ledger(path)


def test_a_mark_of_utf8_before_the_first_line_is_no_matter(tmp_path: Path) -> None:
    path = told(tmp_path / "a.jsonl")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert read_ledger(path).decisions == (ONE,)


def test_a_csv_without_its_columns_or_not_in_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("id,item_id\n1,item-1\n", "utf-8")
    with pytest.raises(RecordError, match="no column at, analyst"):
        read_ledger(path)

    path.write_bytes("id,at,analyst\n1,2026-01-05,Anné\n".encode("latin-1"))
    with pytest.raises(RecordError, match="not UTF-8"):
        read_ledger(path)


def test_a_short_row_of_a_csv_says_nothing_of_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    head, row = as_csv([ONE]).splitlines()
    path.write_text(f"{head}\n{row.rstrip(',')}\n", "utf-8")

    assert read_ledger(path).decisions == (ONE,)


def test_an_error_does_not_repeat_what_stood_there(tmp_path: Path) -> None:
    path = told(tmp_path / "a.jsonl", verdict="the words of a person")

    with pytest.raises(RecordError) as wrong:
        read_ledger(path)

    assert "the words of a person" not in str(wrong.value)
    assert "http" not in str(wrong.value)
