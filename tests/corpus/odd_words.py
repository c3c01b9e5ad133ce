"""Oddities of Word and text files."""

from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.drawing import plan as plans
from tests.drawing import word
from tests.drawing.plan import Plan


def measures_last(plan: Plan, path: Path) -> None:
    """The owner first, the action in the middle, progress in the last column."""
    drawn = Document()
    drawn.add_heading(plan.title, 0)
    names = ("lead", "ref", "text", "target", "response")
    for section in plan.sections:
        drawn.add_heading(section.path[-1], 1)
        heads = ["Who", "No.", "What we will do", "By when", "Progress and measures"]
        table = word.table(drawn, heads)
        for entry in section.entries:
            cells = table.add_row().cells
            for cell, name in zip(cells, names, strict=True):
                word.fill(cell, entry, name)
    word.save(drawn, path)


def numbered(plan: Plan, path: Path) -> None:
    """Actions as numbered paragraphs, owner and date on a line below each."""
    drawn = Document()
    drawn.add_heading(plan.title, 0)
    for section in plan.sections:
        drawn.add_heading(section.path[-1], 1)
        for entry in section.entries:
            drawn.add_paragraph(f"{entry.ref}. {entry.text}")
            drawn.add_paragraph(f"Owner: {entry.lead}. Due: {entry.target}.")
    word.save(drawn, path)


def tracked(plan: Plan, path: Path) -> None:
    """Words put in and struck out with changes tracked: the first stay."""
    drawn = Document()
    drawn.add_heading(plan.title, 0)
    drawn.add_heading(plan.sections[0].path[-1], 1)
    table = word.table(drawn, list(plans.header(plan).values()))
    for entry in plan.sections[0].entries:
        cells = table.add_row().cells
        for cell, name in zip(cells, plans.header(plan), strict=True):
            word.fill(cell, entry, name)
            if name == "text":
                _track(cell.paragraphs[0], entry.text)
    word.save(drawn, path)


def shifted(plan: Plan, path: Path) -> None:
    """A strand column whose last strand's rows stand one column too far left."""
    path.write_text("\n".join(_strand_lines(plan, shift=True)), encoding="utf-8")


def late_label(plan: Plan, path: Path) -> None:
    """A strand whose label comes one row late, after a page break."""
    path.write_text("\n".join(_strand_lines(plan, late=True)), encoding="utf-8")


def _strand_lines(plan: Plan, shift: bool = False, late: bool = False) -> list[str]:
    """Strands as tab-separated lines, the header again before each strand."""
    head = "Working Strand\tAction\tEvidence"
    lines = [f"# {plan.title}", "", f"## {plan.table_heading}", ""]
    for number, section in enumerate(plan.sections):
        lines.append(head)
        label = f"<b>{section.path[-1]}</b>"
        for index, entry in enumerate(section.entries):
            evidence = _evidence(entry.response)
            first = index == (1 if late and number == 1 else 0)
            if shift and number == 1 and index == 2:
                lines.append(f"{entry.text}\t{evidence}\t")
            else:
                lines.append(f"{label if first else ''}\t{entry.text}\t{evidence}")
            if late and number == 1 and not index:
                lines.append("")
    return lines


def _evidence(response: tuple[str, ...]) -> str:
    if not response:
        return ""
    items = " ".join(f"<li>{plans.plain(line)}</li>" for line in response)
    return f"<ul>{items}</ul>"


def _track(paragraph: Any, text: str) -> None:
    """The last word as an insertion, and a deleted word before it."""
    before, _, last = text.rpartition(" ")
    for run in list(paragraph.runs):
        run._r.getparent().remove(run._r)
    paragraph.add_run(before + " ")
    said = 'w:id="1" w:author="analyst" w:date="2020-01-01T00:00:00Z"'
    for mark, part, words in (("del", "delText", "nearly "), ("ins", "t", last)):
        paragraph._p.append(
            parse_xml(
                f"<w:{mark} {nsdecls('w')} {said}><w:r>"
                f'<w:{part} xml:space="preserve">{words}</w:{part}></w:r></w:{mark}>'
            )
        )
