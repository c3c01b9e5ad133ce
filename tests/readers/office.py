"""Office files made by hand: the parts a test is about, in an otherwise plain zip."""

# ruff: noqa: E501  mark-up reads better whole

import zipfile
from pathlib import Path
from typing import Any

from plan_ingest.model.document import Document, Table
from plan_ingest.readers import read
from plan_ingest.settings import Reading
from tests import build

USUAL = "http://schemas.openxmlformats.org"
W = f"{USUAL}/wordprocessingml/2006/main"
R = f"{USUAL}/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    f' xmlns:m="{USUAL}/officeDocument/2006/math"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = f'{_HEAD}<Types xmlns="{USUAL}/package/2006/content-types">{{}}</Types>'
_RELS = f'{_HEAD}<Relationships xmlns="{USUAL}/package/2006/relationships">{{}}</Relationships>'
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def put(path: Path, parts: dict[str, str | bytes]) -> Path:
    """A zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def word_parts(body: str, **others: str) -> dict[str, str | bytes]:
    """A Word file's parts: `body` inside w:body, others by their part's name.

    An `others` value is the inside of that part's root element.
    """
    roots = {
        "styles": "styles",
        "numbering": "numbering",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "header": "hdr",
        "footer": "ftr",
    }
    overrides = [
        f'<Override PartName="/word/document.xml" ContentType="{_WML}document.main+xml"/>'
    ]
    relations, parts = [], {}
    for name, inside in others.items():
        root = roots[name]
        parts[f"word/{name}.xml"] = f"{_HEAD}<w:{root} {_NAMES}>{inside}</w:{root}>"
        overrides.append(
            f'<Override PartName="/word/{name}.xml" ContentType="{_WML}{name}+xml"/>'
        )
        relations.append(
            f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>'
        )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    main = f'<Relationship Id="main" Type="{R}/officeDocument" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": _TYPES.format(defaults + "".join(overrides)),
        "_rels/.rels": _RELS.format(main),
        "word/_rels/document.xml.rels": _RELS.format("".join(relations)),
        "word/document.xml": f"{_HEAD}<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        **parts,
    }


def word(path: Path, body: str, **others: str) -> Document:
    """What is read of a Word file with this body."""
    return read_file(put(path / "plan.docx", word_parts(body, **others)))


def read_file(path: Path, **limits: Any) -> Document:
    """What is read of a file, as if it were handed over under its own name."""
    return read(build.source(file=path.name), path, Reading(**limits))


def p(text: str, properties: str = "", run: str = "") -> str:
    """A w:p of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A w:r."""
    return (
        f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def tc(content: str, properties: str = "") -> str:
    """A w:tc; plain text becomes its paragraph."""
    inside = content if content.startswith("<") or not content else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside or '<w:p/>'}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A w:tr."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = ()) -> str:
    """A w:tbl; `grid` holds its columns' widths in twentieths of a point."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def texts(document: Document) -> list[str]:
    """The words of a document's blocks; a table's cells as row,col: text."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.extend(f"{c.row},{c.col}: {c.text}" for c in block.cells)
        else:
            found.append(block.text)
    return found


def only_table(document: Document) -> Table:
    """The one table of a document."""
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table


def spans(table: Table) -> dict[str, tuple[int, int, int, int]]:
    """A table's cells by their words: (row, row_end, col, col_end)."""
    return {c.text: (c.row, c.row_end, c.col, c.col_end) for c in table.cells}
