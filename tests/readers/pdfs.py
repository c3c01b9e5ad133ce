"""PDFs drawn for tests, one oddity each."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SENTENCE = "Every victim is offered a safety plan within a day of the first report."
Drawing = Callable[[Canvas, int], None]


def draw(path: Path, drawing: Drawing, pages: int = 1, **given: object) -> Path:
    """A PDF of which every page is drawn by `drawing(canvas, number)`."""
    canvas = Canvas(str(path), pagesize=A4, invariant=True, **given)
    for number in range(1, pages + 1):
        drawing(canvas, number)
        canvas.showPage()
    canvas.save()
    return path


def prose(canvas: Canvas, number: int = 1) -> None:
    """A heading, a paragraph of three lines, two bullets, a page number."""
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(60, 760, f"Chapter {'ABCDEFGH'[number % 8]}")
    canvas.setFont("Helvetica", 10)
    for line in range(3):
        canvas.drawString(60, 720 - 13 * line, f"{SENTENCE} And so we go on with more")
    canvas.drawString(66, 660, "-")
    canvas.drawString(78, 660, "Listen first")
    canvas.drawString(66, 645, "-")
    canvas.drawString(78, 645, "Ask about children")
    canvas.drawString(290, 30, str(number))


def turned(path: Path, target: Path, turn: int) -> Path:
    """The same PDF, its first page turned clockwise for the viewer."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        page = pdf[0]
        page.set_rotation(turn)
        page.close()
        pdf.save(target)
    finally:
        pdf.close()
    return target


def encrypted(path: Path) -> Path:
    """A PDF that needs a password."""
    lock = StandardEncryption("sesame", "open sesame", canPrint=0)
    return draw(path, prose, encrypt=lock)


def picture(canvas: Canvas, _: int = 1) -> None:
    """A page that is nothing but a picture."""
    canvas.drawImage(ImageReader(_grey()), 0, 0, *A4)


def layered(canvas: Canvas, _: int = 1) -> None:
    """A scan with its words laid over it invisibly."""
    picture(canvas)
    hidden(canvas)


def hidden(canvas: Canvas, _: int = 1) -> None:
    """Words that are drawn neither filled nor stroked."""
    text = canvas.beginText(60, 700)
    text.setFont("Helvetica", 10)
    text.setTextRenderMode(3)
    text.textLine(SENTENCE)
    canvas.drawText(text)


def unmapped(path: Path) -> Path:
    """A PDF whose font draws glyphs and does not say which characters they are."""
    glyph = "500 0 0 0 500 700 d1 0 0 400 700 re f"
    codes = " ".join(f"/odd{number}" for number in range(65, 91))
    content = "BT /F1 12 Tf 72 700 Td (THEQUICKBROWNFOXJUMPS) Tj ET"
    procs = " ".join(f"/odd{number} 6 0 R" for number in range(65, 91))
    fonts = "/Resources<</Font<</F1 5 0 R>>>>"
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]"
        "/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65/LastChar 90"
        f"/Widths[{'500 ' * 26}]/CharProcs<<{procs}>>"
        f"/Encoding<</Type/Encoding/Differences[65 {codes}]>>>>"
    )
    return _written(
        path,
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R{fonts}>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
            font,
            f"<</Length {len(glyph)}>>stream\n{glyph}\nendstream",
        ],
    )


def without_pages(path: Path) -> Path:
    """A PDF whose tree of pages is empty."""
    return _written(
        path, ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"]
    )


def _written(path: Path, objects: list[str]) -> Path:
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    path.write_bytes(body + end.encode("ascii"))
    return path


def _grey() -> Image.Image:
    return Image.new("L", (60, 84), 200)
