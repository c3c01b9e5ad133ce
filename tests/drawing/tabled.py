"""A plan as a table in a PDF: one row an item, sections as the layout has them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.drawing import plan as plans
from tests.drawing.plan import Entry, Plan, Section
from tests.drawing.setter import BOLD, Paper, Press
from tests.drawing.tables import Grid, Look, Row

Place = Literal["above", "title", "column"]
Cell = tuple[tuple[str, str], ...]

SHARE = {
    "strand": 12.0,
    "ref": 5.0,
    "text": 30.0,
    "response": 36.0,
    "status": 9.0,
    "target": 13.0,
    "lead": 13.0,
}


@dataclass(frozen=True, slots=True)
class Tabled:
    """One way of printing a plan as tables.

    `sections`: a heading above each table, a title row in it, or a first column
    of merged strands in one table for the whole plan.
    """

    paper: Paper = field(default_factory=lambda: Paper(size=landscape(A4)))
    look: Look = field(default_factory=Look)
    sections: Place = "above"
    new_page: bool = False


def draw(plan: Plan, path: Path, layout: Tabled) -> None:
    """Prints a plan as PDF tables."""
    press = Press(path, layout.paper, plan.title)
    open_plan(press, plan)
    if plan.table_heading:
        press.heading(plan.table_heading)
    if layout.sections == "column":
        _strands(press, plan, layout)
    else:
        for section in plan.sections:
            _section(press, plan, section, layout)
    if plan.glossary:
        press.heading("Glossary")
        side_table(press, plan.glossary, layout.look)
    press.save()


def open_plan(press: Press, plan: Plan) -> None:
    """The title, the words before the plan, and its table of capabilities."""
    press.heading(plan.title, 18)
    for heading, paragraphs in plan.intro:
        press.heading(heading)
        for text in paragraphs:
            press.paragraph(text)
    for heading, title, text in plan.aims:
        press.heading(heading)
        press.heading(title, 11.5)
        press.paragraph(f"Aim: {text}")
    if plan.capabilities:
        press.heading("What this plan covers")
        side_table(press, plan.capabilities, Look())


def side_table(press: Press, grid: plans.Grid, look: Look) -> None:
    """A table that holds no items."""
    total = min(press.width, 460.0)
    head = Row(tuple((("", word),) for word in grid.header), bold=True)
    rows = [Row(tuple(parts(cell.split("\n")) for cell in row)) for row in grid.rows]
    Grid(press, look, [total * 0.35, total * 0.65], head).draw(rows)


def parts(lines: Sequence[str]) -> Cell:
    """Lines of a cell as (bullet, words)."""
    return tuple(
        ("•" if line.startswith("• ") else "", plans.plain(line)) for line in lines
    )


def _section(press: Press, plan: Plan, section: Section, layout: Tabled) -> None:
    words = plans.header(plan)
    title = None
    if layout.new_page and press.y < press.top - 1:
        press.next_column()
    if layout.sections == "title":
        heading = (("", section.path[-1]),)
        title = Row((heading, *(None for _ in list(words)[1:])), bold=True, title=True)
    else:
        press.room(130)
        press.heading(section.path[-1])
    head = Row(tuple((("", word),) for word in words.values()), bold=True)
    listed = rows(_unmerged(section, layout.look), list(words))
    measures = fitted(words, press.width, press, _all_rows(plan, list(words)))
    Grid(press, layout.look, measures, head, title).draw(listed)


def _strands(press: Press, plan: Plan, layout: Tabled) -> None:
    """One table: the strand's name in a merged first column."""
    words = {"strand": "Working strand", **plans.header(plan)}
    head = Row(tuple((("", word),) for word in words.values()), bold=True)
    found: list[Row] = []
    for section in plan.sections:
        name = (("", section.path[-1]),)
        for index, row in enumerate(rows(section, list(words)[1:])):
            found.append(Row((None if index else name, *row.cells), cut=row.cut))
    Grid(press, layout.look, fitted(words, press.width, press, found), head).draw(found)


def _all_rows(plan: Plan, names: Sequence[str]) -> list[Row]:
    """The rows of all sections, so that all tables share their column widths."""
    return [row for section in plan.sections for row in rows(section, names)]


def _unmerged(section: Section, look: Look) -> Section:
    """Without rules between rows nobody could tell how far a merged cell goes."""
    readable = "rows" in look.rules and not look.zebra
    return section if readable else replace(section, shared=False)


def widths(words: dict[str, str], total: float) -> list[float]:
    """Column widths in points, by how much each column has to say."""
    whole = sum(SHARE[name] for name in words)
    return [total * SHARE[name] / whole for name in words]


def fitted(
    words: dict[str, str], total: float, press: Press, found: Sequence[Row]
) -> list[float]:
    """Column widths, `total` together, in which no word is wider than its column."""
    wanted = widths(words, total)
    head = Row(tuple((("", word),) for word in words.values()))
    paper = press.paper
    least = [
        max(
            stringWidth(word, BOLD[paper.font], paper.points)
            for row in (head, *found)
            for _, text in row.cells[col] or (("", ""),)
            for word in text.split() or [""]
        )
        + 14
        for col in range(len(words))
    ]
    grown = [max(pair) for pair in zip(wanted, least, strict=True)]
    spare = [high - low for high, low in zip(grown, least, strict=True)]
    over = sum(grown) - total
    return [
        width - over * free / (sum(spare) or 1)
        for width, free in zip(grown, spare, strict=True)
    ]


def rows(section: Section, names: Sequence[str]) -> list[Row]:
    """A row an entry; where the strand shares its response the cell is merged."""
    found: list[Row] = []
    for index, entry in enumerate(section.entries):
        cells = [_cell(entry, name) for name in names]
        merged = section.shared and index and not entry.response
        if merged and "response" in names:
            cells[names.index("response")] = None
        found.append(Row(tuple(cells), cut=entry.cut))
    return found


def _cell(entry: Entry, name: str) -> Cell | None:
    if name == "response":
        return parts(entry.response)
    words = getattr(entry, name)
    return (("", words),) if words else ()
