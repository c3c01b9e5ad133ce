"""Outputs that rest on what did not change stand: they are not made again."""

from pathlib import Path

import pytest

from plan_ingest import exports
from plan_ingest.model.coverage import Report
from plan_ingest.pipeline.compare import compare
from plan_ingest.pipeline.kept_analyses import Shelf
from plan_ingest.settings import Settings
from tests import build


def compared(root: Path, *texts: str) -> dict[str, int]:
    """The place on disk of each output after a comparison: a new file has a new one."""
    items = [build.item(text, item_id=f"i{at}") for at, text in enumerate(texts)]
    shelf = Shelf(root / "kept")
    compare(
        items, None, build.framework(), (), (), root / "out", Settings(), shelf=shelf
    )
    return {
        path.name: path.stat().st_ino
        for path in (root / "out").iterdir()
        if path.suffix in (".xlsx", ".html", ".docx", ".parquet")
    }


def test_outputs_of_the_same_comparison_stand(tmp_path: Path) -> None:
    first = compared(tmp_path, "Train call takers.")
    record = (tmp_path / "kept" / "made.tiny.json").read_bytes()

    assert len(first) == 5
    assert compared(tmp_path, "Train call takers.") == first
    assert (tmp_path / "kept" / "made.tiny.json").read_bytes() == record


def test_what_rests_on_a_new_item_is_made_anew(tmp_path: Path) -> None:
    first = compared(tmp_path, "Train call takers.")
    then = compared(tmp_path, "Train call takers.", "Look at every record.")

    assert all(then[name] != first[name] for name in first)


def test_an_output_lost_or_damaged_is_made_anew(tmp_path: Path) -> None:
    compared(tmp_path, "Train call takers.")
    whole = (tmp_path / "out" / "report.html").read_bytes()
    (tmp_path / "out" / "report.html").write_bytes(whole[:-9])
    (tmp_path / "out" / "report.docx").unlink()
    compared(tmp_path, "Train call takers.")

    assert (tmp_path / "out" / "report.html").read_bytes() == whole
    assert (tmp_path / "out" / "report.docx").is_file()


def test_a_damaged_record_only_costs_the_making(tmp_path: Path) -> None:
    compared(tmp_path, "Train call takers.")
    record = tmp_path / "kept" / "made.tiny.json"
    noted = record.read_bytes()
    record.write_bytes(b"{")
    compared(tmp_path, "Train call takers.")

    assert record.read_bytes() == noted


def test_what_stands_is_not_even_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared(tmp_path, "Train call takers.")
    asked: list[str] = []
    whole = exports.made

    def told(report: Report, name: str) -> bytes:
        asked.append(name)
        return whole(report, name)

    monkeypatch.setattr("plan_ingest.pipeline.compare.made_of", told)
    (tmp_path / "out" / "report.docx").unlink()
    compared(tmp_path, "Train call takers.")

    assert asked == ["report.docx"]
