"""Which layout each sample plan is printed in."""

from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape

from tests.drawing import leaflet, plain, sheet, tabled, word
from tests.drawing.plan import Plan
from tests.drawing.setter import Paper
from tests.drawing.tables import Look

RULED = Paper(
    size=landscape(A4),
    foot="Westmarch Constabulary - Protecting People",
    head="Domestic Abuse Improvement Plan",
)
ZEBRA = Paper(size=A4, font="Times-Roman", points=9.5, foot="Not protectively marked")
LEAFLET = Paper(size=A4, points=11, number=False)


def draw(plan: Plan, path: Path) -> None:
    """Prints a sample plan as its own force would."""
    DRAWN[plan.layout](plan, path)


def _ruled_landscape(plan: Plan, path: Path) -> None:
    layout = tabled.Tabled(RULED, Look(), sections="title")
    tabled.draw(plan, path, layout)


def _zebra_portrait(plan: Plan, path: Path) -> None:
    look = Look(rules=frozenset(), zebra=True, fill="#c9d6e3", cut=False)
    tabled.draw(plan, path, tabled.Tabled(ZEBRA, look))


def _leaflet(plan: Plan, path: Path) -> None:
    leaflet.draw(plan, path, LEAFLET)


def _strands(plan: Plan, path: Path) -> None:
    word.strands(plan, path)


DRAWN: dict[str, Callable[[Plan, Path], None]] = {
    "ruled_landscape": _ruled_landscape,
    "zebra_portrait": _zebra_portrait,
    "leaflet": _leaflet,
    "strands_docx": _strands,
    "report_docx": word.report,
    "tab_text": plain.tab_text,
    "markdown": plain.markdown,
    "tracker_xlsx": sheet.tracker,
}
