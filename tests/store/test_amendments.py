"""Corrections on disk: appended, checked, whole again after a crash."""

from pathlib import Path

import pytest

from plan_ingest.errors import RecordError
from plan_ingest.model.review import Amendment
from plan_ingest.store.amendments import append_amendments, read_amendments

ONE = Amendment("1", "2026-01-05T09:00:00+00:00", "A", "item-1", "text", "As it is.")
TWO = Amendment("2", "2026-01-05T10:00:00Z", "B", "item-2", "split", ("One.", "Two."))
MEASURE = Amendment("3", "2026-01-05T11:00:00Z", "B", "item-2", "measure", True)


def test_what_was_appended_is_read_back_once(tmp_path: Path) -> None:
    path = tmp_path / "amendments.jsonl"

    assert append_amendments(path, [ONE, TWO]) == 2
    assert append_amendments(path, [TWO, MEASURE]) == 1
    assert read_amendments(path).records == (ONE, TWO, MEASURE)


def test_a_torn_line_is_set_aside_and_spoils_nothing_after(tmp_path: Path) -> None:
    path = tmp_path / "amendments.jsonl"
    append_amendments(path, [ONE])
    with path.open("ab") as lines:
        lines.write(b'{"id": "9", "note": "with a }')
    append_amendments(path, [TWO])
    found = read_amendments(path)

    assert found.records == (ONE, TWO)
    assert "line 2" in found.torn[0]


def test_a_line_mangled_in_the_middle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "amendments.jsonl"
    path.write_text('{"id": 1,, }\n', "utf-8")

    with pytest.raises(RecordError, match="line 1"):
        read_amendments(path)


@pytest.mark.parametrize(
    ("change", "value"),
    [("split", ("one",)), ("kind", "promise"), ("measure", "yes"), ("date", "soon"),
     ("text", ""), ("evidence", "much"), ("merge", ()), ("date", "2024/2025/2026")],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_before_it_is_written(
    tmp_path: Path, change: str, value: object
) -> None:
    path = tmp_path / "amendments.jsonl"
    wrong = Amendment("1", ONE.at, "A", "item-1", change, value)  # type: ignore[arg-type]

    with pytest.raises(RecordError, match="amendment '1'"):
        append_amendments(path, [wrong])
    assert not path.exists()
