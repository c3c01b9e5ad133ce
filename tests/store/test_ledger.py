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
