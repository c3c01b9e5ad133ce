"""Plans as Word files in one of Word's own table styles, or in none."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.drawing import plan as plans
from tests.drawing import word
from tests.drawing.chance import Chance
from tests.drawing.plan import Plan

STYLES = (
    "Table Grid",
    "Normal Table",
    "Light Shading",
    "Light Shading Accent 1",
    "Light List",
    "Light List Accent 2",
    "Light Grid Accent 1",
    "Medium Shading 1 Accent 1",
    "Medium List 1",
    "Medium Grid 1 Accent 3",
    "Medium Grid 3",
    "Colorful Shading",
)
SEEN = ("Table Grid", "Light Grid Accent 1", "Medium Grid 1 Accent 3", "Medium Grid 3")
FORM = (("ref", "Ref"), ("text", "Action"), ("response", "Update"))
FORM_REST = (("status", "Status"), ("target", "Due date"), ("lead", "Owner"))


@dataclass(frozen=True, slots=True)
class Look:
    """How a Word file looks; `space` is points after a paragraph."""

    style: str
    font: str
    points: float
    wide: bool
    columns: int
    space: float
    repeat: bool
    level: bool

    @property
    def chosen(self) -> tuple[str, ...]:
        """What was chosen, in words."""
        wide = "wide" if self.wide else "tall"
        again = "" if self.repeat else "head-once"
        size = f"{self.points}pt"
        said = (self.style, self.font, size, wide, f"{self.columns} columns", again)
        return tuple(filter(None, said))


def look(asked: Chance) -> Look:
    """A look by chance."""
    style = asked.pick("style", STYLES)
    return Look(
        style,
        asked.pick("font", ("Liberation Sans", "Liberation Serif", "DejaVu Sans")),
        asked.pick("points", (8.0, 9.0, 10.0, 11.0)),
        asked.pick("wide", (True, True, False)),
        asked.pick("columns", (1, 2, 2, 3)),
        asked.pick("space", (2.0, 4.0)),
        asked.pick("repeat", (True, True, False)),
        asked.pick("level", (False, False, True)),
    )


def draw(plan: Plan, path: Path, kind: str, look: Look) -> None:
    """Writes the plan as "tables", "strands", "pairs", "forms", "bullets", "report"."""
    made = Document()
    _page(made, look, columned=kind in ("bullets", "report"))
    if kind == "report":
        for block in plan.report:
            word.report_block(made, block)
    elif kind == "bullets":
        word.bulleted(made, plan)
    else:
        _opening(made, plan)
        {"tables": _tables, "strands": _strands, "pairs": _pairs, "forms": _forms}[
            kind
        ](made, plan, look)
    word.save(made, path)


def _page(made: Any, look: Look, columned: bool) -> None:
    normal = made.styles["Normal"]
    normal.font.size, normal.font.name = Pt(look.points), look.font
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    normal.paragraph_format.space_after = Pt(look.space)
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    if look.wide and not columned:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(18)
    if columned and look.columns > 1:
        cols = OxmlElement("w:cols")
        cols.set(qn("w:num"), str(look.columns))
        cols.set(qn("w:space"), "400")
        for old in page._sectPr.findall(qn("w:cols")):
            page._sectPr.remove(old)
        page._sectPr.append(cols)


def _opening(made: Any, plan: Plan) -> None:
    made.add_heading(plan.title, 0)
    for heading, paragraphs in plan.intro:
        made.add_heading(heading, 1)
        for text in paragraphs:
            made.add_paragraph(text)
    for heading, name, text in plan.aims:
        made.add_heading(heading, 1)
        made.add_heading(name, 2)
        paragraph = made.add_paragraph()
        paragraph.add_run("Aim: ").bold = True
        paragraph.add_run(text)
    if plan.table_heading:
        made.add_heading(plan.table_heading, 1)


def _grid(made: Any, words: list[str], look: Look) -> Any:
    grid = made.add_table(rows=1, cols=len(words))
    if look.style != "Normal Table":
        grid.style = look.style
    for cell, text in zip(grid.rows[0].cells, words, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    if look.repeat:
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    return grid


def _row(grid: Any, look: Look) -> Any:
    row = grid.add_row()
    if look.style not in SEEN:
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)
    return row


def _tables(made: Any, plan: Plan, look: Look) -> None:
    words = plans.header(plan)
    for section in plan.sections:
        made.add_heading(section.path[-1], 2)
        grid = _grid(made, list(words.values()), look)
        for entry in section.entries:
            cells = _row(grid, look).cells
            for cell, name in zip(cells, words, strict=True):
                word.fill(cell, entry, name)
                _spaced(cell, look)


def _spaced(cell: Any, look: Look) -> None:
    """Blank below a row that no rule and no shade parts from the next."""
    if look.style in (
        "Normal Table",
        "Medium List 1",
        "Light List",
        "Light List Accent 2",
    ):
        cell.paragraphs[-1].paragraph_format.space_after = Pt(0.8 * look.points)


def _strands(made: Any, plan: Plan, look: Look) -> None:
    words = {"strand": "Strand", **plans.header(plan)}
    grid = _grid(made, list(words.values()), look)
    for section in plan.sections:
        for number, entry in enumerate(section.entries):
            cells = _row(grid, look).cells
            for cell, name in zip(cells, words, strict=True):
                if name != "strand":
                    word.fill(cell, entry, name)
                elif not number:
                    cell.paragraphs[0].add_run(section.path[-1]).bold = True
                _spaced(cell, look)


def _pairs(made: Any, plan: Plan, look: Look) -> None:
    grid = _grid(made, ["Comment", "Response"], look)
    number = 0
    for section in plan.sections:
        for entry in section.entries:
            number += 1
            asked, answer = _row(grid, look).cells
            asked.paragraphs[0].add_run(f"{number} {entry.text}")
            asked.add_paragraph(f"({section.path[-1]})")
            word.fill(answer, entry, "response")
            _spaced(asked, look)
            _spaced(answer, look)


def _forms(made: Any, plan: Plan, look: Look) -> None:
    names = [pair for pair in (*FORM, *FORM_REST) if pair[0] in plans.header(plan)]
    for section in plan.sections:
        made.add_heading(section.path[-1], 2)
        for entry in section.entries:
            grid = made.add_table(rows=0, cols=2)
            if look.style != "Normal Table":
                grid.style = look.style
            for name, label in names:
                cells = grid.add_row().cells
                cells[0].paragraphs[0].add_run(label).bold = True
                word.fill(cells[1], entry, name)
                cells[0].width, cells[1].width = Mm(35), Mm(120)
            made.add_paragraph()
