"""What stands beside the matrix: hints at gaps, lost corrections, chosen plans."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter

from plan_ingest.compare.forces import Force
from plan_ingest.errors import UsageError
from plan_ingest.exports import briefing, html, pack
from plan_ingest.exports.facts import facts
from plan_ingest.exports.gap_matrix import render
from plan_ingest.exports.hints import hints
from plan_ingest.exports.listings import analyses, beside, evidence, matrix
from plan_ingest.exports.worksheet import Sheet
from plan_ingest.model.coverage import Report
from plan_ingest.model.plan import Smart
from plan_ingest.model.review import Amendment
from plan_ingest.pipeline.kept_analyses import Shelf
from plan_ingest.pipeline.reported import report_of
from plan_ingest.settings import Reporting, Settings
from tests import build

FULL = Smart(owner="row", date="due_date", evidence="own")
PLANS = (
    build.record(source_id="a1", file="a1.pdf", force="Alder", document_date="2015"),
    build.record(source_id="a2", file="a2.pdf", force="Alder", document_date="2021"),
    build.record(source_id="b1", file="b1.pdf", force="Birch", document_date="2021"),
)
ITEMS = tuple(
    replace(
        build.item(f"Item of {r.source_id}.", source_id=r.source_id, force=r.force),
        item_id=f"i-{r.source_id}",
        smart=FULL,
        source=replace(build.item().source, file=r.file),
    )
    for r in PLANS
)
LOST = Amendment(
    "x1", "2026-01-05T09:00:00+00:00", "Ann", "gone", "split", ("One.", "Two.")
)


def made(shelf: Shelf | None = None, **reporting: object) -> Report:
    return report_of(
        ITEMS,
        PLANS,
        build.framework(),
        [build.suggestions(one, "C1b.1", "C1a.1") for one in ITEMS],
        [],
        Settings(reporting=Reporting(**reporting)),  # type: ignore[arg-type]
        [Force("Alder", valid_to="2022", successor="Grove"), Force("Grove")],
        [LOST],
        shelf or Shelf(),
    )


def test_a_hint_stands_beside_a_gap_and_changes_no_level() -> None:
    report = made()

    assert {cell.level for cell in report.coverage.cells} == {0}
    assert hints(report)["a1", "C1b.1"] == 1
    assert hints(report)["a1", "C1"] == 1
    rows = beside.possible(report).rows
    assert ("a1", "C1b.1", "i-a1", 4) in {(r[0], r[2], r[5], r[10]) for r in rows}
    assert {row[-1] for row in analyses.gaps(report).rows if row[3] == "C1b.1"} == {1}
    long = matrix.long(report)
    assert long.columns[-1].name == "possible"


def test_a_hint_is_in_workbook_report_briefing_and_pack() -> None:
    report = made()
    book = openpyxl.load_workbook(io.BytesIO(render(report)))
    cell = next(c for c in book["By requirement"][8] if "possible" in str(c.value))
    page = html.render(report).decode()
    word = docx.Document(io.BytesIO(briefing.render(report)))
    words = {c.text for t in word.tables for row in t.rows for c in row.cells}

    assert str(cell.value).startswith("0 Not addressed · ")
    assert cell.hyperlink.location.startswith("'Possible'!A")
    assert "1 possible" in page
    assert "too unsure to count" in page
    assert "1 possible" in words
    assert "item 1?" in {row[5] for row in pack.not_found(report, ["b1"]).rows}


def test_lost_corrections_are_listed_in_workbook_report_and_briefing() -> None:
    report = made()
    book = openpyxl.load_workbook(io.BytesIO(render(report)))
    row = [cell.value for cell in book["Lost corrections"][5]]
    word = docx.Document(io.BytesIO(briefing.render(report)))

    assert row[:6] == ["x1", LOST.at, "Ann", "gone", "split", "One.\nTwo."]
    assert "Lost corrections" in [p.text for p in word.paragraphs]
    assert "Lost corrections" in html.render(report).decode()
    assert ("Lost corrections", "1") in facts(report)


def test_the_latest_and_the_chosen_plans_are_told_on_the_cover() -> None:
    latest = made(plans="latest")
    chosen = made(chosen=("alder",))

    assert latest.coverage.sources == ("a2", "b1")
    assert chosen.coverage.sources == ("a1", "a2")
    assert dict(facts(latest))["Plans counted"] == (
        "the latest of each force, 2 of 3; left aside: a1"
    )
    assert dict(facts(chosen))["Plans counted"] == (
        "those chosen, 2 of 3; left aside: b1"
    )
    both = made(chosen=("alder",), plans="latest")
    assert both.coverage.sources == ("a2",)


def test_merged_forces_are_rolled_up_and_their_files_stay_listed() -> None:
    report = made(as_at="2026-04-01", joined=True)

    assert report.coverage.sources == ("Birch", "Grove")
    assert {item.source_id for item in report.items} == {"Birch", "Grove"}
    told = dict(facts(report))
    assert told["Names of forces"] == "as at 2026-04-01: Alder is Grove"
    assert told["Plans joined"] == "all plans of a force count as one: Grove (2)"
    listed = evidence.sources(report)
    at = [c.name for c in listed.columns].index("items")
    assert [(row[0], row[at]) for row in listed.rows] == [
        ("a1", 1), ("a2", 1), ("b1", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"chosen": ("Elm",)}, "no plan or force called 'Elm'; there is: a1, a2, b1"),
        ({"as_at": "soon"}, "write a day such as 2026-04-01"),
        ({"plans": "first"}, "it should be all or latest"),
    ],
)
def test_a_choice_that_means_nothing_is_wrong_usage(
    said: dict[str, object], why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        made(**said)


def test_analyses_of_words_are_kept_until_words_change(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = made(shelf).analyses
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    path = tmp_path / "wording.tiny.json"
    path.write_bytes(path.read_bytes().replace(b'"own"', b'"verbatim"'))

    assert sorted(kept) == ["editions.json", "wording.tiny.json"]
    assert "own" in {one.origin for one in first.wording}
    assert "own" not in {one.origin for one in made(shelf).analyses.wording}
    path.write_bytes(b"damaged")
    assert made(shelf).analyses == first == made().analyses
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == kept


def test_the_short_way_writes_the_same_bytes() -> None:
    written = []
    for kind in (Sheet, None):
        sink = io.BytesIO()
        with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
            book.set_properties({"created": xlsxwriter.workbook.datetime(2000, 1, 1)})
            sheet = book.add_worksheet("One", kind)
            look = book.add_format({"bold": True})
            for row, value in enumerate(("=a & <b>", "ü", "  x ")):
                sheet.write_string(row, 0, value, look)
                sheet.write_string(row, 1, value)
                sheet.write_number(row, 2, 0.1 + row, look)
                sheet.write_blank(row, 3, None, look)
        written.append(sink.getvalue())

    assert written[0] == written[1]
