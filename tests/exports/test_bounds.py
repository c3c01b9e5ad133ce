"""Very many plans: brief workbooks and reports that say so, and lose nothing."""

import csv
import io
from dataclasses import replace
from functools import cache
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from plan_ingest.exports import bounds, briefing, html, publication
from plan_ingest.exports.gap_matrix import render
from plan_ingest.exports.listings import analyses
from plan_ingest.model.coverage import Report
from tests.exports import made
from tests.pipeline.test_many import compared


@cache
def crowded() -> Report:
    """The small report where two plans are already very many."""
    return replace(made.report(), profiles=2)


def test_few_plans_are_told_in_full() -> None:
    listing = analyses.gaps(made.report())

    assert not bounds.is_brief(made.report())
    assert bounds.left_out(made.report()) == []
    assert bounds.first_rows(made.report(), listing, 1) is listing


def test_a_long_listing_keeps_its_first_rows_and_says_where_all_are() -> None:
    whole = analyses.gaps(crowded())
    short = bounds.first_rows(crowded(), whole, 2)

    assert short.rows == whole.rows[:2]
    assert f"first 2 of {len(whole.rows)} rows; gaps.csv has all" in short.says


def test_rows_that_are_not_the_first_of_their_file_say_of_which_plans_they_are(
    tmp_path: Path,
) -> None:
    compared(tmp_path, whole=2, profiles=2)
    every = {name: rows_of(tmp_path, name) for name in ("gaps", "editions", "sources")}
    own = [row for row in every["gaps"] if row["source_id"] in ("plan-00", "plan-01")]
    book = load_workbook(tmp_path / "gap-matrix.xlsx")
    published = load_workbook(tmp_path / "gap-matrix-publication.xlsx")
    said = {sheet.title: str(sheet["A2"].value) for sheet in book}
    lines = {
        sheet.title.partition("_")[2]: str(sheet["A3"].value) for sheet in published
    }

    whose = "Rows of the first 2 of 12 plans: {} of {:,}; {}.csv has all. "
    assert 0 < len(own) < len(every["gaps"])
    for name in ("Gaps by force", "Gaps by requirement"):
        told = whose.format(len(own), len(every["gaps"]), "gaps")
        assert said[name].startswith(told)
    assert said["Editions"].startswith(
        whose.format(0, len(every["editions"]), "editions")
    )
    unread = [row for row in every["sources"] if row["state"] != "read"]
    assert len(list(book["Not read"].iter_rows(min_row=5))) == len(unread) == 2
    assert said["Not read"].startswith("Their cells are not assessable")
    assert lines["smart"].startswith(
        "The first 2 of 12 plans; smart.csv, item by item, has"
    )
    cells = len(rows_of(tmp_path, "coverage_long"))
    told = whose.format(cells // 6, cells, "coverage_long")
    assert lines["coverage_long"].startswith(f"{told}Breadth")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert whose.format(0, len(every["editions"]), "editions").strip() in page


def test_the_cover_names_the_setting_that_plans_are_more_than(tmp_path: Path) -> None:
    for given, told in (
        ({"whole": 2, "profiles": 5}, "12 plans are more than the 5 that have a sheet"),
        ({"whole": 10}, "12 plans are more than can stand side by side (settings: who"),
    ):
        said = dict(bounds.left_out(compared(tmp_path, **given)))["Very many plans"]
        assert said.startswith(told)


def test_a_sheet_that_is_cut_names_the_file_that_has_its_rows() -> None:
    found = [
        listing.says
        for listing in (
            bounds.first_rows(crowded(), analyses.gaps(crowded()), 1, file="x.json"),
            bounds.first_rows(crowded(), analyses.gaps(crowded()), 1, of=1),
        )
    ]

    assert "rows; x.json has all." in found[0]
    assert "The first" not in found[1]


def rows_of(out: Path, name: str) -> list[dict[str, str]]:
    with (out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_level_counts_tell_every_plan_at_every_node() -> None:
    counted = bounds.level_counts(crowded())

    assert len(counted.rows) == len(crowded().framework.nodes)
    plans = len(crowded().coverage.sources)
    assert all(sum(map(int, map(str, row[2:]))) == plans for row in counted.rows)


def test_the_workbook_has_one_sheet_of_profiles_and_says_so_on_the_cover() -> None:
    book = load_workbook(io.BytesIO(render(crowded())))
    full = load_workbook(io.BytesIO(render(made.report())))
    rows = list(book["Profiles"].iter_rows(min_row=5, values_only=True))

    assert [row[0] for row in rows] == list(crowded().coverage.sources)
    assert "Profiles" not in full.sheetnames
    assert len(full.sheetnames) == len(book.sheetnames) - 1 + len(rows)
    cover = [str(cell.value) for row in book["Cover"].iter_rows() for cell in row]
    assert any("coverage_long.csv" in text for text in cover)


def test_the_publication_says_that_plans_are_very_many() -> None:
    book = load_workbook(io.BytesIO(publication.render(crowded())))
    cover = [str(row[0]) for row in book["Cover"].iter_rows(values_only=True)]

    assert "Very many plans" in cover


def test_the_report_tells_figures_instead_of_a_column_for_each_plan() -> None:
    page = html.render(crowded()).decode()

    assert 'id="heat"' not in page
    assert "How many of 4 plans stand at each level" in page
    assert 'id="plan-0"' not in page
    assert 'href="#plan-' not in page


def test_a_node_page_of_a_brief_report_counts_who_is_silent() -> None:
    page = html.render(crowded()).decode()

    assert "1 plan (0 not addressed); 2 plans (not assessable)" in page
    assert "1 plan (not assessable)" in page


def test_the_briefing_tells_figures_and_no_gaps_of_each_plan() -> None:
    document = Document(io.BytesIO(briefing.render(crowded())))
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]

    assert "How many plans stand at each level" in heads
    assert "Gaps by force" not in heads
