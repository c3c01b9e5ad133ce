"""Word files of our own: safe text, tables with headers, the same bytes every time."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from plan_ingest.exports.safe import xml_text

_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 (Word's properties know no zones)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
LEVEL_FILLS = {
    "0": "FCE4D6",
    "1": "EDF3F9",
    "2": "C5DCEF",
    "3": "A3C9E6",
    "4": "7FB2D9",
    "N": "D9D9D9",
}
"""Fill by the first letter of a cell's words; the words say the same."""


def new_document(title: str, marking: str, landscape: bool = True) -> Any:
    """An A4 document with a title and its marking above and below every page."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = xml_text(title)[:255], "plan_ingest"
    properties.category = properties.comments = xml_text(marking)[:255]
    properties.created = properties.modified = _EPOCH
    properties.language = "en-GB"
    section = document.sections[0]
    width, height = Cm(21.0), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = Cm(1.8)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10)
    for part in (section.header, section.footer):
        part.paragraphs[0].text = xml_text(marking)
    document.add_heading(xml_text(title), 0)
    return document


def add_table(
    document: Any,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    size: float = 9,
    fills: bool = False,
    widths: Sequence[float] = (),
) -> Any:
    """A table whose header row repeats on every page; `widths` in centimetres.

    `fills` colours cells by the level their words begin with.
    """
    table = document.add_table(rows=1, cols=len(headers))
    table.style = "Table Grid"
    _fill_row(table.rows[0], headers, size, bold=True, fill="DCE3EA")
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for values in rows:
        _fill_row(table.add_row(), values, size, fills=fills)
    table.autofit = not widths
    for col, width in enumerate(widths):
        for cell in table.columns[col].cells:
            cell.width = Cm(width)
    return table


def packed(document: Any) -> bytes:
    """The document's bytes, every member of the package under one fixed date."""
    raw, sink = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with (
        zipfile.ZipFile(raw) as found,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in found.namelist():
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(member, found.read(name))
    return sink.getvalue()


def _fill_row(row: Any, values: Sequence[str], size: float, **look: Any) -> None:
    for cell, value in zip(row.cells, values, strict=True):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(xml_text(value))
        run.font.size = Pt(size)
        run.bold = look.get("bold", False)
        paragraph.paragraph_format.space_after = Pt(0)
        fill = look.get("fill") or (
            LEVEL_FILLS.get(value[:1]) if look.get("fills") else None
        )
        if fill:
            _shade(cell, fill)


def _shade(cell: Any, fill: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
