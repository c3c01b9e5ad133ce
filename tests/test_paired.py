"""Long cells side by side and reports in prose give the same items in every look."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, A5, landscape

from tests.drawing import office, paired, web
from tests.drawing import plan as plans
from tests.drawing.reading import items_of
from tests.drawing.score import score
from tests.drawing.setter import Paper
from tests.drawing.tables import Look

SAMPLES = {plan.name: plan for plan in plans.samples()}
WIDE = Paper(size=landscape(A4), head="Domestic abuse plan", foot="For publication")
SMALL = Paper(size=landscape(A5), points=10)
LOOKS = {
    "ruled": (WIDE, Look()),
    "head-once": (WIDE, Look(repeat_header=False)),
    "small-page": (SMALL, Look(repeat_header=False)),
    "no-sides": (WIDE, Look(frozenset({"rows", "columns", "header"}))),
    "rows-only": (Paper(size=A4), Look(frozenset({"rows", "header"}), fill="#ffffff")),
    "columns-only": (WIDE, Look(frozenset({"outer", "columns", "header"}))),
    "zebra": (WIDE, Look(frozenset(), zebra=True)),
}
SHEET = """
@page {{ size: {paper}; margin: 14mm; }} body {{ font: {font}; }}
h1 {{ font-size: 1.6em; }} h2 {{ font-size: 1.2em; }} p, ul {{ margin: 0; }}
table {{ border-collapse: collapse; width: 100%; margin-bottom: 12pt; }}
th, td {{ text-align: left; vertical-align: top; padding: 4px; }}
td:first-child {{ width: 36%; }} {more}
"""
ROWS = "th, td { border-bottom: 0.8px solid #555; }"
BARE = "th, td { padding: 10px; } tr { break-inside: avoid; }"
ZEBRA = "tbody tr:nth-child(even) { background: #e9eff5; }"
MIDDLE = "td { vertical-align: middle; }"
EVEN = "td, p { text-align: justify; } th, td { border: 1px solid #333; }"
PAGES = {
    "rows-only": ("A4", "10pt DejaVu Serif", ROWS),
    "bare": ("letter", "12pt DejaVu Sans", BARE),
    "bare-middle": ("A4", "9pt Liberation Sans", BARE + MIDDLE),
    "zebra-middle": ("A4", "11pt Liberation Serif", ROWS + ZEBRA + MIDDLE),
    "justified": ("A4 landscape", "10pt DejaVu Sans", EVEN),
}
REPORTS = {
    "one-column": ("A4", "11pt Liberation Serif", ""),
    "small-page": ("A5", "9pt Liberation Sans", ""),
    "two-columns": ("A4", "10pt DejaVu Sans", "body { column-count: 2; }"),
}
needs_chromium = pytest.mark.skipif(
    office.CHROMIUM is None, reason="Chromium is not installed"
)


@pytest.mark.parametrize("look", LOOKS)
def test_two_columns_of_long_cells(look: str, tmp_path: Path) -> None:
    plan, path = SAMPLES["oakenshire"], tmp_path / "plan.pdf"
    paired.draw(plan, path, *LOOKS[look])
    found = score(items_of(path), paired.wanted(plan))
    assert (found.missed, found.invented) == ((), ())
    assert found.worst_field >= 0.97, found.wrong


@needs_chromium
@pytest.mark.parametrize("look", PAGES)
def test_two_columns_of_paragraphs_and_a_row_that_fell_out(
    look: str, tmp_path: Path
) -> None:
    plan, page = SAMPLES["oakenshire"], tmp_path / "plan.html"
    paired.as_page(plan, page, sheet(*PAGES[look]))
    office.print_page(page, tmp_path / "plan.pdf", tmp_path / "profile")
    found = score(items_of(tmp_path / "plan.pdf"), paired.wanted(plan))
    assert (found.missed, found.invented) == ((), ())
    assert found.worst_field >= 0.97, found.wrong
    assert found.placed == 1


@needs_chromium
@pytest.mark.parametrize("look", REPORTS)
def test_a_report_of_workstreams(look: str, tmp_path: Path) -> None:
    plan, page = SAMPLES["calderwick"], tmp_path / "plan.html"
    web.report(plan, page, sheet(*REPORTS[look]))
    office.print_page(page, tmp_path / "plan.pdf", tmp_path / "profile")
    found = score(items_of(tmp_path / "plan.pdf"), plans.expected(plan))
    assert (found.missed, found.invented) == ((), ())
    assert found.worst_field >= 0.97, found.wrong


def sheet(paper: str, font: str, more: str) -> str:
    """A style sheet for this paper, this font and these rules."""
    return SHEET.format(paper=paper, font=font, more=more)
