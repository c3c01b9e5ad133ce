"""Web pages and OpenDocument texts: the same blocks as from Word."""

from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from plan_ingest.errors import UnreadableSource
from plan_ingest.model.document import Bullet, Document, Furniture, Heading, Table
from tests.readers import office
from tests.readers.office import spans, texts

_NS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)


def page(tmp_path: Path, body: str) -> Document:
    """What is read of a web page with this body."""
    path = tmp_path / "plan.html"
    path.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", "utf-8")
    return office.read_file(path)


def odt(tmp_path: Path, body: str, styles: str = "", heads: str = "") -> Document:
    """What is read of an OpenDocument text with this body."""
    path = tmp_path / "plan.odt"
    content = (
        f"<office:document-content {_NS}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    master = (
        f"<office:document-styles {_NS}><office:master-styles><style:master-page>"
        f"{heads}</style:master-page></office:master-styles></office:document-styles>"
    )
    with ZipFile(path, "w", ZIP_STORED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", master)
    return office.read_file(path)


def test_a_page_gives_headings_paragraphs_and_lists(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<h1>Plan</h1><p>Some <b>bold</b>\n words.<br>More.</p>"
        "<ul><li>One<ol type=a start=2><li>deep</ol><li><p>Two</p></ul>",
    ).blocks

    assert isinstance(found[0], Heading)
    assert texts(Document(office.build.source(), found)) == [
        "Plan",
        "Some bold words. More.",
        "One",
        "deep",
        "Two",
    ]
    assert [(b.marker, b.level) for b in found if isinstance(b, Bullet)] == [
        ("•", 0),
        ("b.", 1),
        ("•", 0),
    ]


def test_what_a_reader_of_the_page_does_not_see_is_not_read(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<script>evil()</script><style>p{}</style><p hidden>a</p><!-- b -->"
        '<p style="display: none">c</p><template>d</template><p>seen</p>',
    )

    assert texts(found) == ["seen"]


def test_menus_banners_and_footers_are_furniture(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<header>The force</header><nav><a href='/x'>Home</a></nav>"
        "<main><article><header><h1>Plan</h1></header><p>Words</p></article></main>"
        "<p>Share this page</p><footer>Crown</footer>",
    )

    aside = [block.text for block in found.blocks if isinstance(block, Furniture)]
    assert aside == ["The force", "Home", "Share this page", "Crown"]


def test_a_pages_table_keeps_spans_header_and_bullets(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<table><thead><tr><th>Strand<th>Action<th>Lead</thead>"
        "<tr><td rowspan=2>One<td><ul><li>a<li>b</ul><td>x<tr><td colspan=2>c</table>",
    )
    table = office.only_table(found)

    assert table.header_rows == 1
    assert spans(table)["One"] == (1, 2, 0, 0)
    assert spans(table)["c"] == (2, 2, 1, 2)
    assert [part.bullet for part in table.cells[4].parts] == ["•", "•"]


def test_a_page_that_is_laid_out_by_a_table_gives_its_content(tmp_path: Path) -> None:
    inner = "<table><tr><th>Ref<th>Action<tr><td>1<td>Train</table>"
    found = page(tmp_path, f"<table><tr><td><p>Menu</p><td>{inner}</table>")

    assert [block.kind for block in found.blocks] == ["paragraph", "table"]


def test_form_fields_show_what_is_in_them(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        '<p>Lead: <input value="Supt"></p><p>Status: <select><option>Open'
        "<option selected>Closed</select></p><p><input type=checkbox checked>Done</p>",
    )

    assert texts(found) == ["Lead: Supt", "Status: Closed", "☒ Done"]


def test_an_odt_gives_headings_lists_notes_and_heads(tmp_path: Path) -> None:
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1"'
        ' style:num-format="a" style:num-suffix=")"/><text:list-level-style-bullet'
        ' text:level="2" text:bullet-char="▪"/></text:list-style>'
    )
    entry = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{entry.format('deep', '')}</text:list>"
    body = (
        '<text:h text:outline-level="2">Aims</text:h>'
        "<text:p>We<text:s/>act<text:note><text:note-body><text:p>Now</text:p>"
        "</text:note-body></text:note><text:line-break/>soon</text:p>"
        f'<text:list text:style-name="L">{entry.format("One", inner)}'
        f"{entry.format('Two', '')}</text:list>"
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
    )
    heads = "<style:header><text:p>OFFICIAL</text:p></style:header>"

    found = odt(tmp_path, body, styles, heads)

    assert texts(found) == [
        "Aims",
        "We act¹ soon",
        "One",
        "deep",
        "Two",
        "¹ Now",
        "OFFICIAL",
    ]
    assert [(b.marker, b.level) for b in found.blocks if isinstance(b, Bullet)] == [
        ("a)", 0),
        ("▪", 1),
        ("b)", 0),
    ]
    assert [block.kind for block in found.blocks][-2:] == ["furniture", "furniture"]


def test_an_odt_table_keeps_spans_header_and_weight(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="B" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    )

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    bold = '<text:span text:style-name="B">Strand</text:span>'
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        f"{cell(bold)}{cell('Action')}</table:table-row></table:table-header-rows>"
        f"<table:table-row>{cell('One', 'table:number-rows-spanned=' + chr(34) + '2' + chr(34))}{cell('a')}</table:table-row>"  # noqa: E501
        f"<table:table-row><table:covered-table-cell/>{cell('b')}</table:table-row>"
        "</table:table>"
    )

    table = office.only_table(odt(tmp_path, body, styles))

    assert isinstance(table, Table)
    assert table.header_rows == 1
    assert [c.bold for c in table.cells][:2] == [True, False]
    assert spans(table)["One"] == (1, 2, 0, 0)
    assert spans(table)["b"] == (2, 2, 1, 1)


def test_an_odt_without_its_body_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.odt"
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")

    with pytest.raises(UnreadableSource, match="no text body"):
        office.read_file(path)
