"""Words set in lines, and lines on pages: the little printer behind the PDF layouts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

INK = HexColor("#1a1a1a")
BOLD = {
    "Helvetica": "Helvetica-Bold",
    "Times-Roman": "Times-Bold",
    "Courier": "Courier-Bold",
}
LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph or bullet, `indent` points from the left."""

    text: str
    indent: float = 0.0
    bold: bool = False
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the pages look like; lengths in points."""

    size: tuple[float, float] = A4
    font: str = "Helvetica"
    points: float = 9.5
    margin: float = 48.0
    head: str = ""
    foot: str = ""
    number: bool = True
    columns: int = 1
    gutter: float = 28.0
    rotate: int = 0


@dataclass(slots=True)
class Press:
    """A PDF on its way: the page, and how far down it the next line goes."""

    path: Path
    paper: Paper
    title: str
    canvas: Canvas = field(init=False)
    page: int = 0
    column: int = 0
    y: float = 0.0
    shift: float = 0.0

    def __post_init__(self) -> None:
        """Opens the first page; no time or random id goes into the file."""
        size = self.paper.size
        self.canvas = Canvas(str(self.path), pagesize=size, invariant=1)
        self.canvas.setTitle(self.title)
        self.canvas.setCreator("plan_ingest tests")
        self.open_page()

    @property
    def top(self) -> float:
        """Where a page's first line may stand, from the bottom."""
        return self.paper.size[1] - self.paper.margin - (14 if self.paper.head else 0)

    @property
    def bottom(self) -> float:
        """Where a page's last line may stand, from the bottom."""
        return self.paper.margin + 14

    @property
    def width(self) -> float:
        """How wide a column of text is."""
        inner = self.paper.size[0] - 2 * self.paper.margin
        count = self.paper.columns
        return (inner - (count - 1) * self.paper.gutter) / count

    @property
    def left(self) -> float:
        """Where the present column of text begins."""
        step = self.width + self.paper.gutter
        return self.paper.margin + self.shift + self.column * step

    def open_page(self) -> None:
        """A new page with its running head, foot and number."""
        self.page += 1
        self.column = 0
        self.y = self.top
        paper, canvas = self.paper, self.canvas
        self._turn()
        canvas.setFillColor(HexColor("#555555"))
        canvas.setFont(paper.font, 8)
        if paper.head:
            canvas.drawString(
                paper.margin, paper.size[1] - paper.margin + 6, paper.head
            )
        if paper.foot:
            canvas.drawString(paper.margin, paper.margin - 12, paper.foot)
        if paper.number:
            right = paper.size[0] - paper.margin
            canvas.drawRightString(right, paper.margin - 12, f"Page {self.page}")
        canvas.setFillColor(INK)

    def _turn(self) -> None:
        """Sets the page on its side, so that /Rotate brings it upright again.

        ReportLab itself swaps the sides of a page that is turned by 90 or 270.
        """
        width, height = self.paper.size
        shift = {90: (height, 0.0), 180: (width, height), 270: (0.0, width)}
        if self.paper.rotate:
            self.canvas.setPageRotation(self.paper.rotate)
            self.canvas.translate(*shift[self.paper.rotate])
            self.canvas.rotate(self.paper.rotate)

    def next_column(self) -> None:
        """Goes on in the next column, or on the next page."""
        if self.column + 1 < self.paper.columns:
            self.column += 1
            self.y = self.top
            return
        self.canvas.showPage()
        self.open_page()

    def room(self, height: float) -> None:
        """Goes on where `height` points are free."""
        if self.y - height < self.bottom:
            self.next_column()

    def heading(self, text: str, points: float = 13.0, color: str = "#1a1a1a") -> None:
        """A heading that keeps room for a few lines below it."""
        lines = wrap(text, self.width, self.paper.font, points, bold=True)
        self.room(len(lines) * points * LEADING + 80)
        self.y -= 6
        self.canvas.setFillColor(HexColor(color))
        self.lines(lines, self.left, points)
        self.canvas.setFillColor(INK)
        self.y -= 4

    def paragraph(self, text: str, bullet: str = "", bold: bool = False) -> None:
        """A paragraph or bullet, broken over columns and pages where it must be."""
        paper = self.paper
        indent = 14.0 if bullet else 0.0
        found = wrap(text, self.width, paper.font, paper.points, bold, bullet, indent)
        for line in found:
            self.room(paper.points * LEADING)
            self.lines([line], self.left, paper.points)
        self.y -= 4

    def lines(self, lines: Sequence[Line], x: float, points: float) -> None:
        """Sets lines below one another from the present height."""
        for line in lines:
            self.y -= points * LEADING
            self.put(line, x, self.y + points * 0.25, points)

    def put(self, line: Line, x: float, y: float, points: float) -> None:
        """One line with its baseline at y."""
        font = self.paper.font
        self.canvas.setFont(BOLD[font] if line.bold else font, points)
        if line.bullet:
            self.canvas.drawString(x + line.indent - 10, y, line.bullet)
        self.canvas.drawString(x + line.indent, y, line.text)

    def save(self) -> None:
        """Ends the last page and writes the file."""
        self.canvas.showPage()
        self.canvas.save()


def wrap(
    text: str,
    width: float,
    font: str,
    points: float,
    bold: bool = False,
    bullet: str = "",
    indent: float = 0.0,
) -> list[Line]:
    """The lines of a paragraph no wider than `width`; a word is never broken."""
    face = BOLD[font] if bold else font
    lines: list[Line] = []
    words: list[str] = []
    for word in text.split():
        longer = " ".join([*words, word])
        if words and stringWidth(longer, face, points) > width - indent:
            lines.append(_line(words, lines, bold, bullet, indent))
            words = [word]
        else:
            words.append(word)
    return [*lines, _line(words, lines, bold, bullet, indent)]


def _line(
    words: list[str], before: list[Line], bold: bool, bullet: str, indent: float
) -> Line:
    return Line(" ".join(words), indent, bold, "" if before else bullet)


Draw = Callable[[Press], None]
