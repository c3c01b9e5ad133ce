"""Scans: pixels to geometry, with a made-up reader and, where installed, a real one."""

import io
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen import canvas

from plan_ingest.errors import NoText, SourceError
from plan_ingest.model.document import Document, Table
from plan_ingest.readers import ocr_engines, read
from plan_ingest.readers.ocr_engines import SeenLine, SeenWord
from plan_ingest.readers.scan_image import ink_of, rules_of, skew_of
from plan_ingest.readers.scan_page import confidence, scanned_page, uncertain
from plan_ingest.readers.scan_shades import shades_of, with_dark_words
from plan_ingest.readers.scan_words import placed_words
from plan_ingest.settings import Reading
from tests import build
from tests.readers.office import texts

DPI = 100.0


def blank(width: int = 800, height: int = 1000) -> Image.Image:
    return Image.new("L", (width, height), 250)


def written(*lines: tuple[int, int, str], size: int = 22) -> Image.Image:
    """A page with lines of type at x, y."""
    image = blank()
    draw = ImageDraw.Draw(image)
    for x, y, text in lines:
        draw.text((x, y), text, font=ImageFont.load_default(size), fill=20)
    return image


def line(top: float, *words: tuple[str, float, float]) -> SeenLine:
    seen = tuple(SeenWord(text, x0, x1, 0.9) for text, x0, x1 in words)
    return SeenLine(seen, top, top + 30)


def test_a_skewed_page_is_turned_level() -> None:
    rows = [
        (80, 60 + 40 * n, "We will train every responder this year") for n in range(20)
    ]
    turned = written(*rows).rotate(0.8, Image.Resampling.BICUBIC, fillcolor=250)

    assert skew_of(ink_of(written(*rows))) == pytest.approx(0.0, abs=0.1)
    assert skew_of(ink_of(turned)) == pytest.approx(0.8, abs=0.1)
    assert skew_of(ink_of(blank())) == 0.0


def test_rules_are_found_and_words_are_no_rules() -> None:
    image = written((120, 120, "Action"), (120, 220, "commitment"), size=26)
    draw = ImageDraw.Draw(image)
    draw.line((100, 100, 700, 100), fill=0, width=2)
    draw.line((100, 100, 100, 400), fill=0, width=2)

    rules, bare = rules_of(ink_of(image), DPI)

    assert [(x1 - x0 > y1 - y0) for x0, y0, x1, y1 in rules] == [True, False]
    assert rules[0][0] == pytest.approx(100, abs=3)
    assert rules[0][2] == pytest.approx(700, abs=3)
    assert not bare[100, 150:650].any()
    assert bare[110:160, 110:260].any()


def test_a_dark_box_is_a_fill_and_its_light_words_are_made_dark() -> None:
    image = blank()
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 100, 400, 160), fill=60)
    draw.text((120, 112), "Action", font=ImageFont.load_default(28), fill=255)
    draw.rectangle((100, 300, 400, 360), fill=215)
    pixels = np.array(image)

    shades = shades_of(pixels, DPI)
    ink = ink_of(Image.fromarray(with_dark_words(pixels, shades)))

    assert [shade.dark for shade in shades] == [True, False]
    assert shades[0].box == pytest.approx((100, 100, 400, 160), abs=10)
    assert 0.05 < ink[112:150, 118:210].mean() < 0.5


def test_a_lost_space_is_found_in_the_white_and_a_number_is_left_whole() -> None:
    image = written((100, 100, "those who tell us by 2015 or so"))
    ink = ink_of(image)
    font = ImageFont.load_default(22)

    def at(text: str) -> float:
        return 100 + font.getlength(text)

    seen = line(
        97,
        ("those", 100, at("those")),
        ("who", at("those "), at("those who")),
        ("tellus", at("those who "), at("those who tell us")),
        ("by", at("those who tell us "), at("those who tell us by")),
        ("2015", at("those who tell us by "), at("those who tell us by 2015")),
        ("or", at("those who tell us by 2015 "), at("those who tell us by 2015 or")),
        (
            "so",
            at("those who tell us by 2015 or "),
            at("those who tell us by 2015 or so"),
        ),
    )

    words = placed_words(seen, 22, ink).words

    assert " ".join(word.text for word in words) == "those who tell us by 2015 or so"
    assert words[3].x0 == pytest.approx(at("those who tell "), abs=3)


def test_words_get_size_weight_bullets_and_points() -> None:
    image = written((130, 100, "Train every responder on risk"))
    ImageDraw.Draw(image).ellipse((104, 112, 112, 120), fill=10)
    seen = line(97, ("Train", 130, 180), ("every", 190, 240), ("risk", 330, 370))

    page = scanned_page(image, 3, DPI, lambda _: [seen])

    assert page.number == 3
    assert page.recognised
    assert (page.width, page.height) == (800 * 0.72, 1000 * 0.72)
    assert page.words[0].text == "•"
    assert page.words[1].x0 == pytest.approx(130 * 0.72, abs=3)
    assert not any(word.bold for word in page.words)
    assert page.words[1].size == pytest.approx(22 * 0.72, rel=0.25)
    assert confidence(page) == pytest.approx(0.925, abs=0.01)


def test_doubtful_words_are_named_with_their_place() -> None:
    image = written((130, 100, "Train every"))
    seen = SeenLine((SeenWord("Trajn", 130, 180, 0.41),), 97, 127)

    page = scanned_page(image, 1, DPI, lambda _: [seen])

    ((word, place),) = uncertain(page)
    assert word == "Trajn"
    assert place[0] == pytest.approx(130 * 0.72, abs=3)


def test_a_ruled_table_in_a_scan_is_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = written(
        (120, 120, "Ref"), (320, 120, "Action"), (120, 220, "1"), (320, 220, "Train")
    )
    draw = ImageDraw.Draw(image)
    for y in (100, 200, 300):
        draw.line((100, y, 700, y), fill=0, width=2)
    for x in (100, 300, 700):
        draw.line((x, 100, x, 300), fill=0, width=2)
    image.save(tmp_path / "scan.png", dpi=(DPI, DPI))
    seen = [
        line(117, ("Ref", 120, 155), ("Action", 320, 385)),
        line(217, ("1", 120, 132), ("Train", 320, 370)),
    ]
    monkeypatch.setattr("plan_ingest.readers.ocr.engine", lambda: lambda _: seen)

    found = read(build.source(file="scan.png"), tmp_path / "scan.png", Reading())

    (table,) = (block for block in found.blocks if isinstance(block, Table))
    assert [(c.row, c.col, c.text) for c in table.cells] == [
        (0, 0, "Ref"),
        (0, 1, "Action"),
        (1, 0, "1"),
        (1, 1, "Train"),
    ]
    assert found.flags == ("ocr",)


def test_without_a_reader_of_pictures_the_line_says_how_to_install_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written((100, 100, "Plan")).save(tmp_path / "scan.pdf")
    for room in ("scans", "ocr"):
        monkeypatch.setattr(f"plan_ingest.readers.{room}.engine", lambda: None)

    with pytest.raises(NoText, match=re.escape("pip install plan-ingest[ocr]")) as told:
        read(build.source(file="scan.pdf"), tmp_path / "scan.pdf", Reading())

    assert told.value.pages == 1


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"x" * 40, b"II*\0" + b"x" * 40]
)
def test_a_damaged_picture_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "scan.png").write_bytes(data)

    with pytest.raises(SourceError):
        read(build.source(file="scan.png"), tmp_path / "scan.png", Reading())


def scan_of(pdf: Path, page: int, path: Path) -> Path:
    """A page as a scanner gives it: 180 dpi, half a degree askew, noisy, JPEG."""
    drawn = (
        pypdfium2.PdfDocument(pdf)[page].render(scale=180 / 72).to_pil().convert("L")
    )
    turned = drawn.rotate(0.5, Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(1).normal(0, 12, (turned.height, turned.width))
    noisy = np.clip(np.asarray(turned) + noise, 0, 255).astype(np.uint8)
    jpeg = io.BytesIO()
    Image.fromarray(noisy).save(jpeg, "JPEG", quality=60)
    Image.open(jpeg).save(path, "PDF", resolution=180)
    return path


ROWS = (
    ("Ref", "Action", "Lead"),
    ("1", "Train every responder on risk.", "Supt Contact"),
    ("2", "Check ten closed cases a month.", "Head of Crime"),
)


def drawn_plan(path: Path) -> Path:
    """A small page with a heading and a ruled table, as a PDF."""
    page = canvas.Canvas(str(path), pagesize=(420, 300), invariant=1)
    page.setFont("Helvetica-Bold", 16)
    page.drawString(40, 255, "Domestic abuse action plan")
    page.setFont("Helvetica", 10)
    for r, row in enumerate(ROWS):
        for x, text in zip((46, 86, 286), row, strict=True):
            page.drawString(x, 214 - 30 * r, text)
    for r in range(4):
        page.line(40, 230 - 30 * r, 390, 230 - 30 * r)
    for x in (40, 80, 280, 390):
        page.line(x, 140, x, 230)
    page.save()
    return path


def test_a_scan_gives_the_words_and_the_table_of_its_page(tmp_path: Path) -> None:
    if ocr_engines.engine() is None:
        pytest.skip("neither rapidocr nor tesseract is installed")
    plan = drawn_plan(tmp_path / "plan.pdf")
    scan = scan_of(plan, 0, tmp_path / "scan.pdf")

    true = read(build.source(file="plan.pdf"), plan, Reading())
    seen = read(build.source(file="scan.pdf"), scan, Reading())

    wanted, found = _words(true), _words(seen)
    assert sum((wanted & found).values()) >= 0.97 * sum(wanted.values())
    assert _shapes(seen) == _shapes(true) == [(3, 3)]
    assert seen.pages[0].confidence is not None


def _words(document: Document) -> Counter[str]:
    return Counter(re.findall(r"\w+", " ".join(texts(document)).lower()))


def _shapes(document: Document) -> list[tuple[int, int]]:
    tables = (block for block in document.blocks if isinstance(block, Table))
    return [(table.rows, table.cols) for table in tables]
