"""The output folder as a whole: complete, the same twice, safe, and verifiable."""

import csv
import gc
import io
import json
from pathlib import Path

import docx
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from plan_ingest.exports import EXPORTS
from plan_ingest.exports.manifest import verify
from plan_ingest.exports.roles import roles_only
from plan_ingest.exports.safe import CELL_LIMIT, cell_text, csv_text
from plan_ingest.pipeline.collecting import collecting_seldom
from plan_ingest.pipeline.compare import compare
from tests.exports import made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("outputs"))


def written(out: Path) -> Path:
    report = made.report()
    compare(
        reversed(report.items),
        reversed(report.sources),
        report.framework,
        reversed(report.suggestions),
        [*report.settled.standing, *report.orphans],
        out,
        made.SETTINGS,
    )
    return out


def test_the_folder_is_complete(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}

    assert set(EXPORTS) <= names
    assert {
        "coverage_criterion.csv", "coverage_area.csv", "coverage_requirement.csv",
        "coverage_area_reviewed.csv", "coverage_long.csv", "gaps.csv", "sources.csv",
        "manifest.json", "csv-metadata.json",
    } <= names  # fmt: skip


def test_a_second_run_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = written(tmp_path)

    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {
        p.name: p.read_bytes() for p in again.iterdir()
    }


def test_the_manifest_finds_what_was_changed(tmp_path: Path) -> None:
    out = written(tmp_path)
    assert verify(out) == ()
    (out / "gaps.csv").write_text("nothing", encoding="utf-8")
    (out / "report.docx").unlink()

    wrong = verify(out)
    assert ["gaps.csv: changed" in wrong[0], "report.docx: missing" in wrong[1]] == [
        True, True
    ]  # fmt: skip
    assert "no manifest" in verify(tmp_path / "nowhere")[0]


def test_the_manifest_names_inputs_settings_and_outputs(folder: Path) -> None:
    said = json.loads((folder / "manifest.json").read_text("utf-8"))

    assert said["inputs"]["items"]["count"] == 5
    assert said["settings"]["reporting"]["protective_marking"] == "OFFICIAL & TEST"
    assert [s["source_id"] for s in said["sources"]] == [
        s.source_id for s in made.report().sources
    ]
    assert "gap-matrix.xlsx" in said["outputs"]


def test_every_csv_is_described_column_by_column(folder: Path) -> None:
    said = json.loads((folder / "csv-metadata.json").read_text("utf-8"))
    described = {
        table["url"]: [column["name"] for column in table["tableSchema"]["columns"]]
        for table in said["tables"]
    }
    found = {
        path.name: next(csv.reader(io.StringIO(path.read_text("utf-8"))))
        for path in folder.glob("*.csv")
    }

    assert described == found


def test_no_cell_of_a_csv_starts_a_formula(folder: Path) -> None:
    seen = False
    for path in folder.glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8"))):
            assert not [v for v in row if v.startswith(("=", "@", "+", "\t", "\r"))]
            seen = seen or any(v.startswith("'=HYPERLINK") for v in row)
    assert seen


def test_the_parquet_holds_the_items_field_by_field(folder: Path) -> None:
    table = pq.read_table(folder / "items.parquet")
    row = table.to_pylist()[0]

    assert table.num_rows == 5
    assert row["text"] == made.FORMULA
    assert row["smart"]["owner"] == "row"
    assert row["source"]["page"] == 3


def test_a_cell_that_was_not_read_is_never_0(folder: Path) -> None:
    text = (folder / "coverage_long.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    dogwood = {row["level"] for row in rows if row["source_id"] == "dogwood/plan"}
    birch = {row["level"] for row in rows if row["source_id"] == "birch/plan"}

    assert dogwood == {"not assessable"}
    assert "0" not in birch
    assert len(rows) == 4 * 9


def test_the_briefing_says_matrix_gaps_and_sources(folder: Path) -> None:
    document = docx.Document(str(folder / "report.docx"))
    heads = [p.text for p in document.paragraphs if p.style.name.startswith("Head")]
    cells = {
        c.text for table in document.tables for row in table.rows for c in row.cells
    }

    assert {"Summary", "Coverage by area", "Gaps by force", "Sources"} <= set(heads)
    assert any(cell.startswith("4 Answered, owned and dated") for cell in cells)
    assert document.sections[0].header.paragraphs[0].text == "OFFICIAL & TEST"
    assert document.core_properties.category == "OFFICIAL & TEST"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("ACC Jo O'Neill leads.", "ACC [name withheld] leads."),
        ("D/Supt A. N. Other owns it", "D/Supt [name withheld] owns it"),
        ("Chief Constable Public Protection", "Chief Constable Public Protection"),
        ("Chief Constable and Police Lead", "Chief Constable and Police Lead"),
        ("DCI Ann Crime Lead", "DCI [name withheld] Crime Lead"),
        ("the inspector reads it", "the inspector reads it"),
        ("DI Safeguarding", "DI Safeguarding"),
    ],
)
def test_officers_are_shown_by_rank(printed: str, shown: str) -> None:
    assert roles_only(printed) == shown


def test_text_for_cells_counts_as_spreadsheets_do() -> None:
    wide = cell_text("\U0001f600" * 20_000)

    assert len(wide.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert "cut here" in wide
    assert cell_text("plain") == "plain"
    assert csv_text("-1 of 2") == "'-1 of 2"
    assert csv_text("a\x00b") == "a␦b"


def test_every_workbook_and_report_carries_its_manifest(folder: Path) -> None:
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    wanted = [
        ("framework.sha256", said["framework"]["sha256"]),
        ("inputs.items.sha256", said["inputs"]["items"]["sha256"]),
        ("plan_ingest", said["plan_ingest"]),
        *((f"source {one['file']}", one["sha256"]) for one in said["sources"]),
    ]
    for name in ("gap-matrix.xlsx", "gap-matrix-publication.xlsx"):
        book = load_workbook(folder / name, read_only=True)
        [sheet] = [one for one in book.sheetnames if "anifest" in one]
        rows = {tuple(row[:2]) for row in book[sheet].iter_rows(values_only=True)}
        assert set(wanted) <= rows, name
        book.close()
    words = docx.Document(str(folder / "report.docx"))
    cells = {(row.cells[0].text, row.cells[1].text) for row in words.tables[-1].rows}
    assert set(wanted) <= cells
    page = (folder / "report.html").read_text("utf-8")
    for _, value in wanted:
        assert f">{value}<" in page


def test_the_collector_runs_again_after_a_comparison(tmp_path: Path) -> None:
    assert gc.isenabled()
    with collecting_seldom():
        assert not gc.isenabled()
        written(tmp_path)
        assert not gc.isenabled()
    assert gc.isenabled()
