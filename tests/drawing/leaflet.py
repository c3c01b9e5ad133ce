"""A plan as a leaflet of bullets under lettered pillars, and in newspaper columns."""

from dataclasses import replace
from pathlib import Path

from reportlab.lib.colors import HexColor, white

from tests.drawing.plan import Plan, Section
from tests.drawing.setter import INK, Paper, Press

COLORS = ("#1f4e79", "#7b2d26", "#2e6b3e", "#5b3a78", "#7a5a00", "#3a3a3a")


def draw(
    plan: Plan, path: Path, paper: Paper, summary: bool = True, lost: int = -1
) -> None:
    """A title page that sums the pillars up, then a page or more for each pillar.

    The pillar at `lost` has no letter on its own page.
    """
    press = Press(path, paper, plan.title)
    if summary:
        _summary(press, plan)
        press.next_column()
    for index, section in enumerate(plan.sections):
        if index:
            press.canvas.showPage()
            press.open_page()
        shown = replace(section, letter="") if index == lost else section
        _pillar(press, shown, COLORS[index % len(COLORS)])
        _objectives(press, section)
    press.save()


def newspaper(plan: Plan, path: Path, paper: Paper) -> None:
    """The pillars one after another, set in newspaper columns."""
    press = Press(path, paper, plan.title)
    press.heading(plan.title, 16)
    for index, section in enumerate(plan.sections):
        press.room(120)
        _pillar(press, section, COLORS[index % len(COLORS)])
        _objectives(press, section)
    press.save()


def _summary(press: Press, plan: Plan) -> None:
    press.heading(plan.title, 26, COLORS[0])
    press.heading(plan.period or "", 18, COLORS[0])
    press.heading("We will", 16)
    for index, section in enumerate(plan.sections):
        _pillar(press, section, COLORS[index % len(COLORS)])
        press.y -= 8


def _pillar(press: Press, section: Section, color: str) -> None:
    """The letter on a coloured square, the pillar's title beside it, what it means."""
    press.room(90)
    canvas, side = press.canvas, 30.0
    if section.letter:
        canvas.setFillColor(HexColor(color))
        canvas.rect(press.left, press.y - side, side, side, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawCentredString(press.left + side / 2, press.y - 22, section.letter)
        canvas.setFillColor(INK)
        press.y -= side + 2
    press.heading(section.path[-1], 13, color)
    if section.includes:
        press.paragraph("This includes:", bold=True)
    for text in section.includes:
        press.paragraph(text, bullet="•")


def _objectives(press: Press, section: Section) -> None:
    if section.letter:
        press.paragraph("Objectives:", bold=True)
    for entry in section.entries:
        press.paragraph(entry.text, bullet="•")
