"""Files that bite, made here: small on disk, endless once opened."""

# ruff: noqa: E501  mark-up reads better whole

import zlib
from pathlib import Path

from tests.readers.office import p, put, word_parts

_MEGABYTE = 1_000_000


def zip_bomb(path: Path) -> Path:
    """A Word file of some 60 kB that unpacks to 60 MB."""
    padding = "<w:p/>" * (10 * _MEGABYTE)
    parts = word_parts(p("small"))
    body = str(parts["word/document.xml"])
    parts["word/document.xml"] = body.replace("<w:body>", f"<w:body>{padding}")
    return put(path, parts)


def nested_zip(path: Path) -> Path:
    """A Word file with a bomb within it: never opened, because never asked for."""
    inner = path.with_name("inner.zip")
    put(inner, {"zeros": b"\0" * (20 * _MEGABYTE)})
    parts = word_parts(p("The outer file is sound."))
    parts["word/embeddings/inner.zip"] = inner.read_bytes()
    inner.unlink()
    return put(path, parts)


def xml_bomb(path: Path) -> Path:
    """A thousand million laughs in a Word file's body."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    return _with_entities(path, entities, "&a9;")


def xxe(path: Path, secret: Path) -> Path:
    """A Word file that asks for a file of the reader's machine."""
    return _with_entities(path, f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "&x;")


def _with_entities(path: Path, entities: str, call: str) -> Path:
    parts = word_parts(p(call))
    body = str(parts["word/document.xml"])
    parts["word/document.xml"] = body.replace(
        "<w:document", f"<!DOCTYPE w:document [{entities}]><w:document", 1
    )
    return put(path, parts)


def html_laughs(path: Path) -> Path:
    """A web page nested deeper than any page is."""
    path.write_text("<html><body>" + "<div>" * 200_000 + "deep", encoding="utf-8")
    return path


def far_cell(path: Path) -> Path:
    """A workbook whose two cells span a whole sheet: 17 thousand million cells."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cell = '<c r="{}" t="inlineStr"><is><t>x</t></is></c>'
    return put(
        path,
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1">{cell.format("A1")}</row><row r="1048576">{cell.format("XFD1048576")}</row></sheetData></worksheet>',
        },
    )


def flate_bomb(path: Path) -> Path:
    """A PDF of a few kB whose page unpacks, twice over, to some 800 MB of operators."""
    once = _endless(b"0 0 m 1 1 l S\n" * 70_000, 800)
    return _pdf(path, zlib.compress(once, 9), "[/FlateDecode /FlateDecode]")


def operators(path: Path) -> Path:
    """A small PDF whose page draws four million lines."""
    return _pdf(path, _endless(b"0 0 m 9 9 l S\n" * 100_000, 40), "/FlateDecode")


def simple_pdf(path: Path) -> Path:
    """A sound PDF of one page that only draws a line."""
    return _pdf(path, zlib.compress(b"0 0 m 9 9 l S"), "/FlateDecode")


def _endless(part: bytes, times: int) -> bytes:
    """A deflated stream of `part` over and over, packed once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"x\xda" + block * times + b"\x03\0" + b"\0" * 4


def _pdf(path: Path, content: bytes, filters: str) -> Path:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        f"<</Length {len(content)}/Filter {filters}>>\nstream\n".encode()
        + content
        + b"\nendstream",
    )
    data = b"%PDF-1.5\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n" + table
    data += f"trailer<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(data)
    return path
