"""Pages to look at: the picture, the box on it, the lines where there are none."""

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from plan_ingest.errors import SourceError
from plan_ingest.model.document import Paragraph
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import Anchor
from plan_ingest.pipeline.ingest import ingest
from plan_ingest.pipeline.page_views import Box, PageView, PageViews
from plan_ingest.pipeline.passages import TextView, lines_of, text_view
from plan_ingest.readers.pictures import Drawer, Wanted
from plan_ingest.settings import Reading
from plan_ingest.store.pictures import PictureFolder
from plan_ingest.store.project import open_project
from plan_ingest.store.records import read_items
from tests import bombs, build
from tests.readers import pdfs

CALL = "Call takers ask about children before they end the call."
DOOR = "Officers look at every room when they come to the door."


def plan(canvas: Canvas, _: int = 1) -> None:
    """A heading and a table of two actions, ruled."""
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 780, "Action plan")
    canvas.setFont("Helvetica", 10)
    for line, words in enumerate(["Action", CALL, DOOR]):
        canvas.rect(60, 700 - 40 * line, 60, 40)
        canvas.rect(120, 700 - 40 * line, 380, 40)
        canvas.drawString(66, 715 - 40 * line, "No." if line == 0 else str(line))
        canvas.drawString(126, 715 - 40 * line, words)


@contextmanager
def views(root: Path) -> Iterator[tuple[PageViews, dict[str, PlanItem]]]:
    project = open_project(root)
    ingest(project)
    items = {item.text: item for item in read_items(project.items)}
    with closing(PageViews(project)) as pages:
        yield pages, items


def cropped(path: Path, target: Path) -> Path:
    """The same PDF, of which a strip at the left and the top is cut off."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        page = pdf[0]
        page.set_cropbox(40, 0, 595, 800)
        page.close()
        pdf.save(target)
    finally:
        pdf.close()
    return target


def ink(picture: bytes, box: Box) -> float:
    """The share of a box's inside that is dark."""
    with Image.open(io.BytesIO(picture)) as opened:
        page = opened.convert("L")
    across, down = page.width / 100, page.height / 100
    inside = page.crop(
        (
            round(box.x * across) + 3,
            round(box.y * down) + 3,
            round((box.x + box.width) * across) - 3,
            round((box.y + box.height) * down) - 3,
        )
    )
    dark = sum(inside.histogram()[:128])
    return dark / (inside.width * inside.height)


@pytest.mark.parametrize("how", ["plain", "turned", "cropped"])
def test_the_box_lies_on_the_items_words(project: Path, how: str) -> None:
    drawn = pdfs.draw(project / "drawn.pdf", plan)
    target = project / "data/raw/plan.pdf"
    if how == "turned":
        pdfs.turned(drawn, target, 90)
    elif how == "cropped":
        cropped(drawn, target)
    else:
        drawn.rename(target)
    with views(project) as (pages, items):
        seen = pages.view(items[DOOR])
        assert isinstance(seen, PageView)
        picture = pages.picture("plan", seen.page, 1.0)
        assert picture is not None
        with Image.open(io.BytesIO(picture)) as opened:
            shape = opened.width / opened.height
        first = pages.view(items[CALL])

    assert (seen.page, seen.pages, seen.first, seen.last) == (1, 1, 1, 1)
    assert shape == pytest.approx(seen.width / seen.height, rel=0.01)
    [box] = seen.boxes
    assert ink(picture, box) > 0.01
    assert isinstance(first, PageView)
    assert first.boxes != seen.boxes
    # Just below the last row of the table there is nothing but paper.
    if how != "turned":
        below = replace(box, y=box.y + 2 * box.height)
        assert ink(picture, below) == 0


def test_a_larger_picture_is_asked_for_by_zoom(project: Path) -> None:
    pdfs.draw(project / "data/raw/plan.pdf", plan)
    with views(project) as (pages, _):
        widths = []
        for zoom in (1.0, 2.0):
            picture = pages.picture("plan", 1, zoom)
            assert picture is not None
            with Image.open(io.BytesIO(picture)) as opened:
                widths.append(opened.width)
        assert pages.picture("plan", 1, 1.7) is None
        assert pages.picture("plan", 2, 1.0) is None
        assert pages.picture("plan", 0, 1.0) is None
        assert pages.picture("plan.pdf", 1, 1.0) is None

    assert widths[1] == pytest.approx(2 * widths[0], abs=2)


def test_another_page_has_no_box(project: Path) -> None:
    def one_page(canvas: Canvas, number: int) -> None:
        (plan if number == 1 else pdfs.prose)(canvas, number)

    pdfs.draw(project / "data/raw/plan.pdf", one_page, pages=3)
    with views(project) as (pages, items):
        seen = pages.view(items[DOOR], 2)
        far = pages.view(items[DOOR], 99)

    assert isinstance(seen, PageView)
    assert isinstance(far, PageView)
    assert (seen.page, seen.first, seen.boxes) == (2, 1, ())
    assert (far.page, far.pages) == (3, 3)


def test_a_picture_drawn_once_is_kept(project: Path) -> None:
    pdfs.draw(project / "data/raw/plan.pdf", plan)
    with views(project) as (pages, items):
        pages.prefetch(items[DOOR])
        first = pages.picture("plan", 1, 1.0)
    (project / "data/raw/plan.pdf").unlink()

    with closing(PageViews(open_project(project))) as later:
        assert later.picture("plan", 1, 1.0) == first
        assert later.picture("plan", 1, 1.5) is None


def test_a_file_that_changed_is_not_shown_for_what_was_read(project: Path) -> None:
    pdfs.draw(project / "data/raw/plan.pdf", plan)
    with views(project) as (pages, items):
        pdfs.draw(project / "data/raw/plan.pdf", pdfs.prose)

        seen = pages.view(items[DOOR])

        assert isinstance(seen, TextView)
        assert any(DOOR in line for line in seen.passage)
        assert pages.picture("plan", 1, 3.0) is None


def test_a_link_out_of_the_folder_is_not_followed(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pdfs.draw(project / "data/raw/plan.pdf", plan)
    with views(project) as (pages, items):
        away = tmp_path_factory.mktemp("away") / "plan.pdf"
        (project / "data/raw/plan.pdf").rename(away)
        (project / "data/raw/plan.pdf").symlink_to(away)

        assert isinstance(pages.view(items[DOOR]), TextView)
        assert pages.picture("plan", 1, 3.0) is None


def test_a_scan_in_a_picture_file_is_a_page_too(tmp_path: Path) -> None:
    path = tmp_path / "scan.tiff"
    first, second = (Image.new("L", (600, 800), shade) for shade in (255, 90))
    first.save(path, save_all=True, append_images=[second])
    with closing(Drawer(Reading())) as drawer:
        made = drawer.picture(Wanted("scan.tiff", path, "image/tiff", 2, 300.0, 1.5))

    with Image.open(io.BytesIO(made)) as opened:
        assert opened.size == (450, 600)
        assert opened.getpixel((5, 5)) == (90, 90, 90)


def test_a_page_that_takes_too_long_costs_itself_alone(tmp_path: Path) -> None:
    bomb = bombs.operators(tmp_path / "lines.pdf")
    good = pdfs.draw(tmp_path / "plan.pdf", plan)
    pdf = "application/pdf"
    late = pytest.raises(SourceError, match=r"lines\.pdf: page 1")
    with closing(Drawer(Reading(seconds=0.5))) as drawer, late:
        drawer.picture(Wanted("lines.pdf", bomb, pdf, 1, 595.0, 4.5))

    with closing(Drawer(Reading())) as drawer:
        with pytest.raises(SourceError, match=r"none\.pdf: page 1 cannot be drawn"):
            drawer.picture(
                Wanted("none.pdf", tmp_path / "none.pdf", pdf, 1, 595.0, 1.5)
            )
        assert drawer.picture(Wanted("plan.pdf", good, pdf, 1, 595.0, 1.5))


def test_the_folder_of_pictures_keeps_its_bound(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path / "pages", most=250)
    for number in range(5):
        folder.keep(bytes(100), "page", number)

    there = [number for number in range(5) if folder.find("page", number)]

    assert len(there) == 2
    assert sum(one.stat().st_size for one in (tmp_path / "pages").iterdir()) <= 250


def test_words_in_a_text_are_shown_among_their_neighbours() -> None:
    texts = [f"Line {number} of the plan." for number in range(30)]
    blocks = tuple(Paragraph(text, Anchor(order)) for order, text in enumerate(texts))
    lines = lines_of(build.document(*blocks))

    seen = text_view(lines, build.item("line 12 of the  plan."))

    assert seen == TextView(tuple(texts[4:12]), (texts[12],), tuple(texts[13:21]))


def test_a_row_is_shown_whole_and_the_right_one() -> None:
    table = build.table([["1", "Same words", "May"], ["2", "Same words", "June"]])
    lines = lines_of(build.document(table))
    item = build.item("Same words")
    second = replace(item, source=replace(item.source, table=0, row=1))

    seen = text_view(lines, second)

    assert seen is not None
    assert seen.passage == ("2 | Same words | June",)


def test_an_item_of_several_lines_is_shown_by_all_of_them() -> None:
    parts = ["Before.", "We will listen", "to every child", "After."]
    blocks = tuple(Paragraph(text, Anchor(order)) for order, text in enumerate(parts))

    seen = text_view(
        lines_of(build.document(*blocks)), build.item("We will listen to every child")
    )

    assert seen is not None
    assert seen.passage == ("We will listen", "to every child")


def test_words_that_are_not_there_are_not_shown() -> None:
    blocks = (Paragraph("Quite other words.", Anchor(0)),)

    lines = lines_of(build.document(*blocks))
    assert text_view(lines, build.item("Nowhere to be found")) is None
