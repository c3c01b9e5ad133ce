"""What a file is, by its first bytes and its parts: never by its name alone.

Among kinds of text the name decides where the words do not: Markdown and plain
text, or commas in prose and commas between columns, look alike.
"""

import re
import zipfile
from collections import Counter
from pathlib import Path, PurePath

from plan_ingest.errors import (
    EmptySource,
    EncryptedSource,
    SourceError,
    UnknownFormat,
    UnreadableSource,
)
from plan_ingest.readers.encoding import decode, is_text

PDF = "application/pdf"
_OPEN = "application/vnd.openxmlformats-officedocument."
DOCX = _OPEN + "wordprocessingml.document"
XLSX = _OPEN + "spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
HTML, MARKDOWN, CSV = "text/html", "text/markdown", "text/csv"
TEXT = "text/plain"
PNG, JPEG, TIFF = "image/png", "image/jpeg", "image/tiff"

_HEAD = 262_144
"""Bytes looked at from a file's beginning."""
_PDF_JUNK = 8_192
"""Bytes of junk (a mail's or a web server's head) allowed before %PDF-."""
_IMAGES = ((b"\x89PNG", PNG), (b"\xff\xd8\xff", JPEG))
_TIFF = (b"II*\0", b"MM\0*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_KINDS = (
    ("WordDocument", "an old Word file (.doc)", "open it in Word, save it as .docx"),
    ("PowerPoint Document", "a slide show (.ppt)", "save it as PDF"),
    ("__properties_version1.0", "a saved e-mail (.msg)", "save its attachment"),
    ("VisioDocument", "a Visio drawing", "save it as PDF"),
)
_ZIP_KINDS = (
    ("ppt/", "a slide show (.pptx)", "save it as PDF"),
    ("visio/", "a Visio drawing", "save it as PDF"),
    ("Index/", "an Apple iWork file", "export it as .docx or PDF"),
)
_UNREAD = (
    (b"{\\rtf", "a rich text file (.rtf)", "open it in Word, save it as .docx"),
    (b"%!PS", "a PostScript file", "save it as PDF"),
    (b"\xf7\x02", "a DVI file", "save it as PDF"),
    (b"GIF8", "a GIF picture", "save it as PNG or PDF"),
    (b"Rar!", "a packed archive", "unpack it and hand over the files in it"),
    (b"7z\xbc\xaf", "a packed archive", "unpack it and hand over the files in it"),
    (b"\x1f\x8b", "a packed file (.gz)", "unpack it and hand over the files in it"),
)
_HTML_HEAD = re.compile(
    r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_HEAD = re.compile(r"\A\s*<\?xml|\A\s*<[\w:]+[^>]*\sxmlns")
_MAIL_HEAD = re.compile(
    r"\A(?:(?:from|received|mime-version|return-path|content-type|date|subject)"
    r":[^\n]*\n(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\s*\|?(?:\s*:?-{3,}:?\s*\|)+)", re.MULTILINE)


def sniff(path: Path, file: str) -> str:
    """The media type of the file at `path`; `file` is its name in messages.

    Raises EmptySource, EncryptedSource, UnreadableSource or UnknownFormat, the last
    saying what to save the file as.
    """
    if not path.is_file():
        raise UnreadableSource(file, "it is no file", "hand over the file itself")
    try:
        with path.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as wrong:
        raise UnreadableSource(
            file, f"it cannot be opened ({wrong.strerror})", "check its rights"
        ) from wrong
    if not head.strip(b"\0 \t\r\n\f\v"):
        raise EmptySource(file, "there is nothing in it", "fetch it again")
    if head.startswith(_OLE):
        return _ole_kind(path, file)
    if head.startswith(_ZIP):
        return _zip_kind(path, file)
    return _kind_by_head(head, file)


def _kind_by_head(head: bytes, file: str) -> str:
    for mark, kind in _IMAGES:
        if head.startswith(mark):
            return kind
    if head.startswith(_TIFF):
        return TIFF
    for mark, what, mend in _UNREAD:
        if head.startswith(mark):
            raise UnknownFormat(file, f"it is {what}, which is not read", mend)
    if b"%PDF-" in head[:_PDF_JUNK]:
        return PDF
    if not is_text(head):
        raise UnknownFormat(
            file,
            "it is no kind of file that can be read",
            "save it as PDF, .docx, .xlsx, .html, .odt or plain text",
        )
    return _text_kind(decode(head), file)


def _text_kind(text: str, file: str) -> str:
    suffix = PurePath(file).suffix.lower()
    if _HTML_HEAD.match(text):
        return HTML
    if _MAIL_HEAD.match(text):
        raise UnknownFormat(
            file,
            "it is a saved e-mail or web archive, which is not read",
            "save its attachment, or the page as PDF or .html",
        )
    if _XML_HEAD.match(text):
        raise UnknownFormat(
            file,
            "it is an XML file, which is not read",
            "open it where it was made and save it as .docx, .xlsx or PDF",
        )
    if suffix in {".html", ".htm", ".xhtml"} and "<" in text:
        return HTML
    if suffix in {".md", ".markdown"}:
        return MARKDOWN
    if suffix == ".csv" or (suffix != ".txt" and _in_columns(text)):
        return CSV
    if suffix != ".txt" and len(_MARKDOWN.findall(text)) > 1:
        return MARKDOWN
    return TEXT


def _in_columns(text: str) -> bool:
    """Whether nearly every line has the same number, two or more, of one comma."""
    lines = [line for line in text.split("\n")[:200] if line.strip()]
    if len(lines) < 3:
        return False
    for comma in ",;":
        counts = Counter(line.count(comma) for line in lines)
        count, often = counts.most_common(1)[0]
        if count >= 2 and often * 10 >= len(lines) * 9:
            return True
    return False


def _ole_kind(path: Path, file: str) -> str:
    """An old Office file, by the names in its directory (UTF-16, anywhere in it)."""
    data = path.read_bytes()

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise EncryptedSource(
            file, "it is protected by a password", "open it and save it without one"
        )
    if holds("Workbook") or b"B\0o\0o\0k\0\0\0" in data:
        return XLS
    for name, what, mend in _OLE_KINDS:
        if holds(name):
            raise UnknownFormat(file, f"it is {what}, which is not read", mend)
    raise UnknownFormat(
        file,
        "it is an old Office file of an unknown kind",
        "save it as .docx, .xlsx or PDF",
    )


def _zip_kind(path: Path, file: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            kind = _opendocument_kind(archive, names)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError) as wrong:
        raise UnreadableSource(
            file,
            "it is cut off or damaged (a zip without a directory)",
            "fetch it again, or open it and save it afresh",
        ) from wrong
    folded = [name.replace("\\", "/").lower() for name in names]
    for start, answer in (("word/", DOCX), ("xl/", XLSX)):
        if any(name.startswith(start) for name in folded):
            binary = answer == XLSX and "xl/workbook.bin" in folded
            return XLSB if binary else answer
    if kind in {ODT, ODS}:
        return kind
    raise _not_read(names, file)


def _opendocument_kind(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "mimetype" not in names:
        return ""
    with archive.open("mimetype") as member:
        kind = member.read(200).decode("ascii", errors="replace").strip()
    return kind.removesuffix("-template")


def _not_read(names: list[str], file: str) -> SourceError:
    for start, what, mend in _ZIP_KINDS:
        if any(name.startswith(start) for name in names):
            return UnknownFormat(file, f"it is {what}, which is not read", mend)
    return UnknownFormat(
        file,
        "it is a packed archive (.zip)",
        "unpack it and hand over the files in it",
    )
