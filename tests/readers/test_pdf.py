"""PDF files to documents."""

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from plan_ingest import settings
from plan_ingest.errors import (
    EmptySource,
    EncryptedSource,
    LimitExceeded,
    NoText,
    SourceError,
    UnreadableSource,
    UsageError,
)
from plan_ingest.extract.accounts import accounts
from plan_ingest.model.document import Document
from plan_ingest.model.source import Hints
from plan_ingest.readers.pdf import read
from plan_ingest.readers.pdfium import open_pages
from tests import build
from tests.readers import pdfs

SOURCE = build.source(file="plan.pdf", media_type="application/pdf")


def document(path: Path, **given: object) -> Document:
    limits = replace(settings.Reading(ocr=False), **given)  # type: ignore[arg-type]
    return read(SOURCE, path, limits)


def said(found: Document) -> list[tuple[str, str]]:
    return [(block.kind, getattr(block, "text", "")) for block in found.blocks]


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_prose_is_read_alike_by_both_engines(tmp_path: Path, engine: str) -> None:
    found = document(pdfs.draw(tmp_path / "a.pdf", pdfs.prose, 3), pdf_engine=engine)
    line = f"{pdfs.SENTENCE} And so we go on with more"
    assert said(found)[:5] == [
        ("heading", "Chapter B"),
        ("paragraph", f"{line} {line} {line}"),
        ("bullet", "Listen first"),
        ("bullet", "Ask about children"),
        ("furniture", "1"),
    ]
    assert found.characters == sum(page.characters for page in found.pages)
    assert all(block.anchor.page and block.anchor.bbox for block in found.blocks)


def test_an_engine_nobody_knows_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="pdfium, pdfplumber"):
        document(pdfs.draw(tmp_path / "a.pdf", pdfs.prose), pdf_engine="other")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_turned_to_be_seen_reads_the_same(
    tmp_path: Path, turn: int
) -> None:
    upright = pdfs.draw(tmp_path / "a.pdf", pdfs.prose)
    found = document(pdfs.turned(upright, tmp_path / "b.pdf", turn))
    straight = document(upright)
    assert [text for _, text in said(found)] == [text for _, text in said(straight)]
    box = found.blocks[0].anchor.bbox
    size = found.pages[0].width, found.pages[0].height
    assert box is not None
    assert 0 <= box[0] < box[2] <= size[0]
    assert 0 <= box[1] < box[3] <= size[1]
    assert (size[0] > size[1]) == (turn in (90, 270))


def test_text_set_sideways_reads_the_same_and_keeps_its_place(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, _: int) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(60, 500, "Our plan")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 450, pdfs.SENTENCE)

    found = document(pdfs.draw(tmp_path / "a.pdf", drawing))
    assert said(found) == [("heading", "Our plan"), ("paragraph", pdfs.SENTENCE)]
    box = found.blocks[0].anchor.bbox
    assert box is not None
    assert box[3] - box[1] > box[2] - box[0]
    assert box[3] == pytest.approx(842 - 60, abs=1)


def test_only_what_the_crop_box_shows_is_read(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, number: int) -> None:
        canvas.setCropBox((50, 600, 595, 800))
        pdfs.prose(canvas, number)

    found = document(pdfs.draw(tmp_path / "a.pdf", drawing))
    assert "furniture" not in dict(said(found))
    assert (found.pages[0].width, found.pages[0].height) == (545, 200)
    box = found.blocks[0].anchor.bbox
    assert box is not None
    assert (round(box[0]), round(box[3])) == (10, 44)


def test_black_white_and_clipped_rules_are_told_apart(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, _: int) -> None:
        canvas.line(50, 700, 500, 700)
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.line(50, 690, 500, 690)
        canvas.setStrokeColorRGB(0, 0, 0)
        clip = canvas.beginPath()
        clip.rect(0, 0, 40, 40)
        canvas.clipPath(clip, stroke=0)
        canvas.line(50, 680, 500, 680)

    path = pdfs.draw(tmp_path / "a.pdf", drawing)
    _, contents = open_pages(SOURCE, path)
    (content,) = contents
    assert [round(rule.top) for rule in content.rules] == [142]


def test_polylines_and_thin_boxes_are_rules(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, _: int) -> None:
        path = canvas.beginPath()
        path.moveTo(50, 700)
        for step in range(1, 10):
            path.lineTo(50 + 50 * step, 700)
        path.lineTo(500, 600)
        canvas.drawPath(path)
        canvas.rect(50, 500, 450, 0.7, stroke=0, fill=1)

    _, contents = open_pages(SOURCE, pdfs.draw(tmp_path / "a.pdf", drawing))
    (content,) = contents
    shapes = [(round(r.x0), round(r.x1), r.horizontal) for r in content.rules]
    assert shapes == [(50, 500, True), (500, 500, False), (50, 500, True)]


def test_a_filled_box_with_round_corners_is_a_shade_and_a_disc_or_a_star_is_none(
    tmp_path: Path,
) -> None:
    def drawing(canvas: Canvas, _: int) -> None:
        canvas.setFillColorRGB(0.8, 0.8, 0.9)
        canvas.roundRect(50, 500, 200, 100, 12, stroke=0, fill=1)
        canvas.circle(400, 550, 50, stroke=0, fill=1)
        canvas.roundRect(50, 400, 60, 60, 28, stroke=0, fill=1)
        path = canvas.beginPath()
        path.moveTo(300, 300)
        for x, y in ((400, 300), (430, 350), (400, 400), (300, 400)):
            path.lineTo(x, y)
        path.curveTo(290, 360, 290, 340, 300, 300)
        canvas.drawPath(path, stroke=0, fill=1)

    _, contents = open_pages(SOURCE, pdfs.draw(tmp_path / "a.pdf", drawing))
    (content,) = contents
    assert [(round(one.x0), round(one.x1)) for one in content.fills] == [(50, 250)]


def test_dotted_rules_are_read_to_the_last_of_a_full_page(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, _: int) -> None:
        for line in range(45):
            for dot in range(300):
                box = 50 + 1.5 * dot, 750 - 14 * line, 0.75, 0.75
                canvas.rect(*box, stroke=0, fill=1)

    _, contents = open_pages(SOURCE, pdfs.draw(tmp_path / "a.pdf", drawing))
    assert len(next(contents).rules) == 45


def test_fonts_sizes_and_colours_are_kept(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, _: int) -> None:
        canvas.setFillColorRGB(0.2, 0.4, 0.6)
        canvas.setFont("Times-BoldItalic", 14)
        canvas.drawString(60, 700, "Aim")

    _, contents = open_pages(SOURCE, pdfs.draw(tmp_path / "a.pdf", drawing))
    (word,) = next(contents).words
    assert (word.size, word.bold, word.italic, word.color) == (14, True, True, 0x336699)


def test_the_words_of_a_scan_s_text_layer_are_read(tmp_path: Path) -> None:
    found = document(pdfs.draw(tmp_path / "a.pdf", pdfs.layered))
    assert said(found) == [("paragraph", pdfs.SENTENCE)]


def test_hidden_words_without_a_scan_are_left_out(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, number: int) -> None:
        pdfs.prose(canvas, number)
        pdfs.hidden(canvas, number)

    path = pdfs.draw(tmp_path / "a.pdf", drawing)
    _, contents = open_pages(SOURCE, path)
    assert next(contents).hidden > 0
    assert pdfs.SENTENCE not in dict(said(document(path))).values()


def test_what_was_typed_into_a_form_is_read(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, number: int) -> None:
        pdfs.prose(canvas, number)
        canvas.acroForm.textfield(
            name="owner", value="Chief Constable", x=60, y=500, width=200, height=20
        )

    found = document(pdfs.draw(tmp_path / "a.pdf", drawing))
    assert any("Chief Constable" in text for _, text in said(found))


def test_a_page_that_is_a_picture_leaves_the_plan_partly_read(tmp_path: Path) -> None:
    def drawing(canvas: Canvas, number: int) -> None:
        (pdfs.picture if number == 2 else pdfs.prose)(canvas, number)

    found = document(pdfs.draw(tmp_path / "a.pdf", drawing, 3))
    assert found.flags == ("partly_read",)
    assert [page.reason is None for page in found.pages] == [True, False, True]


def test_hints_name_the_pages_to_read(tmp_path: Path) -> None:
    path = pdfs.draw(tmp_path / "a.pdf", pdfs.prose, 3)
    source = replace(SOURCE, hints=Hints(pages=(2,)))
    found = read(source, path, settings.Reading(ocr=False))
    assert {block.anchor.page for block in found.blocks} == {2}


def _truncated(path: Path) -> Path:
    whole = pdfs.draw(path, pdfs.prose, 5).read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    return path


def _empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def _garbage(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    return path


def _scan(path: Path) -> Path:
    return pdfs.draw(path, pdfs.picture, 2)


BAD = [
    (pdfs.encrypted, EncryptedSource, "password"),
    (_truncated, UnreadableSource, "damaged"),
    (_garbage, UnreadableSource, "damaged"),
    (_empty, EmptySource, "empty"),
    (pdfs.without_pages, SourceError, "pages|damaged"),
    (_scan, NoText, "picture without text"),
]


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize(("drawn", "error", "words"), BAD)
def test_bad_input_is_one_clear_line(
    tmp_path: Path, drawn: object, error: type[SourceError], words: str, engine: str
) -> None:
    assert callable(drawn)
    path = drawn(tmp_path / "plan.pdf")
    with pytest.raises(SourceError, match=words) as raised:
        document(path, pdf_engine=engine)
    if engine == "pdfium":
        assert raised.type is error or issubclass(raised.type, error)
    assert str(raised.value).startswith("plan.pdf: ")
    assert "\n" not in str(raised.value)


def test_a_font_that_does_not_say_its_characters_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(NoText, match="which characters"):
        document(pdfs.unmapped(tmp_path / "plan.pdf"))


def test_a_damaged_table_of_objects_is_read_around(tmp_path: Path) -> None:
    path = pdfs.draw(tmp_path / "a.pdf", pdfs.prose)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"startxref\n", b"startxref\n9"))
    assert ("heading", "Chapter B") in said(document(path))


def _numbered(canvas: Canvas, number: int) -> None:
    canvas.drawString(60, 700, f"Item {number} of the plan.")
    canvas.drawString(60, 30, f"Page {number}")


def test_two_thousand_pages_are_too_many_where_fewer_are_allowed(
    tmp_path: Path,
) -> None:
    path = pdfs.draw(tmp_path / "a.pdf", _numbered, 2000)
    with pytest.raises(LimitExceeded, match="2000 pages, more than the 1999"):
        document(path, pages=1999)


def test_a_long_plan_is_read_window_by_window(tmp_path: Path) -> None:
    found = document(pdfs.draw(tmp_path / "a.pdf", _numbered, 250))
    assert len(found.pages) == 250
    feet = [text for kind, text in said(found) if kind == "furniture"]
    assert feet == [f"Page {number}" for number in range(1, 251)]


def test_every_character_of_a_pdf_is_accounted_for(tmp_path: Path) -> None:
    found = document(pdfs.draw(tmp_path / "a.pdf", pdfs.prose, 4))
    ledger = accounts(found, [])
    assert ledger.whole.unread == 0
    assert ledger.whole.total == found.characters
    assert [account.total for account in ledger.pages] == [
        page.characters for page in found.pages
    ]


def test_the_given_tables_are_whole(shared: Path) -> None:
    for path in sorted((shared / "icdar2013/dev").glob("eu-00*.pdf")):
        found = document(path)
        assert accounts(found, []).whole.unread == 0, path.name
