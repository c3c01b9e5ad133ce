"""The coverage of the real plans against its reference, cell by cell."""

import csv
from pathlib import Path

import pytest

from plan_ingest.model.coverage import Report
from plan_ingest.pipeline.compare import compare
from plan_ingest.settings import Settings
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.records import read_items

FRAMEWORK = Path(__file__).parents[1] / "mappings" / "hmic_da_2014"


@pytest.fixture(scope="module")
def compared(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("outputs")
    gold = shared / "gold" / "coverage"
    report = compare(
        read_items(gold / "items.jsonl"),
        None,
        read_framework(FRAMEWORK),
        (),
        read_ledger(gold / "decisions.jsonl").decisions,
        out,
        Settings(),
    )
    assert isinstance(report, Report)
    assert report.orphans == ()
    return out


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("level", ["area", "requirement"])
def test_every_cell_of_the_matrix_is_as_the_reference_has_it(
    shared: Path, compared: Path, level: str
) -> None:
    wanted = _rows(shared / "gold" / "coverage" / f"coverage_{level}.csv")
    for layer in ("", "_reviewed"):
        found = {
            row["node_id"]: row
            for row in _rows(compared / f"coverage_{level}{layer}.csv")
        }
        assert len(found) == len(wanted)
        for row in wanted:
            assert {key: found[row["node_id"]][key] for key in row} == row


def test_levels_items_and_the_marks_e_and_s_are_as_the_reference_has_them(
    shared: Path, compared: Path
) -> None:
    found = {
        (row["source_id"], row["node_id"]): (
            row["level"],
            "".join(mark for mark in row["marks"] if mark in "ES"),
            row["item_ids"],
        )
        for row in _rows(compared / "coverage_long.csv")
    }
    wanted = _rows(shared / "gold" / "coverage" / "coverage_long.csv")

    assert len(wanted) == 333
    for row in wanted:
        assert found[row["source_id"], row["node_id"]] == (
            row["level"],
            row["marks"],
            row["item_ids"],
        )
