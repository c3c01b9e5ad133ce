"""Oddities of PDF pages."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib.colors import HexColor, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

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
    """White rules on white paper, under the words and across the rows."""
    press = _opened(plan, path)
    press.canvas.setStrokeColor(white)
    press.canvas.setLineWidth(0.4)
    for step in range(1, 10):
        y = press.y - 19 * step
        press.canvas.line(press.left, y, press.left + press.width, y)
    _grid(press, plan, _header(plan)).draw(_rows(plan))
    press.save()


def two_level_header(plan: Plan, path: Path) -> None:
    """A header in two rows: "Delivery" over the target and the lead."""
    press = _opened(plan, path)
    grid = _grid(press, plan, _header(plan))
    *before, target, lead = grid.widths
    x, y = press.left + sum(before), press.y
    canvas = press.canvas
    canvas.setFillColor(HexColor("#d9e2ec"))
    canvas.rect(press.left, y - 16, press.width, 16, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#000000"))
    canvas.setLineWidth(0.7)
    canvas.rect(press.left, y - 16, sum(before), 16)
    canvas.rect(x, y - 16, target + lead, 16)
    canvas.setFont("Helvetica-Bold", PAPER.points)
    canvas.drawString(x + 4, y - 12, "Delivery")
    press.y = y - 16
    grid.draw(_rows(plan))
    press.save()


def hyphens(path: Path) -> None:
    """Words broken by soft hyphens at line ends, and compounds broken at real ones."""
    _register_soft_hyphens()
    press = Press(path, PAPER, "Larkmoor Constabulary Domestic Abuse Objectives")
    press.heading("Larkmoor Constabulary Domestic Abuse Objectives", 15)
    press.paragraph(
        "Officers explain what they do and why. Body-worn cameras and multi-agency"
        " meetings bring together what was seen and what is known."
    )
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
            press.canvas.setFont("Vera", 10)
            if not index:
                press.canvas.drawString(press.left + 4, press.y, "•")
            press.canvas.drawString(press.left + 16, press.y, line)
        press.y -= 4
    press.save()


def side_by_side(plan: Plan, path: Path) -> None:
    """A small table of telephone numbers beside the plan's own."""
    press = _opened(plan, path)
    rows, top = _rows(plan)[:2], press.y
    widths = tabled.fitted(plans.header(plan), press.width * 0.72, press, rows)
    Grid(press, Look(), widths, _header(plan)).draw(rows)
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


def _register_soft_hyphens() -> None:
    """A font that is embedded, so that a soft hyphen stays one in the file."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))


def _opened(plan: Plan, path: Path) -> Press:
    press = Press(path, PAPER, plan.title)
    press.heading(plan.title, 14)
    press.heading(plan.sections[0].path[-1], 11.5)
    return press


def _header(plan: Plan) -> Row:
    words = plans.header(plan).values()
    return Row(tuple((("", word),) for word in words), bold=True)


def _grid(press: Press, plan: Plan, header: Row | None) -> Grid:
    return Grid(press, Look(), _widths(press, plan), header)


def _rows(plan: Plan) -> list[Row]:
    return tabled.rows(plan.sections[0], list(plans.header(plan)))


def _widths(press: Press, plan: Plan) -> list[float]:
    return tabled.fitted(plans.header(plan), press.width, press, _rows(plan))
