"""Oddities of PDF pages."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib.colors import HexColor, white
from reportlab.lib.utils import ImageReader

from tests.drawing import leaflet, tabled
from tests.drawing import plan as plans
from tests.drawing.plan import Plan
from tests.drawing.setter import Paper, Press
from tests.drawing.tables import Grid, Look, Row

PAPER = Paper(size=(520.0, 400.0), margin=36, points=9)


def header_missing(plan: Plan, path: Path) -> None:
    """A ruled table whose first row is an action: no header anywhere."""
    press = _opened(plan, path)
    _grid(press, plan, None).draw(_rows(plan))
    press.save()


def header_image(plan: Plan, path: Path) -> None:
    """A ruled table whose header is a picture of words."""
    press = _opened(plan, path)
    picture = Image.new("RGB", (900, 40), "#1f4e79")
    ImageDraw.Draw(picture).text((10, 12), "REF  ACTION  RESPONSE  TARGET  LEAD")
    held = BytesIO()
    picture.save(held, "PNG")
    held.seek(0)
    press.y -= 18
    press.canvas.drawImage(
        ImageReader(held), press.left, press.y, width=press.width, height=18
    )
    _grid(press, plan, None).draw(_rows(plan))
    press.save()


def white_rules(plan: Plan, path: Path) -> None:
    """White rules on white between the lines of each cell, black ones round rows."""
    press = _opened(plan, path)
    top = press.y
    grid = _grid(press, plan, _header(plan))
    grid.draw(_rows(plan))
    canvas = press.canvas
    canvas.setStrokeColor(white)
    canvas.setLineWidth(0.4)
    y = top - 30
    while y > press.y + 14:
        canvas.line(press.left + 30, y, press.left + press.width - 4, y)
        y -= 22
    canvas.setStrokeColor(HexColor("#000000"))
    press.save()


def two_level_header(plan: Plan, path: Path) -> None:
    """A header in two rows: "Delivery" above the target and the lead."""
    press = _opened(plan, path)
    words = plans.header(plan)
    over = Row(
        tuple((("", "Delivery"),) if name == "target" else () for name in words),
        bold=True,
    )
    upper = _grid(press, plan, over)
    lower = _grid(press, plan, _header(plan))
    upper.look = replace(upper.look, rules=frozenset({"outer", "header"}))
    upper.draw(())
    press.y += 10
    lower.draw(_rows(plan))
    press.save()


def hyphens(path: Path) -> None:
    """Words broken by soft hyphens at line ends, and compounds broken at real ones."""
    press = Press(path, PAPER, "Larkmoor Constabulary Domestic Abuse Objectives")
    press.heading("Larkmoor Constabulary Domestic Abuse Objectives", 15)
    press.heading("Objectives")
    broken = (
        (
            "We will make sure that every officer who attends can ex\u00ad",
            "plain the safety plan.",
        ),
        (
            "All officers who attend will switch on their body-",
            "worn cameras at the door.",
        ),
        (
            "Detectives and prosecutors will read cases to\u00ad",
            "gether and note what each multi-",
            "agency meeting had promised.",
        ),
    )
    for lines in broken:
        for index, line in enumerate(lines):
            press.y -= 12
            if not index:
                press.canvas.drawString(press.left + 4, press.y, "•")
            press.canvas.setFont(PAPER.font, 10)
            press.canvas.drawString(press.left + 16, press.y, line)
        press.y -= 4
    press.save()


def side_by_side(plan: Plan, path: Path) -> None:
    """A small table of telephone numbers beside the plan's own."""
    press = _opened(plan, path)
    widths = tabled.widths(plans.header(plan), press.width * 0.72)
    top = press.y
    Grid(press, Look(), widths, _header(plan)).draw(_rows(plan)[:2])
    low, press.y = press.y, top
    press.shift = press.width * 0.76
    head = Row(((("", "Office"),), (("", "Telephone"),)), bold=True)
    numbers = [
        Row(((("", "Counter"),), (("", "01632 960101"),))),
        Row(((("", "Adviser"),), (("", "01632 960102"),))),
    ]
    Grid(press, Look(), [46, 60], head).draw(numbers)
    press.shift, press.y = 0.0, low
    press.save()


def letter_lost(plan: Plan, path: Path, paper: Paper) -> None:
    """A leaflet whose second pillar has its letter on the summary page only."""
    leaflet.draw(plan, path, paper, lost=1)


def _opened(plan: Plan, path: Path) -> Press:
    press = Press(path, PAPER, plan.title)
    press.heading(plan.title, 14)
    press.heading(plan.sections[0].path[-1], 11.5)
    return press


def _header(plan: Plan) -> Row:
    words = plans.header(plan).values()
    return Row(tuple((("", word),) for word in words), bold=True)


def _grid(press: Press, plan: Plan, header: Row | None) -> Grid:
    return Grid(press, Look(), tabled.widths(plans.header(plan), press.width), header)


def _rows(plan: Plan) -> list[Row]:
    return tabled.rows(plan.sections[0], list(plans.header(plan)))
