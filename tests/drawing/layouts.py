"""Every layout in which a plan can be drawn without another program."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape

from tests.drawing import forms, leaflet, plain, reports, sheet, tabled, web, word
from tests.drawing.plan import Plan, unlettered
from tests.drawing.setter import Paper
from tests.drawing.tables import Look

WIDE = Paper(size=landscape(A4), head="Domestic abuse plan", foot="For publication")
TALL = Paper(size=A4, head="Domestic abuse plan", foot="For publication")
SERIF = replace(TALL, font="Times-Roman", head="", points=10)
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Layout:
    """A way of drawing: its name, the file's suffix, the families it is fit for.

    Families: "table" (items with fields), "pillars" (bullets only), "report"; and
    "strands": a table whose first column could name the pillars; "filled": only
    for plans whose rows have their own response, as nothing else holds them together.
    """

    name: str
    suffix: str
    families: frozenset[str]
    draw: Callable[[Plan, Path], None]


def family(plan: Plan) -> str:
    """What kind of plan it is."""
    if plan.report:
        return "report"
    return "pillars" if plan.sections[0].letter else "table"


def as_drawn(layout: Layout, plan: Plan) -> Plan:
    """The plan as this layout shows it.

    A table knows no pillars' letters, a tracker has no room for a plan's aims.
    """
    if layout.suffix == ".xlsx":
        plan = replace(plan, aims=(), table_heading="")
    if family(plan) == "pillars" and "pillars" not in layout.families:
        return unlettered(plan)
    return plan


def fits(layout: Layout, plan: Plan) -> bool:
    """Whether this layout can say all that the plan says."""
    kind = family(plan)
    strands = "strands" in layout.families and kind == "pillars"
    if "filled" in layout.families and any(one.shared for one in plan.sections):
        return False
    return kind in layout.families or strands


def _table(name: str, layout: tabled.Tabled, also: str = "table") -> Layout:
    def draw(plan: Plan, path: Path) -> None:
        tabled.draw(plan, path, layout)

    strands = {"strands"} if layout.sections == "column" else set()
    return Layout(name, ".pdf", frozenset({"table", also} | strands), draw)


def _of(
    name: str, suffix: str, kinds: str, draw: Callable[[Plan, Path], None]
) -> Layout:
    return Layout(name, suffix, frozenset(kinds.split()), draw)


def _rules(words: str) -> frozenset[str]:
    return frozenset(words.split())


TABLES = (
    _table("ruled-landscape", tabled.Tabled(WIDE, Look(), "title")),
    _table("ruled-portrait", tabled.Tabled(TALL, Look(repeat_title=True), "title")),
    _table(
        "ruled-header-not-repeated",
        tabled.Tabled(WIDE, Look(repeat_header=False), "above"),
    ),
    _table(
        "half-ruled-rows-only",
        tabled.Tabled(TALL, Look(_rules("rows header"), fill="#ffffff"), "above"),
    ),
    _table(
        "half-ruled-no-outer-border",
        tabled.Tabled(WIDE, Look(_rules("rows columns header")), "above"),
    ),
    _table(
        "header-rule-and-zebra",
        tabled.Tabled(SERIF, Look(_rules("header"), zebra=True, cut=False), "above"),
    ),
    _table(
        "zebra-borderless",
        tabled.Tabled(SERIF, Look(NONE, zebra=True, cut=False), "above"),
    ),
    _table(
        "borderless",
        tabled.Tabled(WIDE, Look(NONE, fill="#ffffff", cut=False, pad=6), "above"),
        "filled",
    ),
    _table("merged-strands", tabled.Tabled(WIDE, Look(cut=False), "column")),
    _table(
        "merged-strands-cut-late",
        tabled.Tabled(TALL, Look(late=True), "column"),
    ),
    _table(
        "merged-strands-half-ruled",
        tabled.Tabled(WIDE, Look(_rules("rows header"), cut=False), "column"),
    ),
    _table(
        "white-on-colour-white-rules",
        tabled.Tabled(
            WIDE,
            Look(zebra=True, rule="#ffffff", fill="#1f4e79", ink="#ffffff"),
            "above",
        ),
    ),
    _table("rotated-90", tabled.Tabled(replace(WIDE, rotate=90), Look(), "above")),
    _table("rotated-270", tabled.Tabled(replace(WIDE, rotate=270), Look(), "column")),
)
FORMS = (
    _of(
        "form-boxes",
        ".pdf",
        "table",
        lambda plan, path: forms.boxes(plan, path, TALL, Look()),
    ),
    _of(
        "form-blocks",
        ".pdf",
        "table",
        lambda plan, path: forms.blocks(plan, path, replace(TALL, points=10.5)),
    ),
)
BULLETS = (
    _of(
        "leaflet",
        ".pdf",
        "pillars",
        lambda plan, path: leaflet.draw(plan, path, replace(TALL, points=11, head="")),
    ),
    _of(
        "newspaper-columns",
        ".pdf",
        "pillars",
        lambda plan, path: leaflet.newspaper(plan, path, replace(TALL, columns=2)),
    ),
    _of(
        "newspaper-landscape-serif",
        ".pdf",
        "pillars",
        lambda plan, path: leaflet.newspaper(
            plan, path, replace(WIDE, columns=3, font="Times-Roman", points=11)
        ),
    ),
)
REPORTS = (
    _of(
        "report",
        ".pdf",
        "report",
        lambda plan, path: reports.draw(plan, path, replace(TALL, points=11)),
    ),
)
FILES = (
    _of("word-sections", ".docx", "table", word.sections),
    _of("word-strands", ".docx", "table strands", word.strands),
    _of("word-bullets", ".docx", "pillars", word.bullets),
    _of("word-report", ".docx", "report", word.report),
    _of("tracker", ".xlsx", "table", sheet.tracker),
    _of("web-tables", ".html", "table", web.tables),
    _of("web-strands", ".html", "table strands", web.strands),
    _of("web-bullets", ".html", "pillars", web.bulleted),
    _of("web-report", ".html", "report", web.report),
    _of("tab-text", ".txt", "table", plain.tab_text),
    _of("markdown-tables", ".md", "table", plain.markdown),
    _of("markdown-bullets", ".md", "pillars", plain.bulleted),
)
LAYOUTS = TABLES + FORMS + BULLETS + REPORTS + FILES
