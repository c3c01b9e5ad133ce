"""Words that plans share: told alike from all plans at once and from their parts."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from plan_ingest.model.coverage import Report
from plan_ingest.model.plan import PlanItem
from plan_ingest.pipeline.compare import compare
from plan_ingest.settings import Reporting, Settings
from tests import build

BULLET = "- the very same words are said here by both"
TEXTS = (
    BULLET,
    "=SUM(A1) is what a call taker is asked to write down",
    " ".join(f"word{n}" for n in range(20_000)),
    'Call "takers", know\nthe signs of it well',
)
OWNS = "Call takers know the signs"
"""A node's own words."""


def plans() -> list[PlanItem]:
    """Four plans of the same words; the second has no force."""
    return [
        build.item(
            text,
            item_id=f"{source}-{number}",
            source_id=source,
            force=force,
            document_date=f"20{10 + at}",
            item_no=number,
        )
        for at, (source, force) in enumerate(
            (("a", "Alder"), ("b", None), ("c", "Cedar"), ("d", "Dogwood"))
        )
        for number, text in enumerate((*TEXTS, OWNS), 1)
    ]


def compared(out: Path, **given: Any) -> Report:
    told = Settings(reporting=Reporting(**given))
    return compare(plans(), None, build.framework(), (), (), out, told)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The outputs of all plans at once, and of their parts."""
    whole, parts = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("parts")
    assert len(TEXTS[2]) > 131_072  # more than a CSV reader takes
    assert compared(whole).figures is None
    assert compared(parts, whole=2, profiles=4).figures is not None
    return whole, parts


def test_the_sheet_of_shared_words_is_the_same_from_parts(
    both: tuple[Path, Path],
) -> None:
    rows = []
    for out in both:
        sheet = load_workbook(out / "gap-matrix.xlsx")["Shared wording"]
        rows.append(list(sheet.iter_rows(values_only=True)))

    assert rows[0] == rows[1]
    first = next(row for row in rows[1] if row[2] == "c-1")
    assert first[3] == first[9] == BULLET
    assert first[:2] == ("c", "Cedar")
    assert next(row for row in rows[1] if row[2] == "b-1")[1] is None


def test_shared_words_of_parts_are_the_same_in_the_csv_and_on_the_page(
    both: tuple[Path, Path],
) -> None:
    csvs = [(out / "shared_wording.csv").read_bytes() for out in both]
    page = (both[1] / "report.html").read_text("utf-8")

    assert csvs[0] == csvs[1]
    assert f",'{BULLET},".encode() in csvs[1]
    assert f">{BULLET}<" in page
    assert f">&#39;{BULLET}<" not in page


def test_only_the_first_plans_are_shown_with_words_of_any(tmp_path: Path) -> None:
    report = compared(tmp_path, whole=2, profiles=2)
    assert report.figures is not None
    shown = report.figures.shared

    assert {row[0] for row in shown} == {"a", "b"}
    assert {row[6] for row in shown} == {"another plan", "the framework"}
    assert report.figures.rows["shared_wording"] > len(shown)
