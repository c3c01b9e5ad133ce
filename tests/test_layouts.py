"""The same plan in many layouts, by several printers, gives the same items."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from plan_ingest.readers.ocr_engines import engine
from tests.drawing import cards, layouts, office, platypus, reference, scan, web, word
from tests.drawing import plan as plans
from tests.drawing.layouts import LAYOUTS, Layout
from tests.drawing.plan import Plan
from tests.drawing.reading import items_of
from tests.drawing.score import score

SAMPLES = {plan.name: plan for plan in plans.samples()}
REAL = ("avon_somerset_2014", "dorset", "stop_2018")
ITEMS, FIELDS = 0.98, 0.97
SCANNED_ITEMS = 0.90
Draw = Callable[[Plan, Path], None]

FLOWING: dict[str, Draw] = {
    "bands": platypus.bands,
    "double-rules": partial(platypus.tables, style=platypus.DOUBLE),
    "boxed-zebra": partial(platypus.tables, style=platypus.BOXED),
    "upright-strands": platypus.upright_strands,
    "justified": partial(platypus.tables, style=platypus.GRID, even=True),
}
WORD: dict[str, tuple[str, Draw]] = {
    "sections": ("westmarch", word.sections),
    "strands": ("penharrow", word.strands),
    "bullets": ("fenlow", word.bullets),
    "report": ("calderwick", word.report),
}
PAGES: dict[str, tuple[str, Draw]] = {
    "ruled": ("oakenshire", web.tables),
    "zebra": ("stonemere", partial(web.tables, css=web.ZEBRA)),
    "row-rules": ("westmarch", partial(web.tables, css=web.LINES)),
    "strands": ("merrowby", web.strands),
    "bands": ("penharrow", web.bands),
    "columns": ("fenlow", web.bulleted),
}
FRAMED = {"abreast": "merrowby", "barred": "westmarch", "blocks": "oakenshire"}
"""Forms of cards, each with the sample plan that is drawn in it."""
needs_soffice = pytest.mark.skipif(
    office.SOFFICE is None, reason="LibreOffice is not installed"
)
needs_chromium = pytest.mark.skipif(
    office.CHROMIUM is None, reason="Chromium is not installed"
)


def _fitting(names: Iterator[str], found: dict[str, Plan]) -> list[tuple[str, Layout]]:
    return [
        (name, layout)
        for name in names
        for layout in LAYOUTS
        if layouts.fits(layout, found[name])
    ]


def _name(value: object) -> str:
    return value.name if isinstance(value, Layout) else str(value)


@pytest.fixture(scope="session")
def real(shared: Path) -> dict[str, Plan]:
    """The real plans whose items are known, as plans to be drawn."""
    lines = (shared / "gold" / "items.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {
        name: reference.of_items(
            name,
            "Domestic Abuse Action Plan",
            [row for row in rows if row["plan"] == name],
        )
        for name in REAL
    }


@pytest.mark.parametrize(
    ("name", "layout"), _fitting(iter(SAMPLES), SAMPLES), ids=_name
)
def test_a_sample_plan_in_any_layout_gives_its_items(
    name: str, layout: Layout, tmp_path: Path
) -> None:
    plan = layouts.as_drawn(layout, SAMPLES[name])
    path = tmp_path / f"plan{layout.suffix}"
    layout.draw(plan, path)

    _assert_whole(plan, path)


@pytest.mark.parametrize("layout", LAYOUTS, ids=_name)
def test_a_real_plan_in_any_layout_gives_its_items(
    layout: Layout, real: dict[str, Plan], tmp_path: Path
) -> None:
    for name, found in real.items():
        if layouts.fits(layout, found):
            plan = layouts.as_drawn(layout, found)
            path = tmp_path / f"{name}{layout.suffix}"
            layout.draw(plan, path)
            _assert_whole(plan, path)


@pytest.mark.parametrize("style", FLOWING)
@pytest.mark.parametrize("name", ["westmarch", "stonemere"])
def test_a_flowing_table_gives_its_items(name: str, style: str, tmp_path: Path) -> None:
    FLOWING[style](SAMPLES[name], tmp_path / "plan.pdf")

    _assert_whole(SAMPLES[name], tmp_path / "plan.pdf")


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Word files printed to PDF and turned into ODT by LibreOffice, in two runs."""
    folder = tmp_path_factory.mktemp("office")
    files = []
    for look, (name, draw) in WORD.items():
        files.append(folder / f"{look}.docx")
        draw(SAMPLES[name], files[-1])
    for suffix in ("pdf", "odt"):
        office.convert(files, suffix, folder, folder / "profile")
    return folder


@needs_soffice
@pytest.mark.parametrize("suffix", ["docx", "pdf", "odt"])
@pytest.mark.parametrize("look", WORD)
def test_a_word_file_as_libreoffice_prints_it_gives_its_items(
    look: str, suffix: str, printed: Path
) -> None:
    _assert_whole(SAMPLES[WORD[look][0]], printed / f"{look}.{suffix}")


@needs_chromium
@pytest.mark.parametrize("look", PAGES)
def test_a_web_page_as_chromium_prints_it_gives_its_items(
    look: str, tmp_path: Path
) -> None:
    name, draw = PAGES[look]
    draw(SAMPLES[name], tmp_path / "plan.html")
    office.print_page(
        tmp_path / "plan.html", tmp_path / "plan.pdf", tmp_path / "profile"
    )

    _assert_whole(SAMPLES[name], tmp_path / "plan.html")
    _assert_whole(SAMPLES[name], tmp_path / "plan.pdf")


@needs_chromium
@pytest.mark.parametrize("form", FRAMED)
def test_a_plan_in_framed_cards_gives_its_items(form: str, tmp_path: Path) -> None:
    plan, page = SAMPLES[FRAMED[form]], tmp_path / "plan.html"
    cards.framed(plan, page, cards.FRAMES, form)
    office.print_page(page, tmp_path / "plan.pdf", tmp_path / "profile")

    _assert_whole(plan, tmp_path / "plan.pdf")


def test_a_scanned_plan_gives_its_items(tmp_path: Path) -> None:
    if engine() is None:
        pytest.skip("no OCR here: install the extra [ocr], or tesseract")
    plan = plans.shortened(SAMPLES["stonemere"], sections=1)
    layout = next(one for one in LAYOUTS if one.name == "ruled-landscape")
    layout.draw(plan, tmp_path / "plan.pdf")
    scan.scan(tmp_path / "plan.pdf", tmp_path / "scan.pdf")
    items = items_of(tmp_path / "scan.pdf")

    assert score(items, plans.expected(plan)).f1 >= SCANNED_ITEMS
    assert all("ocr" in item.flags for item in items)


def _assert_whole(plan: Plan, path: Path) -> None:
    result = score(items_of(path), plans.expected(plan))

    assert result.f1 >= ITEMS, (result.missed, result.invented)
    assert result.worst_field >= FIELDS, result.wrong
    assert path.suffix != ".pdf" or result.placed == 1.0
