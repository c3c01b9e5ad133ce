"""What an .xlsx says of its cells beside their values: hidden, bold, shown how."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath

from lxml import etree

from plan_ingest.errors import LimitExceeded, UnreadableSource
from plan_ingest.readers.archive import Archive
from plan_ingest.readers.number_formats import BUILT_IN

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ON = frozenset({"1", "true", "on"})
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MOST_CELLS = 20_000_000
"""Cells in the box round all filled ones; a stray cell in the last column of the
last row asks for 17 thousand million."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is set: its number format ("" for the general one), and weight."""

    code: str = ""
    bold: bool = False


@dataclass(slots=True)
class Marks:
    """What one sheet says of its rows, columns and cells (0-based)."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    looks: dict[tuple[int, int], Look] = field(default_factory=dict)


def read_marks(archive: Archive) -> dict[str, Marks]:
    """The marks of each sheet by its name; sheets whose part is missing are left out.

    Raises UnreadableSource where a part is damaged, LimitExceeded where cells lie
    further apart than any sheet of words does.
    """
    try:
        book = _parts(archive, "xl/workbook.xml")
        looks = _looks(archive)
        targets = _targets(archive)
        found = {}
        for sheet in book:
            if _local(sheet) != "sheet":
                continue
            strict = sheet.get(f"{{{_STRICT_RELATION}}}id", "")
            key = sheet.get(f"{{{_RELATION}}}id", strict)
            name = targets.get(key)
            if name is not None:
                found[sheet.get("name", "")] = _sheet(archive, name, looks)
    except etree.LxmlError as wrong:
        raise UnreadableSource(
            archive.file,
            "a part of the workbook is damaged",
            "open it in Excel and save it afresh",
        ) from wrong
    return found


def _name(archive: Archive, wanted: str) -> str | None:
    """A part's name as this zip spells it."""
    folded = wanted.lower()
    spellings = (name for name in archive.names if name.lower() == folded)
    return next(spellings, None)


def _parts(archive: Archive, wanted: str) -> Iterator[etree._Element]:
    """The elements of a part as they end; none where there is no such part."""
    name = _name(archive, wanted)
    if name is None:
        return
    data = BytesIO(archive.read(name))
    for _, element in etree.iterparse(
        data, events=("end",), resolve_entities=False, no_network=True, huge_tree=False
    ):
        yield element


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _targets(archive: Archive) -> dict[str, str]:
    found = {}
    for relation in _parts(archive, "xl/_rels/workbook.xml.rels"):
        target = normpath(join("/xl", relation.get("Target", ""))).lstrip("/")
        if (name := _name(archive, target)) is not None:
            found[relation.get("Id", "")] = name
    return found


def _looks(archive: Archive) -> list[Look]:
    """The cell formats in the order sheets number them."""
    codes: dict[str, str] = {str(key): code for key, code in BUILT_IN.items()}
    bold: list[bool] = []
    looks: list[Look] = []
    for element in _parts(archive, "xl/styles.xml"):
        kind = _local(element)
        parent = element.getparent()
        within = "" if parent is None else _local(parent)
        if kind == "numFmt":
            codes[element.get("numFmtId", "")] = element.get("formatCode", "")
        elif kind == "font" and within == "fonts":
            bold.append(_is_bold(element))
        elif kind == "xf" and within == "cellXfs":
            font = element.get("fontId", "")
            at = int(font) if font.isdecimal() else len(bold)
            code = codes.get(element.get("numFmtId", ""), "")
            looks.append(Look(code, at < len(bold) and bold[at]))
    return looks


def _is_bold(font: etree._Element) -> bool:
    return any(_local(b) == "b" and b.get("val", "1") in _ON for b in font)


def _sheet(archive: Archive, name: str, looks: list[Look]) -> Marks:
    marks = Marks()
    row, col, last_row, last_col = 0, 0, 0, 0
    for element in _parts(archive, name):
        kind = _local(element)
        if kind == "c":
            row, col = _place(element.get("r"), row, col)
            last_row, last_col = max(last_row, row), max(last_col, col)
            _note(marks, row, col, element.get("s", ""), looks)
            col += 1
        elif kind == "row":
            number = element.get("r", "")
            row = int(number) - 1 if number.isdecimal() else row
            if element.get("hidden") in _ON:
                marks.hidden_rows.add(row)
            row, col = row + 1, 0
            element.clear()
        elif kind == "col" and element.get("hidden") in _ON:
            first, last = element.get("min", ""), element.get("max", "")
            if first.isdecimal() and last.isdecimal():
                marks.hidden_cols.update(range(int(first) - 1, min(int(last), 16384)))
    if (last_row + 1) * (last_col + 1) > _MOST_CELLS:
        raise LimitExceeded(
            archive.file,
            "its cells lie too far apart",
            "delete what stands far outside the table and save it afresh",
        )
    return marks


def _place(reference: str | None, row: int, col: int) -> tuple[int, int]:
    """A cell's place from its reference (A1); the next one where it has none."""
    found = _REFERENCE.fullmatch(reference or "")
    if found is None:
        return row, col
    at = 0
    for letter in found.group(1).upper():
        at = at * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)) - 1, at - 1


def _note(marks: Marks, row: int, col: int, style: str, looks: list[Look]) -> None:
    at = int(style) if style.isdecimal() else len(looks)
    if at < len(looks) and (looks[at].bold or looks[at].code):
        marks.looks[row, col] = looks[at]
