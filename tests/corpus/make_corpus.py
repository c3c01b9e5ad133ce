"""Draws the corpus: one small plan after another, each with a single oddity.

Run it from the project's root: python -m tests.corpus.make_corpus
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import yaml

from tests.corpus import odd_pages, odd_words
from tests.drawing import forms, leaflet, plain, sheet, tabled, word
from tests.drawing import plan as plans
from tests.drawing.plan import Plan
from tests.drawing.setter import Paper
from tests.drawing.tables import Look

HERE = Path(__file__).parent
SHEET = Paper(size=(500.0, 360.0), margin=36, points=9)
TALL = Paper(size=(420.0, 560.0), margin=36, points=9.5)
RULES = {
    name: frozenset(name.split())
    for name in ("", "rows header", "outer rows columns header", "rows columns header")
}
Draw = Callable[[Path], None]


def small(name: str) -> Plan:
    """One of the small plans: "table", "strands" or "pillars"."""
    content = yaml.safe_load((HERE / "small.yaml").read_text(encoding="utf-8"))
    return plans.from_content(content[name])


def corpus() -> dict[str, Draw]:
    """File name to the function that draws it."""
    table, strands, pillars = small("table"), small("strands"), small("pillars")
    first = replace(table, sections=table.sections[:1], glossary=None)
    return {
        "table-over-page.pdf": _table(table, SHEET, Look(), "above"),
        "repeated-header-unrepeated-title.pdf": _table(table, SHEET, Look(), "title"),
        "repeated-title-and-header.pdf": _table(
            table, SHEET, Look(repeat_title=True), "title"
        ),
        "outer-border-missing.pdf": _table(
            table, TALL, Look(RULES["rows columns header"]), "above"
        ),
        "no-rules-zebra.pdf": _table(
            table, TALL, Look(RULES[""], zebra=True, cut=False), "above"
        ),
        "no-rules-at-all.pdf": _table(
            first, TALL, Look(RULES[""], fill="#ffffff", cut=False, pad=6), "above"
        ),
        "rotated-page.pdf": _table(table, replace(SHEET, rotate=90), Look(), "above"),
        "running-heads.pdf": _table(
            table,
            replace(SHEET, head="Protecting people - issue 4", foot="Larkmoor"),
            Look(),
            "above",
        ),
        "merged-strand-over-pages.pdf": _table(strands, SHEET, Look(), "column"),
        "header-missing.pdf": lambda path: odd_pages.header_missing(first, path),
        "header-is-an-image.pdf": lambda path: odd_pages.header_image(first, path),
        "white-rules.pdf": lambda path: odd_pages.white_rules(first, path),
        "two-level-header.pdf": lambda path: odd_pages.two_level_header(first, path),
        "two-tables-side-by-side.pdf": lambda path: odd_pages.side_by_side(first, path),
        "form-per-action.pdf": lambda path: forms.boxes(first, path, TALL, Look()),
        "form-without-rules.pdf": lambda path: forms.blocks(
            first, path, replace(TALL, size=(420.0, 640.0))
        ),
        "summary-page-repeated.pdf": lambda path: leaflet.draw(pillars, path, TALL),
        "merged-strand-over-pages.docx": lambda path: word.strands(strands, path),
        "glossary-after-table.docx": lambda path: word.sections(table, path),
        "measures-in-last-column.docx": lambda path: odd_words.measures_last(
            table, path
        ),
        "tracked-changes.docx": lambda path: odd_words.tracked(first, path),
        "shifted-columns.txt": lambda path: odd_words.shifted(strands, path),
        "strand-label-one-row-late.txt": lambda path: odd_words.late_label(
            strands, path
        ),
        "row-cut-by-page.txt": lambda path: plain.tab_text(_cut(table), path),
        "pipe-table.md": lambda path: plain.markdown(table, path),
        "strand-label-centred.pdf": _table(
            strands, SHEET, Look(late=True, cut=False), "column"
        ),
        "hyphens-at-line-ends.pdf": odd_pages.hyphens,
        "pillar-letter-lost.pdf": lambda path: odd_pages.letter_lost(
            pillars, path, TALL
        ),
        "numbered-paragraph-actions.docx": lambda path: odd_words.numbered(first, path),
        "header-in-fourth-row.xlsx": lambda path: sheet.tracker(table, path),
        "rules-between-rows-only.pdf": _table(
            table, TALL, Look(RULES["rows header"], fill="#ffffff"), "above"
        ),
    }


def main() -> None:
    """Writes every file of the corpus beside this one."""
    for name, draw in corpus().items():
        draw(HERE / name)


def _table(plan: Plan, paper: Paper, look: Look, sections: tabled.Place) -> Draw:
    def draw(path: Path) -> None:
        tabled.draw(plan, path, tabled.Tabled(paper, look, sections))

    return draw


def _cut(plan: Plan) -> Plan:
    """The plan with its last rows of each section cut by the end of a page."""
    sections = []
    for section in plan.sections:
        *rest, last = section.entries
        entries = (*rest, replace(last, cut=True))
        sections.append(replace(section, entries=entries))
    return replace(plan, sections=tuple(sections))


if __name__ == "__main__":
    main()
