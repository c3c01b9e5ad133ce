"""Filled boxes read many at once, among shapes that are none."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from plan_ingest.layout.page import PageContent
from plan_ingest.readers.pdfium import open_pages
from tests import build
from tests.readers import pdfs

SOURCE = build.source(file="plan.pdf", media_type="application/pdf")


def drawn(path: Path, drawing: pdfs.Drawing) -> PageContent:
    _, contents = open_pages(SOURCE, pdfs.draw(path, drawing))
    (content,) = contents
    return content


def test_more_boxes_than_are_read_at_once_are_all_shades(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, _: int) -> None:
        for n in range(600):
            canvas.setFillColorRGB(n % 7 / 10, 0.5, 0.5)
            x, y = 20 + 18 * (n % 30), 100 + 18 * (n // 30)
            canvas.rect(x, y, 16, 16, stroke=0, fill=1)

    content = drawn(tmp_path / "a.pdf", drawing)
    assert len(content.fills) == 600
    assert len({fill.color for fill in content.fills}) == 7
    assert {round(fill.x1 - fill.x0, 2) for fill in content.fills} == {16.0}


def test_a_triangle_and_a_slanted_box_are_no_shades(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, _: int) -> None:
        for corners in (
            [(50, 700), (150, 700), (100, 760)],
            [(200, 700), (300, 700), (320, 760), (220, 760)],
        ):
            path = canvas.beginPath()
            path.moveTo(*corners[0])
            for corner in corners[1:]:
                path.lineTo(*corner)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)
        canvas.rect(400, 700, 60, 60, stroke=0, fill=1)

    content = drawn(tmp_path / "a.pdf", drawing)
    assert [round(fill.x0) for fill in content.fills] == [400]


def test_a_box_under_a_turned_frame_stands_where_it_is_seen(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, _: int) -> None:
        canvas.translate(300, 400)
        canvas.rotate(90)
        canvas.rect(0, 0, 80, 20, stroke=0, fill=1)

    (fill,) = drawn(tmp_path / "a.pdf", drawing).fills
    assert (round(fill.x0), round(fill.x1)) == (280, 300)
    assert round(fill.bottom - fill.top) == 80
