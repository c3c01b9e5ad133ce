"""A plan drawn by chance: which plan, by which printer, set in which way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from reportlab.lib.pagesizes import A4, A5, landscape, letter

from tests.drawing import (
    cards,
    chance,
    forms,
    layouts,
    leaflet,
    mirror,
    paired,
    platypus,
    reports,
    styled_word,
    tabled,
    web,
)
from tests.drawing import plan as plans
from tests.drawing.chance import Chance, Style
from tests.drawing.plan import Plan
from tests.drawing.reading import document_of, items_of
from tests.drawing.setter import Paper
from tests.drawing.tables import Look

SHARED = Path(__file__).parents[2] / "../shared"
Rows: TypeAlias = tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file that was drawn, and the items a careful reader finds in it."""

    name: str
    file: str
    printer: str
    kind: str
    chosen: tuple[str, ...]
    wanted: Rows
    heads: bool = False


Printer: TypeAlias = Callable[[str, Sequence[Plan], Path], Drawn]


def by_chromium(seed: str, every: Sequence[Plan], folder: Path) -> Drawn:
    """A web page, to be printed by Chromium."""
    asked = Chance(f"chromium/{seed}")
    plan = asked.pick("plan", every)
    kind = _kind(asked, plan)
    form = "columns" if plan.report or kind == "bullets" else "tables"
    look = chance.style(asked, "text" if form == "columns" else form)
    name = f"{seed}-chromium-{plan.name}-{kind}"
    path = folder / f"{name}.html"
    wanted, chosen, css = plans.expected(plan), look.chosen, look.css
    if kind == "cards":
        form, card = chance.cards(asked)
        cards.draw(plan, path, css + card, form)
        chosen = (*chosen, card.splitlines()[-1].strip("/* "))
    elif kind == "pairs":
        cards.paired(plan, path, css)
        wanted = cards.in_pairs(plan)
    elif form == "columns":
        count = asked.pick("columns", (1, 2, 2, 3) if kind == "bullets" else (1, 2))
        count = 2 if count == 3 and _is_cut(look) else count
        css += f"body {{ column-count: {count}; column-gap: 9mm; }}"
        (web.report if plan.report else web.bulleted)(plan, path, css)
        chosen = (*chosen, f"{count} columns")
    else:
        plan = _seen(plan, look, kind)
        {"tables": web.tables, "strands": web.strands, "bands": web.bands}[kind](
            plan, path, css
        )
        wanted = plans.expected(plan)
    heads = asked.pick("heads", (False, False, True))
    return Drawn(name, path.name, "chromium", kind, chosen, tuple(wanted), heads)


def _is_cut(look: Style) -> bool:
    """Whether three columns would cut long words: large or wide type, a small page."""
    large = not {"8pt", "9pt"} & set(look.chosen)
    wide = any(name.startswith("DejaVu") for name in look.chosen)
    return "A5" in look.chosen and (large or wide)


def by_office(seed: str, every: Sequence[Plan], folder: Path) -> Drawn:
    """A Word file, to be printed by LibreOffice."""
    asked = Chance(f"office/{seed}")
    plan = asked.pick("plan", every)
    kind = _kind(asked, plan)
    kind = {"bands": "tables", "cards": "forms"}.get(kind, kind)
    name = f"{seed}-office-{plan.name}-{kind}"
    path = folder / f"{name}.docx"
    look = styled_word.look(asked)
    plan = _without_shared(plan) if kind == "tables" else plan
    styled_word.draw(plan, path, kind, look)
    wanted = cards.in_pairs(plan) if kind == "pairs" else plans.expected(plan)
    return Drawn(name, path.name, "office", kind, look.chosen, tuple(wanted))


def by_reportlab(seed: str, every: Sequence[Plan], folder: Path) -> Drawn:
    """A PDF set by ReportLab, line by line or by its own layout."""
    asked = Chance(f"reportlab/{seed}")
    plan = asked.pick("plan", every)
    kind = _kind(asked, plan)
    name = f"{seed}-reportlab-{plan.name}-{kind}"
    path = folder / f"{name}.pdf"
    paper = _paper(asked)
    look, chosen = _look(asked)
    wanted = plans.expected(plan)
    if plan.report:
        reports.draw(plan, path, paper)
    elif kind == "bullets":
        count = asked.pick("columns", (1, 2, 2, 3))
        chosen = (f"{count} columns",)
        leaflet.newspaper(plan, path, replace(paper, columns=count))
    elif kind == "cards":
        form = asked.pick("form", ("boxes", "blocks"))
        chosen = (*chosen, form)
        if form == "boxes":
            forms.boxes(plan, path, paper, look)
        else:
            forms.blocks(plan, path, paper)
    elif kind == "pairs":
        paired.draw(plan, path, paper, look)
        wanted = paired.wanted(plan)
    elif kind == "bands":
        style = asked.pick("style", ("GRID", "BOXED", "DOUBLE"))
        even = asked.pick("even", (False, True))
        chosen = (style, "justified" if even else "left")
        platypus.bands(plan, path, getattr(platypus, style), even)
    else:
        ruled = bool(look.rules) or look.zebra
        plan = plan if "rows" in look.rules and ruled else _without_shared(plan)
        place = asked.pick("sections", ("above", "title"))
        place = "column" if kind == "strands" else place
        plan = layouts.as_drawn(_STRANDS, plan) if kind == "strands" else plan
        tabled.draw(plan, path, tabled.Tabled(paper, look, place))
        chosen, wanted = (*chosen, place), plans.expected(plan)
    chosen = (*chosen, paper.font, f"{paper.points}", f"{paper.size[0]:.0f} wide")
    return Drawn(name, path.name, "reportlab", kind, chosen, tuple(wanted))


def by_mirror(seed: str, every: Sequence[Plan], folder: Path) -> Drawn:
    """A real plan's own headings, lists and tables as a web page; a sample where none.

    What is wanted is what is read in the plan's text.
    """
    found = sorted((SHARED / "plans").glob("*.txt"))
    if not found:
        return by_chromium(seed, every, folder)
    asked = Chance(f"mirror/{seed}")
    plain = asked.pick("plan", found)
    look = chance.style(asked, asked.pick("kind", ("tables", "text")))
    name = f"{seed}-mirror-{plain.stem}"
    mirror.draw(document_of(plain), folder / f"{name}.html", look.css)
    wanted = mirror.rows_of(items_of(plain))
    return Drawn(name, f"{name}.html", "mirror", "mirror", look.chosen, tuple(wanted))


PRINTERS: dict[str, Printer] = {
    "chromium": by_chromium,
    "office": by_office,
    "reportlab": by_reportlab,
    "mirror": by_mirror,
}
_STRANDS = next(one for one in layouts.LAYOUTS if one.name == "merged-strands")


def _kind(asked: Chance, plan: Plan) -> str:
    family = layouts.family(plan)
    if family == "report":
        return "report"
    if family == "pillars":
        return "bullets"
    kinds = ("tables", "tables", "strands", "bands", "cards", "pairs")
    kind = asked.pick("kind", kinds)
    if kind == "pairs" and not plan.has("response"):
        return "tables"
    return kind


def _seen(plan: Plan, look: Style, kind: str) -> Plan:
    """The plan as such a table can say it: merged cells need rules to be seen."""
    merged = kind == "strands" and look.chosen[0] in ("grid", "light", "rows")
    return plan if merged else _without_shared(plan)


def _without_shared(plan: Plan) -> Plan:
    sections = (replace(section, shared=False) for section in plan.sections)
    return replace(plan, sections=tuple(sections))


def _paper(asked: Chance) -> Paper:
    size = asked.pick("paper", (A4, landscape(A4), landscape(A4), letter))
    points = asked.pick("points", (8.0, 9.0, 9.5, 10.0, 11.0))
    if asked.pick("small", (False,) * 5 + (True,)):
        size, points = landscape(A5), 8.0
    return Paper(
        size=size,
        font=asked.pick("font", ("Helvetica", "Times-Roman")),
        points=points,
        margin=asked.pick("margin", (30.0, 40.0, 54.0)),
        head=asked.pick("head", ("", "Domestic abuse plan")),
        foot=asked.pick("foot", ("", "For publication")),
        rotate=asked.pick("rotate", (0, 0, 0, 0, 90, 270)),
    )


def _look(asked: Chance) -> tuple[Look, tuple[str, ...]]:
    rules = asked.pick(
        "rules",
        (
            "outer rows columns header",
            "rows columns header",
            "rows header",
            "rows",
            "outer columns header",
            "columns header",
            "header",
            "",
        ),
    )
    zebra = asked.pick("zebra", (False, False, True))
    bare = "rows" not in rules and not zebra
    fill = asked.pick("fill", ("#d9e2ec", "#ffffff", "#1f4e79"))
    look = Look(
        frozenset(rules.split()),
        zebra=zebra,
        fill=fill,
        ink="#ffffff" if fill == "#1f4e79" else "#1a1a1a",
        repeat_header=asked.pick("repeat", (True, True, False)),
        repeat_title=asked.pick("again", (True, False)),
        cut=not bare and asked.pick("cut", (True, False)),
        late=asked.pick("late", (False, False, True)),
        rule=asked.pick("rule", ("#1a1a1a", "#999999")),
        pad=7.0 if bare else asked.pick("pad", (3.0, 4.0, 6.0)),
    )
    said = (rules or "no rules", "zebra" if zebra else "", fill)
    again = "" if look.repeat_header else "head-once"
    return look, tuple(filter(None, (*said, again, "cut" if look.cut else "whole")))
