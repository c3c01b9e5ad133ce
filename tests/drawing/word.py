"""Plans as Word files: tables, merged strands, and a committee report."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.drawing import plan as plans
from tests.drawing.plan import Entry, Plan, Section
from tests.drawing.reports import said

FIXED = datetime(2020, 1, 1, tzinfo=UTC)


def strands(plan: Plan, path: Path) -> None:
    """One table with a merged strand column, shared evidence merged as well."""
    word = _open(plan, wide=True)
    word.add_heading(plan.table_heading or "Action plan", 1)
    words = plans.header(plan)
    words = {"strand": "Strand", **words}
    words.update({"text": "Action", "response": "Evidence"})
    grid = table(word, list(words.values()))
    for section in plan.sections:
        _strand(grid, section, list(words))
    _glossary(word, plan)
    save(word, path)


def sections(plan: Plan, path: Path) -> None:
    """A heading and a table of its own for each section."""
    word = _open(plan, wide=True)
    words = plans.header(plan)
    if plan.table_heading:
        word.add_heading(plan.table_heading, 1)
    for section in plan.sections:
        word.add_heading(section.path[-1], 2 if plan.table_heading else 1)
        grid = table(word, list(words.values()))
        for entry in section.entries:
            cells = grid.add_row().cells
            for cell, name in zip(cells, words, strict=True):
                fill(cell, entry, name)
    _glossary(word, plan)
    save(word, path)


def report(plan: Plan, path: Path) -> None:
    """A committee report: bold lines, prose, and bullets under workstreams."""
    word = _open(plan, wide=False, title=False)
    for block in plan.report:
        report_block(word, block)
    save(word, path)


def bullets(plan: Plan, path: Path) -> None:
    """Pillars as headings, objectives as real bulleted lists."""
    word = _open(plan, wide=False)
    bulleted(word, plan)
    save(word, path)


def bulleted(word: Any, plan: Plan) -> None:
    """Writes pillars and their bullets."""
    for section in plan.sections:
        letter = f"{section.letter} - " if section.letter else ""
        word.add_heading(letter + section.path[-1], 1)
        if section.includes:
            word.add_heading("This includes:", 2)
        for text in section.includes:
            word.add_paragraph(text, style="List Bullet")
        if section.letter:
            word.add_heading("Objectives:", 2)
        for entry in section.entries:
            word.add_paragraph(entry.text, style="List Bullet")


def save(word: Any, path: Path) -> None:
    """Writes a Word file that holds no time of writing."""
    properties = word.core_properties
    properties.created = properties.modified = FIXED.replace(tzinfo=None)
    properties.author = properties.last_modified_by = "plan_ingest"
    properties.revision = 1
    loose = io.BytesIO()
    word.save(loose)
    path.write_bytes(timeless(loose.getvalue()))


def timeless(package: bytes) -> bytes:
    """A zip package with every member dated alike."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            dated = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            dated.compress_type = member.compress_type
            new.writestr(dated, old.read(member))
    return packed.getvalue()


def _open(plan: Plan, wide: bool, title: bool = True) -> Any:
    word = Document()
    word.styles["Normal"].font.size = Pt(10)
    page = word.sections[0]
    if wide:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    page.header.paragraphs[0].text = "Official - for publication"
    word.core_properties.title = plan.title
    if title:
        word.add_heading(plan.title, 0)
    for heading, paragraphs in plan.intro:
        word.add_heading(heading, 1)
        for text in paragraphs:
            word.add_paragraph(text)
    for heading, name, text in plan.aims:
        word.add_heading(heading, 1)
        word.add_heading(name, 2)
        paragraph = word.add_paragraph()
        paragraph.add_run("Aim: ").bold = True
        paragraph.add_run(text)
    return word


def table(word: Any, words: list[str]) -> Any:
    """A ruled table with its header row marked as repeated."""
    grid = word.add_table(rows=1, cols=len(words), style="Table Grid")
    for cell, text in zip(grid.rows[0].cells, words, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    return grid


def _strand(table: Any, section: Section, names: list[str]) -> None:
    """The rows of one strand; two actions of a pair stand in one cell."""
    first = len(table.rows)
    entries = list(section.entries)
    while entries:
        entry = entries.pop(0)
        cells = table.add_row().cells
        for cell, name in zip(cells, names, strict=True):
            if name != "strand":
                fill(cell, entry, name)
        if entry.pair and entries and entries[0].pair:
            _paragraph(cells[names.index("text")], entries.pop(0).text)
    last = len(table.rows) - 1
    merged = table.cell(first, 0).merge(table.cell(last, 0))
    merged.paragraphs[0].add_run(section.path[-1]).bold = True
    for extra in merged.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    if section.shared and "response" in names:
        _merge_down(table, first, last, names.index("response"))


def _merge_down(table: Any, first: int, last: int, col: int) -> None:
    merged = table.cell(first, col).merge(table.cell(last, col))
    for paragraph in list(merged.paragraphs):
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def fill(cell: Any, entry: Entry, name: str) -> None:
    """Writes one field of an entry into a cell, bullets as a real list."""
    if name == "response":
        for line in entry.response:
            style = "List Bullet" if line.startswith("• ") else None
            _paragraph(cell, plans.plain(line), style)
    else:
        _paragraph(cell, getattr(entry, name))


def _paragraph(cell: Any, text: str, style: str | None = None) -> None:
    first = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if first.text else first
    paragraph.add_run(text)
    if style:
        paragraph.style = style


def _glossary(word: Any, plan: Plan) -> None:
    if plan.glossary:
        word.add_heading("Glossary", 1)
        grid = table(word, list(plan.glossary.header))
        for row in plan.glossary.rows:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text


def report_block(word: Any, block: dict[str, Any]) -> None:
    """Writes one block of a committee report."""
    kind = block["kind"]
    if kind == "bold":
        word.add_paragraph().add_run(block["text"]).bold = True
    elif kind in ("heading", "subheading"):
        word.add_heading(block["text"], 1 if kind == "heading" else 2)
    else:
        style = "List Bullet" if kind == "bullet" else None
        word.add_paragraph(said(block), style=style)
