"""A Word file's parts: the zip checked and cleaned, then opened by python-docx.

What python-docx gets is a copy in memory: names of strict Office Open XML in their
usual form, pictures and embedded files emptied, relations that lead nowhere left
out. So it opens what Word opens, and nothing heavy is unpacked.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.package import Package
from lxml import etree

from plan_ingest.errors import UnreadableSource
from plan_ingest.readers.archive import Archive, open_archive
from plan_ingest.readers.xml import parse
from plan_ingest.settings import Reading

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"officeDocument"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"wordprocessingml"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"drawingml"),
)
_ENCODING = re.compile(r'(<\?xml[^>]*?)\s+encoding=["\'][^"\']*["\']')
_TARGET = re.compile(
    rb"<(?:\w+:)?Relationship\b[^>]*?(?:/>|>\s*</(?:\w+:)?Relationship>)"
)
_ATTRIBUTE = re.compile(rb'\b(Target|TargetMode)\s*=\s*["\']([^"\']*)["\']')
_AFRESH = "open it in Word and save it afresh"


@dataclass(frozen=True, slots=True)
class WordParts:
    """The XML a Word file's words lie in; None for a part it does not have.

    `heads` holds headers and footers by relationship id, `diagrams` the data of
    SmartArt.
    """

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None
    heads: dict[str, etree._Element]
    diagrams: dict[str, etree._Element]


def open_parts(file: str, path: Path, limits: Reading) -> WordParts:
    """The parts of the Word file at `path`; `file` is its name in messages.

    Raises UnreadableSource, EncryptedSource or LimitExceeded.
    """
    with open_archive(file, path, limits) as archive:
        clean = _cleaned(archive)
    try:
        package = Package.open(clean)
        main = package.main_document_part
        found = {name: part for name, part in main.rels.items() if not part.is_external}
        return _parts(main, found)
    except (
        OpcError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        zipfile.BadZipFile,
        etree.LxmlError,
    ) as wrong:
        raise UnreadableSource(
            file, f"its parts do not make a Word document ({_short(wrong)})", _AFRESH
        ) from wrong


def _parts(main: object, rels: dict[str, object]) -> WordParts:
    root = _root(main)
    body = root.find(f"{W}body")
    if body is None:
        raise ValueError("it has no body")
    first: dict[str, etree._Element] = {}
    heads, diagrams = {}, {}
    for key, rel in rels.items():
        kind = rel.reltype  # type: ignore[attr-defined]
        if kind in {RT.STYLES, RT.NUMBERING, RT.FOOTNOTES, RT.ENDNOTES}:
            first.setdefault(kind, _root(rel.target_part))  # type: ignore[attr-defined]
        elif kind in {RT.HEADER, RT.FOOTER}:
            heads[key] = _root(rel.target_part)  # type: ignore[attr-defined]
        elif kind == RT.DIAGRAM_DATA:
            diagrams[key] = _root(rel.target_part)  # type: ignore[attr-defined]
    return WordParts(
        body,
        first.get(RT.STYLES),
        first.get(RT.NUMBERING),
        first.get(RT.FOOTNOTES),
        first.get(RT.ENDNOTES),
        heads,
        diagrams,
    )


def _root(part: object) -> etree._Element:
    element = getattr(part, "element", None)
    return element if element is not None else parse(part.blob)  # type: ignore[attr-defined]


def _cleaned(archive: Archive) -> io.BytesIO:
    clean = io.BytesIO()
    with zipfile.ZipFile(clean, "w") as out:
        for name in archive.names:
            data = b""
            if name.lower().endswith((".xml", ".rels")):
                data = _plain(archive, archive.read(name))
            if name.lower().endswith(".rels"):
                data = _without_dangling(data, name, archive)
            out.writestr(zipfile.ZipInfo(name.replace("\\", "/")), data)
    clean.seek(0)
    return clean


def _plain(archive: Archive, data: bytes) -> bytes:
    """A part in UTF-8 with the usual namespaces; a DTD has no place in it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
        data = _ENCODING.sub(r"\1", text, count=1).encode()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableSource(
            archive.file, "it declares entities, which no Word file does", _AFRESH
        )
    for strict, family in _STRICT:
        if strict in data:
            usual = b"http://schemas.openxmlformats.org/" + family + b"/2006/"
            data = data.replace(strict, usual)
    return data


def _without_dangling(data: bytes, name: str, archive: Archive) -> bytes:
    """Relations without those to parts that are not in the file."""
    base = dirname(dirname(name.replace("\\", "/")))
    there = {known.replace("\\", "/") for known in archive.names}

    def keep(found: re.Match[bytes]) -> bytes:
        given = dict(_ATTRIBUTE.findall(found.group()))
        if given.get(b"TargetMode") == b"External":
            return found.group()
        target = given.get(b"Target", b"").decode(errors="replace")
        whole = normpath(join("/", base, target)).lstrip("/")
        return found.group() if whole in there else b""

    return _TARGET.sub(keep, data)


def _short(wrong: Exception) -> str:
    words = " ".join(str(wrong).split())
    return words[:120] or type(wrong).__name__
