"""What was read, drawn over the pages."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from plan_ingest import settings
from plan_ingest.errors import UnreadableSource
from plan_ingest.exports.drawing import COLORS, draw, marks_of
from plan_ingest.readers.pdf import read
from tests import build
from tests.readers import pdfs

SOURCE = build.source(file="plan.pdf", media_type="application/pdf")


def test_every_page_is_drawn_with_its_blocks_and_a_legend(tmp_path: Path) -> None:
    path = pdfs.draw(tmp_path / "plan.pdf", pdfs.prose, 2)
    document = read(SOURCE, path, settings.Reading())
    drawn = draw(document, [], path, tmp_path / "seen")
    assert [one.name for one in drawn] == ["plan-page-0001.png", "plan-page-0002.png"]
    with Image.open(drawn[0]) as picture:
        colors = {color for _, color in picture.getcolors(1 << 24) or []}
        assert picture.height > 842 * 1.5
    assert {COLORS[kind] for kind in ("heading", "bullet", "item")} <= colors


def test_items_and_cells_are_marked_where_they_stand() -> None:
    box = (50.0, 60.0, 200.0, 80.0)
    table = build.table([["Ref", "Action"]])
    placed = replace(
        table,
        anchor=build.anchor(page=1, bbox=box),
        cells=tuple(replace(cell, page=1, bbox=box) for cell in table.cells),
    )
    item = build.item()
    at = replace(item, source=replace(item.source, page=1, bbox=box))
    document = replace(build.document(), blocks=(placed,))
    kinds = [mark.kind for mark in marks_of(document, [at, item])]
    assert kinds == ["table", "cell", "cell", "item"]


def test_what_is_no_pdf_cannot_be_drawn(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_text("not a PDF", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="draw PDF files only"):
        draw(build.document(), [], path, tmp_path / "seen")
