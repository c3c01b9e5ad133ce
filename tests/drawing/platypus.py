"""Plans printed by ReportLab's own page layout: flowing tables, spans, side text."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import (
    Flowable,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus.flowables import PageBreak

from tests.drawing import plan as plans
from tests.drawing.plan import Entry, Plan, Section
from tests.drawing.tabled import SHARE

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=11)
EVEN = ParagraphStyle("even", BODY, alignment=TA_JUSTIFY)
HEAD = ParagraphStyle("head", BODY, fontName="Helvetica-Bold")
TITLE = ParagraphStyle("title", HEAD, fontSize=17, leading=21, spaceAfter=10)
SECTION = ParagraphStyle("section", HEAD, fontSize=12, leading=15, spaceBefore=12)
LIST = ParagraphStyle("list", BODY, leftIndent=9, bulletIndent=0)

Style = list[tuple[object, ...]]
GRID: Style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
BOXED: Style = [
    ("BOX", (0, 0), (-1, -1), 1, colors.black),
    ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),
    ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.whitesmoke]),
]
DOUBLE: Style = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black, None, None, None, 2, 1.5),
]


class Upright(Flowable):  # type: ignore[misc]
    """Words that run from bottom to top, as in a strand's narrow column."""

    def __init__(self, words: str, room: float = 78) -> None:
        """Lines of at most `room` points, so that a low cell holds them."""
        super().__init__()
        self.lines = simpleSplit(words, HEAD.fontName, HEAD.fontSize, room)

    def wrap(self, *_: float) -> tuple[float, float]:
        """As narrow as its lines; the merged cell gives the height."""
        return len(self.lines) * HEAD.leading, HEAD.fontSize

    def draw(self) -> None:
        """Turns the page's axes and sets the lines from left to right."""
        self.canv.saveState()
        self.canv.rotate(90)
        self.canv.setFont(HEAD.fontName, HEAD.fontSize)
        for number, line in enumerate(self.lines, 1):
            self.canv.drawCentredString(0, -number * HEAD.leading + 2, line)
        self.canv.restoreState()


def bands(plan: Plan, path: Path, style: Style = GRID, even: bool = False) -> None:
    """One table for the whole plan, a band across it for each section."""
    words = plans.header(plan)
    rows, look = [_header(words)], [*_base(), *style]
    for section in plan.sections:
        band: list[object] = [Paragraph(section.path[-1], HEAD)]
        at = len(rows)
        look += [
            ("SPAN", (0, at), (-1, at)),
            ("BACKGROUND", (0, at), (-1, at), colors.lightgrey),
        ]
        rows.append(band + [""] * (len(words) - 1))
        rows += [_cells(entry, list(words), even) for entry in section.entries]
    table = LongTable(rows, colWidths=_widths(words, 760), repeatRows=1, splitInRow=1)
    table.setStyle(TableStyle(look))
    _build(plan, path, [table], landscape(A4))


def upright_strands(plan: Plan, path: Path) -> None:
    """The strand's name set upright in a merged first column, one table a strand."""
    words = {"strand": "", **plans.header(plan)}
    story: list[Flowable] = []
    for section in plan.sections:
        rows = [_header(words)]
        for index, entry in enumerate(section.entries):
            name = Upright(section.path[-1]) if not index else ""
            rows.append([name, *_cells(entry, list(words)[1:])])
        table = LongTable(rows, colWidths=[58, *_widths(plans.header(plan), 700)])
        span = ("SPAN", (0, 1), (0, -1))
        middle = ("VALIGN", (0, 1), (0, -1), "MIDDLE")
        table.setStyle(TableStyle([*_base(), *GRID, span, middle]))
        story += [table, PageBreak()]
    _build(plan, path, story[:-1], landscape(A4))


def tables(plan: Plan, path: Path, style: Style, even: bool = False) -> None:
    """A heading and a table for each section, on upright pages."""
    words = plans.header(plan)
    story: list[Flowable] = []
    for section in plan.sections:
        story += [Paragraph(section.path[-1], SECTION), Spacer(1, 4)]
        story.append(_table(section, words, style, even))
    _build(plan, path, story, A4)


def _table(
    section: Section, words: dict[str, str], style: Style, even: bool
) -> LongTable:
    rows = [_header(words)]
    rows += [_cells(entry, list(words), even) for entry in section.entries]
    table = LongTable(rows, colWidths=_widths(words, 510), repeatRows=1)
    table.setStyle(TableStyle([*_base(), *style]))
    return table


def _header(words: dict[str, str]) -> list[object]:
    return [Paragraph(word, HEAD) for word in words.values()]


def _cells(entry: Entry, names: Sequence[str], even: bool = False) -> list[object]:
    style = EVEN if even else BODY
    cells: list[object] = []
    for name in names:
        if name == "response":
            cells.append([_line(line, style) for line in entry.response] or "")
        else:
            cells.append(Paragraph(str(getattr(entry, name)), style))
    return cells


def _line(line: str, style: ParagraphStyle) -> Paragraph:
    if line.startswith("• "):
        return Paragraph(plans.plain(line), LIST, bulletText="•")
    return Paragraph(plans.plain(line), style)


def _base() -> Style:
    return [("VALIGN", (0, 0), (-1, -1), "TOP")]


def _widths(words: dict[str, str], total: float) -> list[float]:
    """Shares of the room; a ref has as much as "Ref." needs and no word is broken."""
    shares = {name: 7.5 if name == "ref" else SHARE[name] for name in words}
    whole = sum(shares.values())
    return [total * share / whole for share in shares.values()]


def _build(
    plan: Plan, path: Path, story: list[Flowable], size: tuple[float, float]
) -> None:
    opening: list[Flowable] = [Paragraph(plan.title, TITLE)]
    for heading, paragraphs in plan.intro:
        opening.append(Paragraph(heading, SECTION))
        opening += [Paragraph(text, BODY) for text in paragraphs]
    for heading, title, text in plan.aims:
        opening += [Paragraph(heading, SECTION), Paragraph(title, HEAD)]
        opening.append(Paragraph(f"Aim: {text}", BODY))
    if plan.table_heading:
        opening.append(Paragraph(plan.table_heading, SECTION))
    pages = SimpleDocTemplate(
        str(path),
        pagesize=size,
        invariant=1,
        title=plan.title,
        leftMargin=40,
        rightMargin=40,
        topMargin=44,
        bottomMargin=44,
    )
    pages.build([*opening, Spacer(1, 8), *story])
