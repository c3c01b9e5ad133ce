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
_TWIPS = 567
"""Twentieths of a point in a centimetre."""
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
) -> None:
    """A table whose header row repeats on every page; `widths` in centimetres.

    `fills` colours cells by the level their words begin with.
    """
    table = _made("tbl")
    look = _made("tblPr", table)
    _made("tblStyle", look, val="TableGrid")
    _made("tblW", look, w="5000", type="pct")
    grid = _made("tblGrid", table)
    measures = [str(round(width * _TWIPS)) for width in widths] or [""] * len(headers)
    for width in measures:
        _made("gridCol", grid, **({"w": width} if width else {}))
    head = _row(table, headers, size, measures, ["DCE3EA"] * len(headers), bold=True)
    _made("tblHeader", head)
    for values in rows:
        shades = [_fill(value) if fills else "" for value in values]
        _row(table, values, size, measures, shades)
    body = document.element.body
    body.insert(len(body) - 1, table)
    document.add_paragraph()


def _fill(words: str) -> str:
    """A cell's fill; a later ask is no gap, and has not a gap's colour."""
    later = words.startswith("0") and "· L" in words
    return "F2F2F2" if later else LEVEL_FILLS.get(words[:1], "")


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


def _row(
    table: Any,
    values: Sequence[str],
    size: float,
    widths: Sequence[str],
    fills: Sequence[str],
    bold: bool = False,
) -> Any:
    """A row of cells; its properties, to which a header mark can be added."""
    row = _made("tr", table)
    properties = _made("trPr", row)
    _made("cantSplit", properties)
    for value, width, fill in zip(values, widths, fills, strict=True):
        cell = _made("tc", row)
        look = _made("tcPr", cell)
        if width:
            _made("tcW", look, w=width, type="dxa")
        if fill:
            _made("shd", look, val="clear", color="auto", fill=fill)
        paragraph = _made("p", cell)
        _made("spacing", _made("pPr", paragraph), after="0")
        _words(paragraph, value, size, bold)
    return properties


def _words(paragraph: Any, text: str, size: float, bold: bool) -> None:
    run = _made("r", paragraph)
    look = _made("rPr", run)
    if bold:
        _made("b", look)
    _made("sz", look, val=str(round(size * 2)))
    for at, line in enumerate(xml_text(text).split("\n")):
        if at:
            _made("br", run)
        words = _made("t", run)
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _made(name: str, inside: Any = None, **values: str) -> Any:
    """A Word element with its attributes, put inside another."""
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    if inside is not None:
        inside.append(element)
    return element
